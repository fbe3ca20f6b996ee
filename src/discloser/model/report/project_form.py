"""A form that a report has once a project: labelled rows, money, goals and indicators; 绩效目标表 and 绩效自评表."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectForm:
    """What every such form has. Labels come with their values because a kind may word them differently.

    `identity`: pairs of (label, value) laid out two to a row. `texts`: the descriptive rows, full width. `signature`:
    who answers for it, and when; `asks_signature`: blanks are printed, too, to be signed by hand. `note` stands below.
    """

    changing: ClassVar[tuple[str, ...]]
    """Fields that differ from year to year; the other words are the form's own."""

    title: str
    year_line: str
    project: str
    identity: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    goals_label: str
    goals: tuple[tuple[str, str], tuple[str, str]]
    signature: tuple[tuple[str, str], ...]
    note: str = ""
    asks_signature: bool = True

    def printed_signature(self) -> tuple[tuple[str, str], ...]:
        """Who answers for it, as it is printed: what is filled or asked for."""
        return self.signature if self.asks_signature else tuple(pair for pair in self.signature if pair[1])


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form's rows of money or indicators: its head, and how wide it is beside the others."""

    head: str
    width: int
    show: Literal["text", "amount"] = "text"


@dataclass(frozen=True, slots=True)
class FormRows:
    """Rows under heads with a label at their side. `kin`: how many columns share a cell where neighbours agree.

    `total`: the last row sums up; its first cell reaches to the column before the first one that is filled.
    """

    label: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    kin: int = 0
    total: bool = False


FormPiece = Literal["identity", "funding", "goals", "texts", "indicators", "closing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationForm(ProjectForm):
    """A 项目支出绩效自评表: the money and the indicators with their weights and scores, the total last.

    `pieces`: the order from the top. `closing`: texts under the scores.
    """

    changing: ClassVar = ("identity", "funding", "texts", "goals", "indicators", "closing", "signature")

    pieces: tuple[FormPiece, ...]
    funding: FormRows
    indicators: FormRows
    closing: tuple[tuple[str, str], ...] = ()
