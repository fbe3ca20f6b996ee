"""What was typed in a page becomes the next version, or is shown again with what came between; it is never lost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ..model.form.flat import WHOLE
from ..model.form.sorts import every_form
from ..model.form.values import value_at
from ..model.money import AmountError, parse_amount
from ..model.place import FormPath
from . import engine, flow, on_behalf
from .findings import key_of_path
from .handed_papers import paper_of
from .models import FormVersion
from .views.common import found_in, page

_VALUE, _VALUES, _TERM, _REASON = "v", "m", "t", "c"
_LONGEST = 20_000
_DEEPEST, _LONGEST_KEY, _MOST_LINES = 12, 100, 100_000
CONFIRMATIONS = "确认"


@dataclass(frozen=True)
class Typed:
    """What a page sent that is not so yet: path, as text, → value; (code, name) → why a warning is right."""

    values: Mapping[str, str]
    reasons: Mapping[tuple[str, str], str]

    def __bool__(self) -> bool:
        return bool(self.values or self.reasons)


def plain_value(text: str, path: list[Any]) -> str:
    """A value as it is kept: of a code and its name the code."""
    code, blank, _ = text.partition(" ")
    is_code = bool(blank) and code.isdecimal() and any(
        value_at(tuple(path), form) == "code" for form in every_form())
    return code if is_code else text


def typed_in(request: HttpRequest, texts: Mapping[str, str]) -> Typed:
    """What of a page's fields is otherwise than in the texts of a form."""
    values: dict[str, str] = {}
    terms: dict[str, str] = {}
    reasons: dict[tuple[str, str], str] = {}
    for name, sent in request.POST.lists():
        for text in (str(one)[:_LONGEST].replace("\r\n", "\n").strip() for one in sent):
            if name.startswith(f"{_REASON}[") and text:
                reasons.update((_pair(path), text) for path in _paths(f"[{name[1:]}]") if len(path) == 2)
            elif name.startswith((f"{_VALUE}[", f"{_VALUES}[", f"{_TERM}[")):
                kept = terms if name.startswith(_TERM) else values
                paths = _paths(name[1:] if name.startswith(_VALUES) else f"[{name[1:]}]")
                for path in paths:
                    key, value = key_of_path(path), plain_value(text, path)
                    if not _same(value, standing(texts, key)):
                        kept[key] = value
    begun = {_line(key) for key in values}
    values |= {key: text for key, text in terms.items() if _line(key) in begun}
    return Typed(_without_gaps(values, texts), reasons)


def _line(key: str) -> FormPath:
    """The line that a value belongs to; a term ready in a blank one counts with what is typed beside it."""
    path = json.loads(key)
    return tuple(path[:max((i for i, part in enumerate(path) if isinstance(part, int)), default=-1) + 1])


