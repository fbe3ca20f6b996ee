"""A report kind as the people who edit it see it: which keys stand where, what each takes, what it means.

Told from the models in `kind`, so that messages and the guide can never say anything else.
"""

from __future__ import annotations

import types
from decimal import Decimal
from enum import EnumType
from functools import cache
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic_core import PydanticUndefined

from .report_kind import ReportKind
from .tables import Spec

Shape = Literal["text", "whole", "number", "yes_no", "choice", "texts", "labels", "lists", "selection", "block", "rows",
                "named", "bands"]
"""One value of some sort; texts in a list; label: text or texts; a selection; keys; rows or named pieces of keys."""

SHAPES: dict[Shape, str] = {
    "text": "文字", "whole": "整数", "number": "数字", "yes_no": "是或否", "choice": "选一个", "texts": "[文字, …]",
    "labels": "名称: 内容", "lists": "名称: [内容, …]", "selection": "范围: 取值，几个取值写 [甲, 乙]",
    "block": "下面各键", "rows": "一行一行写", "named": "名称: 下面各键",
    "bands": "一行一行写；几栏并排时每组写明各栏的行",
}
"""What a person writes behind a key."""


class KindKey(NamedTuple):
    """One key of a piece of a kind. `default`: what holds without it, "" where nothing can be said."""

    key: str
    description: str
    required: bool
    shape: Shape
    choices: tuple[str, ...]
    default: str
    block: type[Spec] | None


@cache
def keys_of(spec: type[Spec]) -> dict[str, KindKey]:
    """Key → what it is, of one piece of a kind."""
    found: dict[str, KindKey] = {}
    for info in spec.model_fields.values():
        key, annotation = str(info.alias), _bare(info.annotation)
        shape, block, choices = _shape(annotation, key)
        default = "" if info.default is PydanticUndefined else _shown(info.default)
        found[key] = KindKey(key, info.description or key, info.is_required(), shape, choices, default, block)
    return found


@cache
def every_key() -> frozenset[str]:
    """All keys that any file of a kind may have."""
    return frozenset(key for spec in pieces() for key in keys_of(spec))


@cache
def pieces() -> tuple[type[Spec], ...]:
    """Every sort of piece, the whole first, each once."""
    found: list[type[Spec]] = [ReportKind]
    for spec in found:
        found.extend(key.block for key in keys_of(spec).values() if key.block and key.block not in found)
    return tuple(found)


def _bare(annotation: Any) -> Any:
    """An annotation without what stands around it: Optional, Annotated."""
    if hasattr(annotation, "__metadata__"):
        return _bare(annotation.__origin__)
    if get_origin(annotation) in (Union, types.UnionType):
        members = [member for member in get_args(annotation) if member is not type(None)]
        return _bare(members[0]) if len(members) == 1 else annotation
    return annotation


def _shape(annotation: Any, key: str) -> tuple[Shape, type[Spec] | None, tuple[str, ...]]:
    plain: dict[Any, Shape] = {str: "text", int: "whole", float: "number", Decimal: "number", bool: "yes_no"}
    if annotation in plain:
        return plain[annotation], None, ()
    if isinstance(annotation, EnumType):
        return "choice", None, tuple(str(member.value) for member in list[Any](annotation))
    if get_origin(annotation) is Literal:
        return "choice", None, get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return "block", annotation, ()
    inner = _bare(get_args(annotation)[-1 if get_origin(annotation) is not tuple else 0])
    if get_origin(annotation) is tuple:
        return _listed(inner)
    if key == "范围":
        return "selection", None, ()
    if isinstance(inner, type) and issubclass(inner, Spec):
        return "named", inner, ()
    return ("lists" if get_origin(inner) is tuple else "labels"), None, ()


def _listed(inner: Any) -> tuple[Shape, type[Spec] | None, tuple[str, ...]]:
    if isinstance(inner, type) and issubclass(inner, Spec):
        return "rows", inner, ()
    if get_origin(inner) is dict:
        return "bands", _bare(get_args(get_args(inner)[1])[0]), ()
    return "texts", None, ()


def _shown(default: Any) -> str:
    if isinstance(default, bool):
        return "是" if default else "否"
    return "" if default in (None, "", (), {}) else str(default)
