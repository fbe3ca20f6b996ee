"""Forms as YAML: blank, whole, or one text replaced."""
