"""Reports in neutral JSON."""
