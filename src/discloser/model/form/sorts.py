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


def likeliest(keys: Iterable[str]) -> type[CommonForm]:
    """The form that knows most of some top keys, for a file that does not say clearly which report it is for."""
    typed = list(keys)
    return max(FORMS.values(), key=lambda form: sum(key in entries(form) for key in typed))
