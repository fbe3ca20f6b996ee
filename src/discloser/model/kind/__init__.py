"""A report kind: everything that differs by year, province and sort of report."""
