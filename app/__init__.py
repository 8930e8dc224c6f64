"""The outside: command line and settings."""
