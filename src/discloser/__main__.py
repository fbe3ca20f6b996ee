"""`python -m discloser`."""

from .cli import main

main()
