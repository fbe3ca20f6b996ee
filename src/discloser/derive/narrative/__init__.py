"""The sentences of a report: a kind's texts filled with figures."""
