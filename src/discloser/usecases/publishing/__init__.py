"""The publication set: what of a report goes on the web, the static site that holds it, and what keeps it off."""
