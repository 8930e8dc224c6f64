"""The vocabulary a clerk could correct: YAML files and samples, no code."""
