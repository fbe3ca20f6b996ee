"""Checking a form: its shape, the forms that it names, then, if all could be read whole, the rules.

A form may name others: a department its units', any form last year's. They are read here and handed on as values; what
is found in them stands under their own names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..derive.case import case_of, case_of_department, case_of_part
from ..derive.department import UNITS
from ..derive.prior_figures import LAST_YEARS_FORM, Filled, with_prior
from ..disk import Given, digest, digest_at, real
from ..model.case import Case
from ..model.codes import Classification
from ..model.finding import Finding, Severity, has_errors, in_reading_order
from ..model.form.budget import Form
from ..model.form.common import CommonForm
from ..model.form.final import FinalForm
from ..model.form.flat import flat
from ..model.kind.report_kind import ReportKind
from ..model.place import FormPath, Place, Places, written
from ..model.unknown import while_known
from ..read.form import references
from ..read.form.attachments import attachment_findings
from ..read.form.code_names import names_of_other_codes
from ..read.form.files import form_in
from ..read.form.glyphs import read_characters, unprintable
from ..read.form.shape import Shaped, shape
from ..read.given_forms import given_form
from ..read.kind.code_lists import read_classification
from ..read.kind.kinds import Chosen, choose_for, find_shared, read_kind, request_of, template_roots
from ..read.problems import NO_SUCH_KIND
from ..read.source import Source
from ..rules import judge, judge_part, rules_for
from .kinds import telling_kind_faults

_ABOUT_CHANGES = "PRI"
_FILE = "表单"
_UNITS = written(UNITS)
_OF_UNITS: Mapping[type[CommonForm], tuple[tuple[str, ...], ...]] = {
    Form: (("基本支出",), ("项目支出",), ("绩效", "项目绩效目标")),
    FinalForm: (("收入",), ("基本支出",), ("项目支出",), ("其他性质支出",), ("年初结转和结余",), ("年末结转和结余",)),
}


@dataclass(frozen=True)
class Checked:
    """What checking a form found; `case` is absent when the form could not be read whole.

    `rules`: how many have spoken without a case; `waiting`: how many can't before errors are mended.
    `source`: the texts of the form as typed; `places`: where each stands, also in the forms that it names. `files`:
    the form's file as it was read, then those of the forms that it names; each was read once.
    """

    findings: list[Finding]
    case: Case | None
    source: Source
    places: Places
    files: tuple[Given, ...] = ()
    rules: int = 0
    waiting: int = 0

    def sources(self) -> dict[Path, str]:
        """File → hash, of all that a report is made from: the form and those it names as read, what it appends."""
        attached = self.case.form.attachments if self.case else ()
        folder = self.files[0].path.parent
        return {file.path: digest(file.content) for file in self.files} | {
            folder / one.file: digest_at(folder / one.file) for one in attached}

    @property
    def buildable(self) -> bool:
        """Whether a report may be made."""
        return self.case is not None and not has_errors(self.findings)


@dataclass(frozen=True)
class _Read:
    """A form as read, before anything is derived. `folder`: its kind's; `typed`: the paths that were filled in.

    `part`: what is known of a form that could not be shaped.
    """

    file: Given
    source: Source
    findings: tuple[Finding, ...]
    places: Places
    form: CommonForm | None
    part: CommonForm | None
    kind: ReportKind | None
    folder: Path
    typed: frozenset[FormPath]

    @property
    def path(self) -> Path:
        """Where the form lies."""
        return self.file.path


def check(path: Path, templates: Path | None = None) -> Checked:
    """All findings of a form: first about its shape, then, if it could be read whole, by the rules."""
    return _Desk(template_roots(templates)).check(path)


def check_each(paths: Iterable[Path], templates: Path | None = None) -> list[Checked]:
    """Several forms; a kind that several of them ask for is read once."""
    desk = _Desk(template_roots(templates))
    return [desk.check(path) for path in paths]


@dataclass(frozen=True)
class _Desk:
    """Where forms are checked. What a form that is named by another names itself is not always followed."""

    roots: list[Path]
    _given: dict[Path, Given] = field(default_factory=dict)
    _asked: dict[tuple[str, str, str, int], Chosen] = field(default_factory=dict)
    _kinds: dict[str, ReportKind] = field(default_factory=dict)
    _codes: dict[str, Classification] = field(default_factory=dict)

    def check(self, path: Path, *, follow_units: bool = True, follow_prior: bool = True) -> Checked:
        """A form, with the forms it names."""
        read = self._read(self._file(path))
        if read.part is not None and read.kind is not None:
            return self._check_part(read, read.part, read.kind)
        if read.form is None or read.kind is None:
            return Checked(in_reading_order(read.findings), None, read.source, read.places, (read.file,))
        return self._check_shaped(read, read.form, read.kind, follow_units=follow_units, follow_prior=follow_prior)

    def _check_shaped(
        self, read: _Read, form: CommonForm, kind: ReportKind, *, follow_units: bool, follow_prior: bool
    ) -> Checked:
        """A form of the right shape, with last year's and its units' where it names them."""
        found = list(read.findings)
        filled: Filled[Any] = Filled(form, frozenset(), ())
        places = read.places
        files = [read.file]
        if form.prior_year.form and follow_prior:
            last_year = self._last_year(read, form, found)
            files.extend(last_year.files)
            if last_year.case is not None:
                filled = with_prior(form, read.typed, last_year.case, kind)
                places = _with_places(places, LAST_YEARS_FORM, last_year.places)
        units: list[Checked] = []
        if follow_units and form.units:
            found.extend(_own_lines(read, form))
            units = self._units(read, form, found, follow_prior=follow_prior)
            for i, unit in enumerate(units):
                places = _with_places(places, (*UNITS, i), unit.places)
                files.extend(unit.files)
        elif form.units:
            found.append(_nested(read))
        if has_errors(found):
            return Checked(
                in_reading_order(found), None, read.source, places, (read.file,), waiting=len(rules_for(kind)))
        checked = self._judged(read, filled, units, found, places)
        return replace(checked, files=tuple({file.path: file for file in files}.values()))

    def _check_part(self, read: _Read, form: CommonForm, kind: ReportKind) -> Checked:
        """A form that could not be shaped, with what is certain whatever was meant where it is wrong."""
        from ..read.form.partial import known_names

        with telling_kind_faults(kind.id, read.folder, self.roots):
            case = case_of_part(form, kind, self._classification(kind.codes_year))
            source = replace(read.source, names=known_names(read.source, form))
            found = [*read.findings, *while_known(self._beside_the_rules(case, source, read.path.parent, read.places))]
            judged = judge_part(case, read.places, found)
            return Checked(
                judged.findings, None, read.source, read.places, (read.file,), judged.done, judged.waiting)

    def _beside_the_rules(self, case: Case, source: Source, folder: Path, places: Places) -> Iterator[Finding]:
        """What is wrong with the files that a form appends, with its characters, with names behind its codes."""
        characters = read_characters(find_shared("fonts", self.roots))
        yield from while_known(attachment_findings(case.form, folder, places))
        yield from while_known(unprintable(case.form, places, characters))
        yield from while_known(names_of_other_codes(source, case.classification, places))

    def _judged(
        self, read: _Read, filled: Filled[Any], units: list[Checked], found: list[Finding], places: Places
    ) -> Checked:
        """A form whose own and whose named forms' shape is right, with all that the rules find."""
        if read.form is None or read.kind is None:
            raise ValueError("a form that could not be read is not judged")
        with telling_kind_faults(read.kind.id, read.folder, self.roots):
            case = self._case(read, filled, units, read.kind)
            found += self._beside_the_rules(case, read.source, read.path.parent, places)
            return Checked(judge(case, places, found), case, read.source, places)

    def _file(self, path: Path) -> Given:
        """A file, read the first time it is asked for: several forms may name it, by several names."""
        where = real(path)
        if where not in self._given:
            self._given[where] = given_form(path)
        return replace(self._given[where], path=path)

    def _read(self, file: Given) -> _Read:
        source = form_in(file)
        chosen = self._chosen(source)
        chosen_source = replace(source, form=chosen.form)
        shaped = shape(chosen_source)
        found = (*source.findings, *shaped.findings)
        part = _part(chosen_source, shaped) if shaped.refused is not None and chosen.kind is not None else None
        kind, folder = None, file.path.parent
        if (shaped.form or part) is not None and chosen.kind is not None:
            folder = chosen.kind[1]
            kind = self._kind(*chosen.kind)
        elif shaped.form is not None:
            found = (*found, NO_SUCH_KIND.at(shaped.places.of(("报告",)), found=chosen.missing))
        typed = frozenset(flat(source.raw or {}, chosen.form))
        return _Read(file, source, found, shaped.places, shaped.form, part, kind, folder, typed)

    def _chosen(self, source: Source) -> Chosen:
        """The kind that a file asks for; looked for once for all files that ask for the same."""
        request = request_of(source)
        if request is None:
            return choose_for(source, self.roots)
        wanted = (request.region, request.kind, request.template, request.year)
        if wanted not in self._asked:
            self._asked[wanted] = choose_for(source, self.roots)
        return self._asked[wanted]

    def _kind(self, kind_id: str, folder: Path) -> ReportKind:
        if kind_id not in self._kinds:
            with telling_kind_faults(kind_id, folder, self.roots):
                self._kinds[kind_id] = read_kind(kind_id, folder)
        return self._kinds[kind_id]

    def _classification(self, year: str) -> Classification:
        if year not in self._codes:
            self._codes[year] = read_classification(find_shared(f"codes/{year}", self.roots))
        return self._codes[year]

    def _case(self, read: _Read, filled: Filled[Any], units: list[Checked], kind: ReportKind) -> Case:
        classification = self._classification(kind.codes_year)
        forms = [unit.case.form for unit in units if unit.case is not None]
        if not forms:
            return case_of(filled.form, kind, classification, filled.comparisons)
        return case_of_department(
            filled.form, read.typed | filled.paths, forms, kind, classification, filled.comparisons)

    def _last_year(self, read: _Read, form: CommonForm, found: list[Finding]) -> Checked:
        """Last year's form; what it was compared with then is of no concern now."""
        name, at = form.prior_year.form, LAST_YEARS_FORM
        path = references.named_form(read.path, name, at, read.places)
        if isinstance(path, Finding):
            found.append(path)
            return _NOTHING
        checked = self.check(path, follow_prior=False)
        errors = [finding for finding in checked.findings
                  if finding.severity is Severity.ERROR and not finding.code.startswith(_ABOUT_CHANGES)]
        found.extend(errors)
        if errors or checked.case is None:
            found.append(_faulty(read, name, at, errors))
            return _NOTHING
        slips = list(_slips_of_last_year(read, form, checked.case))
        found.extend(slips)
        return _NOTHING if has_errors(slips) else checked

    def _units(self, read: _Read, form: CommonForm, found: list[Finding], *, follow_prior: bool) -> list[Checked]:
        """The units of a department, in its order; a unit of which an error was found is none."""
        if len(form.units) > references.MOST_UNITS:
            found.append(references.TOO_MANY.at(
                read.places.of(UNITS), field=_UNITS, found=len(form.units), expected=references.MOST_UNITS))
            return []
        units: list[Checked] = []
        known: dict[Path, Checked] = {}
        for i, unit in enumerate(form.units):
            at = (*UNITS, i, _FILE)
            path = references.named_form(read.path, unit.form, at, read.places)
            if isinstance(path, Finding):
                found.append(path)
            elif references.same_file(path, read.path):
                found.append(references.A_DEPARTMENT.at(
                    read.places.of(at), field=_UNITS, found=unit.form, itself="：它就是本表"))
            else:
                if path.resolve() not in known:
                    checked = self.check(path, follow_units=False, follow_prior=follow_prior)
                    found.extend(checked.findings)
                    known[path.resolve()] = checked
                units.append(known[path.resolve()])
                found.extend(_unfit(read, form, i, known[path.resolve()]))
        return units


