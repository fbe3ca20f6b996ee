"""The shapes that the database of the bureau's side has had."""
