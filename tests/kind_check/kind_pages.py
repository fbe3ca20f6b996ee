"""Reads the pages of the KND family in docs/rules and runs their examples.

An example is a fenced block that names a file of a kind, and, if something is to be found, a block `text` with the
findings. The file is put into a copy of the invented province's kind. Of a file made of keys only those that matter
are written; the others follow from the kind, so line numbers stay true. Tables, texts and files made of rows are
written whole. Words after the file name: `整份` nothing is appended, `不存在` the file is taken away, `编码=gb18030`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from discloser.core.finding import Finding
from discloser.kinding import check_kind_folder

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "rules"
GOOD = ROOT / "tests" / "own_kind" / "yunling" / "budget-2024"
KIND = Path("版式")
_BLOCK = re.compile(r"^```(yaml|jinja|text)(?: ([^\n]*))?\n(.*?)^```$", re.M | re.S)
_TOP_KEY = re.compile(r"^([^\s#:：,，{\[-][^\s:：,，{]*?)\s*[:：]", re.M)


@dataclass(frozen=True)
class Example:
    """One example of a page: which file is put into the kind, and which lines are to be found."""

    code: str
    file: str
    options: dict[str, str]
    content: str
    expected: list[str]

    def __str__(self) -> str:
        return f"{self.code}-{'bad' if self.expected else 'good'}"


def examples(page: Path) -> Iterator[Example]:
    """The examples of a page, in order."""
    blocks = _BLOCK.findall(page.read_text(encoding="utf-8"))
    for i, (language, info, content) in enumerate(blocks):
        if language != "text":
            file, *options = info.split()
            follows = blocks[i + 1] if i + 1 < len(blocks) else ("", "", "")
            expected = follows[2].splitlines() if follows[0] == "text" else []
            yield Example(page.stem, file, dict(option.partition("=")[::2] for option in options), content, expected)


def findings(example: Example) -> list[Finding]:
    """What is found in the kind with an example's file, made in the current folder."""
    shutil.copytree(GOOD, KIND)
    file = KIND / example.file
    if "不存在" in example.options:
        file.unlink()
    else:
        file.write_bytes(_content(example).encode(example.options.get("编码", "utf-8")))
    return check_kind_folder(KIND)


def _content(example: Example) -> str:
    whole = "整份" in example.options or "/" in example.file or example.file == "glossary.yaml"
    if whole:
        return example.content
    present = set(_TOP_KEY.findall(example.content))
    parts = re.split(r"^(?=\S)", (GOOD / example.file).read_text(encoding="utf-8"), flags=re.M)
    kept = (part for part in parts if part and part.split(":")[0] not in present and not part.startswith("#"))
    return example.content + "".join(kept)
