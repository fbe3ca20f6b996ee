"""What depends on nothing but its values is worked out once for equal ones: many tests print the same report.

For tests of what is done with reports; how a report is printed has tests of its own, and they print it each time.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from hashlib import sha256
from typing import Any

import pytest

from discloser.read.kind.library import INSTALLED, Library
from discloser.render import FORMATS, Format
from discloser.usecases import build
from discloser.usecases.self_check import check_own

_MOST = 300


def once(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which keeps what it last gave for values; what it raises is not kept."""
    kept: dict[bytes, Any] = {}

    def given(*values: Any) -> Any:
        key = sha256(pickle.dumps(values)).digest()
        if key in kept:
            return kept[key]
        made = kept[key] = function(*values)
        if len(kept) > _MOST:
            del kept[next(iter(kept))]
        return made

    return given


@cache
def _printing(name: str) -> Format:
    """A format whose renderers print equal reports once."""
    as_it_is, each = FORMATS[name], cache(once)
    return replace(
        as_it_is, render=each(as_it_is.render),
        engines={engine: each(render) for engine, render in as_it_is.engines.items()},
        endings={ending: each(render) for ending, render in as_it_is.endings.items()})


_ties_out = once(check_own)


def _check_own(report: Mapping[str, Any], library: Library = INSTALLED) -> None:
    """The check of a report by its installed kind; kinds of a test's own may have changed."""
    if library is INSTALLED:
        _ties_out(report)
    else:
        check_own(report, library)


@contextmanager
def each_report_printed_once() -> Iterator[None]:
    """Equal reports are printed, and held against themselves, once; also in different tests."""
    formats = {name: _printing(name) for name in FORMATS}
    with pytest.MonkeyPatch.context() as patch:
        for name, one in formats.items():
            patch.setitem(FORMATS, name, one)  # type: ignore[arg-type]
        patch.setattr(build, "check_own", _check_own)
        yield
