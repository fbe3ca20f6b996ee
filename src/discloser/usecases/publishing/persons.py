"""Persons whom a form names for the office alone: none of them may be read in what goes on the web."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...compare.inputs import OF_PERSONS
from ...model.finding import Finding
from ...model.place import texts_of, written
from ...model.report.report import Report
from ...model.text.private import identity_numbers, mobile_numbers, people
from ...render.neutral import neutral
from ..check import Checked
from .problems import NAMES_A_PERSON

_SHORTEST = 2
"""A single letter is no name."""


def persons_in_report(checked: Checked, report: Report) -> Iterator[Finding]:
    """Persons of the form that its report prints without having been told to; each is told where it was typed."""
    case = checked.case
    if case is None or case.form.request.publish_personal_data:
        return
    typed = list(texts_of(checked.source.raw))
    printed = [text for _, text in texts_of(neutral(report))]
    for name in dict.fromkeys(persons_of_form(checked)):
        if any(name in text for text in printed):
            path = next((path for path, text in typed if name in text and path[-1] not in OF_PERSONS), ())
            yield NAMES_A_PERSON.at(
                checked.places.of(path), field=written(path), found=written(path) or report.title, who=f"“{name}”")


def persons_of_form(checked: Checked) -> Iterator[str]:
    """Names and telephone numbers that the form holds for the office."""
    for path, text in texts_of(checked.source.raw):
        if path[-1] in OF_PERSONS and len(text.strip()) >= _SHORTEST:
            yield text.strip()


def person_in_texts(texts: Iterable[str], known: Iterable[str]) -> str:
    """Whom a paper names, in words: one of those known, or anybody said to be the person in charge; "" for nobody."""
    known = tuple(known)
    for text in texts:
        for what, found in (("姓名", people(text)), ("手机号码", mobile_numbers(text)),
                            ("身份证号码", identity_numbers(text))):
            if found:
                return f"{what}“{found[0]}”" if what == "姓名" else what
        if named := next((name for name in known if name in text), ""):
            return f"“{named}”"
    return ""
