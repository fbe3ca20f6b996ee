"""A published report → the neutral form in which the tie-outs of an installed kind judge reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, Literal

from ..model.publication import Publication, PublishedTable, PublishedText
from .evaluation_forms import evaluation_of, is_evaluation
from .form_areas import SIGNATURE
from .target_forms import target_of

_Room = Literal["overview", "tables", "narrative", "glossary", "attachments"]
_ROOMS: tuple[tuple[re.Pattern[str], _Room], ...] = (
    (re.compile("附件"), "attachments"),
    (re.compile("名词解释"), "glossary"),
    (re.compile("情况说明|编制说明|相关情况"), "narrative"),
    (re.compile("概况|职能|职责|机构设置"), "overview"),
    (re.compile("表"), "tables"),
)
_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_LONGEST_END = 12
"""Characters of a heading's second line."""
_FIRST_LEVEL, _UNNUMBERED = 2, 5
_DUTIES, _ORGANIZATION = re.compile("职责|职能"), re.compile("机构|单位构成")
_TERM = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．])?(.{1,30}?)[:：](.+)"
)


@dataclass(eq=False)
class _Sorted:
    """The texts of a report by the parts that they stand in."""

    duties: list[str] = field(default_factory=list)
    organization: list[str] = field(default_factory=list)
    sections: list[dict[str, Any]] = field(default_factory=list)
    glossary: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def neutral_of(publication: Publication) -> dict[str, Any]:
    """The neutral form of a report, without the kind, which it does not print."""
    texts = _sorted(publication)
    tables = [table for table in publication.tables if table.columns and table.title]
    forms = _forms(publication)
    evaluations = [evaluation_of(table, below) for table, below in forms if is_evaluation(table)]
    return {
        "unit": publication.unit, "year": publication.year, "kind": publication.kind,
        "currency_unit": publication.currency_unit,
        "parts": [text.text for text in publication.texts if text.level == 1],
        "overview": {"duties": "\n\n".join(texts.duties), "organization": "\n\n".join(texts.organization)},
        "tables": [_table(number, table) for number, table in enumerate(tables, start=1)],
        "notes": texts.notes, "narrative": texts.sections,
        "performance_targets": [target_of(table, below) for table, below in forms if not is_evaluation(table)],
        **({"self_evaluations": evaluations} if evaluations else {}),
        "glossary": texts.glossary,
    }


def _table(number: int, table: PublishedTable) -> dict[str, Any]:
    return {
        "no": number, "label": table.label, "title": table.title, "unit": table.unit, "unit_line": table.unit_line,
        "columns": list(table.columns), "rows": _with_whole_codes(table), "note": table.note or None,
    }


def _with_whole_codes(table: PublishedTable) -> list[list[str]]:
    """The rows; a 款 or 项 of a code that lost its zero in a workbook has it again: that is told once, of its own."""
    short = {at for at, head in enumerate(table.columns) if "编码" in head and head.endswith(("/款", "/项"))}
    return [
        [text.zfill(2) if at in short and text.isdecimal() else text for at, text in enumerate(row)]
        for row in table.texts
    ]


def _forms(publication: Publication) -> list[tuple[PublishedTable, str]]:
    """The forms of projects, each with the line below it where people sign."""
    found: list[tuple[PublishedTable, str]] = []
    for block, after in pairwise((*publication.blocks, None)):
        if isinstance(block, PublishedTable) and not block.columns:
            signed = isinstance(after, PublishedText) and SIGNATURE.match(after.text)
            found.append((block, after.text if signed and isinstance(after, PublishedText) else ""))
    return found


def _sorted(publication: Publication) -> _Sorted:
    texts = _Sorted()
    several = list(_with_whole_headings(_with_parts(list(publication.texts))))
    has_parts = any(text.level == 1 and _room(text.text) for text in several)
    room: _Room | None = None if has_parts else "narrative"
    heading, second, deeper = "", False, 0
    over = {id(text) for text in _over_others(several)}
    for text in several:
        if text.level == 1 and (found := _room(text.text)):
            room, heading, second, deeper = found, text.text, False, 0
        elif room == "narrative" and id(text) in over:
            second, deeper = False, 1
            texts.sections.append({"heading": text.text, "level": 1, "paragraphs": []})
        elif room == "narrative" and text.level > 1:
            second = text.level == 3 or (second and text.level != 2)
            level = deeper + {2: 1, 3: 2, 4: 3 if second else 2}.get(text.level, 3 - deeper)
            texts.sections.append({"heading": text.text, "level": level, "paragraphs": []})
        elif text.level > 1 and room == "overview":
            heading = text.text
        elif text.small or room == "tables":
            texts.notes += [text.text] if text.text.startswith("注") else []
        elif not SIGNATURE.match(text.text):
            _put(texts, room, heading, text.text)
    return texts


def _with_parts(texts: list[PublishedText]) -> list[PublishedText]:
    """The texts; where nothing larger is a part, headings without a number are, if they are called so."""
    if any(text.level == 1 and _room(text.text) for text in texts):
        return texts
    return [replace(text, level=1) if text.level == _UNNUMBERED and _room(text.text) else text for text in texts]


def _over_others(texts: Sequence[PublishedText]) -> list[PublishedText]:
    """Headings without a number below which 一、 begins, where it begins below several: each is over what follows.

    One alone is, too, where it is called as its part is, with the name of a project before it.
    """
    found: list[PublishedText] = []
    named = False
    part = ""
    for text, after in pairwise(texts):
        part = _PART.sub("", text.text) if text.level == 1 else part
        if text.level == _UNNUMBERED and after.level == _FIRST_LEVEL and after.text.startswith("一、"):
            found.append(text)
            named = named or (bool(part) and text.text.endswith(part) and text.text != part)
    return found if named or len(found) > 1 else []


def _with_whole_headings(texts: Iterable[PublishedText]) -> Iterator[PublishedText]:
    """The texts, the heading of a part in one piece: of a body with a long name it goes on in the next line."""
    begun: PublishedText | None = None
    for text in texts:
        if begun is not None:
            whole = begun.text + text.text
            if len(text.text) <= _LONGEST_END and _room(whole):
                yield replace(begun, text=whole)
                begun = None
                continue
            yield begun
        begun = text if text.level == 1 and _PART.match(text.text) and not _room(text.text) else None
        if begun is None:
            yield text
    if begun is not None:
        yield begun


def _room(heading: str) -> _Room | None:
    return next((room for pattern, room in _ROOMS if pattern.search(heading)), None)


def _put(texts: _Sorted, room: _Room | None, heading: str, text: str) -> None:
    if room == "overview":
        side = texts.organization if _ORGANIZATION.search(heading) and not _DUTIES.search(heading) else texts.duties
        side.append(text)
    elif room == "narrative":
        if not texts.sections:
            texts.sections.append({"heading": heading, "level": 1, "paragraphs": []})
        texts.sections[-1]["paragraphs"].append(text)
    elif room == "glossary":
        term = _TERM.fullmatch(text)
        if term:
            texts.glossary.append({"term": term[1], "definition": term[2]})
        elif texts.glossary:
            texts.glossary[-1]["definition"] += text


