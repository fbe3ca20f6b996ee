"""The classification lists of a year, from `templates/codes/<year>/*.csv`.

Each row says how far it is to be trusted: `verified` was seen in a published document, `recalled` was not.
"""

from __future__ import annotations

import csv
from pathlib import Path

from ...model.codes import Classification, CodeList, CodeName


def read_classification(folder: Path) -> Classification:
    """All lists in a folder. Raises OSError or KeyError when the folder is not a set of code lists."""
    return Classification(
        function=_read_list(folder / "functional.csv", "支出功能分类科目"),
        department_economic=_read_list(folder / "economic_department.csv", "部门预算支出经济分类科目"),
        government_economic=_read_list(folder / "economic_government.csv", "政府预算支出经济分类科目"),
        government_by_nature={
            (nature, row["department_code"]): row["government_code"]
            for row in _rows(folder / "economic_mapping.csv")
            for nature in row["natures"].split("、")
        },
    )


def _read_list(path: Path, title: str) -> CodeList:
    return CodeList(
        title, {row["code"]: CodeName(row["code"], row["name"], row["trust"] == "verified") for row in _rows(path)}
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
