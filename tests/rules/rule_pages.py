"""Reads the pages in docs/rules and runs their examples.

An example is a fenced block `yaml 填报表.yaml` and, if something is to be found, a block `text` with the findings.
A fragment holds only the keys that matter; the others are appended from `good.yaml`, so line numbers stay true.
Words after the file name change how the file is made:

    整份            nothing is appended
    附              a file that lies beside the next example's and is named by it
    决算            it is a form of final accounts, completed from `good_final.yaml`
    编码=gb18030    saved in another encoding
    补足=2097153    filled with a comment up to so many bytes
    重复末行=9      the last line that many times
    不存在, 文件夹, 管道    no file, a folder or a pipe in its place
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from discloser.app import check
from discloser.core.finding import Finding

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "rules"
GOOD = Path(__file__).with_name("good.yaml").read_text(encoding="utf-8")
NAMES = "[A-Z]*[0-9].md"
GOOD_FINAL = Path(__file__).with_name("good_final.yaml").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(yaml|text)(?: ([^\n]*))?\n(.*?)^```$", re.M | re.S)
_TOP_KEY = re.compile(r"^([^\s#:：,，{\[-][^\s:：,，{]*?)\s*[:：]", re.M)
LEFT_OUT = "…"


@dataclass(frozen=True)
class Example:
    """One example of a page: how its file is made, what stands in it, and which lines are to be found.

    `beside`: the files that lie beside it.
    """

    code: str
    name: str
    options: dict[str, str]
    fragment: str
    expected: list[str]
    beside: tuple[Example, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}-{'bad' if self.expected else 'good'}"


def examples(page: Path) -> Iterator[Example]:
    """The examples of a page, in order."""
    blocks = _BLOCK.findall(page.read_text(encoding="utf-8"))
    beside: list[Example] = []
    for i, (language, info, content) in enumerate(blocks):
        if language == "yaml":
            name, *options = info.split()
            follows = blocks[i + 1] if i + 1 < len(blocks) else ("", "", "")
            expected = follows[2].splitlines() if follows[0] == "text" else []
            how = dict(option.partition("=")[::2] for option in options)
            example = Example(page.stem, name, how, content, expected, tuple(beside))
            if "附" in how:
                beside.append(example)
            else:
                beside.clear()
                yield example


def completed(fragment: str, good: str = GOOD) -> str:
    """A fragment with the top-level keys of the good form that it lacks."""
    present = set(_TOP_KEY.findall(fragment))
    parts = re.split(r"^(?=\S)", good, flags=re.M)
    return fragment + "".join(part for part in parts if part and part.split(":")[0] not in present)


def findings(example: Example) -> list[Finding]:
    """What is found in an example's file, made in the current folder."""
    path = Path(example.name)
    for file in (*example.beside, example):
        _make(Path(file.name), file)
    return check(path).findings


def agree(found: list[str], expected: list[str]) -> bool:
    """Whether the lines are those expected; `…` stands for any number of lines."""
    if LEFT_OUT not in expected:
        return found == expected
    at = expected.index(LEFT_OUT)
    head, tail = expected[:at], expected[at + 1:]
    return found[:at] == head and len(found) > len(expected) and found[len(found) - len(tail):] == tail


def _make(path: Path, example: Example) -> None:
    options = example.options
    if "文件夹" in options:
        path.mkdir()
    elif "管道" in options:
        os.mkfifo(path)
    elif "不存在" not in options:
        path.write_bytes(_content(example))


def _content(example: Example) -> bytes:
    fragment, options = example.fragment, example.options
    if times := options.get("重复末行"):
        *head, last = fragment.splitlines(keepends=True)
        fragment = "".join([*head, *(last.replace("0", str(i), 1) for i in range(int(times)))])
    text = fragment if "整份" in options else completed(fragment, GOOD_FINAL if "决算" in options else GOOD)
    content = text.encode(options.get("编码", "utf-8"))
    return content + b"#" * (int(options.get("补足", 0)) - len(content))