def _without_gaps(values: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """New lines numbered on from the last that is there, whatever blank lines were left between them."""
    moved: dict[tuple[str, int], int] = {}
    done: dict[str, str] = {}
    for key, text in values.items():
        path = json.loads(key)
        at = max((i for i, part in enumerate(path) if isinstance(part, int)), default=-1)
        above, line = key_of_path(path[:at]), path[at] if at >= 0 else -1
        if at >= 0 and line >= (first := lines_there(texts, above)):
            count = sum(1 for known, _ in moved if known == above)
            path[at] = first + moved.setdefault((above, line), count)
        done[key_of_path(path)] = text
    return done


def lines_there(texts: Mapping[str, str], above: str) -> int:
    """How many lines a table has."""
    start = f"{above[:-1]}," if above != "[]" else "["
    deep = len(json.loads(above))
    numbers = (json.loads(key)[deep] for key in texts if key.startswith(start))
    return max((number for number in numbers if isinstance(number, int)), default=-1) + 1


def standing(texts: Mapping[str, str], key: str) -> str:
    """What stands at a path: an amount that is not split by source stands at the first."""
    longer = key_of_path([*json.loads(key), WHOLE])
    return texts.get(key, texts.get(longer, "")).strip()


def _same(typed: str, stands: str) -> bool:
    """Whether two texts say the same, amounts however their digits are parted."""
    if typed == stands or not (typed and stands):
        return typed == stands
    with suppress(AmountError):
        return parse_amount(typed) == parse_amount(stands)
    return False


def _pair(path: list[Any]) -> tuple[str, str]:
    return str(path[0]), str(path[1])


def _paths(listed: str) -> Iterator[list[Any]]:
    """The paths that a field's name lists; whatever a page of ours would not send is none."""
    try:
        paths = json.loads(listed)
    except (ValueError, RecursionError):
        return
    for path in paths if isinstance(paths, list) else ():
        whole = isinstance(path, list) and 0 < len(path) <= _DEEPEST
        if whole and all(map(_may_be_part, path)):
            yield path


def _may_be_part(part: object) -> bool:
    if isinstance(part, str):
        return part.isprintable() and len(part) <= _LONGEST_KEY
    return type(part) is int and 0 <= part < _MOST_LINES


def saved(request: HttpRequest, version: FormVersion, then: str, **where: Any) -> HttpResponse:
    """Save what was typed in a page of a version."""
    found = found_in(version)
    typed = typed_in(request, found["texts"] if found else {})
    return save_typed(request, version, typed, then, flow.TYPED, **where)


def save_typed(
    request: HttpRequest, version: FormVersion, typed: Typed, then: str, how: str, **where: Any,
) -> HttpResponse:
    """Save values as the next version and go on; with another version between, both are shown (409)."""
    found = found_in(version)
    if not typed:
        return redirect(then, version_id=version.id, **where)
    newest = version.form.newest
    if newest is not None and newest.id != version.id:
        return conflict(request, newest, typed)
    values = {**typed.values, **_confirmations(typed.reasons, found["texts"] if found else {})}
    new = {tuple(json.loads(key)): text for key, text in values.items()}
    content, refused = engine.replaced(paper_of(version), new)
    if refused:
        return _told_refused(request, version, typed, {key_of_path(path): why for path, why in refused.items()})
    try:
        made = on_behalf.new_version(request, version, version.name, content, how)
    except flow.Overtaken as overtaken:
        return conflict(request, overtaken.newest, typed)
    except on_behalf.REFUSALS as refusal:
        return _told_refused(request, version, typed, {}, on_behalf.reasons_of(refusal), 409)
    return redirect(then, version_id=made.id, **where)


def _told_refused(
    request: HttpRequest, version: FormVersion, typed: Typed, refused: Mapping[str, str], why: str = "",
    status: int = 422,
) -> HttpResponse:
    """Everything that was typed once more, with the reasons why some of it, or all (`why`), could not be saved."""
    rows = [{"name": f"{_VALUE}{key}", "where": where_of(json.loads(key)), "typed": text, "why": refused.get(key, "")}
            for key, text in typed.values.items()]
    reasons = [{"name": f"{_REASON}{key_of_path(list(pair))}", "where": f"确认属实 {pair[0]} {pair[1]}", "typed": text}
               for pair, text in typed.reasons.items()]
    shown = {"rows": sorted([*rows, *reasons], key=lambda row: not row.get("why")), "count": len(refused), "why": why}
    return page(request, "web/refused.html", version, "findings", shown, status)


def conflict(request: HttpRequest, newest: FormVersion, typed: Typed) -> HttpResponse:
    """Both values of every place, for the officer to choose."""
    found = found_in(newest) or {"texts": {}}
    rows = [
        {"key": key, "where": where_of(json.loads(key)), "mine": text, "theirs": standing(found["texts"], key)}
        for key, text in typed.values.items()
    ]
    reasons = [{"key": key_of_path(list(pair)), "code": pair[0], "name": pair[1], "text": text}
               for pair, text in typed.reasons.items()]
    shown = {"rows": rows, "reasons": reasons, "next": newest.number + 1}
    return page(request, "web/conflict.html", newest, "findings", shown, 409)


def where_of(path: Any) -> str:
    """A path as an officer reads it."""
    return " ".join(f"第{part + 1}行" if isinstance(part, int) else str(part) for part in path)


def _confirmations(reasons: Mapping[tuple[str, str], str], texts: Mapping[str, str]) -> dict[str, str]:
    """Reasons as rows below those that the form confirms already."""
    first = lines_there(texts, key_of_path([CONFIRMATIONS]))
    return {
        key_of_path([CONFIRMATIONS, number, field]): text
        for number, ((code, name), reason) in enumerate(reasons.items(), start=first)
        for field, text in (("规则", code), ("位置", name), ("说明", reason))
    }
