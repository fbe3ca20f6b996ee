"""What can be wrong with a printed report, one family a module."""
