"""What is printed: the report, its tables as grids, and notices beside it."""
