"""A newcomer's first report and first correction: every cell that is typed in the page and every press is counted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from desk import Officer
from lxml import html

from discloser.usecases.form_values import form_values

NEWCOMER = Path(__file__).with_name("newcomer.yaml")
A_CELL, A_PRESS = 4, 10
"""Seconds of an officer's time."""


@dataclass
class Typist:
    """Types in the fields that a page shows, nothing else, and presses its buttons."""

    officer: Officer
    cells: int = 0
    presses: int = 0

    @property
    def seconds(self) -> int:
        return self.cells * A_CELL + self.presses * A_PRESS

    def opens(self, address: str) -> str:
        self.presses += 1
        return self.officer.reads(address)

    def types(self, address: str, wanted: dict[str, str]) -> str:
        """Everything on a sheet, as many lines at a time as it has blank ones; the address of the last version."""
        while wanted:
            fields = dict(html.fromstring(self.opens(address)).xpath("//form[@data-grid]")[0].fields)
            shown = {name[1:]: name for name in fields if name[1:] in wanted}
            assert shown, f"no field in the page for {sorted(wanted)[:3]}"
            changed = {name: wanted.pop(path) for path, name in shown.items()}
            changed = {name: text for name, text in changed.items() if (fields[name] or "") != text}
            self.cells += len(changed)
            if changed:
                address = self.presses_save(address, {**fields, **changed})
        return address

    def presses_save(self, address: str, fields: dict[str, str]) -> str:
        self.presses += 1
        answer = self.officer.saves(address, {name: text or "" for name, text in fields.items()})
        assert answer.status_code == 302, html.fromstring(answer.content).text_content()
        return answer.headers["Location"]

    def builds(self, address: str) -> None:
        self.presses += 2
        self.officer.browser.post(f"{address}report/")
        self.officer.work()
        assert "报告做好了。" in self.opens(f"{address}report/")


def sheets_of_the_newcomer() -> dict[str, dict[str, str]]:
    """Sheet → field → text, of everything that the newcomer has to type."""
    return {
        sheet.name: {json.dumps(value.path, ensure_ascii=False, separators=(",", ":")): value.text
                     for table in sheet.tables for row in table.rows for value in row.values if value.text}
        for sheet in form_values(NEWCOMER).sheets}


@pytest.fixture
def typist(officer: Officer) -> Typist:
    return Typist(officer)


def test_all_of_a_small_unit_is_typed_in_the_page_within_half_an_hour_and_corrected_within_two_minutes(typist: Typist):
    blank = typist.officer.browser.get("/blank/", {"kind": "山西　单位预算", "year": "2025"}).content
    address = typist.officer.begins(blank)
    typist.presses += 4
    for name, wanted in sheets_of_the_newcomer().items():
        address = typist.types(f"{address}sheet/{name}/", wanted).partition("sheet/")[0]
    assert "没有错误。" in typist.opens(address)
    typist.builds(address)
    assert typist.seconds < 30 * 60

    correcting = Typist(typist.officer)
    office = json.dumps(["基本支出", 9, "金额"], ensure_ascii=False, separators=(",", ":"))
    address = correcting.types(f"{address}sheet/基本支出/", {office: "15000"}).partition("sheet/")[0]
    correcting.builds(address)
    moved = correcting.opens(f"{address}moved/")
    old = html.fromstring(moved).xpath("//input[@name='old']/@value")[0]
    correcting.cells += 1
    correcting.presses += 1
    paper = typist.officer.browser.post(f"{address}correction/", {
        "old": old, "reason": "办公费录入有误", "date": "2025-04-01", "ending": "docx"})
    assert paper.content.startswith(b"PK")
    assert correcting.seconds < 2 * 60
