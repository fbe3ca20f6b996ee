"""pydantic's refusals in an officer's words: one fault, one finding, at the place where it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from ...model.finding import Finding, Problem, quoted
from ...model.form.budget import Form
from ...model.form.common import CommonForm
from ...model.form.final import FinalForm
from ...model.form.outline import FormKey, canonical_key, entries, entry_at, homes
from ...model.form.scalars import is_blank
from ...model.place import FormPath, Place, Places, written
from .. import problems
from ..source import Raw

_WANTED: Mapping[str, tuple[Problem, str]] = {
    "amount_malformed": (problems.AMOUNT_MALFORMED, ""),
    "amount_negative": (problems.AMOUNT_NEGATIVE, ""),
    "amount_too_precise": (problems.AMOUNT_TOO_PRECISE, ""),
    "amount_too_large": (problems.AMOUNT_TOO_LARGE, ""),
    "code_malformed": (problems.NUMBER_EXPECTED, "数字编码"),
    "count_malformed": (problems.NUMBER_EXPECTED, "整数"),
    "year_malformed": (problems.NUMBER_EXPECTED, "四位年度（20 开头）"),
    "quantity_malformed": (problems.NUMBER_EXPECTED, "数字"),
    "yes_no_malformed": (problems.NOT_ALLOWED, "是或否"),
    "not_a_choice": (problems.NOT_ALLOWED, ""),
    "date_malformed": (problems.DATE_EXPECTED, "年-月-日"),
    "scalar_expected": (problems.VALUE_EXPECTED, ""),
    "model_type": (problems.BLOCK_EXPECTED, ""),
    "dict_type": (problems.BLOCK_EXPECTED, "编码: 名称"),
    "tuple_type": (problems.ROWS_EXPECTED, ""),
}
"""Type of refusal → problem, and what is expected where the form's own description does not say it."""

_NET: Mapping[type[CommonForm], str] = {
    Form: "预算金额不能是负数；调减请填调减以后的数",
    FinalForm: "决算金额填冲减以后的数：本年收回、冲减的支出或者退回的收入，从同一科目、同一来源的那一行里减去；"
               "收回以前年度的支出，并入“年初结转和结余”里同一来源的数",
}
"""What to type instead of less than nothing."""

WORDED = frozenset({*_WANTED, "missing", "extra_forbidden"})
"""Types of refusal that have words of their own; any other is worded by the form's description."""

_WITH_UNIT = re.compile(r"([0-9]{1,9}(?:,[0-9]{3})*(?:\.[0-9]{1,6})?)\s*(元|万元|亿元)")
_YUAN: Mapping[str, int] = {"元": 1, "万元": 10**4, "亿元": 10**8}
_MOST_WORDED = 1000
_LONGEST_KEY = 40
_LIKENESS = 0.5  # one character of two is enough: 名子, 名称
_LIKENESS_OF_A_STRAY = 0.75  # a key of another block is likelier in the wrong place than misspelt
_WRITTEN_KEY = re.compile(r"([^\s:：,，、；{}]{1,30})\s*([:：])")


def findings_of(
    refused: Sequence[ErrorDetails], form: type[CommonForm], raw: dict[str, Raw], places: Places,
    faulty: Set[FormPath], *, unit_known: bool,
) -> Iterator[Finding]:
    """The findings for all refusals of a form; nothing at or below paths that are known to be faulty."""
    explained = set(faulty)
    refusals = refused[:_MOST_WORDED]
    # An unknown key first: it may be the misspelt name of one that is missing.
    for refusal in sorted(refusals, key=lambda refusal: refusal["type"] != "extra_forbidden"):
        path: FormPath = tuple(part for part in refusal["loc"] if part != "[key]")
        if any(path[:length] in explained for length in range(1, len(path) + 1)):
            continue
        if refusal["type"] == "extra_forbidden":
            yield _unknown_key(path, form, _block_at(raw, path[:-1]), places, explained)
        elif refusal["type"] == "missing":
            yield _missing(path, form, _block_at(raw, path[:-1]), places)
        elif refusal["type"] != "amount_too_precise" or unit_known:
            yield _refused(refusal, path, form, places.of_key(path) if path != refusal["loc"] else None, places)


def _unknown_key(
    path: FormPath, form: type[CommonForm], block: dict[str, Raw], places: Places, explained: set[FormPath]
) -> Finding:
    key, known = str(path[-1]), _known(path[:-1], form)
    place = places.of_key(path)
    if slip := _slip(key, known, place):
        explained.update((*path[:-1], known[canonical_key(name)].key) for name, _ in _WRITTEN_KEY.findall(key)
                         if canonical_key(name) in known)
        return slip
    free = [spelling for spelling, entry in known.items() if entry.key not in block]
    likeness = _LIKENESS_OF_A_STRAY if key in homes(form) else _LIKENESS
    close = get_close_matches(key, free, n=1, cutoff=likeness) if len(key) <= _LONGEST_KEY else []
    if close:
        explained.add((*path[:-1], known[close[0]].key))
    return problems.UNKNOWN_KEY.at(
        place, field=written(path), found=quoted(key), where=_inside(path[:-1]),
        advice=_advice(key, form, close, [entry.key for entry in known.values()]),
    )


