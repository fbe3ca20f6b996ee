"""The inspection of published reports as sheets of the workbook of findings: items, then points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ...model.inspection import Inspected, Points

SHEET: Final = "公开检查表"
_HEADS = (("文件", 18), ("类别", 8), ("项目", 40), ("是否合格", 10), ("页或位置", 18), ("说明", 60))
_POINTS = (("文件", 18), ("类别", 8), ("分值", 8), ("得分", 8))


def add_inspection(
    book: Any, rows: Sequence[tuple[str, Inspected]], points: Sequence[tuple[str, Points]], head: Any, body: Any,
) -> None:
    """Add the sheets to a workbook that is being written, in the formats of its own sheets."""
    texts = [(file, one.item.category, one.item.name, one.verdict, one.places, one.remarks) for file, one in rows]
    _sheet(book, SHEET, _HEADS, texts, head, body)
    scores = [
        (file, one.category, f"{one.most}", "没有判断" if one.points is None else f"{one.points}")
        for file, one in points
    ]
    _sheet(book, "得分", _POINTS, scores, head, body)


def _sheet(
    book: Any, name: str, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]], head: Any, body: Any,
) -> None:
    sheet = book.add_worksheet(name)
    for column, (title, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text[:32_000], body)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
