"""A YAML form file → `Source`: texts with places, or findings that say what is wrong with the file or its writing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ...disk import Given, Trouble, given
from ...model.finding import Finding
from ...model.form.outline import homes
from ...model.form.sorts import every_form, likeliest
from ...model.place import FormPath, Place, Places
from ...model.text.line_ends import seen_lines, with_plain_line_ends
from .. import problems
from ..given_forms import finding_of
from ..source import Raw, Source, listed
from .mended_lines import MendedLines
from .plain import Unusual, plain_tree
from .tree import read_tree

Keys = Callable[[], Set[str]]
"""The keys that a file may have; asked for only where slips are to be mended."""

LARGEST = 2 * 1024 * 1024
_EXTENSIONS = (".yaml", ".yml")
_FORMS = f".xlsx、{_EXTENSIONS[0]} 或 {_EXTENSIONS[1]}"
_WHATEVER_ITS_NAME = (Trouble.MISSING, Trouble.FOLDER, Trouble.LOCK_FILE, Trouble.SPECIAL)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What YAML calls not printable. Named one by one: the few are read ten times faster than all others with a `^`."""

_MOST_CONTROLS = 1000
_FEW = 8


def yaml_in(file: Given) -> Source:
    """The form in a file; whatever goes wrong is a finding, never an exception."""
    name, text = str(file.path), text_in(file)
    return Source(None, Places(name), (text,)) if isinstance(text, Finding) else read_yaml_text(text, name)


def text_in(file: Given) -> str | Finding:
    """The text of a file of the right kind and size, or why there is none."""
    content = _content(file)
    return content if isinstance(content, Finding) else _decoded(content, str(file.path))


class YamlFile(NamedTuple):
    """A YAML file as read, whatever it is about. `root` is None when the file could not be read to its end."""

    root: Raw
    places: Places
    findings: tuple[Finding, ...]
    faulty: frozenset[FormPath] = frozenset()
    repeated: frozenset[FormPath] = frozenset()


def read_document(file: Path, keys: Keys) -> YamlFile:
    """A file of keys or of rows, as a report kind is made of; `keys` tells those it may have."""
    text = text_in(given(file, LARGEST))
    if isinstance(text, Finding):
        return YamlFile(None, Places(str(file)), (text,))
    return document_of(text, str(file), keys, (dict, list))


def read_plainly(file: Path, keys: Keys) -> YamlFile:
    """A file of keys or of rows, without places; its root is None where anything at all would be said about it."""
    text = text_in(given(file, LARGEST))
    unread = YamlFile(None, Places(str(file)), ())
    if isinstance(text, Finding) or _CONTROL.search(text := with_plain_line_ends(text)):
        return unread
    try:
        return YamlFile(plain_tree("\n".join(seen_lines(text))), unread.places, ())
    except Unusual:
        return unread


def read_yaml_text(text: str, file: str) -> Source:
    """The form in a text; `file` is the name that findings give."""
    document = document_of(text, file, _known_keys, (dict,))
    raw = document.root if isinstance(document.root, dict) else None
    return Source(raw, document.places, document.findings, document.faulty, likeliest(raw or ()),
                  repeated=document.repeated)


def document_of(text: str, file: str, keys: Keys, shapes: tuple[type, ...]) -> YamlFile:
    """What a text says. `keys` tells those it may have; `shapes`: what it may be made of, a dict or a list."""
    text = with_plain_line_ends(text)
    controls = list(islice(controls_in(text, file), _MOST_CONTROLS))
    draft = MendedLines(file, seen_lines(_CONTROL.sub(" ", text)))
    tree = read_tree(draft.text, draft.place)
    findings: list[Finding] = []
    if tree.stopped is None and tree.root in (None, "") and not tree.findings:
        return YamlFile(None, Places(file), listed(controls or [problems.FILE_EMPTY.at(Place(file))]))
    if not tree.cut_short and (tree.stopped or tree.wide_indents or not isinstance(tree.root, shapes)):
        from .mending import mended, writing_findings  # most texts are written well and need none of it

        draft, tree = mended(draft, keys)
        findings = list(writing_findings(draft, tree, shapes))
    whole = isinstance(tree.root, shapes) and tree.stopped is None and not tree.cut_short
    found = listed([*controls, *findings, *tree.findings])
    return YamlFile(tree.root if whole else None, Places(file, tree.values, tree.keys), found, frozenset(tree.faulty),
                    frozenset(tree.repeated))


def _content(file: Given) -> bytes | Finding:
    """The bytes of a file of the right kind and size."""
    place, suffix = Place(str(file.path)), file.path.suffix
    if suffix.lower() not in _EXTENSIONS and file.trouble not in _WHATEVER_ITS_NAME:
        return problems.FILE_EXTENSION.at(place, found=suffix or "无", expected=_FORMS)
    if file.trouble is not None:
        return finding_of(file)
    if len(file.content) > LARGEST:
        return problems.FILE_TOO_LARGE.at(place, expected=f"{LARGEST // 1024} KB")
    return file.content


def _decoded(content: bytes, file: str) -> str | Finding:
    """The text of a file saved as UTF-8. Other encodings are told, not guessed: a wrong guess prints wrong words."""
    if content.count(b"\0") > max(_FEW, len(content) // 16):  # a text in UTF-16 may well be valid UTF-8
        return problems.FILE_ENCODING.at(Place(file, 1, 1), found="是按 UTF-16（Unicode）编码保存的")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace")
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return problems.FILE_ENCODING.at(place, found=_likely_encoding(content))


def _likely_encoding(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "是 Office 文档或压缩文件，不是文字文件"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "是按 UTF-16（Unicode）编码保存的"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "不是按 UTF-8 编码保存的"
    return "像是按 GBK（ANSI）编码保存的"


def controls_in(text: str, file: str) -> Iterator[Finding]:
    """The first control character of each line that has one."""
    for number, line in enumerate(text.split("\n") if _CONTROL.search(text) else ()):
        if found := _CONTROL.search(line):
            place = Place(file, number + 1, found.start() + 1)
            yield problems.CONTROL_CHARACTER.at(place, found=f"U+{ord(found[0]):04X}")


@cache
def _known_keys() -> Set[str]:
    """Every key of every form: a slip is mended before it is known which report the file is for."""
    return frozenset(key for form in every_form() for key in homes(form))
