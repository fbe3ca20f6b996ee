"""Which figures belong together, and which of them is wrong."""
