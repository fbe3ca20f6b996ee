"""Ways to spoil bytes, texts and trees that know nothing of what they spoil."""

from __future__ import annotations

import random
from typing import Any

NUMBERS = (
    "1_000", "1e3", "1e400", "NaN", "inf", "-1", "12①", "²", "１２，３４５．６", "0x10", "1,23",
    "12 34", "1.2.3", "٣", "--1", "+5", "1e-320", "99999999999999999999", "0.1", ".5", "5.",
    "0.30000000000000004", "", " ", "一百", "￥5", "5元", "5%", "⑨", "1.005", "1,234,567.89", "2025-03-06",
    "TRUE", "#REF!", "1/3", "007", "12\n34", "\u200b5", "5\u3000",
)
MARKS = ("\x00", "\x07", "\x0b", "\x0c", "\x85", "\u2028", "\ufeff", "\u200d", "\ue863", "\ufdd0", "\U00020bb7", "é",
         "\t", "\r", "\u202e", "：", "，", "“", "#", "&a ", "*a", "!!x ", "<<: ", "---\n", "|", ">", "{", "}", "[", "]",
         "%", "@", "`", "'", '"')
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**30, "", "①", "\ue863", "\u0000", [], {}, [[]], [{}], {"a": {"b": []}},
    ["x", 1, None],
    "长" * 3000, "1" * 400, float("1e300"), "2O25", "-",
)


def bytes_spoilt(rng: random.Random, content: bytes) -> bytes:
    """Some bytes changed, cut out, doubled or put in."""
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = rng.randrange(max(len(data), 1))
        act = rng.randrange(5)
        if act == 0 and data:
            data[at] ^= 1 << rng.randrange(8)
        elif act == 1:
            del data[at:at + rng.choice((1, 4, 100))]
        elif act == 2:
            data[at:at] = bytes(rng.randrange(256) for _ in range(rng.choice((1, 4, 32))))
        elif act == 3:
            data[at:at] = data[at:at + rng.choice((1, 30, 300))]
        else:
            del data[rng.randrange(max(len(data), 1)):]
    return bytes(data)


def text_spoilt(rng: random.Random, text: str) -> str:
    """Some marks put in, lines doubled, moved, cut, run together."""
    lines = text.split("\n")
    for _ in range(rng.choice((1, 1, 2, 4))):
        at = rng.randrange(len(lines))
        line = lines[at]
        act = rng.randrange(8)
        if act <= 2:
            spot = rng.randrange(len(line) + 1)
            lines[at] = line[:spot] + rng.choice(MARKS) + line[spot:]
        elif act == 3:
            lines.insert(at, line)
        elif act == 4 and len(lines) > 1:
            del lines[at]
        elif act == 5:
            lines[at] = " " * rng.randrange(4) + line.lstrip()
        elif act == 6:
            lines[at] = line[:rng.randrange(len(line) + 1)]
        else:
            other = rng.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def tree_spoilt(rng: random.Random, tree: Any) -> Any:
    """A copy of plain data with one or two values of another sort, gone, doubled or swapped."""
    for _ in range(rng.choice((1, 1, 2))):
        tree = _changed(rng, tree)
    return tree


def _changed(rng: random.Random, value: Any) -> Any:
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(list(value))
        act = rng.randrange(6)
        if act == 0:
            return {k: v for k, v in value.items() if k != key}
        if act == 1:
            return {**value, key: rng.choice(ODD)}
        return {**value, key: _changed(rng, value[key])}
    if isinstance(value, list) and value and rng.random() < 0.9:
        at = rng.randrange(len(value))
        act = rng.randrange(7)
        if act == 0:
            return [*value[:at], *value[at + 1:]]
        if act == 1:
            return [*value[:at], value[at], *value[at:]]
        if act == 2:
            return [*value[:at], rng.choice(ODD), *value[at + 1:]]
        return [*value[:at], _changed(rng, value[at]), *value[at + 1:]]
    return rng.choice((*ODD, *NUMBERS))
