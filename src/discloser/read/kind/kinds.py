"""Report kinds: where they live, how a folder becomes a `ReportKind`, and which one a form asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ...model.form.base import key_of
from ...model.form.common import CommonForm, Request
from ...model.form.sorts import FORMS
from ...model.kind.outline import every_key
from ...model.kind.report_kind import KindError, KindFaults, ReportKind
from ..source import Source
from ..yaml.reader import read_plainly
from .files import HEAD, read_head_file
from .shape import right_kind, shape_kind

CHOOSING = ("region", "kind", "year", "template")
_HEADING = {"地区", "类型", "年度", "名称"}
_YEAR = re.compile("[0-9]{1,9}")


class NoSuchKind(KindError):  # noqa: N818  the condition is an answer to the officer, not a fault
    """No installed kind fits the form."""


def template_roots(extra: Path | None = None) -> list[Path]:
    """Folders that hold kinds, code lists and fonts: the user's own, the installed package's, a source checkout's."""
    package = Path(__file__).parents[2]
    packaged, checkout = package / "templates", package.parents[1] / "templates"
    return [root for root in (extra, packaged, checkout) if root is not None and root.is_dir()]


def find_shared(name: str, roots: list[Path]) -> Path:
    """A shared folder of the templates (`fonts`, `codes/2025`): the first root that has it wins."""
    for root in roots:
        if (root / name).is_dir():
            return root / name
    raise KindError(f"找不到 {name}：已找过 {'、'.join(str(root) for root in roots)}")


def kind_folders(roots: list[Path]) -> Iterator[tuple[str, Path]]:
    """(id, folder) of every kind; where two roots have the same id the first root wins."""
    seen: set[str] = set()
    for root in roots:
        for head in sorted(root.glob("*/*/kind.yaml")):
            kind_id = head.parent.relative_to(root).as_posix()
            if kind_id not in seen:
                seen.add(kind_id)
                yield kind_id, head.parent


def read_head(kind_id: str, folder: Path) -> dict[str, Any]:
    """The head of a kind (`kind.yaml`) as plain data: enough to list it and to choose it."""
    head: Any = read_plainly(folder / HEAD, every_key).root  # every command reads the heads of all kinds
    if not _is_head(head):
        head = read_head_file(folder).root
    if not _is_head(head):
        raise KindFaults(shape_kind(kind_id, folder).findings)
    return {**head, "标识": kind_id}


def _is_head(head: Any) -> bool:
    return isinstance(head, dict) and head.keys() >= _HEADING and _YEAR.fullmatch(str(head["年度"])) is not None


def choose(request: Request, roots: list[Path]) -> tuple[str, Path]:
    """The kind a form asks for: the one it names, else the newest of its region and sort not later than its year."""
    head, folder = _head_for(request, roots)
    return head["标识"], folder


def _head_for(request: Request, roots: list[Path]) -> tuple[dict[str, Any], Path]:
    """The head of the kind a form asks for, and its folder."""
    folders = dict(kind_folders(roots))
    if request.template:
        if request.template not in folders:
            raise NoSuchKind(f"没有“{request.template}”这个版式；已安装的有：{'、'.join(folders)}")
        return read_head(request.template, folders[request.template]), folders[request.template]
    heads = [read_head(kind_id, folder) for kind_id, folder in folders.items()]
    fitting = [h for h in heads if (h.get("地区"), h.get("类型")) == (request.region, request.kind)]
    in_time = [h for h in fitting if int(h.get("年度", 0)) <= request.year]
    if not in_time:
        raise NoSuchKind(_no_kind(request, fitting, heads))
    newest = max(in_time, key=lambda head: (int(head["年度"]), head["标识"]))
    return newest, folders[newest["标识"]]


@dataclass(frozen=True)
class Chosen:
    """What a form asks for: a kind and its folder, or why there is none; the form that goes with it."""

    kind: tuple[str, Path] | None
    missing: str
    form: type[CommonForm]


def choose_for(source: Source, roots: list[Path]) -> Chosen:
    """The kind that a file asks for, before the rest of it is understood: which keys it may have depends on it."""
    request = request_of(source)
    if request is None:
        return Chosen(None, "", source.form)
    try:
        head, folder = _head_for(request, roots)
    except NoSuchKind as missing:
        return Chosen(None, str(missing), source.form)
    form = next((form for sort, form in FORMS.items() if sort == head.get("报表种类")), source.form)
    return Chosen((head["标识"], folder), "", form)


def request_of(source: Source) -> Request | None:
    """What a form says about which report it wants; None where that can't be understood."""
    block: Any = (source.raw or {}).get(key_of(CommonForm, "request"))
    keys = (key_of(Request, field) for field in CHOOSING)
    try:
        return Request.model_validate({key: block[key] for key in keys if key in block}) if block else None
    except (ValidationError, TypeError):
        return None


def read_kind(kind_id: str, folder: Path) -> ReportKind:
    """A whole kind from its folder. Raises `KindFaults` with every fault of writing and shape."""
    if kind := right_kind(kind_id, folder):
        return kind
    shaped = shape_kind(kind_id, folder)
    if shaped.whole is None:
        raise KindFaults(shaped.findings)
    return shaped.whole


def _no_kind(request: Request, fitting: list[dict[str, Any]], heads: list[dict[str, Any]]) -> str:
    wanted = f"{request.region}、{request.kind}、{request.year}年"
    if fitting:
        return f"没有适用于{wanted}的版式；这一类版式最早从{min(int(h['年度']) for h in fitting)}年起"
    return f"没有适用于{wanted}的版式；已安装的有：" + "、".join(
        f"{h.get('地区')}{h.get('类型')}（{h.get('年度')}年起）" for h in heads
    )
