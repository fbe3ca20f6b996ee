"""What people changed in a report's Word file: texts that go back into the form, and all the rest, told one by one."""
