"""Where a printed figure comes from, and what a cell of the form reaches."""
