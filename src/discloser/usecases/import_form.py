"""A form begun from what an officer has: a published report of any program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from ..audit import PrintedReport
from ..audit.anywhere import lexicon_of
from ..audit.anywhere.from_neutral import publication_of
from ..derive.case import case_of
from ..derive.next_year import next_year
from ..derive.report import assemble
from ..disk import Document, taken
from ..model.finding import Finding
from ..model.form.common import UNITS, CommonForm
from ..model.form.flat import flat, nested, with_required
from ..model.form.outline import entry_at
from ..model.form.remarks import Remark, Remarks
from ..model.form.sorts import form_of
from ..model.form.terms import NATURES_OF_UNIT, OWN_BLOCKS
from ..model.kind.report_kind import KindError, ReportKind
from ..model.place import FormPath, Places
from ..model.publication import Publication, PublishedTable
from ..pull.intake.beginning import Beginning, Begun
from ..pull.intake.departments import only_own, units_listed
from ..pull.intake.returned import Returned, returned
from ..pull.intake.solving import Grade, SolvedLine
from ..pull.intake.taken import TakenValue
from ..pull.intake.words import words_of
from ..read.form.files import TEXTS, WORKBOOK, form_in
from ..read.form.shape import shape
from ..read.given_forms import given_form
from ..read.kind.library import INSTALLED, Library, NoSuchKind
from ..read.kind.words import read_words
from ..read.publications.reading import LARGEST_FILE
from ..read.source import Source
from ..render.neutral import neutral
from ..write.workbook.form import workbook_form
from ..write.yaml.form import yaml_form
from .opened_reports import Opened, opened_file

WORDS = "import.yaml"
"""The file of words by which figures are taken."""


@dataclass(frozen=True)
class Imported:
    """A form begun from sources. No `raw` while a source can't be read.

    `begun`: what was taken from where; `missing`: keys that must be filled and that no source says; `returned`: what
    the form prints of the source's own tables; `kind`: the kind of report that the form is for.
    """

    findings: tuple[Finding, ...]
    raw: Mapping[str, Any] | None = None
    kind: ReportKind | None = None
    begun: Begun | None = None
    missing: tuple[FormPath, ...] = ()
    returned: Returned | None = None
    remarks: Remarks = field(default_factory=dict)
    year: int = 0

    def graded(self) -> dict[Grade, list[tuple[FormPath, SolvedLine]]]:
        """Grade → rows of the form with the lines that they were made of."""
        rows = self.begun.rows.items() if self.begun else ()
        return {grade: [(path, line) for path, line in rows if line.grade is grade] for grade in Grade}


def is_form(source: Document) -> bool:
    """Whether a document is a form: YAML, or a workbook that was made to be filled in."""
    file = given_form(source)
    return file.path.suffix.lower() in TEXTS or (
        file.path.suffix.lower() == WORKBOOK and form_in(file).made_for is not None)


def begin(
    sources: Sequence[Document], library: Library = INSTALLED, kind_id: str = "", *, accept: bool = False,
    suffix: str = WORKBOOK,
) -> Imported:
    """A form begun from published reports, which together are one report.

    `accept`: proposed lines count as verified; `suffix`: of the files in which a department's units are expected.
    Raises `NoSuchKind` and `TooManyLines`.
    """
    files = [taken(source, LARGEST_FILE) for source in sources]
    reports = [opened_file(file, library) for file in files]
    findings = tuple(finding for report in reports for finding in report.findings)
    if any(report.data is None for report in reports):
        return Imported(findings)
    publication = _one_of(_published(report, str(file.path)) for report, file in zip(reports, files, strict=True))
    kind = library.kind(kind_id or _kind_for(reports, publication, library))
    year = publication.year or kind.year
    codes = library.codes(kind.codes_year, year)
    words = library.once("intake words", f"{kind.sort} {kind.funds}", lambda: words_of(
        read_words(library.shared("words"), WORDS), kind.sort, kind.funds))
    lexicon = library.once("lexicon", "", lambda: lexicon_of(read_words(library.shared("words"))))
    begun = Beginning(kind, codes, words, lexicon, accept, suffix).of(publication, _neutral_of(reports))
    missing = [path for path, text in blank(_whole(begun.raw, kind))]
    own = any(report.tie_outs and report.tie_outs[0] == kind.id for report in reports)
    own = own and not kind.units_kind
    back = _returned(begun.raw, kind, publication, library, year) if own else None
    return Imported(findings, begun.raw, kind, begun, tuple(missing), back, dict(_remarks(begun)), year)


def content_of(imported: Imported, library: Library = INSTALLED, *, as_text: bool) -> bytes:
    """The form as a file: YAML or a workbook. Raises ValueError where nothing could be read."""
    if imported.raw is None or imported.kind is None:
        raise ValueError("nothing was read")
    kind, form = imported.kind, form_of(imported.kind.sort)
    raw = _whole(imported.raw, kind)
    if as_text:
        asked = {path: entry_at(path, form) for path in imported.missing}
        blanks = {path: Remark(beside=entry.description) for path, entry in asked.items() if entry}
        return yaml_form(raw, {**blanks, **imported.remarks}, form).encode()
    return workbook_form(raw, kind, library.codes(kind.codes_year, imported.year), imported.remarks).content


def as_last_year(imported: Imported, library: Library = INSTALLED) -> Imported:
    """The form of the year after a report's: last year's figures and what stays are taken, texts wait to be read.

    What the report does not say is left blank. Raises `NoSuchKind` where no kind is installed for that year.
    """
    shaped = _on_trial(imported)
    if shaped is None or imported.kind is None or imported.raw is None:
        return imported
    case = case_of(shaped, imported.kind, library.codes(imported.kind.codes_year, imported.year))
    request = shaped.request.model_copy(update={"year": imported.year + 1, "template": ""})
    kind = library.kind(library.choose(request))
    form = form_of(kind.sort)
    unsaid = {(*path[:-1], "上年") for path in imported.missing}
    rows = imported.begun.rows.items() if imported.begun else ()
    unsaid |= {(*path, "经济科目") for path, line in rows if not line.atom.economic}
    unsaid |= {(*path, "项目") for path, line in rows if not line.atom.project}
    values = {path: text for path, text in flat(next_year(imported.raw, case, kind), form).items()
              if path not in unsaid}
    raw = nested(values, form)
    if kind.units_kind:
        raw = {**only_own(raw, kind.sort), **{key: imported.raw[key] for key in imported.raw if key in UNITS}}
    missing = tuple(path for path, _ in blank(_whole(raw, kind)))
    return replace(imported, raw=raw, kind=kind, missing=missing, remarks={}, year=imported.year + 1)


def _whole(raw: Mapping[str, Any], kind: ReportKind) -> dict[str, Any]:
    """The form with a blank for what must be filled: a department's without what its units fill."""
    whole = with_required(raw, form_of(kind.sort))
    return {key: whole[key] if key in OWN_BLOCKS else raw[key] for key in whole
            if key in OWN_BLOCKS or key in raw} if kind.units_kind else whole


