"""The left end: files in, texts with their places out."""
