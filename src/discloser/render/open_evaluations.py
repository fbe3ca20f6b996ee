"""The self-evaluations of a report as open data: one table of their money, one of their indicators, by project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..model.report.project_form import EvaluationForm, FormColumn, FormRows
from ..model.report.report import Report
from ..model.text.inert import inert
from .open_values import csv_of, plain_figure

_PROJECT = "项目名称"
_PERCENT = "%"


@dataclass(frozen=True, slots=True)
class EvaluationPart:
    """The money or the indicators of every project."""

    name: str
    title: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def file(self) -> str:
        """The file that holds it."""
        return f"{self.name}.csv"

    def csv(self) -> bytes:
        """The rows, each after the name of its project; figures without separators, rates without their sign."""
        return csv_of([_PROJECT, *(column.head for column in self.columns)], (
            [inert(project), *(_value(text, column) for text, column in zip(row, self.columns, strict=True))]
            for project, row in self.rows))

    def fields(self) -> list[dict[str, Any]]:
        """What the columns hold."""
        return [{"name": _PROJECT, "type": "string"}, *(
            {"name": column.head, "type": "number" if column.show == "amount" else "string"}
            for column in self.columns)]


def evaluations_in(report: Report) -> Iterator[EvaluationPart]:
    """Nothing for a report without self-evaluations."""
    forms = [block for block in report.blocks() if isinstance(block, EvaluationForm)]
    if forms:
        yield _part("self-evaluation-money", forms[0].title, [(form.project, form.funding) for form in forms])
        yield _part("self-evaluation-indicators", forms[0].title, [(form.project, form.indicators) for form in forms])


def _part(name: str, title: str, blocks: Sequence[tuple[str, FormRows]]) -> EvaluationPart:
    rows = tuple((project, row) for project, block in blocks for row in block.rows)
    return EvaluationPart(name, f"{title}：{blocks[0][1].label}", blocks[0][1].columns, rows)


def _value(text: str, column: FormColumn) -> str:
    return plain_figure(text.removesuffix(_PERCENT)) if column.show == "amount" else inert(text)
