"""luocdo: a citation knowledge graph of Vietnamese Party and State directives."""

__version__ = "0.1.0"
