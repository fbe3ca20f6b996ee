"""Reads the pages in docs/rules: each tells a problem, with examples that say what is found in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parents[1] / "docs" / "rules"
LEFT_OUT = "…"
_BLOCK = re.compile(r"^```(\w+)(?: ([^\n]*))?\n(.*?)^```$", re.M | re.S)
_FOUND = "text"


@dataclass(frozen=True)
class Example:
    """One example of a page: how its file is called and made, what stands in it, and which lines are to be found.

    `beside`: the files that lie beside it.
    """

    code: str
    name: str
    options: dict[str, str]
    content: str
    expected: list[str]
    beside: tuple[Example, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}-{'bad' if self.expected else 'good'}"


def examples(page: Path) -> Iterator[Example]:
    """The examples of a page, in order: a file, and the findings if a block of them follows."""
    blocks = _BLOCK.findall(page.read_text(encoding="utf-8"))
    for (language, info, content), (next_language, _, findings) in zip(blocks, [*blocks[1:], ("",) * 3], strict=True):
        if language != _FOUND:
            name, *options = info.split()
            expected = findings.splitlines() if next_language == _FOUND else []
            yield Example(page.stem, name, dict(option.partition("=")[::2] for option in options), content, expected)


def agree(found: list[str], expected: list[str]) -> bool:
    """Whether the lines are those expected; `…` stands for one line or more."""
    if not expected:
        return not found
    if expected[0] != LEFT_OUT:
        return found[:1] == expected[:1] and agree(found[1:], expected[1:])
    return any(agree(found[left_out:], expected[1:]) for left_out in range(1, len(found) + 1))


def lacking(examples: Iterable[Example], codes: Iterable[str]) -> list[str]:
    """The codes whose pages have no example that fails, or none that passes."""
    known = list(examples)
    failing = {one.code for one in known if any(f" {one.code} " in line for line in one.expected)}
    passing = {one.code for one in known if not one.expected}
    return [code for code in codes if code not in failing & passing]
