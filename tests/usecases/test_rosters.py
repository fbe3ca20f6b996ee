"""A roster that was written reads back the same."""

from __future__ import annotations

import datetime as dt

from discloser.disk import Handed
from discloser.model.roster import RosterUnit, Season
from discloser.usecases.rosters import read_roster, roster_workbook

UNITS = [
    RosterUnit("407", "云岭县农业农村局", "", "部门", "行政单位", site="https://example.cn/nyj"),
    RosterUnit("00407001", "=云岭县茶叶站", "407 云岭县农业农村局", "单位", "事业单位", exempt="涉密"),
]
SEASONS = (Season(2025, "预算", dt.date(2025, 1, 20), dt.date(2025, 2, 6)), Season(2024, "决算"))


def test_a_roster_reads_back_as_it_was_written():
    read = read_roster(Handed("名录.xlsx", roster_workbook(UNITS, SEASONS)))
    assert read.findings == ()
    assert (list(read.units.values()), read.seasons) == (UNITS, SEASONS)
