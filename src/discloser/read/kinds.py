"""Report kinds: where they live, how a folder becomes a `ReportKind`, and which one a form asks for."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ..core.form import Request
from ..core.kind import KindError, ReportKind, TermSpec


class NoSuchKind(KindError):  # noqa: N818  the condition is an answer to the officer, not a fault
    """No installed kind fits the form."""


_FILES = {
    "取数": "figures.yaml", "增减": "changes.yaml", "图形": "charts.yaml", "名词解释": "glossary.yaml",
    "绩效目标表": "target_form.yaml",
}


def template_roots(extra: Path | None = None) -> list[Path]:
    """Folders that hold kinds, code lists and fonts: the user's own, the installed package's, a source checkout's."""
    packaged = Path(str(files("discloser") / "templates"))
    checkout = Path(__file__).parents[3] / "templates"
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
    head = _read(folder / "kind.yaml")
    if not isinstance(head, dict):
        raise KindError(f"{folder / 'kind.yaml'}：应当是“键: 值”的形式")
    return {**head, "标识": kind_id}


def read_terms(folder: Path) -> tuple[str, ...]:
    """The terms that a kind's glossary explains, in its order."""
    return tuple(TermSpec.model_validate(entry).term for entry in _read(folder / _FILES["名词解释"]))


def choose(request: Request, roots: list[Path]) -> tuple[str, Path]:
    """The kind a form asks for: the one it names, else the newest of its region and sort not later than its year."""
    folders = dict(kind_folders(roots))
    if request.template:
        if request.template not in folders:
            raise NoSuchKind(f"没有“{request.template}”这个版式；已安装的有：{'、'.join(folders)}")
        return request.template, folders[request.template]
    heads = [read_head(kind_id, folder) for kind_id, folder in folders.items()]
    fitting = [h for h in heads if (h.get("地区"), h.get("类型")) == (request.region, request.kind)]
    in_time = [h for h in fitting if int(h.get("年度", 0)) <= request.year]
    if not in_time:
        raise NoSuchKind(_no_kind(request, fitting, heads))
    newest = max(in_time, key=lambda head: (int(head["年度"]), head["标识"]))
    return newest["标识"], folders[newest["标识"]]


def read_kind(kind_id: str, folder: Path) -> ReportKind:
    """A whole kind from its folder. Raises `KindError` naming the file at fault."""
    data = read_head(kind_id, folder)
    data |= {key: _read(folder / name) for key, name in _FILES.items()}
    data["表格"] = [_read(path) for path in sorted((folder / "tables").glob("*.yaml"))]
    data["文稿"] = {
        path.name.removesuffix(".j2").removesuffix(".md"): path.read_text(encoding="utf-8")
        for path in sorted((folder / "narrative").glob("*.j2"))
    }
    try:
        return ReportKind.model_validate(data)
    except ValidationError as error:
        problems = "；".join(f"{'/'.join(map(str, e['loc']))}：{e['msg']}" for e in error.errors())
        raise KindError(f"版式 {kind_id} 有误：{problems}") from None


def _no_kind(request: Request, fitting: list[dict[str, Any]], heads: list[dict[str, Any]]) -> str:
    wanted = f"{request.region}、{request.kind}、{request.year}年"
    if fitting:
        return f"没有适用于{wanted}的版式；这一类版式最早从{min(int(h['年度']) for h in fitting)}年起"
    return f"没有适用于{wanted}的版式；已安装的有：" + "、".join(
        f"{h.get('地区')}{h.get('类型')}（{h.get('年度')}年起）" for h in heads
    )


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except OSError:
        raise KindError(f"读不到 {path}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise KindError(f"{path} 写法有误：{error}") from None
