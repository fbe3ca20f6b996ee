"""The subject of fixed sentences: the reporting body and no other, by its whole name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.finding import Finding, Problem
from ...model.text.likeness import likeness
from ..inspection import Inspection
from ..problems import wording as problems
from ..read.printed import plain
from ..rule import rule
from .tell import finding_at

_ITSELF = re.compile("(?:本|我|全|该|各)[^\\W\\d]{1,6}|(?:部门|单位)")
_BODY = re.compile(
    "(?:局|委|办|厅|院|校|学|馆|站|所|队|中心|社|会|团|部|室|处|科|公司|政府|园|台|署|联|组|机构|基地|[县市区省乡镇])$"
)
_ALIKE = 0.6
_SHORTEST = 2


@rule(problems.SUBJECT, problems.UNIT_SHORT, of_known=True)
def fixed_sentences_tell_of_the_body(seen: Inspection) -> Iterator[Finding]:
    """A sentence copied from another report keeps that body's name, and often its figures."""
    unit = plain(seen.report.unit)
    told: set[tuple[str | None, str]] = set()
    for subject in seen.subjects:
        problem, key = _problem(subject.name, unit, dated=subject.dated), (subject.spot.section, subject.name)
        if problem and key not in told:
            told.add(key)
            yield finding_at(problem, seen.file, subject.spot, found=subject.name, expected=seen.report.unit,
                             words=subject.words)


def _problem(name: str, unit: str, *, dated: bool) -> Problem | None:
    """What is wrong with a subject; nothing where it is no name of a body, or the body's own."""
    is_own = name.startswith(unit) and not _BODY.search(name[len(unit):])
    if is_own or _ITSELF.fullmatch(name) or len(name) < _SHORTEST:
        return None
    if unit.endswith(name):
        return problems.UNIT_SHORT
    alike = likeness(name, unit) >= _ALIKE
    return problems.SUBJECT if alike or (dated and _BODY.search(name)) or _is_neighbour(name, unit) else None


def _is_neighbour(name: str, unit: str) -> bool:
    """A body of the same place: its name begins alike and ends as names of bodies do."""
    return name[:_SHORTEST] == unit[:_SHORTEST] and _BODY.search(name) is not None
