"""Findings: what is wrong, where, with which figures, and what to do."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from .place import FormPath, Place

_LONGEST_FOUND = 200
_INNER = {"“": "‘", "”": "’"}


class Severity(StrEnum):
    """How much a finding matters: an error stops the build, a warning does not, info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """The word an officer reads."""
        return {"error": "错误", "warning": "提醒", "info": "提示"}[self.value]


class Nature(StrEnum):
    """What a problem is about, where that decides what a command does next."""

    CONTENT = "content"
    UNREADABLE = "unreadable"
    """The file can't be read at all."""
    ABOUT_CHANGES = "about changes"
    """What moved against the year before: of no concern to whoever takes the form as last year's."""
    IN_TABLES = "in tables"
    """What holds in the tables of any report: judged beside what a kind says of its own."""
    OWN = "own"
    """In a report that this program made, only the program's fault: no one typed it."""


class Problem(NamedTuple):
    """A kind of finding: its code is never reused. `message` and `hint` are filled by name with a finding's values."""

    code: str
    title: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    basis: str = ""
    nature: Nature = Nature.CONTENT

    def at(self, place: Place, *, field: str | None = None, found: object = None, expected: object = None,
           **values: object) -> Finding:
        """This problem found at a place; `found` and `expected` also fill the message.

        What was typed is quoted: one line, nothing invisible, not too long.
        """
        field = field and quoted(field, _LONGEST_FOUND)
        found = None if found is None else quoted(str(found), _LONGEST_FOUND)
        words = {"field": field or "", "found": found, "expected": expected, **values}
        shown = {name: visible(word) if isinstance(word, str) else word for name, word in words.items()}
        return Finding(
            code=self.code, severity=self.severity, message=nested(self.message.format(**shown)),
            hint=nested(self.hint.format(**shown)), place=place, field=field,
            found=found, expected=None if expected is None else str(expected), nature=self.nature,
        )


class Problems(list[Problem]):
    """The problems of one subject, in the order in which they are declared."""

    def declare(
        self, code: str, title: str, *, message: str, hint: str, severity: Severity = Severity.ERROR, basis: str = "",
        nature: Nature = Nature.CONTENT,
    ) -> Problem:
        """A problem of its own, with a page in docs/rules."""
        problem = Problem(code, title, message, hint, severity, basis, nature)
        self.append(problem)
        return problem


class Related(NamedTuple):
    """Another place that a finding speaks of: a row that was added up, the other side, where the same is wrong.

    `path`: its way into the form; `label`: what a person calls it; `value`: what stands there, as read; `reason`: why
    it is looked at, in Chinese. `alike`: whether the same is wrong there, so that it is marked like the finding's own.
    `editable`: as of a finding.
    """

    path: FormPath
    place: Place
    label: str
    value: str
    reason: str
    alike: bool = False
    editable: bool = False

    def as_json(self) -> dict[str, Any]:
        """The place as a JSON object."""
        return {
            "path": list(self.path), "file": self.place.file, "line": self.place.line, "column": self.place.column,
            "sheet": self.place.sheet, "cell": self.place.cell, "label": self.label, "value": self.value,
            "reason": self.reason, "alike": self.alike, "editable": self.editable,
        }


class Finding(NamedTuple):
    """One thing found, in Chinese, at one place. `confirmed`: why an officer says that it is right as it stands.

    `related`: the other places that a person should look at, the likeliest first. `path`: the place's way into the
    form that stands in its file; `typed`: the whole text there, `found` being what a message quotes; `editable`:
    whether a single value stands there that can be replaced by another.
    """

    code: str
    severity: Severity
    message: str
    hint: str
    place: Place
    field: str | None = None
    found: str | None = None
    expected: str | None = None
    table: int | None = None
    section: str | None = None
    row: str | None = None
    confirmed: str | None = None
    nature: Nature = Nature.CONTENT
    related: tuple[Related, ...] = ()
    path: FormPath | None = None
    typed: str | None = None
    editable: bool = False

    def line(self) -> str:
        """The finding on one line: place, code, message."""
        return f"{self.place}: {self.code} {self.message}"

    def as_json(self) -> dict[str, Any]:
        """The finding as a JSON object; what does not apply is null.

        What was confirmed, related places, the path into a form and the place on paper are there only if there are any.
        What was typed is not: it may be what must stay inside, and JSON is passed on.
        """
        confirmed = {"confirmed": self.confirmed} if self.confirmed is not None else {}
        related = {"related": [other.as_json() for other in self.related]} if self.related else {}
        path = {} if self.path is None else {"path": list(self.path), "editable": self.editable}
        return {
            "code": self.code, "severity": self.severity.value, "message": self.message, "hint": self.hint,
            "file": self.place.file, "line": self.place.line, "column": self.place.column,
            "sheet": self.place.sheet, "cell": self.place.cell,
            "table": self.table, "section": self.section, "row": self.row, "field": self.field,
            "found": self.found, "expected": self.expected,
            **confirmed, **related, **path, **self._on_paper(),
        }

    def _on_paper(self) -> dict[str, Any]:
        """Page and box of a PDF, or the paragraph of a Word document, where the finding has one."""
        box = {"box": list(self.place.box)} if self.place.box else {}
        page = {"page": self.place.page, **box} if self.place.page is not None else {}
        return {"paragraph": self.place.paragraph} if self.place.paragraph is not None else page

    @property
    def name(self) -> str:
        """What a confirmation calls the place: its row, else its field; of what is missing, what is missing."""
        return self.row or self.field or self.expected or ""

    @property
    def open_warning(self) -> bool:
        """Whether this is a warning that nobody has confirmed yet."""
        return self.severity is Severity.WARNING and self.confirmed is None

    @property
    def confirming(self) -> str:
        """That this is confirmed and why, or how an officer confirms it; "" for what can't be confirmed."""
        if self.confirmed is not None:
            return f"已确认：{self.confirmed}"
        if not (self.open_warning and self.name):
            return ""
        if self.place.in_workbook:
            return (f"属实的，在“控制数”表的“确认”里填一行：规则填 {self.code}，"
                    f"位置填 {self.name}，说明写为什么属实")
        return f"属实的，在“确认”里写：{self.to_confirm()}"

    def to_confirm(self) -> str:
        """What an officer copies into the form to confirm this warning; the name of a row outlives its number."""
        place = json.dumps(self.name, ensure_ascii=False)
        return f'{{规则: {self.code}, 位置: {place}, 说明: ""}}'


def visible(text: str) -> str:
    """A text on one line, without characters that would not show or would steer a terminal."""
    return "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)


def quoted(text: str, longest: int = 40) -> str:
    """A typed text as a message quotes it: blanks joined, cut when long."""
    plain = " ".join(visible(text[: longest * 10]).split())
    return plain if len(plain) <= longest else plain[:longest] + "…"


def nested(text: str) -> str:
    """A text whose quotations inside quotations have single quotation marks, if every mark has its partner."""
    depth, marks = 0, []
    for character in text:
        depth -= character == "”"
        if depth < 0:
            return text
        marks.append(_INNER.get(character, character) if depth % 2 else character)
        depth += character == "“"
    return text if depth else "".join(marks)


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings sorted as a reader meets them in the file, the same at every run."""
    return sorted(findings, key=lambda f: (f.place.reading_order, f.place.sheet or "", f.code, f.message))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether anything among the findings stops a build."""
    return any(f.severity is Severity.ERROR for f in findings)
