"""What the page asks of the use cases: bytes and texts in, values that can be kept as JSON out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..compare.text import as_json as comparison_as_json
from ..disk import Handed
from ..model.finding import Finding
from ..model.form.common import UNITS
from ..model.inspection import InspectedItem
from ..model.place import FormPath
from ..usecases.build import print_report
from ..usecases.check import check
from ..usecases.compare import beside, compare
from ..usecases.convert import with_units as rewritten_with_units
from ..usecases.engine import engine_digest
from ..usecases.form_values import FormValues, choices_of, form_values, whose_form
from ..usecases.kinds import kinds
from ..usecases.mark import marked_form
from ..usecases.new import NotOfYear, blank_form
from ..usecases.publishing.package import package
from ..usecases.publishing.published_set import Correction, Publishable
from ..usecases.record import check_paper, sheet_items
from ..usecases.redline import NoReports, redline
from ..usecases.refusals import REFUSALS
from ..usecases.statement import correction_paper
from ..usecases.write_back import replace_values
from .findings import checked_json
from .kinds_at_hand import library

JSON = dict[str, Any]
Made = Callable[[str, str, bytes], None]
"""Told of a file as soon as it is there: format, name, bytes."""

DATA = "data"
FORMATS = ("docx", "html", "pdf", "digest")
"""What a build makes, the quickest first."""
_DIGEST = "-一图读懂."
"""How the names of a digest's files end, before what they are."""
WITH_ERRORS = "填报表还有错误，改好以后才能生成报告"
NEW_LINES = 10
"""How many blank lines are shown below a free table."""


@dataclass(frozen=True)
class Paper:
    """A file as it was handed in, with those that it names: relative name → bytes."""

    name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)

    def handed(self) -> Handed:
        """The file as the use cases take it."""
        return Handed(self.name, self.content, self.beside)


@cache
def engine_of_today() -> str:
    """What results depend on besides the files: the program, its libraries, kinds, code lists and fonts."""
    return engine_digest(library())[:16]


def checked_form(form: Paper) -> JSON:
    """What a check found, as the page shows it."""
    return checked_json(check(form.handed(), library()), choices(form))


def paper_of_check(form: Paper, ending: str) -> bytes:
    """What a check found, as a document to be signed or as a workbook."""
    return check_paper([check(form.handed(), library())], ending, library())


def marked_copy(form: Paper) -> bytes | str:
    """The workbook with what was found marked in it, or the words of what keeps it from being."""
    marked = marked_form(check(form.handed(), library()))
    return marked.message if isinstance(marked, Finding) else marked


def compared(old: Paper, new: Paper) -> JSON:
    """What two versions of a form say otherwise, and their reports."""
    comparison, _ = compare(old.handed(), new.handed(), library())
    return comparison_as_json(comparison)


def correction(old: Paper, new: Paper, reason: str, date: dt.date, ending: str) -> bytes:
    """The paper about a correction, as Word or PDF."""
    comparison, side = compare(old.handed(), new.handed(), library())
    return correction_paper(comparison, side, ending, reason, date, library())


def red_line(old: Paper, new: Paper, ending: str) -> bytes | str:
    """The new report as a page or for Word, with what changed marked in it, or why there is none."""
    try:
        return redline(*beside(old.handed(), new.handed(), library()), ending, library())
    except NoReports as missing:
        return str(missing)


@dataclass(frozen=True)
class PublishedVersion:
    """A version that was published or shall be. `made`: its report's files by their names.

    `corrections`: the papers that say why it replaced the version before.
    """

    form: Paper
    made: Mapping[str, bytes]
    corrections: Sequence[Correction] = ()


def publication(versions: Sequence[PublishedVersion]) -> bytes | str:
    """What goes on the web, as a static site in an archive, or what keeps it off; versions as they were published."""
    site: dict[str, bytes] = {}
    for one in versions:
        printed = print_report(one.form.handed(), (), library())
        if printed.report is None:
            return WITH_ERRORS
        made = package(
            [Publishable(printed, made=one.made, corrections=one.corrections, place=one.form.name)], site,
            library=library())
        if made.found:
            return "　".join(f"{one.message}。{one.hint}。" for one in made.found)
        site = made.whole(site)
    return zipped(site)


def department_form(kind: str, year: int, known: Mapping[FormPath, str], units: Sequence[str]) -> bytes:
    """A department's blank form that names its units' forms. Raises one of `REFUSED_BLANK`."""
    [block] = UNITS
    named: dict[FormPath, str] = {(block, number): name for number, name in enumerate(units)}
    return blank_form(kind, library(), year, known={**known, **named})


