"""Any report, from any program, made ready to be judged: in neutral form, and as published with every place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..disk import Document, Given, taken
from ..model.finding import Finding
from ..model.publication import Publication, PublishedTable
from ..model.text.squeezing import squeezed
from ..read.json.report import report_in
from ..read.kind.library import Library
from ..read.kind.tie_outs import tie_outs_by_tables, tie_outs_for, told_apart
from ..read.publications.reading import LARGEST_FILE, is_json, read_loose
from ..recognition import recognised
from ..recognition.locating import located
from ..recognition.neutral import neutral_of


@dataclass(frozen=True, slots=True)
class Opened:
    """A report. `data`: its neutral form, None for a file that is no report; `tie_outs`: id and data of its kind.

    `publication`: where it was read from anything else than its neutral form.
    """

    data: Mapping[str, Any] | None
    findings: tuple[Finding, ...] = ()
    tie_outs: tuple[str, Mapping[str, Any]] | None = None
    publication: Publication | None = None

    @property
    def numbered(self) -> Sequence[PublishedTable]:
        """The tables in the order in which findings number them."""
        tables = self.publication.tables if self.publication else []
        return [table for table in tables if table.columns and table.title]

    def located(self, finding: Finding) -> Finding:
        """A finding with its place in the file."""
        return located(finding, self.publication, self.numbered) if self.publication else finding


def opened(report: Document, library: Library) -> Opened:
    """The report in a document."""
    return opened_file(taken(report, LARGEST_FILE), library)


def opened_file(file: Given, library: Library) -> Opened:
    """The report in a file; whatever goes wrong is among the findings."""
    if is_json(file):
        report = report_in(file)
        kind = tie_outs_for(report.data, library) if report.data is not None else None
        return Opened(report.data, report.findings, kind)
    loose = read_loose(file)
    if not loose.read:
        return Opened(None, loose.findings)
    read = recognised(loose.blocks, str(file.path), pages=loose.pages, findings=loose.findings)
    return opened_publication(replace(read, turned=loose.turned), library)


def opened_publication(publication: Publication, library: Library) -> Opened:
    """A published report with its neutral form and its kind."""
    data, findings = neutral_of(publication), publication.findings
    found = tie_outs_by_tables(data, library)
    if found is None:
        return Opened(data, findings, None, publication)
    apart = told_apart(found[0], library)
    tables = [{**table, "columns": _as_kind_has(table, apart)} for table in data["tables"]]
    return Opened({**data, "tables": tables, "template": found[0]}, findings, found, publication)


def _as_kind_has(table: Mapping[str, Any], apart: Mapping[int, list[tuple[str, str]]]) -> list[str]:
    """The heads of a table, those that are printed alike told apart as the kind does."""
    names = apart.get(table["no"], [])
    same = [squeezed(head) for head, _ in names] == table["columns"]
    return [squeezed(name) for _, name in names] if same else table["columns"]

