"""Where in a form a finding is: the way into it, the whole text that was typed, whether another can take its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model.finding import Finding
from ..model.form.flat import flat
from ..model.place import FormPath, Place
from ..read.form.replaceable import can_be_replaced, usual_path
from ..read.source import Source


def with_spots(findings: Iterable[Finding], source: Source) -> list[Finding]:
    """Findings with what a person needs who mends the form that was read; those in other files stay as they are.

    A rule says which path it is about. Of what readers find the place is known, and the path is that of the value
    there; of a cell that stands for a block as well as for a value of it, the value's.
    """
    texts = flat(source.raw or {}, source.form)
    paths = _paths(source.places.keys) | _paths(source.places.values)
    return [_spotted(finding, source, texts, paths) if finding.place.file == source.places.file else finding
            for finding in findings]


def _paths(places: Mapping[FormPath, Place]) -> dict[Place, FormPath]:
    """Place → the longest path that leads there."""
    return {place: path for path, place in sorted(places.items(), key=lambda item: len(item[0]))}


def _spotted(
    finding: Finding, source: Source, texts: Mapping[FormPath, str], paths: Mapping[Place, FormPath],
) -> Finding:
    path = finding.path if finding.path is not None else paths.get(finding.place)
    if path is None:
        return finding
    related = (
        other._replace(editable=other.place.file == source.places.file and can_be_replaced(other.path, source))
        for other in finding.related)
    return finding._replace(
        path=path, typed=texts.get(usual_path(path, source)), editable=can_be_replaced(path, source),
        related=tuple(related))
