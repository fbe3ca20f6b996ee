"""A bureau's own code lists, as its platform hands them out: they add to the program's and go before them.

They stand in `codes/<folder>/本地/` of the bureau's templates, a CSV file each, with the heads 编码 and 名称.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from ...model.codes import CodeName
from ...model.finding import Finding
from ...model.kind.report_kind import KindFaults
from ...model.place import Place
from .ordinary import LARGEST_LIST, text_below
from .problems import CODES

FOLDER = "本地"
FILES = {"功能科目": "functional", "部门经济科目": "economic_department", "政府经济科目": "economic_government",
         "收入科目": "income"}
"""Name of a local file → the list that it adds to."""
_CODE, _NAME = "编码", "名称"
_DIGITS = (3, 5, 7)


def read_local(folder: Path) -> Mapping[str, tuple[CodeName, ...]]:
    """List → its local rows, trusted as the bureau's own. Raises `KindFaults` with the line that is no code."""
    return {
        name: tuple(_rows(folder / f"{title}.csv")) for title, name in FILES.items()
        if (folder / f"{title}.csv").exists()
    }


def _rows(path: Path) -> list[CodeName]:
    text = text_below(path, path.parent, LARGEST_LIST)
    if isinstance(text, Finding):
        raise KindFaults([text])
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    rows: list[CodeName] = []
    try:
        if not {_CODE, _NAME} <= set(reader.fieldnames or ()):
            raise _fault(path, 1, f"第一行要有“{_CODE}”“{_NAME}”两栏")
        for row in reader:
            code, name = (str(row.get(key) or "").strip() for key in (_CODE, _NAME))
            if not (code.isascii() and code.isdecimal() and len(code) in _DIGITS and name):
                raise _fault(path, reader.line_num, "编码是三位、五位或七位数字，名称不能空着")
            rows.append(CodeName(code, name))
    except csv.Error:
        raise _fault(path, reader.line_num, "引号不成对，或者一格太长") from None
    return rows


def _fault(path: Path, line: int, reason: str) -> KindFaults:
    return KindFaults([CODES.at(Place(str(path), line, 1), found=path.name, reason=reason)])
