"""Texts by themselves: marks, reasons, what a form left behind, years, dates, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ...model.finding import Finding, Problem
from ...model.publication import Publication
from ..read.printed import plain
from . import problems
from .lexicon import Lexicon
from .sentences import UNIT, JudgedParagraph
from .tally import Tally
from .telling import at_text

_FAMILY = "用词和年度"
_MARKS = re.compile(r"。。|，，|；；|、、|：：|，。|。，|。；|；。|、。|。、|，、|、，|；，|，；")
_REASON = re.compile(r"主要原因[是为：]+(?:：)?(?:[。；，]|$)")
_LEFT = re.compile(
    r"PAGEREF|_Toc\d|#REF!|#DIV/0!|#VALUE!|#NAME\?|错误！未|(?:总计|合计|增加|减少|支出|收入|预算)(?:为)?万元"
    r"|(?:增长|下降|增加|减少|占)%|@#@")
_PERCENT = re.compile(
    r"(?:增长|下降|占)(?:了)?(\d+\.\d+)(?![\d%％]|万|亿|元|个|倍|平|人|辆|台|户|次|家|项|名|天|年|分|公)")
_COMPARED = re.compile(r"(?:比|与|较|同)((?:19|20)\d\d)年(?!以)")
_DATES = re.compile(r"截至((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_PLANNED = re.compile("度?(?:年?初)?(?:全年|调整)?(?:预算|计划|目标)")
"""What final accounts are compared with that is of the same year."""
_HEAD_YEAR = re.compile(r"((?:19|20)\d\d)年")
_LEVELS = re.compile("(单位|部门)(?:预算|决算)(?:安排|编制|收支|支出|收入)")
_NAMED = re.compile(r"(?:^|[。；，：])([^，。；：“”§\d]{5,30}?)(?:19|20)\d\d年度?")
_BODY = re.compile("(局|委|办|中心|处|所|院|馆|站|校|队|会|部|厅|室|府)$")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))
_ENDS = "。；：！？…，、)）”》"
_LONG, _ALIKE = 40, 0.72
_LINES_OF_FORM = re.compile("单位（盖章）|（签字）")


def judge_wording(
    publication: Publication, texts: Sequence[JudgedParagraph], lexicon: Lexicon, tally: Tally,
) -> Iterator[Finding]:
    """What is wrong with the texts themselves."""
    tried = 0
    found: list[Finding] = []
    for at, paragraph in enumerate(texts):
        if _LINES_OF_FORM.search(paragraph.text):
            continue
        tried += 1
        own = [*_forms(paragraph, texts[at + 1].text if at + 1 < len(texts) else "", lexicon), *_pairs(paragraph),
               *_years(paragraph, publication), *_names(paragraph, publication)]
        found += own
    found += _repeated(texts)
    tally.add(_FAMILY, tried, tried - len({id(f.place) for f in found}))
    yield from found


def _forms(paragraph: JudgedParagraph, after: str, lexicon: Lexicon) -> Iterator[Finding]:
    for problem, pattern in ((problems.MARKS, _MARKS), (problems.PLACEHOLDER, lexicon.placeholders),
                             (problems.CHOICE, lexicon.choices), (problems.CODES, _LEFT)):
        if marks := list(pattern.finditer(paragraph.text)):
            more = f"等 {len(marks)} 处" if len(marks) > 1 else ""
            yield _said(problem, paragraph, _around(paragraph.text, marks[0]), more=more)
    for found in _REASON.finditer(paragraph.text):
        if found.end() < len(paragraph.text) or paragraph.text.endswith(("。", "；")) or not after:
            yield _said(problems.NO_REASON, paragraph, _around(paragraph.text, found))
    if _is_cut_off(paragraph):
        yield _said(problems.UNENDED, paragraph, paragraph.text[-20:].replace(UNIT, "…"))
    for found in _PERCENT.finditer(paragraph.text):
        yield _said(problems.PERCENT, paragraph, found[0])
    for old, new in lexicon.old_names.items():
        if old in paragraph.text:
            yield _said(problems.OLD_NAME, paragraph, old, expected=new)


def _is_cut_off(paragraph: JudgedParagraph) -> bool:
    """Whether a paragraph that tells a reason ends in the middle of a line and of a sentence."""
    source = paragraph.source
    return not (source.level or source.small or source.full) and "主要原因" in paragraph.text and (
        paragraph.text[-1] not in _ENDS and not _REASON.search(paragraph.text))


def _around(text: str, found: re.Match[str]) -> str:
    start = max((text.rfind(stop, 0, found.start()) for stop in "。；，"), default=-1) + 1
    return text[max(start, found.start() - 12): found.end() + 4].replace(UNIT, "…")


def _said(problem: Problem, paragraph: JudgedParagraph, found: str, **words: object) -> Finding:
    return at_text(problem, paragraph.source, paragraph.section, found=found, **words)


def _pairs(paragraph: JudgedParagraph) -> Iterator[Finding]:
    text = paragraph.text
    for opened, closed in _PAIRS:
        numbered = len(re.findall(r"(?:^|[。；：，、])\d{1,2}）", text)) if closed == "）" else 0
        if text.count(opened) != text.count(closed) - numbered:
            yield _said(problems.PAIRS, paragraph, text[:30].replace(UNIT, "…"),
                        what=f"“{opened}”{text.count(opened)} 个，“{closed}”{text.count(closed)} 个")


def _years(paragraph: JudgedParagraph, publication: Publication) -> Iterator[Finding]:
    year, text = publication.year, paragraph.text
    if not year:
        return
    if paragraph.source.level == 1:
        years = [int(found) for found in _HEAD_YEAR.findall(text)]
        if years and all(one not in (year, year - 1) for one in years):
            yield _said(problems.YEAR, paragraph, text[:40], what=f"报告是 {year} 年的")
    compared = [(int(found[1]), found) for found in _COMPARED.finditer(text)]
    with_last = any(other == year - 1 for other, _ in compared)  # then an earlier year was meant, too
    for other, found in compared:
        planned = publication.kind == "final" and _PLANNED.match(text, found.end())
        if other == year and not planned:
            yield _said(problems.YEAR, paragraph, _around(text, found), what="拿本年与本年比较")
        elif other != year and not with_last:
            yield _said(problems.ODD_YEAR, paragraph, _around(text, found), expected=year - 1)
    for found in _DATES.finditer(text):
        other, month, day = int(found[1]), int(found[2]), int(found[3])
        wanted = _wanted(month, day, year, publication.kind)
        if wanted and other != wanted:
            yield _said(problems.DATE, paragraph, found[0], expected=f"{wanted}年{month}月{day}日")


def _wanted(month: int, day: int, year: int, kind: str) -> int | None:
    """The year of a closing date: of a budget the last, of final accounts their own."""
    if (month, day) == (12, 31):
        return year if kind == "final" else year - 1
    return {(8, 31): year - 1, (1, 1): year}.get((month, day)) if kind == "budget" else None


def _names(paragraph: JudgedParagraph, publication: Publication) -> Iterator[Finding]:
    """Whether the report is a unit's or a department's, and whose it is."""
    level = _level_of(publication)
    for found in _LEVELS.finditer(paragraph.text):
        if level and found[1] != level and not paragraph.source.level:
            yield _said(problems.LEVEL, paragraph, _around(paragraph.text, found), expected=level)
            break
    unit = plain(publication.unit)
    for found in _NAMED.finditer(paragraph.text):
        name = found[1]
        other = unit and _BODY.search(name) and name not in unit and unit not in name
        if other and SequenceMatcher(None, name, unit).ratio() > _ALIKE:
            yield _said(problems.OTHER_UNIT, paragraph, name, expected=unit)


def _level_of(publication: Publication) -> str:
    """单位 or 部门, as the titles of tables say most; "" where they say both or neither."""
    said = "".join(plain(table.title) for table in publication.tables)
    unit, department = said.count("单位"), said.count("部门预算") + said.count("年部门")
    return "单位" if unit >= 3 and not said.count("年部门") else "部门" if department >= 3 and not unit else ""


def _repeated(texts: Sequence[JudgedParagraph]) -> Iterator[Finding]:
    seen: set[str] = set()
    for paragraph in texts:
        if len(paragraph.text) >= _LONG:
            if paragraph.text in seen:
                yield _said(problems.REPEATED, paragraph, paragraph.text[:30].replace(UNIT, "…"))
            seen.add(paragraph.text)


def placeholders(texts: Sequence[JudgedParagraph], lexicon: Lexicon) -> int:
    """How many places of a form are still to be filled."""
    patterns = (lexicon.placeholders, lexicon.choices)
    return sum(len(pattern.findall(paragraph.text)) for paragraph in texts for pattern in patterns)

