"""What people do with forms, reports and kinds: one module each, called by the command line and whoever else."""
