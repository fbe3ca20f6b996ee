"""What a finance bureau's staff does with report kinds: check a folder; and what a faulty kind says when it is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .core.finding import Finding, has_errors
from .core.kind import KindError, KindFaults
from .read.kinds import template_roots
from .rules import RULES

_FAILURES = (KindError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError)


def check_kind_folder(folder: Path, templates: Path | None = None) -> list[Finding]:
    """All that is wrong with the kind in a folder."""
    return _checked(f"{folder.resolve().parent.name}/{folder.resolve().name}", folder, template_roots(templates))


@contextmanager
def telling_kind_faults(kind_id: str, folder: Path, roots: list[Path]) -> Iterator[None]:
    """Whatever fails inside because the kind is faulty becomes `KindFaults`, with every fault of the kind."""
    try:
        yield
    except KindFaults:
        raise
    except _FAILURES as failure:
        found = _checked(kind_id, folder, roots)
        if has_errors(found):
            raise KindFaults(found) from failure
        raise


def _checked(kind_id: str, folder: Path, roots: list[Path]) -> list[Finding]:
    from .kind_check import check_kind  # loads jinja2 and the audit, which a form's check does not need

    own = folder.resolve().parents[1]
    places = roots if own in roots else [own, *roots]
    return check_kind(kind_id, folder, places, {rule.code: rule.parameters for rule in RULES})
