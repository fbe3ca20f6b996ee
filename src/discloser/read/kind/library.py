"""What is installed: report kinds, code lists, the texts of papers, fonts; and which kind a form asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import ValidationError

from ...model.codes import Classification, CodeName
from ...model.form.base import key_of
from ...model.form.common import CommonForm, Request
from ...model.form.sorts import Sort, form_of
from ...model.kind.outline import every_key
from ...model.kind.report_kind import KindError, KindFaults, ReportKind
from ..source import Source
from ..yaml.reader import read_plainly
from .code_lists import read_code_book
from .files import HEAD, read_head_file
from .ordinary import linked
from .shape import right_kind, shape_kind
from .shared import OWN, SAME, WITHOUT, file_of, folder_shared
from .statements import read_statement

LOCAL_CODES = "本地"
"""The folder of a bureau's own lists, in a folder of codes."""

CHOOSING = ("region", "kind", "year", "template")
_HEADING = {"地区", "类型", "年度", "名称"}
_YEAR = re.compile("[0-9]{1,9}")
_PACKAGE = Path(__file__).parents[2]
T = TypeVar("T")


class NoSuchKind(KindError):  # noqa: N818  the condition is an answer to the officer, not a fault
    """No installed kind fits the form."""


class Library:
    """Folders that hold kinds, code lists and fonts: the user's own, the installed package's, a source checkout's.

    Where two hold something of one name, the first has it. Everything is read once, when it is first asked for, and
    kept: a library opened anew sees what was edited since.
    """

    def __init__(self, *own: Path) -> None:
        folders = dict.fromkeys((*own, _PACKAGE / "templates", _PACKAGE.parents[1] / "templates"))
        self.roots = tuple(root for root in folders if root.is_dir())
        self._kept: dict[tuple[str, str], Any] = {}

    @property
    def folders(self) -> Mapping[str, Path]:
        """Id of every kind → its folder."""
        return self.folders_with(HEAD)

    def folders_with(self, file: str) -> Mapping[str, Path]:
        """Id → folder, for every folder that a kind's file of this name stands in."""
        def found() -> dict[str, Path]:
            folders: dict[str, Path] = {}
            for root in self.roots:
                for path in sorted(root.glob(f"*/*/{file}")):
                    folders.setdefault(path.parent.relative_to(root).as_posix(), path.parent)
            return folders

        return self.once("folders", file, found)

    def folder(self, kind_id: str) -> Path:
        """The folder of a kind. Raises `NoSuchKind`."""
        if kind_id not in self.folders:
            raise NoSuchKind(f"没有“{kind_id}”这个版式；已安装的有：{'、'.join(self.folders)}")
        folder = self.folders[kind_id]
        if refused := linked(folder, folder.parent):
            raise KindFaults([refused])
        return folder

    def shared(self, name: str) -> Path:
        """A folder that kinds share (`fonts`, `codes/2025`), with nothing in it that lies elsewhere."""
        plain = all(re.fullmatch(r"[\w-]+", part) for part in name.split("/"))
        for folder, home in ((root / name, root / name.split("/")[0]) for root in self.roots if plain):
            spots = (folder, *folder.iterdir()) if folder.is_dir() and not linked(folder, home) else (folder,)
            if refused := next(filter(None, (linked(spot, home) for spot in spots)), None):
                raise KindFaults([refused])
            if _has_files(folder):
                return folder
        raise KindError(f"找不到 {name}：已找过 {'、'.join(str(root) for root in self.roots)}")

    @property
    def fonts(self) -> Path:
        """The folder of the fonts that come along."""
        return self.shared("fonts")

    @property
    def code_years(self) -> list[str]:
        """The years that there are code lists of."""
        return sorted({folder.name for root in self.roots for folder in root.glob("codes/*") if folder.is_dir()})

    def head(self, kind_id: str) -> Mapping[str, Any]:
        """The head of a kind (`kind.yaml`) as plain data: enough to list it and to choose it."""
        return self.once("head", kind_id, lambda: self._whole_head(kind_id, self.folder(kind_id)))

    def kind(self, kind_id: str) -> ReportKind:
        """A whole kind. Raises `NoSuchKind`, and `KindFaults` with every fault of writing and shape."""
        return self.once("kind", kind_id, lambda: read_kind(kind_id, self.folder(kind_id)))

    def file(self, kind_id: str, name: str) -> Path:
        """A file of a kind, its own or that of the kind it takes from."""
        folder, head = self.folder(kind_id), self.head(kind_id)
        return file_of(name, folder, folder_shared(folder, head.get(SAME)), head.get(WITHOUT))

    def files(self, name: str) -> Mapping[str, Path]:
        """Id → file, for every folder that has a file of this name, its own or taken from another kind."""
        own = {kind_id: folder / name for kind_id, folder in self.folders_with(name).items()}
        taken = {kind_id: self.file(kind_id, name) for kind_id in self.folders if kind_id not in own}
        return own | {kind_id: path for kind_id, path in taken.items() if path.is_file()}

    def codes(self, name: str, year: int) -> Classification:
        """The lists in a folder of codes, as they are in a year."""
        book = self.once("code book", name, lambda: read_code_book(self.shared(f"codes/{name}")).with_local(
            self.local_codes(name)))
        return self.once("codes", f"{name} {year}", lambda: book.of_year(year))

    def local_codes(self, name: str) -> Mapping[str, tuple[CodeName, ...]]:
        """The rows of a bureau's own lists beside a folder of codes; none where it has none."""
        folder = f"codes/{name}/{LOCAL_CODES}"
        if not any((root / folder).is_dir() for root in self.roots):
            return {}
        from .local_codes import read_local  # few offices have any, and it loads what reads workbooks

        return read_local(self.shared(folder))

    def program_codes(self, name: str, year: int) -> Classification:
        """The lists without the bureau's own."""
        return read_code_book(self.shared(f"codes/{name}")).of_year(year)

    def statement(self, name: str) -> Mapping[str, Any]:
        """The fixed texts of a paper beside the report."""
        return self.once("statement", name, lambda: read_statement(self.shared("statements"), name))

    def choose(self, request: Request) -> str:
        """The kind a form asks for: the one it names, else the newest of its region and sort, not of a later year."""
        if request.template:
            self.folder(request.template)
            return request.template
        heads = {kind_id: self.head(kind_id) for kind_id in self.folders}
        fitting = {kind_id: int(head["年度"]) for kind_id, head in heads.items()
                   if (head["地区"], head["类型"]) == (request.region, request.kind)}
        in_time = [(year, kind_id) for kind_id, year in fitting.items() if year <= request.year]
        if not in_time:
            raise NoSuchKind(_no_kind(request, fitting.values(), heads.values()))
        return max(in_time)[1]

    def _whole_head(self, kind_id: str, folder: Path) -> Mapping[str, Any]:
        head = self._with_shared(self._own_head(folder), folder)
        if not _is_head(head):
            head = self._with_shared(read_head_file(folder).root, folder)
        if not _is_head(head):
            raise KindFaults(shape_kind(kind_id, folder).findings)
        return dict(head)

    def _with_shared(self, head: Any, folder: Path) -> Any:
        """A head with what it takes from that of another kind."""
        if not isinstance(head, dict) or SAME not in head:
            return head
        other = folder_shared(folder, head[SAME])
        whole = self._own_head(other) if other else None
        return {**{key: value for key, value in (whole or {}).items() if key not in OWN}, **head}

    def _own_head(self, folder: Path) -> Any:
        """What the head of a kind says itself: every command reads those of all kinds."""
        return self.once("own head", str(folder), lambda: read_plainly(folder / HEAD, every_key).root)

    def once(self, what: str, name: str, read: Callable[[], T]) -> T:
        """Something read in these folders, or made of what was read: the first time it is asked for, then kept."""
        if (what, name) not in self._kept:
            self._kept[what, name] = read()
        kept: T = self._kept[what, name]
        return kept


