"""A newcomer's first report, typed in the page from the blank workbook on: every cell and every press is counted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from desk import Officer
from helpers import SAMPLES

from discloser.usecases.form_values import form_values

A_CELL, A_PRESS = 4, 10
"""Seconds of an officer's time."""


@dataclass
class Typist:
    """Fills a form in, sheet by sheet, as a sample has it."""

    officer: Officer
    cells: int = 0
    presses: int = 0
    told: list[str] = field(default_factory=list)

    def fills(self, address: str, sample: str) -> str:
        """The address of the version in which everything of a sample was typed."""
        for sheet in form_values(SAMPLES / f"{sample}.yaml").sheets:
            values = {value.path: value.text for table in sheet.tables for row in table.rows for value in row.values
                      if value.text}
            if values:
                self.cells += len(values)
                fields = {f"v{json.dumps(path, ensure_ascii=False, separators=(',', ':'))}": text
                          for path, text in values.items()}
                answer = self.officer.saves(f"{address}sheet/{sheet.name}/", fields)
                self.presses += 2
                self.told += [] if answer.status_code == 302 else [answer.content.decode()]
                address = answer.headers["Location"].partition("sheet/")[0]
        return address


def test_a_blank_workbook_is_filled_in_the_page_and_becomes_a_report_within_half_an_hour(officer: Officer):
    blank = officer.browser.get("/blank/", {"kind": "山西　单位预算", "year": "2025"}).content
    typist = Typist(officer)
    address = typist.fills(officer.begins(blank), "new-unit-2025-budget")
    assert typist.told == []
    assert "没有错误。" in officer.reads(address)
    officer.browser.post(f"{address}report/")
    officer.work()
    assert "报告做好了。" in officer.reads(f"{address}report/")
    lines_more, projects = (25 - 9) * 3, 2 * 7
    assert (typist.cells + lines_more + projects) * A_CELL + (typist.presses + 6) * A_PRESS < 30 * 60

