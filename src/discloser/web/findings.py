"""Findings as the page keeps them: where a value can be typed anew, what stands there, and the row's own words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..model.finding import Finding, Related
from ..model.form.flat import WHOLE, flat
from ..model.form.values import value_at
from ..model.place import FormPath
from ..usecases.check import Checked

_NAMING = ("项目", "名称", "功能科目", "经济科目", "单位", "一级", "三级", "指标名称")


def key_of_path(path: FormPath | list[Any]) -> str:
    """A path as one text: the name of its field in a page, its key in what is kept."""
    return json.dumps(list(path), ensure_ascii=False, separators=(",", ":"))


def checked_json(checked: Checked, choices: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What a check found; `unit`, `year`, `kind` are blank where they are not known; `texts`: path → what was typed.

    `choices`: the lists that values may be picked from: a code is called by its name there.
    """
    source, case = checked.source, checked.case
    texts = flat(source.raw or {}, source.form)
    year = texts.get(("报告", "年度"), "").strip()
    told = _Telling(texts, checked, names_of(choices))
    return {
        "unit": texts.get(("单位", "名称"), ""),
        "year": case.form.request.year if case else int(year) if year.isdecimal() and year.isascii() else None,
        "sort": texts.get(("报告", "类型"), ""),
        "kind": case.kind.id if case else "",
        "title": case.kind.description if case else "",
        "buildable": checked.buildable,
        "readable": source.raw is not None,
        "waiting": checked.waiting,
        "findings": [told.finding(finding) for finding in checked.findings],
        "texts": {key_of_path(path): text for path, text in texts.items()},
    }


def names_of(choices: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Code → code and name."""
    return {one.split(" ")[0]: one for listed in choices.values() for one in listed if one[:1].isdecimal()}


class _Telling:
    """Tells of one form's findings."""

    def __init__(self, texts: Mapping[FormPath, str], checked: Checked, names: Mapping[str, str]) -> None:
        self._texts, self._names = texts, names
        self._form, self._file = checked.source.form, checked.source.places.file

    def finding(self, finding: Finding) -> dict[str, Any]:
        path = finding.path or ()
        return {
            "code": finding.code, "severity": finding.severity.value, "label": finding.severity.label,
            "message": finding.message, "hint": finding.hint,
            "sheet": finding.place.sheet or "", "block": (finding.field or "").split(" ")[0],
            "file": "" if finding.place.file == self._file else finding.place.file,
            "name": finding.name if finding.open_warning else "", "confirmed": finding.confirmed,
            "where": finding.place.inside, "editable": finding.editable,
            "value": self._shown(finding.typed or "", path),
            "related": [self._related(one) for one in finding.related if not one.alike],
            "alike": [self._related(one) for one in finding.related if one.alike],
            **self._named(path),
        }

    def _shown(self, text: str, path: FormPath) -> str:
        """A value as it is shown: a code with its name."""
        return self._names.get(text, text) if path and value_at(path, self._form) == "code" else text

    def _related(self, one: Related) -> dict[str, Any]:
        return {
            "where": one.place.inside, "label": one.label, "reason": one.reason, "said": one.value,
            "value": self._texts.get(one.path, self._texts.get((*one.path, WHOLE), "")),
            "editable": one.editable, **self._named(one.path),
        }

    def _named(self, path: FormPath) -> dict[str, Any]:
        """A place in words: the row's, the value's."""
        named = [part for part in path if isinstance(part, str)]
        return {
            "path": list(path), "row": self._row_words(path), "field": named[-1] if named else "",
            "sort": (value_at(path, self._form) or "") if path else "",
        }

    def _row_words(self, path: FormPath) -> str:
        rows = [i for i, part in enumerate(path) if isinstance(part, int)]
        row = path[: rows[-1] + 1] if rows else ()
        named = (self._texts.get((*row, key), "") for key in _NAMING if rows and (*row, key) != path)
        return "，".join(self._names.get(text, text) for text in named if text)
