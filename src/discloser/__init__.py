"""discloser: from one form to the whole yearly disclosure report of a Chinese public body."""
