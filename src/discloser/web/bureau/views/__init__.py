"""The pages of the hosted server."""