def _on_trial(imported: Imported) -> CommonForm | None:
    """The form with nothing for what is missing, None where even so it is none."""
    if imported.kind is None or imported.raw is None:
        return None
    form = form_of(imported.kind.sort)
    whole = _filled(with_required(imported.raw, form), form)
    return shape(Source(whole, Places(""), form=form)).form


def _kind_for(reports: Sequence[Opened], publication: Publication, library: Library) -> str:
    """The installed kind whose tables are printed, else the newest of the report's sort for a unit."""
    own = next((report.tie_outs[0] for report in reports if report.tie_outs), "")
    if own in library.folders:
        return own
    sort, is_department = publication.kind or "budget", len(units_listed(publication)) > 1
    fitting = [
        (int(head["年度"]), kind_id) for kind_id in library.folders if (head := library.head(kind_id))
        and head.get("报表种类") == sort and bool(head.get("所属单位类型")) == is_department and not head.get("待核实")
        and int(head["年度"]) <= (publication.year or int(head["年度"]))
    ]
    if not fitting:
        raise NoSuchKind("认不出这份报告该用哪种版式的填报表，请用 --kind 写明，版式见 discloser kinds")
    return max(fitting)[1]


def _published(report: Opened, name: str) -> Publication:
    """The report as published; from neutral JSON, without places."""
    return report.publication or publication_of(PrintedReport.of(report.data or {}, name))


