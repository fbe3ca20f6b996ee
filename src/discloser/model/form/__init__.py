"""The form: what an officer types, for a budget and for final accounts, as keys, as single texts and as a workbook."""
