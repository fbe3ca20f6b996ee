"""Codes with a name written behind them that is another code's: somebody changed one and forgot the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.codes import Classification, CodeList
from ...model.finding import Finding
from ...model.place import FormPath, Places, written
from ...model.text.folding import half_width
from ..source import Source
from ..xlsx.problems import OTHER_NAME


def names_of_other_codes(source: Source, lists: Classification, places: Places) -> Iterator[Finding]:
    """An error for each. A name that no code of the list has is only somebody's own short form."""
    known: dict[str, frozenset[str]] = {}
    for path, (code, name) in source.names.items():
        listed = _list_of(path, lists)
        row = listed.get(half_width(code)) if listed else None
        if listed is None or row is None or row.name == name:
            continue
        if listed.title not in known:
            known[listed.title] = frozenset(other.name for other in listed.rows.values())
        if name in known[listed.title]:
            found = f"{row.code} {name}"
            yield OTHER_NAME.at(places.of(path), field=written(path), found=found, code=row.code, expected=row.name)


def _list_of(path: FormPath, lists: Classification) -> CodeList | None:
    by_heading: Mapping[object, CodeList] = {
        "功能科目": lists.function, "经济科目": lists.department_economic, "政府经济科目": lists.government_economic,
    }
    return by_heading.get(path[-1])
