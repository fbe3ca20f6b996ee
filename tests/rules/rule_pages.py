"""Reads the pages in docs/rules and runs their examples.

An example is a fenced block `yaml 填报表.yaml` and, if something is to be found, a block `text` with the findings.
A fragment holds only the keys that matter; the others are appended from `good.yaml`, so line numbers stay true.
Words after the file name change how the file is made:

    整份            nothing is appended
    附              a file that lies beside the next example's and is named by it
    决算            it is a form of final accounts, completed from `good_final.yaml`
    自评            it is one with self-evaluations, completed from `good_evaluated.yaml`; that its kind is a draft, as
                    IDN010 says, is left out
    编码=gb18030    saved in another encoding
    补足=2097153    filled with a comment up to so many bytes
    重复末行=9      the last line that many times
    不存在, 文件夹, 管道    no file, a folder or a pipe in its place
    生成            a report is made of it, and of the files beside it before
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pages import Example
from pages import examples as every_example

from discloser.model.finding import Finding
from discloser.usecases.build import build
from discloser.usecases.check import check

GOOD = Path(__file__).with_name("good.yaml").read_text(encoding="utf-8")
NAMES = "[A-Z]*[0-9].md"
GOOD_FINAL = Path(__file__).with_name("good_final.yaml").read_text(encoding="utf-8")
GOOD_EVALUATED = Path(__file__).with_name("good_evaluated.yaml").read_text(encoding="utf-8")
_COMPLETED_FROM = {"决算": GOOD_FINAL, "自评": GOOD_EVALUATED}
_DRAFT = "IDN010"
_TOP_KEY = re.compile(r"^([^\s#:：,，{\[-][^\s:：,，{]*?)\s*[:：]", re.M)


def examples(page: Path) -> Iterator[Example]:
    """The examples of a page, in order, each with the files that were written before it to lie beside it."""
    beside: list[Example] = []
    for example in every_example(page):
        if "附" in example.options:
            beside.append(example)
        else:
            yield replace(example, beside=tuple(beside))
            beside.clear()


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
    if "生成" not in example.options:
        return [found for found in check(path).findings if "自评" not in example.options or found.code != _DRAFT]
    for file in example.beside:
        build(Path(file.name), Path(), ["md"])
    return build(path, Path(), ["md"]).checked.findings


def _make(path: Path, example: Example) -> None:
    options = example.options
    if "文件夹" in options:
        path.mkdir()
    elif "管道" in options:
        os.mkfifo(path)
    elif "不存在" not in options:
        path.write_bytes(_content(example))


def _good(options: dict[str, str]) -> str:
    """The form that a fragment is completed from."""
    return next((good for option, good in _COMPLETED_FROM.items() if option in options), GOOD)


def _content(example: Example) -> bytes:
    fragment, options = example.content, example.options
    if times := options.get("重复末行"):
        *head, last = fragment.splitlines(keepends=True)
        fragment = "".join([*head, *(last.replace("0", str(i), 1) for i in range(int(times)))])
    text = fragment if "整份" in options else completed(fragment, _good(options))
    content = text.encode(options.get("编码", "utf-8"))
    return content + b"#" * (int(options.get("补足", 0)) - len(content))
