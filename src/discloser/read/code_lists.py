"""The classification lists of a year, from `templates/codes/<year>/*.csv`.

Each row says how far it is to be trusted: `verified` was seen in a published document, `recalled` was not.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from ..core.codes import Classification, CodeList, CodeName

_OF_LIST = ("code", "name", "trust")
_OF_MAPPING = ("department_code", "natures", "government_code")


def read_classification(folder: Path) -> Classification:
    """All lists in a folder. Raises OSError or LookupError when the folder is not a set of code lists."""
    return Classification(
        function=_read_list(folder / "functional.csv", "支出功能分类科目"),
        department_economic=_read_list(folder / "economic_department.csv", "部门预算支出经济分类科目"),
        government_economic=_read_list(folder / "economic_government.csv", "政府预算支出经济分类科目"),
        government_by_nature={
            (nature, department_code): government_code
            for department_code, natures, government_code in _rows(folder / "economic_mapping.csv", _OF_MAPPING)
            for nature in natures.split("、")
        },
    )


def _read_list(path: Path, title: str) -> CodeList:
    return CodeList(
        title, {code: CodeName(code, name, trust == "verified") for code, name, trust in _rows(path, _OF_LIST)}
    )


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[list[str]]:
    """The values of some columns, row by row. `csv.DictReader` takes twice as long, at every command."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        heads = next(rows, [])
        if missing := [column for column in columns if column not in heads]:
            raise KeyError(*missing)
        numbers = [heads.index(column) for column in columns]
        yield from ([row[number] for number in numbers] for row in rows if row)
