"""What a faulty kind says in use: all its faults, instead of whatever failed because of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.finding import Finding, has_errors
from ..model.kind.report_kind import KindError, KindFaults
from ..read.kind.library import INSTALLED, Library
from ..rules import RULES

__all__ = ["INSTALLED", "Library", "SelfCheckFailed", "faults_of_kind", "telling_kind_faults"]


class SelfCheckFailed(Exception):  # noqa: N818  it says what happened
    """A report that the program made contradicts itself."""


_FAILURES = (KindError, SelfCheckFailed, LookupError, TypeError, ValueError, AttributeError, ArithmeticError)


@contextmanager
def telling_kind_faults(kind_id: str, library: Library) -> Iterator[None]:
    """Whatever fails inside because the kind is faulty becomes `KindFaults`, with every fault of the kind."""
    try:
        yield
    except KindFaults:
        raise
    except _FAILURES as failure:
        found = faults_of_kind(kind_id, library.folder(kind_id), library)
        if has_errors(found):
            raise KindFaults(found) from failure
        raise


def faults_of_kind(kind_id: str, folder: Path, library: Library) -> list[Finding]:
    """All that is wrong with a kind in a folder, installed or not."""
    from ..kind_check import check_kind  # loads jinja2 and the audit, which a form's check does not need

    own = folder.resolve().parent.parent
    beside = library if own in library.roots else Library(own, *library.roots)
    return check_kind(kind_id, folder, beside, {rule.code: rule.parameters for rule in RULES})
