"""Values of the field: immutable, without files, clock or environment."""
