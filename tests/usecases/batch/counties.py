"""Folders of forms as a county's units hand them in, made of the samples with other names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import pytest
from helpers import SAMPLES

from discloser.cli import batch as commands
from discloser.disk import Handed
from discloser.usecases.batch.finding_forms import forms_in
from discloser.usecases.batch.run import Order, Run, Told, run
from discloser.usecases.batch.unit import Outcome, UnitTask, Wanted, one
from discloser.usecases.convert import converted
from discloser.usecases.crew import Ended

NEW_UNIT = SAMPLES / "new-unit-2025-budget.yaml"
"""The smallest sample."""
FAULTY = {"错误": ("金额: 1", "金额: x1"), "读不出": ("报告:", "报告: {")}
"""What is wrong with a faulty form, and how it comes to be."""


@cache
def _text(sample: Path) -> str:
    return sample.read_text("utf-8")


def form_of(name: str, sample: Path = NEW_UNIT, changed: tuple[str, str] = ("", "")) -> bytes:
    """A sample under another unit's name."""
    text = re.sub(r"(\n  名称: *)[^\n#]*", rf"\g<1>{name}\n", _text(sample), count=1)
    return text.replace(*changed, 1).encode()


@cache
def workbook_of(name: str, sample: Path = NEW_UNIT) -> bytes:
    """The same as a workbook."""
    content, findings = converted(Handed("表.yaml", form_of(name, sample)), as_text=False)
    assert content, findings
    return content


def a_county(folder: Path, units: dict[str, str]) -> Path:
    """A folder with a form for each path → unit's name."""
    for path, name in units.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(workbook_of(name) if path.endswith(".xlsx") else form_of(name))
    return folder


def by_hand(units: Iterable[UnitTask], stopping: Callable[[], bool]) -> Iterator[tuple[UnitTask, Outcome | Ended]]:
    """Work done in this process, unit after unit."""
    for unit in units:
        yield unit, Ended.STOPPED if stopping() else one(unit)


def work_in_this_process(patch: pytest.MonkeyPatch) -> None:
    """Let the command line do a batch's work here: a process begins for as long as it works at a form."""
    patch.setattr(commands, "crew_hands", lambda *_, **__: nullcontext(by_hand))


def batch(folder: Path, out: Path, hands=by_hand, formats: tuple[str, ...] = ("json",), **more) -> Run:
    """A batch over a folder."""
    told: list[Told] = more.pop("told", [])
    stopping = more.pop("stopping", lambda: False)
    order = Order(forms_in([folder], [out]), out, Wanted(formats), more.pop("engine", "甲"), **more)
    return run(order, hands, told.append, stopping)


def folders(done: Run) -> dict[str, str]:
    """Key → folder."""
    return {key: unit.folder for key, unit in done.units.items()}
