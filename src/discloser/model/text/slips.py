"""What can be wrong with a text by itself: signs, left-over words, lists, years, amounts.

Pure functions: a text in, what was found in it out, in the order of the text. Nothing here knows where the text stands
or how much the finding matters. A text is judged as it will be printed, so line breaks are as good as blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from .characters import HAN
from .numerals import chinese_numeral

_DOUBLED = re.compile(r"[。；，、：！？;,]{2,}")
_EMPHASIS = frozenset({"？！", "！？", "！！", "！！！", "？？"})
_HALF_WIDTH = re.compile(rf"(?<={HAN})[,;:?!](?={HAN}|\s*$)|(?<={HAN})\.(?={HAN}|\s*$)")
_BLANK_BEFORE_SIGN = re.compile(rf"{HAN}[ \t\u3000]+[，。、；：]")
_PLACEHOLDERS = re.compile(
    r"(?<![A-Za-z])[XxＸｘ]{2,}(?![A-Za-z])|[×✕╳]{2,}|【\s*】|（\s*）|〔\s*〕|(?<![\d.])0000(?![\d.])|[_＿]{3,}|某某|○○|□□"
)
_INSTRUCTIONS = re.compile(
    r"请(?:在此|据实|根据实际|自行|逐项|对照)?填[写报列入]|(?:单位|部门|自行)(?:自行|据实|根据实际情况)填[写报列]|此处(?:填|应|请)|"
    r"根据(?:单位|部门)?实际情?况?填[写报]|按实际(?:情况)?填[写报]|[（(](?:可选|选填|必填|如有|如无|示例|样例)[）)]|"
    r"如(?:无|没有)[^，。；]{0,8}[，,]?请|请(?:删除|删去|保留|选择)[^，。；]{0,10}(?:本|此|该|其)|填[写报]说明[:：]|"
    r"(?:增加|增长|上升|提高)\s*[（(/／]\s*(?:或)?(?:减少|下降|降低)"
)
_DOUBLED_UNIT = r"元元|万万元|%%|％％|年年度|年度度|(?<=\d)日日|(?<=\d)月月(?![初末底])"
_REPEATED_WORD = re.compile(rf"({HAN}{{2,7}}?)\1|的的|及及|{_DOUBLED_UNIT}")
_REPEATED_PHRASE = re.compile(r"(.{8,40}?)\1", re.S)
_MISSPELT = {
    "其它": "其他", "帐户": "账户", "帐号": "账号", "记帐": "记账", "帐目": "账目", "做为": "作为", "既使": "即使",
    "按装": "安装", "拔款": "拨款", "拔付": "拨付",
}
_MISSPELT_WORDS = re.compile("|".join(_MISSPELT))
_DOCUMENT_YEAR = re.compile(r"[【\[［]\s*(?:19|20)\d\d\s*[】\]］]\s*第?\d+\s*号")
_BODY = "股室|科室|处室|内设机构|下属单位|股|科|处|室|中心|站|所|队"
_COUNT = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*个"
_OFFICE = rf"(?:{_BODY}|部|局|组)\s*$"
_LISTED = re.compile(
    rf"(?:{_COUNT}(?:职能|内设|下设|下属|业务)?(?:{_BODY})|(?:{_BODY}){_COUNT})"
    r"(?:[，,]?\s*(?:分别)?(?:是|为|包括|即|有)\s*[:：]?|[:：])([^。；;\n:：]+)"
)
_ASIDE = r"（[^（）]*）|\([^()]*\)"
_NUMERALS = {chinese_numeral(number): number for number in range(1, 100)} | {"两": 2}
_CITED = re.compile(r"《[^《》]*》|[〔【\[（(]\s*(?:19|20)\d\d\s*[〕】\]）)]")
_SPAN = re.compile(r"(20\d\d)\s*年?\s*(?:[-—－–~～至到])+\s*(20\d\d)(?=\s*年|\b)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
_AMOUNT = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元)(?![/／])")
_YUAN = {"元": Decimal(1), "万元": Decimal(10**4), "亿元": Decimal(10**8)}
_OTHER_LEVEL = {
    "单位": re.compile(r"(?:本|我)部门|部门各单位|部门本级|部门及所属单位"),
    "部门": re.compile(r"(?:本|我)单位(?!和|及|以及)"),
}
_PROVINCE_ONLY = re.compile(r"省直部门|省直单位|省直机关|省级各部门")
_CUT_OFF = re.compile(rf"(?:{HAN}|[0-9]|[，、])$")
_GOES_ON = (
    rf"(?![一二三四五六七八九十]+[、.．]|第[一二三四五六七八九十0-9]+|[0-9]+[、.．)）])(?:{HAN}|[0-9])"
)


def broken_lines(text: str) -> list[str]:
    """Where a line break cuts a sentence, as after pasting: `实有↵11名`; headings and the items of lists left out."""
    found = []
    for line, after in pairwise(text.split("\n")):
        one, other = line.rstrip(" \t　"), after.lstrip(" \t　")
        if _CUT_OFF.search(one) and any(mark in one for mark in "，、；。：") and re.match(_GOES_ON, other):
            found.append(f"{one[-6:]}↵{other[:6]}")
    return found


def doubled_marks(text: str) -> list[str]:
    """Punctuation that stands twice, or two signs where one must go: `。。`, `。；`."""
    return [found for found in _DOUBLED.findall(text) if found not in _EMPHASIS]


def half_width_marks(text: str) -> list[str]:
    """Half-width punctuation after a Chinese character, with that character."""
    return [text[match.start() - 1:match.end()] for match in _HALF_WIDTH.finditer(text)]


def blanks_before_marks(text: str) -> list[str]:
    """A blank between a Chinese character and the punctuation that follows it."""
    return _BLANK_BEFORE_SIGN.findall(text)


def placeholders(text: str) -> list[str]:
    """Signs that stand for something still to be filled in: `XX`, `××`, `【】`, `0000`."""
    return [match[0] for match in _PLACEHOLDERS.finditer(text)]


def instructions(text: str) -> list[str]:
    """Words of a pattern that tell the writer what to do, and alternatives left unchosen."""
    return [match[0] for match in _INSTRUCTIONS.finditer(text)]


def repeated_words(text: str) -> list[str]:
    """A word that stands twice in a row."""
    return [match[0] for match in _REPEATED_WORD.finditer(text)]


def doubled_units(text: str) -> list[str]:
    """A unit, or a word of a date, that stands twice after its number: `2022年年度`, `3万元元`."""
    return [match[0] for match in re.finditer(_DOUBLED_UNIT, text)]


def repeated_phrases(text: str) -> list[str]:
    """A longer passage that stands twice in a row, told once.

    Two equal figures in a row may look so：收入1.50万元，支出1.50万元，支出: what is doubled then begins with a figure.
    """
    return [phrase for phrase in _REPEATED_PHRASE.findall(text)
            if re.search(HAN, phrase) and not phrase[0].isdigit()]


def misspelt_words(text: str) -> list[tuple[str, str]]:
    """Words usually misspelt, each with the right spelling."""
    return [(word, _MISSPELT[word]) for word in _MISSPELT_WORDS.findall(text)]


def document_years(text: str) -> list[str]:
    """Numbers of official documents whose year is not in 六角括号 (GB/T 9704)."""
    return _DOCUMENT_YEAR.findall(text)


class MiscountedList(NamedTuple):
    """A list that announces `announced` things and names `named`."""

    excerpt: str
    announced: int
    named: int


def miscounted_lists(text: str) -> Iterator[MiscountedList]:
    """Lists of offices whose announced number is none that the names can be read to have."""
    for match in _LISTED.finditer(text):
        announced = _number(match[1] or match[2])
        possible = _lengths(match[3])
        if announced and max(possible) > 1 and announced not in possible and not (
                "等" in match[3] and announced > max(possible)):
            yield MiscountedList(match[0], announced, min(possible, key=lambda count: abs(count - announced)))


def years_named(text: str) -> set[int]:
    """The years a text speaks of, spans filled in; years of cited documents do not count."""
    plain = _CITED.sub("", text)
    years = {int(year) for year in _YEAR.findall(plain)}
    for first, last in _SPAN.findall(plain):
        years |= set(range(int(first), int(last) + 1))
    return years


def plans_for(text: str, year: int) -> list[str]:
    """Passages that plan for a year: `2024年计划…`."""
    return re.findall(rf"(?<!\d){year}年度?[^，。；\d]{{0,6}}?(?:计划|拟|将|预计)", text)


def amounts_named(text: str) -> list[tuple[str, Decimal]]:
    """Amounts of money in a text, as written and in 元."""
    return [(match[0], Decimal(match[1].replace(",", "")) * _YUAN[match[2]]) for match in _AMOUNT.finditer(text)]


def words_of_other_level(text: str, level: str) -> list[str]:
    """`本部门` where a 单位 speaks, `本单位` where a 部门 speaks."""
    return _OTHER_LEVEL[level].findall(text)


def words_of_a_province(text: str) -> list[str]:
    """Words only a province's own departments may use of themselves."""
    return _PROVINCE_ONLY.findall(text)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMERALS.get(text, 0)


def _lengths(listed: str) -> set[int]:
    """How many names a list may be read to have."""
    plain = re.sub(_ASIDE, "", listed)
    clauses = re.split("[，,]", plain)
    first = next((clause for clause in clauses if "、" in clause), clauses[0])
    readings = [first.split("、"), re.split("[，,、]", plain)]  # what follows a comma may be names, or may tell more
    return {len(names) - 1 + last for names in readings for last in _last_names(names[-1])}


def _last_names(last: str) -> Iterable[int]:
    """How many names the end of a list may be: 和 joins two names of offices, or is part of one name."""
    parts = re.split("和|与|以及|及", last)
    return (len(parts),) if all(re.search(_OFFICE, part) for part in parts) else range(1, len(parts) + 1)


