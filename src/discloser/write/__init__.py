"""Forms out: the workbook to be filled in, and forms of one kind written as the other. One module per format."""
