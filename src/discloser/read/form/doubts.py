"""What is in doubt in a form that could not be shaped: values refused, and whatever may have been meant elsewhere.

A key that nobody knows may be any other, misspelt or in the wrong block; a text where none belongs may have swallowed
the keys behind it. A value that is not there is known to be absent only where none of these can be it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from ...model.form.common import CommonForm
from ...model.form.outline import FormKey, canonical_key, entries, entry_at, homes
from ...model.form.scalars import is_blank
from ...model.form.workbook import sheets
from ...model.place import FormPath, Places
from .. import problems
from ..source import Raw, Source
from ..xlsx import problems as excel_problems
from .shape import UNIT_KEY, RefusedTexts

_PRIOR = "上年"
_NAMES = "科目名称"
_MOST_REFUSALS = 1000
_MOST_STRAYS = 50
_LONGEST_KEY = 40
_LIKENESS = 0.5  # as near as a misspelt key is told from its right spelling
_WRITTEN_KEY = re.compile(r"([^\s:：,，、；。{}]{1,40})\s*[:：]")
_MISPLACED = frozenset({"model_type", "dict_type", "tuple_type", "scalar_expected"})
_CELLS = frozenset(problem.code for problem in (
    excel_problems.ERROR_VALUE, excel_problems.NOT_CALCULATED, excel_problems.MERGED, excel_problems.WRONG_FORMAT,
    excel_problems.DIGITS_LOST))
"""What is wrong with one cell, whose path is then faulty."""


@dataclass
class Doubts:
    """`values`: paths not known, with all below them. `blocks`: with what stands there behind a key nobody knows.

    `names`: keys that may have been meant wherever they are absent. `amounts`, `prior`: no amount is known, nothing
    of last year is.
    """

    values: set[FormPath] = field(default_factory=set)
    blocks: dict[FormPath, list[Raw]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    amounts: bool = False
    prior: bool = False

    def about(self, path: FormPath, entry: FormKey, *, typed: bool) -> bool:
        """Whether what an entry says at a path is in doubt."""
        if path in self.values or (self.amounts and entry.sort in ("amount", "amounts")):
            return True
        if self.prior and _PRIOR in (path[0], path[-1]):
            return True
        return not typed and (
            any(_may_stand_behind(entry, value) for value in self.blocks.get(path[:-1], ()))
            or not self.names.isdisjoint(entry.spellings))


def doubts_of(source: Source, refused: RefusedTexts, form: type[CommonForm]) -> Doubts | None:
    """What is in doubt; None where nothing can be said for certain."""
    sheetwise = _keys_of_spoilt_sheets(source, form)
    if sheetwise is None or len(refused.refusals) > _MOST_REFUSALS:
        return None
    doubts = Doubts(amounts=refused.unit is None)
    paths = {*sheetwise, *refused.faulty, *refused.twice, *([(UNIT_KEY,)] if doubts.amounts else ())}
    strays = [str(path[-1]) for path in refused.twice]
    for repeated in refused.twice:
        doubts.blocks.setdefault(repeated[:-1], []).append(None)
        paths.update(_lists_of(repeated))
    texts: list[str] = []
    missing: set[str] = set()
    for refusal in refused.refusals:
        path: FormPath = tuple(part for part in refusal["loc"] if part != "[key]")
        paths.add(path)
        if refusal["type"] == "missing":
            missing.add(str(path[-1]))
            continue
        if refusal["type"] in ("extra_forbidden", "not_a_choice"):  # no such key, or what another key may say
            doubts.blocks.setdefault(path[:-1], []).append(refusal["input"])
        if refusal["type"] == "extra_forbidden":
            texts.append(f"{path[-1]}:")
        if refusal["type"] == "extra_forbidden" or refusal["type"] in _MISPLACED:
            strays += _keys_in(refusal["input"])
        texts += (text for _, text in _texts_in(refusal["input"], ()))
    for path, text in _swallowing(refused.raw, missing):
        paths.add(path)
        texts.append(text)
    doubts.values = {at for path in paths if (at := _where_typed(path, refused.raw, form))}
    doubts.values |= _shifted(paths, refused.raw, source.places)
    doubts.names = _meant([*strays, *(key for text in texts for key in _WRITTEN_KEY.findall(text))], form)
    doubts.amounts |= _doubted_unit(source, doubts)
    doubts.prior = _names_last_year(refused.raw, doubts)
    return doubts


def _keys_of_spoilt_sheets(source: Source, form: type[CommonForm]) -> set[FormPath] | None:
    """The keys of sheets whose tables were not found whole; None for a text whose writing had to be mended."""
    keys: set[FormPath] = set()
    for finding in source.findings:
        if finding.severity.value != "error" or finding.code in (*_CELLS, problems.DUPLICATE_KEY.code):
            continue
        if finding.code == excel_problems.SHEET_MISSING.code:
            continue  # its keys are faulty
        if finding.code == excel_problems.NAME_TWICE.code:
            keys.add((_NAMES,))
            continue
        spoilt = [sheet for sheet in sheets(form) if canonical_key(sheet.name) == canonical_key(
            finding.place.sheet or "")]
        if not spoilt:
            return None
        keys |= {(key,) for sheet in spoilt for key in sheet.keys}
    return keys


def _keys_in(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _keys_in(inner)
    elif isinstance(value, list):
        for row in value:
            yield from _keys_in(row)


def _lists_of(repeated: FormPath) -> Iterator[FormPath]:
    """The lists in one of whose rows a key stands twice: without its `- ` a row runs on from the row before it."""
    return (repeated[:n] for n, part in enumerate(repeated) if isinstance(part, int))


def _texts_in(value: object, path: FormPath) -> Iterator[tuple[FormPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts_in(inner, (*path, str(key)))
    elif isinstance(value, list):
        for i, row in enumerate(value):
            yield from _texts_in(row, (*path, i))


def _swallowing(raw: Mapping[str, Raw], missing: set[str]) -> Iterator[tuple[FormPath, str]]:
    """The texts in which a key that is missing elsewhere was written with a colon."""
    if not missing:
        return
    key = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(missing)))})\s*[:：]")
    for path, text in _texts_in(raw, ()):
        if key.search(text):
            yield path, text


def _where_typed(path: FormPath, raw: Raw, form: type[CommonForm]) -> FormPath:
    """A path as far as it was typed; of lists of names, and of lists with a row that is none, the whole."""
    here: Raw = raw
    for length, part in enumerate(path):
        entry = entry_at(path[:length], form) if length else None
        if entry is not None and entry.sort == "names":
            return path[:length]
        if isinstance(here, list) and isinstance(part, int) and part < len(here) and isinstance(here[part], dict):
            here = here[part]
        elif isinstance(here, dict):
            if part not in here:
                return path[:length + 1]
            here = here[str(part)]
        else:
            return path[:length]
    return path[:-1] if path and isinstance(path[-1], int) else path


def _shifted(paths: Iterable[FormPath], raw: dict[str, Raw], places: Places) -> set[FormPath]:
    """The lists of which a row has a place and no text at all: the rows behind it have moved up."""
    lists = {path[:n] for path in paths for n, part in enumerate(path) if isinstance(part, int)}
    lengths = {path: len(rows) for path in lists if isinstance(rows := _at(path, raw), list)}
    found: dict[FormPath, set[object]] = {path: set() for path in lengths}
    for place in places.values if found else ():
        for n in range(1, len(place)):
            if place[:n] in found:
                found[place[:n]].add(place[n])
    return {path for path, rows in found.items() if rows and len(rows) != lengths[path]}


def _at(path: FormPath, raw: Raw) -> Raw:
    for part in path:
        if isinstance(raw, dict) and part in raw:
            raw = raw[str(part)]
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            raw = raw[part]
        else:
            return None
    return raw


def _meant(strays: list[str], form: type[CommonForm]) -> set[str]:
    """The keys that some stray keys may have been meant for."""
    known = list(homes(form))
    wanted = {canonical_key(stray)[:_LONGEST_KEY] for stray in strays}
    if len(wanted) > _MOST_STRAYS:
        return set(known)
    return {name for stray in wanted for name in get_close_matches(stray, known, n=len(known), cutoff=_LIKENESS)}


def _doubted_unit(source: Source, doubts: Doubts) -> bool:
    """Whether the unit of all amounts is in doubt; left out, it is 元 unless a stray key was meant for it."""
    unit = entries(CommonForm)[UNIT_KEY]
    return doubts.about((UNIT_KEY,), unit, typed=UNIT_KEY in (source.raw or {}))


def _names_last_year(raw: dict[str, Raw], doubts: Doubts) -> bool:
    """Whether last year's figures come, or may come, from another form."""
    prior = raw.get(_PRIOR)
    named = isinstance(prior, dict) and not is_blank(prior.get("表单"))
    return named or (_PRIOR, "表单") in doubts.values or (_PRIOR,) in doubts.blocks or "表单" in doubts.names


def _may_stand_behind(entry: FormKey, value: Raw) -> bool:
    """Whether a value is of the sort that an entry has; nothing is of every sort."""
    if isinstance(value, list):
        return entry.sort == "lines"
    if isinstance(value, Mapping):
        return entry.sort in ("block", "names", "amounts")
    return value is None or entry.sort in ("value", "amount", "amounts")
