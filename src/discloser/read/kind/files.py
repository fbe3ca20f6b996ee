"""The files of a report kind as one tree of texts, with the file, line and column of every key and value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from os.path import lexists
from pathlib import Path
from typing import Any

from ...model.finding import Finding
from ...model.kind.outline import every_key
from ...model.place import FormPath, Place, Places
from .. import problems
from ..yaml.reader import Keys, YamlFile, controls_in, read_document
from . import problems as kind_problems
from .ordinary import LARGEST_TEXT, folder_below, linked, text_below
from .shared import OWN, SAME, WITHOUT, file_of, folder_shared, refused

HEAD = "kind.yaml"
FILES = {
    "取数": "figures.yaml", "增减": "changes.yaml", "图形": "charts.yaml", "名词解释": "glossary.yaml",
    "绩效目标表": "target_form.yaml",
    "绩效自评表": "evaluation_form.yaml",
    "摘要": "digest.yaml",
}
"""Key of a kind → the file that holds it."""

OPTIONAL = frozenset({"绩效目标表", "绩效自评表", "摘要"})
"""Keys whose files a kind may do without."""

_ROWS = frozenset({"名词解释"})
_GONE = {problems.FILE_MISSING.code, problems.FILE_IS_FOLDER.code}
_TEXT_ENDS = (".md.j2", ".j2")
_MOST_TABLES = 100
_MOST_TEXTS = 200


@dataclass
class KindFiles:
    """What stands in the folder of a kind. `faulty`: keys and pieces that a finding already names.

    `stopped`: not all was read: there are too many files, or the other kind can't be had. `other`: the folder of the
    kind that this one takes from (`shared.py`).
    """

    folder: Path
    data: dict[str, Any] = field(default_factory=dict)
    places: Places = field(init=False)
    findings: list[Finding] = field(default_factory=list)
    faulty: set[FormPath] = field(default_factory=set)
    values: dict[FormPath, Place] = field(default_factory=dict)
    keys: dict[FormPath, Place] = field(default_factory=dict)
    stopped: bool = False
    other: Path | None = None

    def __post_init__(self) -> None:
        self.places = Places(str(self.folder / HEAD), self.values, self.keys)

    def text_file(self, text: str) -> str:
        """The file of a text, by its name."""
        names = (self.file(f"narrative/{text}{end}") for end in _TEXT_ENDS)
        return str(next((name for name in names if name.is_file()), self.folder / "narrative"))

    def file(self, name: str) -> Path:
        """A file of the kind, its own or the other's."""
        return file_of(name, self.folder, self.other, self.data.get(WITHOUT))


def read_files(
    folder: Path, read: Callable[[Path, Keys], YamlFile] = read_document, *, any_year: bool = False,
) -> KindFiles:
    """All that the folder of a kind holds; whatever goes wrong is a finding, never an exception.

    `any_year`: it may take from a kind of another year, though it is no draft.
    """
    files = KindFiles(folder)
    read = partial(_read, files, read)
    _take(files, read(folder / HEAD, every_key), (), HEAD)
    files.data |= {"表格": [], "文稿": {}}
    if SAME in files.data and not _share(files, read, any_year=any_year):
        return files
    for key, name in FILES.items():
        if key in files.data:
            files.findings.append(_misplaced(files, key, name))
        if key not in OPTIONAL or lexists(files.file(name)):
            _take(files, read(files.file(name), every_key), (key,), name)
    files.values["表格",] = Place(str(folder / "tables"))
    for number, path in enumerate(_in_folder(files, "tables", ".yaml", _MOST_TABLES)):
        files.data["表格"].append(None)
        _take(files, read(path, every_key), ("表格", number), path.name)
    if not files.data["表格"] and linked(folder / "tables", folder) is None:
        files.findings.append(kind_problems.FILE_MISSING.at(Place(str(folder / "tables")), found="tables 里的表格"))
        files.faulty.add(("表格",))
    files.data["文稿"] = dict(_texts(files))
    return files


