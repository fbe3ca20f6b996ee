"""The standard tables and self-evaluations as open data: CSV files, and a descriptor after the Fiscal Data Package.

Figures are those of the report, without separators, in the report's unit of money.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..model.report.report import Report, Table
from ..model.text.inert import inert
from .open_evaluations import evaluations_in
from .open_values import csv_of, plain_figure

DESCRIPTOR = "datapackage.json"
_FACTORS = {"元": 1, "万元": 10_000}


def files(report: Report) -> dict[str, bytes]:
    """File name → content: the tables, then what describes them."""
    tables = {_file(table): _csv(table) for table in report.tables()}
    tables |= {part.file: part.csv() for part in evaluations_in(report)}
    descriptor = json.dumps(_package(report), ensure_ascii=False, indent=1) + "\n"
    return {**tables, DESCRIPTOR: descriptor.encode()}


def _name(table: Table) -> str:
    return f"table-{table.no:02d}"


def _file(table: Table) -> str:
    return f"{_name(table)}.csv"


def _csv(table: Table) -> bytes:
    return csv_of(_field_names(table), (
        [_value(cell.text, column.show) for cell, column in zip(row.cells, table.columns, strict=True)]
        for row in table.rows))


def _value(text: str, show: str) -> str:
    return plain_figure(text) if show == "amount" else inert(text)


def _field_names(table: Table) -> list[str]:
    """The heads on one line, groups first; one that occurs again is numbered."""
    names = ["/".join(column.path) for column in table.columns]
    seen: Counter[str] = Counter()
    for position, name in enumerate(names):
        seen[name] += 1
        names[position] = name if seen[name] == 1 else f"{name}#{seen[name]}"
    return names


def _package(report: Report) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": f"{report.template}-{report.year}".replace("_", "-").lower(),
        "title": report.title,
        "fiscalPeriod": {"start": f"{report.year}-01-01", "end": f"{report.year}-12-31"},
        "publisher": {"name": report.unit},
        "resources": [
            *(_resource(table, report) for table in report.tables()),
            *(_described(part.name, part.title, part.file, part.fields(), report) for part in evaluations_in(report)),
        ],
    }


def _resource(table: Table, report: Report) -> dict[str, Any]:
    about = "；".join(text for text in (table.label, table.unit_line, table.note) if text)
    return _described(_name(table), table.title, _file(table), list(_fields(table)), report, about)


def _described(
    name: str, title: str, path: str, fields: list[dict[str, Any]], report: Report, about: str = "",
) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "title": title,
        **({"description": about} if about else {}),
        "path": path,
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "dialect": {"delimiter": ",", "header": True},
        "schema": {"fields": fields, "missingValues": [""]},
        "extraFields": [
            {"name": "fiscal_year", "type": "integer", "columnType": "date:fiscal-year", "constant": report.year},
            {"name": "unit", "type": "string", "columnType": "administrative-classification:generic:label",
             "constant": report.unit},
        ],
    }


def _fields(table: Table) -> Iterator[dict[str, Any]]:
    for name, column in zip(_field_names(table), table.columns, strict=True):
        if column.show == "amount":
            yield {"name": name, "type": "number", "columnType": "value", "currency": "CNY",
                   "factor": _FACTORS[table.currency_unit]}
        else:
            yield {"name": name, "type": "string"}
