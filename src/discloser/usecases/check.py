"""Checking a form: every file that is named is read, then cases are derived, then the rules judge.

A form may name others: a department its units', any form last year's. What is found in them stands under their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..derive.case import case_of_part, derived
from ..derive.placeholders import words_of
from ..disk import Document, Files, Given, digest
from ..model.case import Case
from ..model.finding import Finding, Nature, Severity, has_errors, in_reading_order
from ..model.form.common import LAST_YEARS_FORM, UNITS, CommonForm
from ..model.kind.report_kind import ReportKind, fill
from ..model.place import FormPath, Place, Places, written
from ..model.unknown import NotKnown, while_known
from ..read.form.attachments import NO_ATTACHMENTS, Attached, attachment_findings, read_attachments
from ..read.form.code_names import names_of_other_codes
from ..read.form.fit import at_department, faulty, not_last_year, unlike_department
from ..read.form.glyphs import read_characters, unprintable
from ..read.form.kind_in_doubt import kind_in_doubt
from ..read.form.named import ReadForm, read_named
from ..read.form.report_name import name_too_long
from ..read.kind.library import INSTALLED, Library
from ..read.source import Source
from ..read.xlsx.problems import OTHER_YEAR
from ..rules import judge, judge_part, rules_for
from ..rules.years import another_year, without_what_follows
from .kind_faults import telling_kind_faults


class Checked(NamedTuple):
    """What checking a form found; `case` is absent when the form could not be read whole.

    `rules`: how many have spoken without a case; `waiting`: how many can't before errors are mended.
    `source`: the texts of the form as typed; `places`: where each stands, also in the forms that it names. `files`:
    the form's file as it was read, then those of the forms that it names; each was read once. `attachments`: the pages
    of the files that the form appends.
    """

    findings: list[Finding]
    case: Case | None
    source: Source
    places: Places
    files: tuple[Given, ...] = ()
    attachments: Attached = NO_ATTACHMENTS
    rules: int = 0
    waiting: int = 0

    def sources(self) -> dict[Path, str]:
        """File → hash, of all that a report is made from: the form and those it names as read, what it appends."""
        forms = {file.path: digest(file.content) for file in self.files}
        return forms | self.attachments.digests(self.files[0].path.parent)

    @property
    def buildable(self) -> bool:
        """Whether a report may be made."""
        return self.case is not None and not has_errors(self.findings)


@dataclass
class _NamedForms:
    """The forms that a form names, checked: what is found in them, and their cases where nothing is in the way."""

    places: Places
    findings: list[Finding]
    files: list[Given] = field(default_factory=list)
    last_year: Case | None = None
    units: list[CommonForm] = field(default_factory=list)

    def take(self, checked: Checked, at: FormPath) -> None:
        """Take the places and the files of a form that is named."""
        self.places = _with_places(self.places, at, checked.places)
        self.files += checked.files


def check(form: Document, library: Library = INSTALLED) -> Checked:
    """All findings of a form: first about its shape, then, if it could be read whole, by the rules."""
    read = read_named(form, library)
    checked = _checked(read, library, drawn=True)
    if read.kind is not None and read.form is not None:
        doubted = {finding.place for finding in checked.findings}  # a year in doubt is told once
        told = [finding for finding in kind_in_doubt(read.form.request.year, read.kind, read.places)
                if finding.place not in doubted]
        checked = checked._replace(findings=in_reading_order([*checked.findings, *told]))
    if not checked.findings:
        return checked
    from .spots import with_spots  # most forms are right and need none of it

    return checked._replace(findings=with_spots(checked.findings, checked.source))


def _checked(read: ReadForm, library: Library, *, drawn: bool = False) -> Checked:
    """A form that was read with those that it names; `drawn`: whether its attachments are to be printed."""
    if read.kind is None:
        return Checked(in_reading_order(read.findings), None, read.source, read.places, (read.file,))
    if read.form is None:
        with telling_kind_faults(read.kind.id, library):
            return _judged_part(read, read.kind, library, drawn=drawn)
    named = _NamedForms(read.places, list(read.findings), [read.file])
    _check_last_year(named, read, read.form, read.kind, library)
    _check_units(named, read, read.form, read.kind, library)
    if has_errors(named.findings):
        waiting = len(rules_for(read.kind))
        return Checked(
            in_reading_order(named.findings), None, read.source, named.places, (read.file,), waiting=waiting)
    with telling_kind_faults(read.kind.id, library):
        codes = library.codes(read.kind.codes_year, read.form.request.year)
        case = derived(read.form, read.typed, read.kind, codes, named.last_year, named.units)
        attached = read_attachments(case.form, _home(read), named.places, drawn=drawn)
        beside = _beside_the_rules(case, read.source, named.places, library)
        findings = judge(case, named.places, [*named.findings, *attached.findings, *beside])
        files = tuple({file.path: file for file in named.files}.values())
        return Checked(findings, case, read.source, named.places, files, attached)


def _home(read: ReadForm) -> tuple[Path, Files]:
    return read.file.path.parent, read.among


def _judged_part(read: ReadForm, kind: ReportKind, library: Library, *, drawn: bool) -> Checked:
    """A form that could not be shaped, with what is certain whatever was meant where it is wrong."""
    from ..read.form.partial import known_names  # most forms are right and need none of it

    if read.part is None:
        raise ValueError("of a form that has a kind, something is known")
    year = kind.year
    with suppress(NotKnown):
        year = read.part.request.year
    case = case_of_part(read.part, kind, library.codes(kind.codes_year, year))
    source = read.source._replace(names=known_names(read.source, read.part))
    attached = while_known(attachment_findings(case.form, _home(read), read.places, drawn=drawn))
    beside = while_known(_beside_the_rules(case, source, read.places, library))
    judged = judge_part(case, read.places, [*read.findings, *attached, *beside])
    return Checked(
        judged.findings, None, read.source, read.places, (read.file,), rules=judged.done, waiting=judged.waiting)


def _beside_the_rules(case: Case, source: Source, places: Places, library: Library) -> Iterator[Finding]:
    """What is wrong with the characters of a form, with names behind its codes, with a year that is not the file's."""
    yield from while_known(_year_of_the_file(case, source, places))
    yield from while_known(_name_of_the_report(case, places))
    yield from while_known(unprintable(case.form, places, read_characters(library.fonts)))
    yield from while_known(names_of_other_codes(source, case.classification, places))