INSTALLED = Library()
"""What comes with the program."""


class Chosen(NamedTuple):
    """What a form asks for: a kind, or why there is none; the form that goes with it."""

    kind: str | None
    missing: str
    form: type[CommonForm]


def choose_for(source: Source, library: Library) -> Chosen:
    """The kind that a file asks for, before the rest of it is understood: which keys it may have depends on it."""
    request = request_of(source)
    if request is None:
        return Chosen(None, "", source.form)
    try:
        kind_id = library.choose(request)
    except NoSuchKind as missing:
        return Chosen(None, str(missing), source.form)
    sort: Any = library.head(kind_id).get("报表种类")
    return Chosen(kind_id, "", form_of(sort) if sort in get_args(Sort) else source.form)


def request_of(source: Source) -> Request | None:
    """What a form says about which report it wants; None where that can't be understood."""
    block: Any = (source.raw or {}).get(key_of(CommonForm, "request"))
    keys = (key_of(Request, field) for field in CHOOSING)
    try:
        return Request.model_validate({key: block[key] for key in keys if key in block}) if block else None
    except (ValidationError, TypeError):
        return None


def read_kind(kind_id: str, folder: Path) -> ReportKind:
    """The kind in a folder, installed or not. Raises `KindFaults` with every fault of writing and shape."""
    if kind := right_kind(kind_id, folder):
        return kind
    shaped = shape_kind(kind_id, folder)
    if shaped.whole is None:
        raise KindFaults(shaped.findings)
    return shaped.whole


def _has_files(folder: Path) -> bool:
    """Whether a folder is there and holds any file itself: one with nothing but 本地 adds to another.

    A link counts, wherever it leads: it is refused, not passed over.
    """
    if folder.is_symlink() or not folder.is_dir():
        return folder.is_symlink()
    return any(not entry.is_dir() or entry.is_symlink() for entry in folder.iterdir())


def _is_head(head: Any) -> bool:
    return isinstance(head, dict) and head.keys() >= _HEADING and _YEAR.fullmatch(str(head["年度"])) is not None


def _no_kind(request: Request, years: Collection[int], heads: Collection[Mapping[str, Any]]) -> str:
    wanted = f"{request.region}、{request.kind}、{request.year}年"
    if years:
        return f"没有适用于{wanted}的版式；这一类版式最早从{min(years)}年起"
    return f"没有适用于{wanted}的版式；已安装的有：" + "、".join(
        f"{head['地区']}{head['类型']}（{head['年度']}年起）" for head in heads
    )