def with_units(form: Paper, units: Sequence[str]) -> bytes | str:
    """A department's form that names other units' forms, or the words of what keeps it from naming them."""
    named = rewritten_with_units(form.handed(), units, library())
    return f"{named.message}。{named.hint}" if isinstance(named, Finding) else named


def replaced(form: Paper, values: Mapping[FormPath, str]) -> tuple[bytes, Mapping[FormPath, str]]:
    """The form with new values, and why some could not be put in."""
    done = replace_values(form.handed(), values, library())
    return done.content, done.refused


def values_of(form: Paper, new_lines: int) -> FormValues:
    """All values of a form, by sheet, table and row, with so many blank lines where there is room."""
    return form_values(form.handed(), new_lines)


def choices(form: Paper) -> Mapping[str, Sequence[str]]:
    """What values may be picked from, by the names of the lists."""
    return choices_of(form.handed(), library())


def built(form: Paper, tell: Callable[[str], None], made: Made) -> str:
    """Make a form's report in every format; the words of what keeps it from being made, "" for nothing."""
    try:
        printed = print_report(
            form.handed(), FORMATS, library(), progress=tell, with_data=True,
            made=lambda name, content: made(format_of(name), name, content))
    except REFUSALS as hindered:
        return str(hindered)
    if printed.report is None:
        return WITH_ERRORS
    for sort, name, content in outputs_of(printed.files):
        if sort == DATA:
            made(sort, name, content)
    return "".join(why for name, why in printed.left_out.items() if name != "digest")  # a kind may have none


def outputs_of(files: Mapping[str, bytes]) -> Iterator[tuple[str, str, bytes]]:
    """The files of a report as they are kept: format, name, bytes; the data, a folder, as an archive."""
    yield from ((format_of(name), name, content) for name, content in files.items() if "/" not in name)
    data = {name: content for name, content in files.items() if "/" in name}
    if data:
        yield DATA, f"{next(iter(data)).split('/')[0]}.zip", zipped(data)


def format_of(name: str) -> str:
    """By what an output is known: `docx`, `digest-png`."""
    ending = name.rpartition(".")[2]
    return f"digest-{ending}" if _DIGEST in name else ending


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files in one archive, the same bytes for the same files."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return packed.getvalue()


def blank_of(kind: str, year: int, unit: str) -> tuple[str, bytes]:
    """A blank workbook of a kind for a year and a unit: its name and bytes. Raises one of `REFUSED_BLANK`."""
    if kind not in library().folders:
        raise NotOfYear(f"没有“{kind}”这个版式")
    content = blank_form(kind, library(), year, known={("单位", "名称"): unit})
    return f"{unit}{year}年{library().head(kind)['类型']}填报表.xlsx", content


def told_of(form: Paper) -> JSON:
    """Whose form a file is and of which year, without checking it; what can't be read is blank."""
    whose = whose_form(form.handed())
    year = whose["year"]
    return {"unit": whose["unit"], "year": int(year) if year.isdecimal() and year.isascii() else None}


def signs_of(kind: str) -> tuple[str, ...]:
    """The signatures that a kind demands before its report is submitted; none of a kind that is not at hand."""
    return library().kind(kind).signs if kind in library().folders else ()


def kind_name(kind: str) -> str:
    """What a kind is called."""
    return str(library().head(kind)["名称"]) if kind in library().folders else kind


@cache
def inspected_items() -> tuple[InspectedItem, ...]:
    """The items of the sheet by which reports are inspected; read once a process."""
    return tuple(sheet_items(library()))


REFUSED_BLANK = (NotOfYear, *REFUSALS)


def blank_choices() -> list[tuple[str, str, tuple[int, ...]]]:
    """The kinds that a blank form can be had for: region and sort, their years, newest first."""
    found: dict[tuple[str, str], list[int]] = {}
    for one in kinds(library()):
        found.setdefault((one.region, one.kind), []).append(one.year)
    return [(region, sort, tuple(sorted(years, reverse=True))) for (region, sort), years in found.items()]


def blank(region: str, sort: str, year: int) -> tuple[str, bytes]:
    """A blank workbook for a sort of report and a year: its name and bytes. Raises one of `REFUSED_BLANK`."""
    kind = max((one for one in kinds(library()) if (one.region, one.kind) == (region, sort) and one.year <= year),
               key=lambda one: one.year, default=None)
    if kind is None:
        raise NotOfYear(f"没有{region}{year}年的{sort}空白表")
    return f"{year}年{sort}填报表.xlsx", blank_form(kind.id, library(), year)
