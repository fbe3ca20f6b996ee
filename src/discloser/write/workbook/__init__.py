"""The workbook form, blank or filled, and lists of findings."""
