"""Word reports, read as words."""
