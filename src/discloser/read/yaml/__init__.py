"""YAML, read as text: every scalar with its line and column."""
