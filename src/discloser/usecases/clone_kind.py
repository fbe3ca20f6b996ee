"""A kind for another place or year: a whole copy of one, and what whoever copies it has to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..disk import settle, write_all
from ..model.kind.report_kind import KindError, KindFaults, ReportKind
from ..read.kind.files import HEAD, read_files
from ..read.kind.library import INSTALLED, Library, NoSuchKind
from ..read.kind.shared import whole_head
from ..read.kind.tie_outs import FILE

_YEAR_OF_FOLDER = re.compile(r"(?<![0-9])(20[0-9]{2})$")
_YEAR_KEY = re.compile(r"(?m)^(年度:\s*)[0-9]{4}")
_YEAR_OF_TIE_OUTS = re.compile(r"(?m)^(适用:.*?年度:\s*)[0-9]{4}")
_ANY_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_KEY_OF_YEAR = re.compile(r"(?:年度|科目年度|适用):")
_MOST_CODES = 8


def clone_kind(source: str, target: Path, library: Library = INSTALLED) -> list[str]:
    """Write a whole copy of a kind into a folder that is not there yet; what is to be looked at, a line each.

    `source`: an installed kind, or a folder. A folder that ends with a year is for that year. Raises `NoSuchKind`,
    `KindFaults` where the kind can't be read whole, and FileExistsError.
    """
    folder = library.folder(source) if source in library.folders else Path(source)
    if not (folder / HEAD).is_file():
        raise NoSuchKind(f"没有“{source}”这个版式；已安装的有：{'、'.join(library.folders)}，也可以写版式文件夹的位置")
    settle(target.parent)
    if target.exists():
        raise FileExistsError(17, "已经有了", str(target))
    contents = _contents(folder)
    if year := _YEAR_OF_FOLDER.search(target.name):
        contents[HEAD] = _YEAR_KEY.sub(rf"\g<1>{year[1]}", contents[HEAD].decode()).encode()
        if FILE in contents:
            contents[FILE] = _YEAR_OF_TIE_OUTS.sub(rf"\g<1>{year[1]}", contents[FILE].decode()).encode()
    write_all({target / name: content for name, content in contents.items()},
              {target / name: None for name in contents})
    return [f"已写好：{target}（{len(contents)} 个文件）",
            *_to_look_at(folder, year[1] if year else "", library), *_years_left(contents, year[1] if year else "")]


def _contents(folder: Path) -> dict[str, bytes]:
    """The files of a kind by name, with what it takes from another."""
    files = read_files(folder, any_year=True)
    if files.stopped:
        raise KindFaults(files.findings)
    homes = [home for home in (files.other, folder) if home is not None]
    names = dict.fromkeys(path.relative_to(home).as_posix() for home in homes for path in sorted(home.rglob("*.*"))
                          if path.is_file())
    contents = {name: files.file(name).read_bytes() for name in names if files.file(name).is_file()}
    if files.other is not None:
        own, other = ((home / HEAD).read_text("utf-8-sig") for home in (folder, files.other))
        contents[HEAD] = whole_head(own, other).encode()
    return contents


def _years_left(contents: Mapping[str, bytes], year: str) -> Iterator[str]:
    """The lines of a copy for another year that still name a year, file by file; not those that a program goes by."""
    for name, content in sorted(contents.items()) if year else ():
        lines = [str(number) for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1)
                 if not _KEY_OF_YEAR.match(line) and set(_ANY_YEAR.findall(line)) - {year}]
        if lines:
            yield f"{name} 第 {'、'.join(lines)} 行写着别的年度，请看要不要改"


def _to_look_at(folder: Path, year: str, library: Library) -> Iterator[str]:
    yield "请看 kind.yaml 的地区、类型、年度、名称，以及句子、标题、名词解释里本地的说法"
    kind_id = "/".join(folder.resolve().parts[-2:])
    if kind_id in library.folders:
        kind = library.kind(kind_id)
        yield from notes_between(kind, kind, int(year or kind.year), library)


def notes_between(old: ReportKind, new: ReportKind, year: int, library: Library = INSTALLED) -> Iterator[str]:
    """What else to look at on the way from one kind to another: what is unconfirmed, and what codes have changed."""
    yield from (f"还没有核实：{one.question}（暂按：{one.assumed}；请问：{one.whom}）" for one in new.open_questions)
    yield from _codes_between(old, year, library)


def _codes_between(kind: ReportKind, year: int, library: Library) -> Iterator[str]:
    """What changed in the code lists between the year of a kind and another."""
    try:
        old, new = (library.codes(kind.codes_year, one) for one in (kind.year, year))
    except KindError:
        return
    for before, after in ((old.function, new.function), (old.department_economic, new.department_economic)):
        gone = [row for code, row in before.rows.items() if code not in after.rows]
        come = [row for code, row in after.rows.items() if code not in before.rows]
        both = (row for code, row in after.rows.items() if code in before.rows)
        renamed = [row for row in both if before.rows[row.code].name != row.name]
        for word, rows in (("停用", gone), ("新增", come), ("改名", renamed)):
            if rows:
                shown = "、".join(f"{row.code} {row.name}" for row in sorted(rows)[:_MOST_CODES])
                more = f"等 {len(rows)} 个" if len(rows) > _MOST_CODES else ""
                yield f"{after.title}：{kind.year}年到{year}年{word}的有 {shown}{more}"
    if year > kind.year:
        yield f"{year}年的科目、公开要求和引用的文件，请对照当年的文件核实"
