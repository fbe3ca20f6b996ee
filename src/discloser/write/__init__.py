"""Forms out: the workbook to be filled in, copies marked with findings, and YAML."""
