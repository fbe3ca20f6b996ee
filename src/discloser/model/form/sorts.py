"""Which form a sort of report is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal

from .budget import Form
from .common import CommonForm
from .outline import entries

Sort = Literal["budget", "final"]
LINES_OF_UNITS: Mapping[Sort, tuple[tuple[str, ...], ...]] = {
    "budget": (("基本支出",), ("项目支出",), ("绩效", "项目绩效目标")),
    "final": (("收入",), ("基本支出",), ("项目支出",), ("其他性质支出",), ("年初结转和结余",), ("年末结转和结余",)),
}
"""The rows of a form that a department leaves to its units."""


@cache
def every_form() -> tuple[type[CommonForm], ...]:
    """The forms of all sorts of reports."""
    return Form, form_of("final")


def form_of(sort: Sort) -> type[CommonForm]:
    """The form of a sort of report, as a kind names it."""
    if sort == "final":
        from .final import FinalForm  # a command works at one sort of report, and each form takes its time to load

        return FinalForm
    return Form


def sort_of(form: type[CommonForm]) -> Sort:
    """The sort of report that is made from a form."""
    return "budget" if form is Form else "final"


def likeliest(keys: Iterable[str]) -> type[CommonForm]:
    """The form that knows most of some top keys, for a file that does not say clearly which report it is for."""
    typed = list(keys)
    if all(key in entries(Form) for key in typed):
        return Form
    return max(every_form(), key=lambda form: sum(key in entries(form) for key in typed))
