"""The standard tables as open data: a CSV file each, and a descriptor after the Fiscal Data Package.

Figures are those of the report, without separators, in the report's unit of money.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from typing import Any

from ..model.report.report import Cell, Column, Report, Table
from ..model.text.inert import inert

DESCRIPTOR = "datapackage.json"
_FACTORS = {"元": 1, "万元": 10_000}
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def files(report: Report) -> dict[str, bytes]:
    """File name → content: the tables, then what describes them."""
    tables = {_file(table): _csv(table) for table in report.tables()}
    descriptor = json.dumps(_package(report), ensure_ascii=False, indent=1) + "\n"
    return {**tables, DESCRIPTOR: descriptor.encode()}


def plain_figure(text: str) -> str:
    """A figure as printed, as data: 2,800.16 → 2800.16. Strokes (────) stand where no figure can: nothing."""
    return text.replace(",", "") if _FIGURE.fullmatch(text) else ""


def _name(table: Table) -> str:
    return f"table-{table.no:02d}"


def _file(table: Table) -> str:
    return f"{_name(table)}.csv"


def _csv(table: Table) -> bytes:
    """One header line, then the rows; the mark at the beginning tells Excel that this is UTF-8."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_field_names(table))
    for row in table.rows:
        writer.writerow(_value(cell, column) for cell, column in zip(row.cells, table.columns, strict=True))
    return buffer.getvalue().encode("utf-8-sig")


def _value(cell: Cell, column: Column) -> str:
    if column.show == "amount":
        return plain_figure(cell.text)
    return inert(cell.text)


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
        "resources": [_resource(table, report) for table in report.tables()],
    }


def _resource(table: Table, report: Report) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": _name(table),
        "title": table.title,
        "description": "；".join(text for text in (table.label, table.unit_line, table.note) if text),
        "path": _file(table),
        "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "dialect": {"delimiter": ",", "header": True},
        "schema": {"fields": list(_fields(table)), "missingValues": [""]},
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
