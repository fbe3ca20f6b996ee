"""A bureau's own code lists, as its platform hands them out: they add to the program's and go before them.

They stand in `codes/<folder>/本地/` of the bureau's templates, a CSV file or a workbook each, an old one (.xls) too,
with a head for the code and one for the name; a platform's workbook may have a title above and other columns beside.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

from ...disk import given
from ...model.codes import CodeName
from ...model.finding import Finding
from ...model.kind.report_kind import KindFaults
from ...model.place import Place
from ...model.publication import LooseGrid
from ..given_forms import LARGEST, finding_of
from ..xlsx.cell_text import text_of
from ..xlsx.cells import cell_name
from ..xlsx.package import RefusedWorkbook, package_in
from ..xlsx.sheets import Grid, Workbook
from .ordinary import LARGEST_LIST, folder_below, linked, text_below
from .problems import CODES

FILES = {"功能科目": "functional", "部门经济科目": "economic_department", "政府经济科目": "economic_government",
         "收入科目": "income"}
"""Name of a local file → the list that it adds to."""
_CODE: Final = ("编码", "科目编码", "代码", "科目代码")
_NAME: Final = ("名称", "科目名称")
_HEADS: Final = "要有“编码”“名称”两栏"
_MOST_HEAD_ROWS: Final = 20
_DIGITS: Final = (3, 5, 7)
_UNREAD: Final = (".et", ".ods", ".xlsm", ".xlsb", ".xlt", ".numbers", ".txt")
"""Ends of files that hold lists as well, and that the program can't read."""
_TEMPORARY: Final = ("~$", ".")

Listed = Iterator[tuple[Place, str, str]]
"""Where a row stands, its code and its name as typed."""


def read_local(folder: Path) -> Mapping[str, tuple[CodeName, ...]]:
    """List → its local rows, trusted as the bureau's own.

    Raises `KindFaults` with the line that is no code, or with a file that would be passed over.
    """
    files: dict[str, Path] = {}
    for path in folder_below(folder, folder):
        if not path.name.startswith(_TEMPORARY) and (title := _title(path)):
            if title in files:
                _refuse(path, Place(str(path)), f"旁边还有 {files[title].name}，请只留一份")
            files[title] = path
    return {name: tuple(_rows(files[title])) for title, name in FILES.items() if title in files}


def _title(path: Path) -> str:
    """Which list a file holds, "" for one that is none. Raises `KindFaults` for one that would be passed over."""
    suffix = path.suffix.lower()
    if suffix in _READERS and path.stem not in FILES:
        _refuse(path, Place(str(path)), f"不知道是哪一种科目表，文件请叫{'、'.join(FILES)}")
    if suffix in _UNREAD and (suffix != ".txt" or path.stem in FILES):
        _refuse(path, Place(str(path)), f"程序不读 {suffix} 文件，请用 WPS 或 Excel 打开，另存为 .xlsx")
    return path.stem if suffix in _READERS else ""


def _rows(path: Path) -> Iterator[CodeName]:
    names: dict[str, str] = {}
    for place, code, name in _READERS[path.suffix.lower()](path):
        if not (code.isascii() and code.isdecimal() and len(code) in _DIGITS and name):
            _refuse(path, place, "编码是三位、五位或七位数字，名称不能空着")
        if names.setdefault(code, name) != name:
            _refuse(path, place, f"{code} 前面叫“{names[code]}”，这里叫“{name}”")
        yield CodeName(code, name)


def _of_csv(path: Path) -> Listed:
    text = text_below(path, path.parent, LARGEST_LIST)
    if isinstance(text, Finding):
        raise KindFaults([text])
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        heads = [head.strip() for head in next(reader, [])]
        columns = [next((i for i, head in enumerate(heads) if head in known), -1) for known in (_CODE, _NAME)]
        if min(columns) < 0:
            _refuse(path, Place(str(path), 1, 1), f"第一行{_HEADS}")
        for row in reader:
            code, name = (row[i].strip() if i < len(row) else "" for i in columns)
            if any(row):
                yield Place(str(path), reader.line_num, 1), code, name
    except csv.Error:
        _refuse(path, Place(str(path), reader.line_num, 1), "引号不成对，或者一格太长")


def _of_workbook(path: Path) -> Listed:
    """The rows below the heads of the first sheet that has them."""
    if refused := linked(path, path.parent):
        raise KindFaults([refused])
    try:
        book = Workbook(package_in(given(path, LARGEST)))
        grids = [book.grid(name) for name in book.names if name not in book.hidden]
    except RefusedWorkbook as refused_book:
        raise KindFaults([refused_book.finding]) from None
    headed = next(((grid, heads) for grid in grids if (heads := _heads(grid))), None)
    if headed is None:
        _refuse(path, Place(str(path)), f"前 {_MOST_HEAD_ROWS} 行里{_HEADS}")
    grid, (top, code, name) = headed
    for row in grid.rows:
        if row > top and ((row, code) in grid.cells or (row, name) in grid.cells):
            place = Place(str(path), sheet=grid.name, cell=cell_name((row, code)), sheet_number=grid.number)
            yield place, _text(grid, (row, code)), _text(grid, (row, name))


def _of_old_workbook(path: Path) -> Listed:
    """The rows below the heads of the first sheet that has them; it is read in a process of its own."""
    from ..publications.fence import read_fenced
    from ..publications.problems import RefusedFile

    if refused := linked(path, path.parent):
        raise KindFaults([refused])
    file = given(path, LARGEST)
    if file.trouble is not None:
        raise KindFaults([finding_of(file)])
    try:
        blocks = read_fenced("xls", file.content, str(path)).blocks
    except RefusedFile as refused_file:
        words: dict[str, Any] = refused_file.words
        raise KindFaults([refused_file.problem.at(Place(str(path)), **words)]) from None
    rows = [row for block in blocks if isinstance(block, LooseGrid) for row in block.rows]
    for number, row in enumerate(rows[:_MOST_HEAD_ROWS]):
        texts = {"".join(cell.text.split()): column for column, cell in reversed(list(enumerate(row)))}
        code, name = (next((texts[head] for head in known if head in texts), -1) for known in (_CODE, _NAME))
        if min(code, name) >= 0:
            yield from ((one[code].place, one[code].text.replace(",", "").strip(), one[name].text.strip())
                        for one in rows[number + 1:]
                        if max(code, name) < len(one) and (one[code].text or one[name].text))
            return
    _refuse(path, Place(str(path)), f"前 {_MOST_HEAD_ROWS} 行里{_HEADS}")


def _heads(grid: Grid) -> tuple[int, int, int] | None:
    """The row of the heads, and the columns of code and name."""
    for row in list(grid.rows)[:_MOST_HEAD_ROWS]:
        texts = {"".join(grid.cells[row, column].text.split()): column for column in reversed(grid.rows[row])}
        code, name = (next((texts[head] for head in known if head in texts), 0) for known in (_CODE, _NAME))
        if code and name:
            return row, code, name
    return None


def _text(grid: Grid, at: tuple[int, int]) -> str:
    read = text_of(grid.cells[at], "code") if at in grid.cells else None
    return read.text.strip() if read and read.text and not read.faulty else ""


def _refuse(path: Path, place: Place, reason: str) -> NoReturn:
    raise KindFaults([CODES.at(place, found=path.name, reason=reason)])


_READERS: Final[Mapping[str, Callable[[Path], Listed]]] = {
    ".csv": _of_csv, ".xlsx": _of_workbook, ".xls": _of_old_workbook}
