"""New values put into a form's file where the old ones stand; everything else in it stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from ..disk import Document, Given
from ..model.form.common import CommonForm
from ..model.form.flat import NAME_KEYS, flat, nested
from ..model.form.values import value_at
from ..model.place import FormPath, Place
from ..read.form.files import form_in
from ..read.form.replaceable import can_be_replaced, list_of_new, path_in_file, usual_path
from ..read.given_forms import given_form
from ..read.kind.library import INSTALLED, Library
from ..read.source import Source
from ..read.xlsx.package import holds_workbook, package_in
from ..write.marked.splice import with_values
from ..write.workbook.cells import LONGEST_TEXT, number_of
from ..write.yaml.splice import spliced
from .form_values import choices_in

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
NO_CODES: Mapping[FormPath, str] = MappingProxyType({})
_NUMBERS = ("amount", "count", "quantity")

NO_HOME = "这个文件里没有填它的地方，或者那一格是公式"
CONTROL = "里面有看不见的控制字符，请删去再填"
TOO_LONG = f"一格最多 {LONGEST_TEXT} 个字"
OTHERWISE = "写进去以后，读出来的不是这个，没有改"


@dataclass(frozen=True)
class Replaced:
    """A form with new values. `content`: its bytes; `refused`: path → why a value was not put in, in Chinese."""

    content: bytes
    refused: Mapping[FormPath, str]


def replace_values(
    document: Document, values: Mapping[FormPath, str], library: Library = INSTALLED,
) -> Replaced:
    """A form with new values at paths of it; "" empties a place.

    In a workbook what is to be a number is written as one, a text as a text, whatever it begins with, and a code with
    its name, as it is picked there. Values that
    can't be put in are left out, each for its reason; whatever else is wrong with a value is for the next check.
    A line may be added below the last of a free table, in a workbook as long as there are blank rows, and a block
    begun; a blank row's terms give way to what its line is to hold.
    """
    form = given_form(document)
    source = form_in(form)
    if source.raw is None:
        return Replaced(form.content, dict.fromkeys(values, "这个文件读不出来"))
    usual = {path: usual_path(path, source) for path in values}
    refused = {path: reason for path, text in values.items() if (reason := _refusal(text))}
    refused |= {path: NO_HOME for path in values if path not in refused and not can_be_replaced(path, source)}
    there = flat(source.raw, source.form)
    texts = {usual[path]: _lines(text) for path, text in values.items()
             if path not in refused and (text.strip() or usual[path] in there)}
    codes = _names_of_codes(texts, source, library)
    content, homeless = written_back(form, source, texts, codes)
    if content is None and texts:
        faulty = {path for path in texts if written_back(form, source, {path: texts[path]}, codes)[0] is None}
        left = {path: text for path, text in texts.items() if path not in faulty}
        content, homeless = written_back(form, source, left, codes)
        homeless |= faulty
    refused |= {path: OTHERWISE for path in values if path not in refused and usual[path] in homeless}
    return Replaced(form.content if content is None else content, refused)


def written_back(
    form: Given, source: Source, texts: Mapping[FormPath, str], codes: Mapping[FormPath, str] = NO_CODES,
) -> tuple[bytes | None, set[FormPath]]:
    """The form's bytes with the new texts, and the paths that have no place; each is tried against reading back.

    `source`: what was read from the file; `codes`: path → code and name, as a workbook shows them. No bytes where the
    file would not say just this.
    """
    if not texts:
        return None, set()
    is_workbook = holds_workbook(form)
    shown = {path: codes.get(path, text) for path, text in texts.items()} if is_workbook else texts
    content, homeless = (_into_workbook if is_workbook else _into_text)(form, shown, source)
    before = flat(source.raw or {}, source.form)
    wanted = _meant(before | {path: text for path, text in texts.items() if path not in homeless}, source.form)
    there = _meant(flat(form_in(form._replace(content=content)).raw or {}, source.form), source.form)
    return (content, homeless) if there == wanted else (None, set(texts))


def _names_of_codes(texts: Mapping[FormPath, str], source: Source, library: Library) -> dict[FormPath, str]:
    """Path → code and name, of the codes among some texts that the lists of the form's kind have.

    A code with a cell for its name beside it is none of them.
    """
    codes = {path: text for path, text in texts.items()
             if value_at(path, source.form) == "code" and path[-1] not in NAME_KEYS}
    if not codes:
        return {}
    named = {one.partition(" ")[0]: one for listed in choices_in(source, library).values() for one in listed}
    return {path: named[text] for path, text in codes.items() if text in named}


def _refusal(text: str) -> str:
    if _CONTROL.search(text):
        return CONTROL
    return TOO_LONG if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT else ""


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _into_text(form: Given, texts: Mapping[FormPath, str], source: Source) -> tuple[bytes, set[FormPath]]:
    content = form.content.decode("utf-8")
    mark = "\ufeff" if content.startswith("\ufeff") else ""
    ends = "\r\n" if "\r\n" in content else "\n"
    spots = {path_in_file(path, source): path for path in texts}
    lists = {spot: above for spot in spots if (above := list_of_new(spot, source)) is not None}
    lines = _new_lines({spot: texts[spots[spot]] for spot in lists}, lists, source.form)
    text, left = spliced(
        content.removeprefix(mark).replace("\r\n", "\n"),
        {spot: texts[path] for spot, path in spots.items() if spot not in lists}, source.places, lines)
    return (mark + text.replace("\n", ends)).encode(), {spots[spot] for spot in left}


def _new_lines(
    texts: Mapping[FormPath, str], lists: Mapping[FormPath, FormPath], form: type[CommonForm],
) -> dict[FormPath, list[Any]]:
    """List → its new lines, blocks within blocks, in the order of their numbers. `lists`: path → its list."""
    lines: dict[FormPath, list[Any]] = {}
    for above in dict.fromkeys(lists.values()):
        lines_of: Any = nested({path: text for path, text in texts.items() if lists[path] == above}, form)
        for part in above:
            lines_of = lines_of[0 if isinstance(part, int) else part]
        lines[above] = lines_of
    return lines


def _into_workbook(form: Given, texts: Mapping[FormPath, str], source: Source) -> tuple[bytes, set[FormPath]]:
    places = source.places.values
    sought = {path: path_in_file(path, source) for path in texts}
    found = {path: places.get(spot) or source.place_of_new(spot) for path, spot in sought.items()}
    spots = {path: place for path, place in found.items() if place and place.cell}
    ready = (source.place_of_new(term) for path in texts for term in source.terms_of_new(sought[path]))
    values: dict[Place, str | Decimal] = {place: "" for place in ready if place}
    values |= {spot: _typed(texts[path], path, source.form) for path, spot in spots.items()}
    content, left = with_values(package_in(form).parts(), values)
    return content, {path for path in texts if path not in spots or spots[path] in left}


def _typed(text: str, path: FormPath, form: type[CommonForm]) -> str | Decimal:
    """A text as its place in the form holds it: a number where one is asked for and it is one."""
    number = number_of(text) if text and value_at(path, form) in _NUMBERS else None
    return text if number is None else number


def _meant(texts: Mapping[FormPath, str], form: type[CommonForm]) -> dict[FormPath, str | Decimal]:
    meant = {path: _typed(_plain(text), path, form) for path, text in texts.items()}
    return {path: value for path, value in meant.items() if value != ""}


def _plain(text: str) -> str:
    """A text as it is compared: its lines without blanks around them and between them."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
