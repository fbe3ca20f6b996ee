"""The folder of a report kind → `ReportKind`, or findings; and the lists that kinds share."""
