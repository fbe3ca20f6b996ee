"""Readers of published reports, one module a format: whatever stands in a file → loose blocks with their places."""
