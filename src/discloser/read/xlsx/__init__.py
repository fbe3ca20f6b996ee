"""Workbooks: the package, its sheets, the tables on them, and the form that these make up."""
