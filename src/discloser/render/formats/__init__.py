"""The formats of reports, a module each; one that is added is found, offered, documented and tried by itself."""
