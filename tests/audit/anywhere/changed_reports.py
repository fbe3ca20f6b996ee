"""Makes the reports of examples on pages of what holds anywhere: the good report beside this module, changed.

In a block `html 报告.html` every line is one change:

    甲 → 乙                      the first 甲 becomes 乙
    表3 群众文化 第7格：1.00      a cell of the third table, in the first row with these words
    表3 群众文化 删去             that row is taken out, or 重复: stands twice
    加在“某句话”后：一段话        a paragraph behind the one with these words
"""

from __future__ import annotations

import re
from pathlib import Path

from pages import Example

GOOD = Path(__file__).with_name("report.html").read_text(encoding="utf-8")
_TABLE = re.compile(r"<table>.*?</table>", re.S)
_ROW = re.compile(r"<tr>.*?</tr>\n?", re.S)
_CELL = re.compile(r"<td>(.*?)</td>", re.S)
_IN_TABLE = re.compile(r"表(\d+) (\S+) (?:第(\d+)格：(.*)|(删去|重复))")
_ADDED = re.compile(r"加在“(.+?)”后：(.+)")


def written(example: Example) -> Path:
    """The report of an example, made in the current folder."""
    text = GOOD
    for line in example.content.splitlines():
        text = _changed(text, line)
    path = Path(example.name)
    path.write_text(text, encoding="utf-8")
    return path


def _changed(text: str, line: str) -> str:
    if found := _IN_TABLE.fullmatch(line):
        return _in_table(text, int(found[1]), found[2], found)
    if found := _ADDED.fullmatch(line):
        at = text.index("</p>", text.index(found[1])) + len("</p>")
        return f"{text[:at]}\n<p>{found[2]}</p>{text[at:]}"
    old, _, new = line.partition(" → ")
    assert old in text, old
    return text.replace(old, new, 1)


def _in_table(text: str, number: int, words: str, found: re.Match[str]) -> str:
    table = list(_TABLE.finditer(text))[number - 1]
    row = next(row for row in _ROW.finditer(table[0]) if words in _CELL.findall(row[0]))
    cells = _CELL.findall(row[0])
    if found[5]:
        new = "" if found[5] == "删去" else row[0] * 2
    else:
        cells[int(found[3]) - 1] = found[4]
        new = "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
    at = table.start() + row.start()
    return text[:at] + new + text[at + len(row[0]):]
