"""Which form a sort of report is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from .budget import Form
from .common import CommonForm
from .final import FinalForm
from .outline import entries

Sort = Literal["budget", "final"]
FORMS: Mapping[Sort, type[CommonForm]] = {"budget": Form, "final": FinalForm}
"""Sort of report, as a kind names it, → its form."""
LINES_OF_UNITS: Mapping[Sort, tuple[tuple[str, ...], ...]] = {
    "budget": (("基本支出",), ("项目支出",), ("绩效", "项目绩效目标")),
    "final": (("收入",), ("基本支出",), ("项目支出",), ("其他性质支出",), ("年初结转和结余",), ("年末结转和结余",)),
}
"""The rows of a form that a department leaves to its units."""


def likeliest(keys: Iterable[str]) -> type[CommonForm]:
    """The form that knows most of some top keys, for a file that does not say clearly which report it is for."""
    typed = list(keys)
    return max(FORMS.values(), key=lambda form: sum(key in entries(form) for key in typed))
