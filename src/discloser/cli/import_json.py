"""What `discloser import --json` says: what a form was begun from, and what is left to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..model.place import Place
from ..usecases.import_form import Imported
from ..usecases.import_into import FilledBlanks
from ..usecases.import_list import OpenedList

JSON = dict[str, Any]


def data_of(
    imported: Imported, form: Path | None, opened: OpenedList | None = None, filled: FilledBlanks | None = None,
) -> JSON:
    """All of it as JSON; amounts are texts in 元. `form`: the file that was written, None for none."""
    begun = imported.begun
    return {
        "form": str(form) if form else None, "kind": imported.kind.id if imported.kind else None,
        "findings": [finding.as_json() for finding in imported.findings],
        "units": list((imported.raw or {}).get("所属单位", ())), "lines": _lines(imported),
        "taken": [{"path": list(one.path), "text": one.text, **_where(one.place)} for one in begun.taken]
        if begun else [],
        "missing": [list(path) for path in imported.missing],
        "off": [{"name": one.at.name, "printed": one.at.text, **_where(one.at.place)} for one in begun.solved.off]
        if begun else [],
        "unread": [{"table": table, "column": column} for table, column in begun.unread] if begun else [],
        "returned": _returned(imported), "list": _list(opened),
        "filled": [list(path) for path in filled.filled] if filled else [],
        "conflicts": [
            {"path": list(one.path), "typed": one.typed, "taken": one.taken, **_where(one.place)}
            for one in filled.conflicts
        ] if filled else [],
    }


def _lines(imported: Imported) -> list[JSON]:
    return [
        {"path": list(path), "amount": f"{line.amount // 100}.{line.amount % 100:02d}", "grade": grade.value,
         "reason": line.reason, "cells": [{"name": one.at.name, **_where(one.at.place)} for one in line.cells[:2]]}
        for grade, lines in imported.graded().items() for path, line in lines
    ]


def _returned(imported: Imported) -> JSON | None:
    back = imported.returned
    return None if back is None else {
        "cells": back.cells, "same": back.same, "absent": list(back.absent),
        "others": [{"table": one.table, "row": one.row, "column": one.column, "printed": one.printed,
                    "given": one.given} for one in back.others],
    }


def _list(opened: OpenedList | None) -> JSON | None:
    listed = opened.listed if opened else None
    return None if listed is None else {
        "lines": len(listed.lines), "units": list(listed.units),
        "sums": [{"name": one.name, "printed": str(one.printed), "lines": str(one.lines), "holds": one.holds,
                  **_where(one.place)} for one in listed.sums],
        "left": [{"text": one.text, "reason": one.reason, **_where(one.place)} for one in listed.left],
    }


def _where(place: Place) -> JSON:
    return {"file": place.file, "page": place.page, "paragraph": place.paragraph, "line": place.line,
            "sheet": place.sheet, "cell": place.cell}
