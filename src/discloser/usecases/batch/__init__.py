"""Many units at once: every form of a folder checked and built, each for itself, and one list of what became of all."""
