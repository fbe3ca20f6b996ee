"""The cells of a form that a report has once a project, and the rows that every such form has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ..model.report.project_form import ProjectForm
from .columns import PAGE_WIDTH


class FormCell(NamedTuple):
    """A cell of a 绩效目标表: its text, how it is set, and how far it spans."""

    text: str
    kind: Literal["head", "top", "text", "amount"]
    colspan: int = 1
    rowspan: int = 1


def pairs_in_rows(pairs: Sequence[tuple[str, str]], spans: tuple[int, int, int, int]) -> Iterator[list[FormCell]]:
    """Two pairs to a row, `spans` columns wide; of an odd number the first has a row of its own."""
    single = len(pairs) % 2
    for label, value in pairs[:single]:
        yield [FormCell(label, "head", spans[0]), FormCell(value, "text", sum(spans[1:]))]
    for left, right in zip(pairs[single::2], pairs[single + 1 :: 2], strict=True):
        yield [FormCell(left[0], "head", spans[0]), FormCell(left[1], "text", spans[1]),
               FormCell(right[0], "head", spans[2]), FormCell(right[1], "text", spans[3])]


def goal_rows(form: ProjectForm, label: int, spans: tuple[int, int]) -> Iterator[list[FormCell]]:
    """The two sides of the goals under their heads."""
    yield [FormCell(form.goals_label, "head", label, 2),
           *(FormCell(head, "top", span) for (head, _), span in zip(form.goals, spans, strict=True))]
    yield [FormCell(text, "text", span) for (_, text), span in zip(form.goals, spans, strict=True)]


def extents(row: Sequence[FormCell], widths: Sequence[float]) -> Iterator[tuple[FormCell, float]]:
    """Each cell of a row and its width in points. A row's cells end at the right edge."""
    column = len(widths) - sum(cell.colspan for cell in row)
    for cell in row:
        share = sum(widths[column : column + cell.colspan])
        column += cell.colspan
        yield cell, share * PAGE_WIDTH[False] / 100


def blocks_of(rows: Sequence[Sequence[FormCell]]) -> list[int]:
    """The rows over which a rule parts the form: where something that takes several rows begins or has ended."""
    parted, end = [], 0
    for number, row in enumerate(rows):
        reach = row[0].rowspan if row and number >= end else 0
        if number and number >= end and (reach > 1 or end == number):
            parted.append(number)
        end = number + reach if reach > 1 else end
    return parted
