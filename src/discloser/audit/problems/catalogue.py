"""Every kind of finding of the audit, as it is declared; a code is never reused."""

from __future__ import annotations

from typing import Final

from ...model.finding import Problems

CATALOGUE: Final = Problems()
problem = CATALOGUE.declare
