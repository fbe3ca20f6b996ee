"""A form and the forms that it names: every file is read before anything is derived from one or judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ...disk import DISK, Document, Files, Given, located
from ...model.finding import Finding
from ...model.form.common import LAST_YEARS_FORM, UNITS, CommonForm
from ...model.form.flat import flat
from ...model.kind.report_kind import ReportKind
from ...model.place import FormPath, Places, written
from ..given_forms import LARGEST
from ..kind.library import Library, choose_for
from ..problems import NO_SUCH_KIND
from ..source import Source
from . import references
from .files import form_in
from .fit import own_lines
from .shape import Shaped, shape

_FILE = "表单"


class ReadForm(NamedTuple):
    """A form as read. `typed`: the paths that were filled in; `part`: what is known of a form that can't be shaped.

    `kind` is absent where there is no telling what the form should be. `last_year`, `units`: the forms that it names,
    read alike, or why one can't be read. `among`: where the files that it names are found.
    """

    file: Given
    source: Source
    places: Places
    findings: tuple[Finding, ...]
    form: CommonForm | None
    part: CommonForm | None
    kind: ReportKind | None
    typed: frozenset[FormPath]
    last_year: ReadForm | Finding | None = None
    units: tuple[ReadForm | Finding, ...] = ()
    among: Files = DISK


def read_named(form: Document, library: Library) -> ReadForm:
    """A form with those that it names."""
    path, files = located(form)
    return _FormReader(library, files).read(path)


@dataclass(frozen=True)
class _FormReader:
    """Reads each file once: several forms may name it, by several names."""

    library: Library
    files: Files
    given: dict[Path, Given] = field(default_factory=dict)

    def read(self, path: Path, *, with_units: bool = True, with_last_year: bool = True) -> ReadForm:
        """A form with those that it names; what these name in turn is not always followed."""
        where = self.files.leads_to(path)
        if where not in self.given:
            self.given[where] = self.files.given(path, LARGEST)
        read = _alone(self.given[where]._replace(path=path), self.library)._replace(among=self.files)
        form = read.form
        if form is None or read.kind is None:
            return read
        if form.prior_year.form and with_last_year:
            read = read._replace(last_year=self._last_year(read, form))
        if not form.units:
            return read
        if with_units:
            return self._with_units(read, form, with_last_year=with_last_year)
        nested = references.A_DEPARTMENT.at(
            read.places.of_key(UNITS), field=written(UNITS), found=path.name, itself="")
        return read._replace(findings=(*read.findings, nested))

    def _last_year(self, read: ReadForm, form: CommonForm) -> ReadForm | Finding:
        path = references.named_form(read.file.path, self.files, form.prior_year.form, LAST_YEARS_FORM, read.places)
        return path if isinstance(path, Finding) else self.read(path, with_last_year=False)

    def _with_units(self, read: ReadForm, form: CommonForm, *, with_last_year: bool) -> ReadForm:
        """A department's form with its units, in its order; a file that is listed twice is one form."""
        found = (*read.findings, *own_lines(form, read.places))
        if len(form.units) > references.MOST_UNITS:
            many = references.TOO_MANY.at(
                read.places.of(UNITS), field=written(UNITS), found=len(form.units), expected=references.MOST_UNITS)
            return read._replace(findings=(*found, many))
        known: dict[Path, ReadForm] = {}
        units: list[ReadForm | Finding] = []
        for path in _files(read, form):
            if isinstance(path, Finding):
                units.append(path)
                continue
            where = self.files.leads_to(path)
            if where not in known:
                known[where] = self.read(path, with_units=False, with_last_year=with_last_year)
            units.append(known[where])
        return read._replace(findings=found, units=tuple(units))


def _alone(file: Given, library: Library) -> ReadForm:
    """A form without those that it names."""
    source = form_in(file)
    chosen = choose_for(source, library)
    asked = source._replace(form=chosen.form)
    shaped = shape(asked)
    found = (*source.findings, *shaped.findings)
    part = _part(asked, shaped) if shaped.refused is not None and chosen.kind is not None else None
    known = shaped.form is not None or part is not None
    kind = library.kind(chosen.kind) if known and chosen.kind is not None else None
    if shaped.form is not None and kind is None:
        found = (*found, NO_SUCH_KIND.at(shaped.places.of(("报告",)), found=chosen.missing))
    typed = frozenset(flat(source.raw or {}, chosen.form))
    return ReadForm(file, source, shaped.places, found, shaped.form, part, kind, typed)


def _part(source: Source, shaped: Shaped) -> CommonForm | None:
    from .partial import known_part  # most forms are right and need none of it

    return known_part(source, shaped)


def _files(read: ReadForm, form: CommonForm) -> Iterator[Path | Finding]:
    """The files of the units, or why one can't be used."""
    for i, unit in enumerate(form.units):
        at = (*UNITS, i, _FILE)
        path = references.named_form(read.file.path, read.among, unit.form, at, read.places)
        if isinstance(path, Path) and read.among.leads_to(path) == read.among.leads_to(read.file.path):
            yield references.A_DEPARTMENT.at(
                read.places.of(at), field=written(UNITS), found=unit.form, itself="：它就是本表")
        else:
            yield path
