"""Form → facts → tables, figures, changes, charts: pure functions."""