def _share(files: KindFiles, read: Callable[[Path, Keys], YamlFile], *, any_year: bool) -> bool:
    """Take the head of the kind that is named, key by key where the kind has none; False where it can't be taken."""
    folder = folder_shared(files.folder, files.data[SAME])
    document = read(folder / HEAD, every_key) if folder else None
    head = document.root if document and isinstance(document.root, dict) else None
    if finding := refused(files.data, head, files.places, any_year=any_year):
        files.findings.append(finding)
        files.faulty.add(())
        files.stopped = True
        return False
    files.other = folder
    taken = {key: value for key, value in (head or {}).items() if key not in files.data and key not in OWN}
    files.data |= taken
    if document:
        files.values |= {path: place for path, place in document.places.values.items() if path and path[0] in taken}
        files.keys |= {path: place for path, place in document.places.keys.items() if path and path[0] in taken}
    return True


def _read(files: KindFiles, read: Callable[[Path, Keys], YamlFile], path: Path, keys: Keys) -> YamlFile:
    """A file of the kind; one that lies elsewhere is not opened."""
    home = files.folder if path.is_relative_to(files.folder) else files.other or path.parent
    if finding := linked(path, home):
        files.findings.append(finding)
        return YamlFile(None, Places(str(path)), ())
    return read(path, keys)


def _in_folder(files: KindFiles, name: str, end: str, most: int) -> list[Path]:
    """The files in a folder of the kind, as many as a kind may have."""
    found: dict[str, Path] = {}
    for home in (files.other, files.folder) if files.other else (files.folder,):
        if finding := linked(home / name, home):
            files.findings.append(finding)
        below = [path for path in folder_below(home / name, home) if path.name.endswith(end)]
        found |= {path.name: path for path in below if files.file(f"{name}/{path.name}") == path}
    if len(found) > most:
        files.stopped = True
        place = Place(str(files.folder / name))
        files.findings.append(kind_problems.TOO_MUCH.at(place, field=name, found=f"{len(found)} 个文件", expected=most))
    return [found[one] for one in sorted(found)][:most]


def read_head_file(folder: Path) -> YamlFile:
    """The head of a kind."""
    return read_document(folder / HEAD, every_key)


def glossary_terms(file: Path) -> tuple[str, ...]:
    """The terms that a kind's glossary explains, in its order."""
    rows = read_document(file, every_key).root
    return tuple(str(row["词"]) for row in rows or () if isinstance(row, dict) and "词" in row)


def _take(files: KindFiles, document: YamlFile, path: FormPath, name: str) -> None:
    """Put a file's tree at its place in the whole."""
    files.findings.extend(_told(finding, name) for finding in document.findings)
    files.faulty |= {(*path, *fault) for fault in document.faulty}
    wanted = list if path and path[0] in _ROWS else dict
    root = document.root
    if root is not None and not isinstance(root, wanted):
        expected = "一行一行写，每行前面加“- ”" if wanted is list else "由“键: 内容”组成"
        files.findings.append(kind_problems.WRONG_FILE.at(Place(document.places.file, 1, 1), expected=expected))
        root = None
    if root is None:
        files.faulty.add(path)
        return
    files.values |= {(*path, *inner): place for inner, place in document.places.values.items()}
    files.keys |= {(*path, *inner): place for inner, place in document.places.keys.items()}
    if isinstance(root, dict) and not path:
        files.data.update(root)
    elif len(path) == 1:
        files.data[str(path[0])] = root
    else:
        files.data["表格"][path[1]] = root


def _told(finding: Finding, name: str) -> Finding:
    if finding.code in _GONE:
        return kind_problems.FILE_MISSING.at(finding.place, found=name)
    if finding.code == problems.FILE_EMPTY.code:
        return kind_problems.WRONG_FILE.at(finding.place, expected="写有内容")
    return finding


def _misplaced(files: KindFiles, key: str, name: str) -> Finding:
    return kind_problems.UNKNOWN_KEY.at(
        files.places.of_key((key,)), field=key, found=key, where=f"{HEAD} 里", advice=f"“{key}”写在 {name} 里",
    )


def _texts(files: KindFiles) -> Iterator[tuple[str, str]]:
    for path in _in_folder(files, "narrative", ".j2", _MOST_TEXTS):
        text = text_below(path, path.parents[1], LARGEST_TEXT)
        wrong = [text] if isinstance(text, Finding) else list(controls_in(text, str(path)))
        files.findings.extend(wrong)
        # A text with a fault is still there: nothing else is to be said about its name.
        yield path.name.removesuffix(".j2").removesuffix(".md"), "" if isinstance(text, Finding) else text
