"""Codes with a name written behind them that is another code's, or that the code had in other years."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...model.codes import UNCHECKED, Classification, CodeList, CodeName, Trust
from ...model.finding import Finding, Severity
from ...model.place import FormPath, Places, written
from ...model.text.folding import half_width
from ..source import Source
from ..xlsx.problems import OLD_NAME, OTHER_NAME


def names_of_other_codes(source: Source, lists: Classification, places: Places) -> Iterator[Finding]:
    """An error for each name of another code; an old name is told as surely as its years are known.

    A name that no code of the list ever had is only somebody's own short form.
    """
    known: dict[str, frozenset[str]] = {}
    for path, (code, typed) in source.names.items():
        name = typed.removesuffix(UNCHECKED)
        listed = _list_of(path, lists)
        row = listed.get(half_width(code)) if listed else None
        if listed is None or row is None or row.name == name:
            continue
        if old := next((one for one in listed.others.get(row.code, ()) if one.name == name), None):
            yield _old_name(old, row, path, places)
            continue
        if listed.title not in known:
            known[listed.title] = frozenset(other.name for other in listed.rows.values())
        if name in known[listed.title]:
            found = f"{row.code} {name}"
            yield OTHER_NAME.at(places.of(path), field=written(path), found=found, code=row.code, expected=row.name)


def _old_name(old: CodeName, now: CodeName, path: FormPath, places: Places) -> Finding:
    severity = Severity.ERROR if old.trust_in_years is Trust.VERIFIED else Severity.INFO
    years = f"{old.last} 年以前" if old.last is not None else f"{old.first} 年起"
    return OLD_NAME._replace(severity=severity).at(
        places.of(path), field=written(path), found=f"{old.code} {old.name}", years=years, expected=now.name)


def _list_of(path: FormPath, lists: Classification) -> CodeList | None:
    by_heading: Mapping[object, CodeList] = {
        "功能科目": lists.function, "经济科目": lists.department_economic, "政府经济科目": lists.government_economic,
    }
    return by_heading.get(path[-1])