_NOTHING = Checked([], None, Source(None, Places("")), Places(""))


def _part(source: Source, shaped: Shaped) -> CommonForm | None:
    from ..read.form.partial import known_part  # most forms are right and need none of it

    return known_part(source, shaped)


def _own_lines(read: _Read, department: CommonForm) -> Iterable[Finding]:
    """Lines of the department's own: they would stand beside those of its units, under no unit's name."""
    for path in _OF_UNITS[type(department)]:
        if department.at(path):
            yield references.OWN_LINES.at(read.places.of_key(path), field=written(path), found=written(path))


def _unfit(read: _Read, department: CommonForm, i: int, unit: Checked) -> Iterable[Finding]:
    """What keeps the form of a department's unit from being added up."""
    if has_errors(unit.findings):
        yield _faulty(read, department.units[i].form, (*UNITS, i, _FILE), unit.findings)
    elif unit.case is not None and read.kind is not None:
        yield from _other_report(department, read.kind, unit.case, unit.places)


def _other_report(department: CommonForm, kind: ReportKind, unit: Case, places: Places) -> Iterable[Finding]:
    """Whether a unit's form is about another year, region or sort of report."""
    own, request, found_kind = department.request, unit.form.request, _kind_of(unit, kind)
    wanted = kind.units_kind or (request.kind if unit.kind.sort == kind.sort else own.kind)
    for key, found, expected in (
        ("年度", request.year, own.year), ("地区", request.region, own.region), ("类型", found_kind, wanted),
    ):
        if found != expected:
            path = ("报告", key)
            yield references.OTHER_REPORT.at(
                places.of(path), field=written(path), found=found, expected=expected, key=key,
                unit=unit.form.unit.name)