def _one_of(publications: Iterable[Publication]) -> Publication:
    """Several files as one report; tables are counted through."""
    several = list(publications)
    numbers = count(1)
    blocks = tuple(
        replace(block, no=next(numbers)) if isinstance(block, PublishedTable) else block
        for one in several for block in one.blocks
    )
    first = several[0]
    return replace(
        first, blocks=blocks, unit=next((one.unit for one in several if one.unit), ""),
        year=next((one.year for one in several if one.year), 0),
        kind=next((one.kind for one in several if one.kind), ""),
        currency_unit=next((one.currency_unit for one in several if one.currency_unit), ""),
    )


def _neutral_of(reports: Sequence[Opened]) -> Mapping[str, Any]:
    """What the reports say outside their tables, in neutral form."""
    several = [report.data for report in reports if report.data is not None]
    overview = {key: next((text for data in several if (text := data["overview"][key])), "")
                for key in ("duties", "organization")}
    return {"overview": overview,
            **{key: [form for data in several for form in data.get(key, ())]
               for key in ("performance_targets", "self_evaluations")}}


def blank(raw: Any, path: FormPath = ()) -> Iterator[tuple[FormPath, None]]:
    """The paths of a form that must be filled and are not."""
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            yield from blank(value, (*path, key))
    elif isinstance(raw, list):
        for number, row in enumerate(raw):
            yield from blank(row, (*path, number))
    elif raw is None:
        yield path, None


def _returned(
    raw: Mapping[str, Any], kind: ReportKind, publication: Publication, library: Library, year: int,
) -> Returned | None:
    """What the form prints where the report prints its tables; None where the form can't be printed yet."""
    shaped = _on_trial(Imported((), raw, kind))
    if shaped is None:
        return None
    try:
        printed = neutral(assemble(case_of(shaped, kind, library.codes(kind.codes_year, year))))
    except KindError:
        return None
    return returned(publication.tables, printed["tables"])


def _filled(raw: Any, form: Any, path: FormPath = ()) -> Any:
    """A form on trial: what must be filled and is not, filled with nothing."""
    if isinstance(raw, Mapping):
        return {key: _filled(value, form, (*path, key)) for key, value in raw.items()}
    if isinstance(raw, list):
        return [_filled(row, form, (*path, number)) for number, row in enumerate(raw)]
    if raw is not None:
        return raw
    if path[-1:] == ("性质",):
        return NATURES_OF_UNIT[-1]
    entry = entry_at(path, form)
    return "0" if entry and entry.sort in ("amount", "amounts") else "无"


def _remarks(begun: Begun) -> Iterator[tuple[FormPath, Remark]]:
    """Beside each line, how certain it is and which cells tell it."""
    for path, line in begun.rows.items():
        yield path, Remark(beside=f"{line.grade}，{where_told(line)}")


def where_told(line: SolvedLine) -> str:
    """The cells that tell a line, in words."""
    return "、".join(dict.fromkeys(f"{margin.at.place.inside}{margin.at.name}" for margin in line.cells[:2]))


__all__ = ["Imported", "TakenValue", "begin", "content_of", "where_told"]