def _advice(key: str, form: type[CommonForm], close: list[str], allowed: list[str]) -> str:
    homes_of_key = homes(form).get(key, ())
    parts = [f"是不是想写“{close[0]}”？"] if close else []
    if homes_of_key:
        parts.append(f"“{key}”应当写在{'或'.join(f'“{_name(home)}”' for home in homes_of_key[:3])}下面")
    return "".join(parts) or f"这里可以写：{'、'.join(dict.fromkeys(allowed))}"


def _missing(path: FormPath, form: type[CommonForm], block: dict[str, Raw], places: Places) -> Finding:
    key, entry = str(path[-1]), entry_at(path, form)
    if path in places.values:  # a workbook has a cell for it, and the cell is blank
        return problems.BLANK.at(
            places.of(path), field=written(path), description=described(entry) if entry else key)
    inside = path[:-1]
    swallowed = next((name for name, text in block.items() if isinstance(text, str) and _mentions(text, key)), None)
    advice = f"“{swallowed}”的内容里有“{key}”加冒号，请先检查那里的冒号和行首空格；" if swallowed else ""
    return problems.MISSING_KEY.at(
        places.of_key(inside) if inside and isinstance(inside[-1], str) else places.of(inside), field=written(path),
        where=_inside(inside), key=key, advice=advice, description=described(entry) if entry else key,
    )


def _refused(
    refusal: ErrorDetails, path: FormPath, form: type[CommonForm], key: Place | None, places: Places
) -> Finding:
    """The finding for a refused value, or for a refused key, which stands at the place `key`."""
    while len(path) > 1 and path not in places.values and path not in places.keys:
        path = path[:-1]  # a number standing for 一般公共预算 was typed one level up
    entry, typed = entry_at(path, form) or entry_at(path[:-1], form), refusal["input"]
    description = described(entry) if entry else written(path)
    problem, expected = _WANTED.get(refusal["type"], (problems.NOT_ALLOWED, description))
    if problem is problems.BLOCK_EXPECTED:
        if slip := _slip(typed, _known(path, form), places.of(path)) if isinstance(typed, str) else None:
            return slip
        if is_blank(typed):
            return problems.BLANK.at(places.of(path), field=written(path), description="这一行，或者删去行首的“- ”")
        expected = expected or "、".join(f"{name}: …" for name in _named(_known(path, form)))
    choices = refusal.get("ctx", {}).get("choices", "")
    found = quoted(_as_found(typed))
    return problem.at(
        key or places.of(path), field=written(path), found=found, expected=_either(choices) or expected or None,
        advice=_NET.get(form, _NET[Form]), meant=_meant(typed),
        what=f"“{found}”" if isinstance(typed, str) else found, description=description,
    )


def _meant(typed: object) -> str:
    """The number in 元 that an amount with its unit written out stands for; "" for anything else."""
    match = _WITH_UNIT.fullmatch(str(typed).strip())
    return f"；是“{match[1]}{match[2]}”的，按元填写就是 {Decimal(match[1].replace(',', '')) * _YUAN[match[2]]:f}" \
        if match else ""


def described(entry: FormKey) -> str:
    """What an entry means and, for a block, which keys it is made of."""
    if entry.sort in ("amount", "amounts"):
        return entry.description if "0" in entry.description else f"{entry.description}，没有就写 0"
    keys = _named(entries(entry.block)) if entry.sort == "block" and entry.block else ()
    return f"{entry.description}（{'、'.join(keys)}）" if keys else entry.description


def _named(known: Mapping[str, FormKey]) -> list[str]:
    """The keys a block must have, or all it may have."""
    required = [entry.key for entry in known.values() if entry.required]
    return list(dict.fromkeys(required or [entry.key for entry in known.values()]))


def _either(choices: str) -> str:
    """`甲、乙或丙`."""
    return "或".join(choices.rsplit("、", 1))


def _slip(text: str, known: Mapping[str, FormKey], place: Place) -> Finding | None:
    """The finding for a key written together with its value because the colon is not the right one."""
    first = _WRITTEN_KEY.match(text)
    if first is None or canonical_key(first[1]) not in known:
        return None
    if first[2] == ":":
        return problems.NO_BLANK_AFTER_COLON.at(place, found=first[1])
    return problems.FULL_WIDTH_MARKS.at(place, found="：", expected=":")


def _known(path: FormPath, form: type[CommonForm]) -> Mapping[str, FormKey]:
    """The entries of the block at a path."""
    if not path:
        return entries(form)
    entry = entry_at(path, form)
    return entries(entry.block) if entry and entry.block else {}


def _block_at(raw: dict[str, Raw], path: FormPath) -> dict[str, Raw]:
    here: Any = raw
    for part in path:
        here = here[part]
    return here if isinstance(here, dict) else {}


def _mentions(text: str, key: str) -> bool:
    return re.search(rf"{re.escape(key)}\s*[:：]", text) is not None


def _inside(path: FormPath) -> str:
    return f"“{written(path)}”里" if path else "填报表里"


def _name(home: FormPath) -> str:
    return written(home) or "填报表"


def _as_found(typed: object) -> str:
    if isinstance(typed, list):
        return "好几行内容"
    return "好几个栏目" if isinstance(typed, dict) else str(typed or "")
