"""A report as printed, laid out: figures with their places, sentences with what they claim."""