def _year_of_the_file(case: Case, source: Source, places: Places) -> Iterator[Finding]:
    """A workbook's year changed to another; where dates and texts give the year away, a rule tells more."""
    year, path = case.form.request.year, ("报告", "年度")
    if source.made_for not in (None, year) and not another_year(case):
        yield OTHER_YEAR.at(places.of(path), field=written(path), found=year, expected=source.made_for)


def _name_of_the_report(case: Case, places: Places) -> Iterator[Finding]:
    """What is wrong with the name that a kind gives the files of its report."""
    yield from name_too_long(fill(case.kind.file_stem, words_of(case.form, case.kind)), places)


def _check_last_year(named: _NamedForms, read: ReadForm, form: CommonForm, kind: ReportKind, library: Library) -> None:
    """Last year's form; what it was compared with then is of no concern now."""
    if not isinstance(read.last_year, ReadForm):
        named.findings += [read.last_year] if read.last_year else []
        return
    checked = _checked(read.last_year, library)
    found = [finding for finding in checked.findings
             if finding.severity is Severity.ERROR and finding.nature is not Nature.ABOUT_CHANGES]
    if found or checked.case is None:
        found.append(faulty(read.places, form.prior_year.form, LAST_YEARS_FORM, found))
    else:
        found += not_last_year(form, kind, checked.case, read.places)
    named.findings += found
    if not has_errors(found):
        named.last_year = checked.case
        named.take(checked, LAST_YEARS_FORM)


def _check_units(named: _NamedForms, read: ReadForm, form: CommonForm, kind: ReportKind, library: Library) -> None:
    """The units of a department, in its order; a unit of which an error was found is none."""
    known: dict[int, Checked] = {}
    units: list[Checked] = []
    unlike: list[Finding] = []
    for i, unit in enumerate(read.units):
        if isinstance(unit, Finding):
            named.findings.append(unit)
            continue
        if id(unit) not in known:
            known[id(unit)] = _checked(unit, library)
            named.findings += known[id(unit)].findings
        checked = known[id(unit)]
        named.take(checked, (*UNITS, len(units)))
        units.append(checked)
        if has_errors(checked.findings):
            at = (*UNITS, i, "表单")
            named.findings.append(faulty(read.places, form.units[i].form, at, checked.findings))
        elif checked.case is not None:
            unlike += unlike_department(form, kind, checked.case, checked.places)
    told = list(at_department(unlike, len(read.units), form, read.places))
    named.findings = [*without_what_follows(told, named.findings), *told]
    named.units = [unit.case.form for unit in units if unit.case is not None]


def _with_places(places: Places, below: FormPath, others: Places) -> Places:
    """Places of a form with those of a form that it names, found below a path."""
    def moved(paths: Mapping[FormPath, Place]) -> dict[FormPath, Place]:
        return {(*below, *path): place for path, place in paths.items() if path}
    return Places(places.file, {**moved(others.values), **places.values}, {**moved(others.keys), **places.keys})
