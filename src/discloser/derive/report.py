"""Where the pieces become one Report: tables, texts, charts and forms in the order the kind gives its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..model.case import Case
from ..model.kind.report_kind import PartSpec, ReportKind, fill, words_in
from ..model.report.report import (
    Block,
    Chart,
    Cover,
    Heading,
    Paragraph,
    Part,
    Report,
    Table,
    TableList,
    Term,
)
from ..model.text.numerals import chinese_numeral
from .charts import charts_of
from .digest import digest_of
from .narrative.names import names_of
from .narrative.prose import Piece, Prose, ProseError
from .placeholders import words_of
from .tables import tables_of
from .target_forms import target_forms_of

_COMPILED: dict[str, tuple[ReportKind, Prose]] = {}


class _Material(NamedTuple):
    tables: list[Table]
    charts: dict[str, Chart]
    forms: dict[str, list[Block]]
    prose: Prose
    names: dict[str, object]
    words: dict[str, object]


def assemble(case: Case) -> Report:
    """The whole report of a form whose findings hold no error. Raises `ProseError` for a fault of the kind."""
    form, kind = case.form, case.kind
    words = words_of(form, kind)
    material = _Material(
        tables=tables_of(form, case.facts, kind, case.classification),
        charts=charts_of(case.figures, case.changes, kind, words),
        forms=_project_forms(case),
        prose=_prose_of(kind),
        names=names_of(form, case.figures, case.changes, kind, case.units),
        words=words,
    )
    parts = tuple(
        Part(spec.role, fill(spec.heading, words), tuple(_blocks(spec, material, case)), spec.one_section)
        for spec in kind.parts
    )
    return Report(
        unit=form.unit.name, year=form.request.year, kind=kind.sort, template=kind.id,
        currency_unit=kind.currency_unit, title=fill(kind.title, words), file_stem=fill(kind.file_stem, words),
        contents_title=kind.contents_title,
        cover=Cover(
            fill(kind.cover_unit, words), fill(kind.cover_title, words),
            fill(kind.cover_date, words) if form.request.published_on else "",
            tuple(fill(line, words) for line in kind.cover_lines if all(words[word] for word in words_in(line))),
        ),
        duties=form.overview.duties, organization=form.overview.organization,
        parts=parts, digest=digest_of(case, parts, words), shows_digest=kind.digest_page or form.request.digest_page,
    )


def _project_forms(case: Case) -> dict[str, list[Block]]:
    """The mark of a text → the forms of every unit's projects, published as the report says that they are to be."""
    forms: dict[str, list[Block]] = {"绩效目标表": [], "绩效自评表": []}
    for unit in case.reporting:
        unit = unit.model_copy(update={"request": case.form.request})
        if unit.budget:
            forms["绩效目标表"] += target_forms_of(unit.budget, case.kind)
        if unit.final:
            from .evaluation_forms import evaluation_forms_of  # a budget has none

            forms["绩效自评表"] += evaluation_forms_of(unit.final, case.kind)
    return forms


def _prose_of(kind: ReportKind) -> Prose:
    """The texts of a kind, compiled once for reports that are made one after the other to be compared."""
    known = _COMPILED.get("last")
    if known is None or known[0] is not kind:
        known = _COMPILED["last"] = (kind, Prose(kind))
    return known[1]


def _blocks(spec: PartSpec, material: _Material, case: Case) -> Iterator[Block]:
    if spec.role == "tables":
        if spec.lists_tables:
            yield TableList(tuple((table.label, table.title) for table in material.tables))
        yield from material.tables
        if any(table.has_tail for table in material.tables):
            yield Paragraph(case.kind.rounding_note, "note")
    for text in spec.texts:
        yield from _placed(material.prose.pieces(text, material.names), text, material, case)
    if spec.role == "glossary":
        every = case.kind.terms_of(case.form.request.year, str(material.words["级次"]))
        terms = [term for term in every if not term.only_with or case.figures[term.only_with]]
        for number, term in enumerate(terms, start=1):
            yield Term(chinese_numeral(number), term.term, fill(term.definition, material.words))


def _placed(pieces: Iterable[Piece], text: str, material: _Material, case: Case) -> Iterator[Block]:
    for piece in pieces:
        if isinstance(piece, Heading | Paragraph):
            yield piece
        elif piece.kind in material.forms:
            yield from material.forms[piece.kind]
        elif piece.kind == "图" and piece.name in case.kind.charts:
            if chart := material.charts.get(piece.name):
                yield chart
        else:
            raise ProseError(text, None, f"没有“::{piece.kind} {piece.name}”这样的图或表".replace(" ”", "”"))


