"""A bureau's roster, for whoever asks."""

from __future__ import annotations

from ..read.xlsx.roster import RosterFile, read_roster

__all__ = ["RosterFile", "read_roster"]
