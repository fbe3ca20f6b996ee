"""Texts in their blocks → a form, the files that it names, or findings."""
