"""What a finance bureau's staff does with report kinds: check a folder, compare two; what a faulty kind says in use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..compare.kinds import KindChange, compare_kinds
from ..model.finding import Finding, has_errors
from ..model.kind.report_kind import KindError, KindFaults
from ..read.kind.files import HEAD
from ..read.kind.kinds import NoSuchKind, kind_folders, read_head, read_kind, template_roots
from ..rules import RULES

_FAILURES = (KindError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError)


@dataclass(frozen=True)
class Installed:
    """A kind as `discloser kinds` lists it."""

    id: str
    region: str
    kind: str
    year: int
    description: str


def kinds(templates: Path | None = None) -> list[Installed]:
    """Every installed kind."""
    return [
        Installed(kind_id, str(head["地区"]), str(head["类型"]), int(head["年度"]), str(head["名称"]))
        for kind_id, folder in kind_folders(template_roots(templates))
        for head in (read_head(kind_id, folder),)
    ]


def check_kind_folder(folder: Path, templates: Path | None = None) -> list[Finding]:
    """All that is wrong with the kind in a folder."""
    return _checked(f"{folder.resolve().parent.name}/{folder.resolve().name}", folder, template_roots(templates))


def compare_kind_folders(old: str, new: str, templates: Path | None = None) -> list[KindChange]:
    """What changed between two kinds, each given as its folder or as `discloser kinds` names it.

    Raises `KindFaults` when one is faulty, `NoSuchKind` when there is none.
    """
    kinds = [read_kind(*_found(name, template_roots(templates))) for name in (old, new)]
    return compare_kinds(*kinds)


def _found(name: str, roots: list[Path]) -> tuple[str, Path]:
    """(id, folder) of a kind given by its id or its folder."""
    installed = dict(kind_folders(roots))
    if name in installed:
        return name, installed[name]
    folder = Path(name)
    if not (folder / HEAD).is_file():
        raise NoSuchKind(f"没有“{name}”这个版式；已安装的有：{'、'.join(installed)}，也可以写版式文件夹的位置")
    return f"{folder.resolve().parent.name}/{folder.resolve().name}", folder


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
    from ..kind_check import check_kind  # loads jinja2 and the audit, which a form's check does not need

    own = folder.resolve().parent.parent
    places = roots if own in roots else [own, *roots]
    return check_kind(kind_id, folder, places, {rule.code: rule.parameters for rule in RULES})
