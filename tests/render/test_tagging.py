"""What a screen reader is told of a table's cells: the heads that a sighted reader sees above and beside them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from a_report import a_report
from helpers import report_of, sample
from pdfua import validate

from discloser.model.report.report import Report
from discloser.render import pdf, tagging

FONTS = Path(__file__).parents[2] / "templates" / "fonts"
REPORTS = {"every block": a_report(), "sample": report_of(sample("bureau-2025-budget"))}


def cell(name: str, x: int, scope: str = "", colspan: int = 1, rowspan: int = 1) -> Any:
    return SimpleNamespace(
        element_tag="th" if scope else "td", element={"scope": scope}, grid_x=x, colspan=colspan, rowspan=rowspan,
        mark={"ID": SimpleNamespace(string=name)},
    )


def told(*rows: list[Any]) -> dict[str, list[str]]:
    return {cell.mark["ID"].string: names for cell, names in tagging.heads_of_cells(rows)}


def test_a_head_over_two_rows_does_not_push_the_heads_beside_it():
    heads = told(
        [cell("编码", 0, "col", rowspan=2), cell("收入", 1, "colgroup", colspan=2)],
        [cell("本年", 1, "col"), cell("上年", 2, "col")],
        [cell("201", 0), cell("7", 1), cell("8", 2)],
    )
    assert heads["201"] == ["编码"]
    assert heads["7"] == ["收入", "本年"]
    assert heads["8"] == ["收入", "上年"]
    assert heads["本年"] == ["收入"]


def test_heads_in_the_middle_of_a_table_begin_anew():
    heads = told([cell("甲", 0, "col")], [cell("1", 0)], [cell("乙", 0, "col")], [cell("2", 0)])
    assert (heads["1"], heads["2"]) == (["甲"], ["乙"])


def test_beside_a_cell_stands_the_last_head_of_its_row_and_every_tall_one():
    heads = told(
        [cell("资金", 0, "row", rowspan=2), cell("总额", 1, "row"), cell("7", 2), cell("当年", 3, "row"), cell("8", 4)],
        [cell("财政", 1, "row"), cell("6", 2)],
        [cell("目标", 0, "row"), cell("好", 1)],
    )
    assert heads == {
        "资金": [], "总额": [], "7": ["资金", "总额"], "当年": [], "8": ["资金", "当年"], "财政": [],
        "6": ["资金", "财政"], "目标": [], "好": ["目标"],
    }


@pytest.fixture(scope="module", params=REPORTS)
def report(request: pytest.FixtureRequest) -> Report:
    return REPORTS[request.param]


@pytest.fixture(scope="module")
def printed(report: Report) -> bytes:
    return pdf.render(report, FONTS)


def elements(node: Any) -> Iterator[Any]:
    """Every element of a tree of tags."""
    if isinstance(node, pikepdf.Array):
        for part in node:
            yield from elements(part)
    elif isinstance(node, pikepdf.Dictionary):
        yield node
        yield from elements(node.get("/K", pikepdf.Array()))


def test_every_head_has_a_direction_and_a_place_in_the_index(printed: bytes):
    with pikepdf.open(BytesIO(printed)) as document:
        root = document.Root.StructTreeRoot
        heads = [one for one in elements(root.K) if one.get("/S") == "/TH"]
        names = list(root.IDTree.Names)
        index = dict(zip(map(bytes, names[::2]), names[1::2], strict=True))
        assert {str(head.A.Scope) for head in heads} == {"/Column", "/Row"}
        assert sorted(index) == list(index)
        assert {bytes(head.ID) for head in heads} == set(index)
        assert all(index[bytes(head.ID)].objgen == head.objgen for head in heads)


def test_every_cell_with_a_text_has_heads_that_are_in_the_index(printed: bytes):
    with pikepdf.open(BytesIO(printed)) as document:
        root = document.Root.StructTreeRoot
        names = {bytes(name) for name in list(root.IDTree.Names)[::2]}
        cells = [one for one in elements(root.K) if one.get("/S") == "/TD" and one.get("/K")]
        assert len(cells) > 100
        assert all(set(map(bytes, one.A.Headers)) <= names for one in cells)


def test_heads_lie_above_or_left_of_what_they_head(report: Report, monkeypatch: pytest.MonkeyPatch):
    seen: list[tuple[Any, Any]] = []
    original = tagging.heads_of_cells

    def watched(rows: list[list[Any]]) -> Iterator[tuple[Any, list[str]]]:
        heads = {cell.mark["ID"].string: cell for row in rows for cell in row if cell.element_tag == "th"}
        for cell, names in original(rows):
            seen.extend((heads[name], cell) for name in names)
            yield cell, names

    monkeypatch.setattr(tagging, "heads_of_cells", watched)
    pdf.render(report, FONTS)
    assert len(seen) > 500
    for head, below in seen:
        centre_x = (head.position_x + head.border_width() / 2, below.position_x + below.border_width() / 2)
        over = head.position_y < below.position_y and (
            head.position_x < centre_x[1] < head.position_x + head.border_width()
            or below.position_x < centre_x[0] < below.position_x + below.border_width())
        beside = head.position_x < below.position_x and (
            head.position_y <= below.position_y < head.position_y + head.border_height())
        assert over or beside


def test_an_independent_checker_finds_nothing_but_that_no_conformance_is_claimed(printed: bytes, tmp_path: Path):
    path = tmp_path / "report.pdf"
    path.write_bytes(printed)
    found = validate(str(path)).findings
    assert {finding.rule_id for finding in found} == {"UA-28-004"}