def _kind_of(named: Case, kind: ReportKind | None) -> str:
    """The 类型 of a form that is named: as it says, unless its kind is for another sort of report."""
    same = kind is None or named.kind.sort == kind.sort
    return named.form.request.kind if same else named.kind.kind


def _nested(read: _Read) -> Finding:
    return references.A_DEPARTMENT.at(read.places.of_key(UNITS), field=_UNITS, found=read.path.name, itself="")


def _faulty(read: _Read, name: str, at: FormPath, findings: Iterable[Finding]) -> Finding:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return references.FAULTY.at(read.places.of(at), field=str(at[0]), found=name, errors=errors)


def _slips_of_last_year(read: _Read, form: CommonForm, last_year: Case) -> Iterable[Finding]:
    """Whether last year's form is the one it should be."""
    request, wanted, name = last_year.form.request, form.request, form.prior_year.form
    place = read.places.of(LAST_YEARS_FORM)
    kind = _kind_of(last_year, read.kind)
    if (request.year, request.region, kind) != (wanted.year - 1, wanted.region, wanted.kind):
        yield references.NOT_LAST_YEAR.at(
            place, field=written(LAST_YEARS_FORM), found=name, wrong=f"{request.region}{request.year}年{kind}",
            expected=f"{wanted.region}{wanted.year - 1}年{wanted.kind}")
    elif last_year.form.unit.name != form.unit.name:
        yield references.OTHER_BODY.at(
            place, field=written(LAST_YEARS_FORM), found=name, wrong=last_year.form.unit.name,
            expected=form.unit.name)


def _with_places(places: Places, below: FormPath, others: Places) -> Places:
    """Places of a form with those of a form that it names, found below a path."""
    def moved(paths: Mapping[FormPath, Place]) -> dict[FormPath, Place]:
        return {(*below, *path): place for path, place in paths.items() if path}
    return Places(places.file, {**moved(others.values), **places.values}, {**moved(others.keys), **places.keys})
