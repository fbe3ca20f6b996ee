"""Sums within a text: procurement, vehicles, grades, basic outlay, “三公”, and parts that can't exceed their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...model.finding import Finding
from . import problems
from .between import TablesBySort
from .differing import RATE_FAMILY, in_words, sum_fails
from .sentences import MONEY, JudgedParagraph, Money, money_at, monies
from .sheets import KnownTable
from .tally import Tally
from .telling import at_text

_PROCURED = re.compile(
    rf"采购(?:预算|金额|支出)(?:总额)?(?:（[^）]*）)?(?:为)?{MONEY}[，。]{{0,2}}其中[：，]"
    rf"(?:政府)?(?:采购)?货物[^，。、\d]{{0,10}}{MONEY}[，、；]"
    rf"(?:政府)?(?:采购)?工程[^，。、\d]{{0,10}}{MONEY}[，、；](?:政府)?(?:采购)?服务[^，。、\d]{{0,10}}{MONEY}")
_BASIC = re.compile(
    rf"基本支出[^，。；\d]{{0,10}}{MONEY}[，。]{{1,2}}其中[：，]?人员经费[^，。；\d]{{0,8}}{MONEY}"
    rf".{{0,600}}?公用经费[^，。；\d]{{0,8}}{MONEY}")
_COUNTED = re.compile(r"(\d+)(辆|台|套|个|人|次|批次)(?:，其中[：，]?|（(?:其中[：，]?)?)([^。；（）]*)")
_CARS = re.compile(r"车|用车")
_GRADED = re.compile(
    r"自评的?[^，。；\d]{0,12}(?:\d{4}年度?)?项目(?:共)?(\d+)个.{0,60}?（其中[：，]?([^）]*?评级[^）。]*)")
_GRADE = re.compile(r"评级为“[^”]+”的?项目(\d+)个")
_SMALL = re.compile(
    rf"面向中小企业预留[^，。；\d]{{0,20}}{MONEY}，(?:其中[，：]?)?"
    rf"[^，。；\d]{{0,10}}(?:小微|小型和微型)企业[^，。；\d]{{0,20}}{MONEY}")
_WON = re.compile(
    rf"(在面向中小企业预留|在面向小微企业预留|在其他)的?政府采购项目中，[^，。；]{{0,24}}，采购金额{MONEY}")
_PLANNED = re.compile(rf"编报绩效目标的[^，。；]{{0,14}}项目(?:共)?(\d+)个，涉及(?:项目)?预算(?:资金|金额){MONEY}")
_SAME_PROJECTS = re.compile(rf"项目(?:共)?(\d+)个，涉及(?:项目)?预算(?:资金|金额){MONEY}")
_PUBLICS = ("因公出国（境）费", "公务(?:用)?车购置及运行(?:维护)?费", "公务接待费")
_TOTAL_OF_PUBLICS = re.compile(rf"“三公”经费[^。；]*?{MONEY}.*?其中[：，]?")
_FOLLOWING = 8


def said_sums(paragraph: JudgedParagraph, book: TablesBySort, tally: Tally) -> Iterator[Finding]:
    """What is wrong with the sums of a paragraph."""
    for what, pattern in (("政府采购总额", _PROCURED), ("基本支出", _BASIC)):
        for found in pattern.finditer(paragraph.text):
            amounts = [money_at(paragraph, found, group) for group in range(1, len(found.groups()) + 1, 2)]
            printed = [money for money in amounts if money and not money.changed]
            if len(printed) == len(amounts):
                yield from sum_fails(paragraph, what, printed[0], printed[1:], tally)
    yield from _counted(paragraph, tally)
    yield from _reserved(paragraph, tally)
    yield from _projects(paragraph, book, tally)


def _counted(paragraph: JudgedParagraph, tally: Tally) -> Iterator[Finding]:
    """Vehicles are those of all sorts; of other things the sorts that are named are not more than all."""
    for found in _COUNTED.finditer(paragraph.text):
        kinds = [int(number) for number in re.findall(rf"(\d+){found[2]}", found[3])]
        if len(kinds) < 2 or len(found[1]) > 7:
            continue
        whole, cars = int(found[1]), found[2] == "辆" and _CARS.search(paragraph.text) is not None
        fits = sum(kinds) == whole if cars else sum(kinds) <= whole
        tally.add(RATE_FAMILY, 1, int(fits))
        if not fits:
            problem = problems.TEXT_SUM if cars else problems.TEXT_PART
            yield at_text(problem, paragraph.source, paragraph.section, what="车辆" if cars else "各项之和",
                          found=f"{whole}{found[2]}" if cars else f"{sum(kinds)}{found[2]}",
                          expected=str(sum(kinds)) if cars else f"{whole}{found[2]}", ground="＋".join(map(str, kinds)))
    for found in _GRADED.finditer(paragraph.text):
        grades = [int(number) for number in _GRADE.findall(found[2])]
        fits = sum(grades) == int(found[1])
        tally.add(RATE_FAMILY, 1, int(fits))
        if not fits:
            yield at_text(problems.TEXT_SUM, paragraph.source, paragraph.section, what="自评的项目",
                          found=f"{found[1]}个", expected=str(sum(grades)), ground="＋".join(map(str, grades)))


def _reserved(paragraph: JudgedParagraph, tally: Tally) -> Iterator[Finding]:
    """What is reserved for small enterprises is part of what is for small and middling; so is what they won."""
    reserved: list[Money] = []
    for found in _SMALL.finditer(paragraph.text):
        whole, small = money_at(paragraph, found), money_at(paragraph, found, 3)
        if whole and small:
            reserved = [whole, small]
            yield from _part(paragraph, "预留给小微企业的", small, "预留给中小企业的", whole, tally)
    won = {found[1]: money_at(paragraph, found, 2) for found in _WON.finditer(paragraph.text)}
    for name, whole in zip(("在面向中小企业预留", "在面向小微企业预留"), reserved, strict=False):
        if part := won.get(name):
            yield from _part(paragraph, f"{name}中成交的", part, "预留的", whole, tally)


def _part(
    paragraph: JudgedParagraph, what: str, part: Money, of: str, whole: Money, tally: Tally,
) -> Iterator[Finding]:
    fits = part.yuan - whole.yuan <= part.half + whole.half
    tally.add(RATE_FAMILY, 1, int(fits))
    if not fits:
        yield at_text(problems.TEXT_PART, paragraph.source, paragraph.section, field=part.amount.field, what=what,
                      found=in_words(part), ground=of, expected=in_words(whole))


def _projects(paragraph: JudgedParagraph, book: TablesBySort, tally: Tally) -> Iterator[Finding]:
    """Projects with targets are part of the outlay for projects; of as many projects the budget is one amount."""
    bottom = _project_outlay(book.get("ZC"))
    for found in _PLANNED.finditer(paragraph.text):
        money = money_at(paragraph, found, 2)
        if money and bottom and book.budget:
            yield from _part(paragraph, "编报绩效目标的项目", money, bottom.amount.name, bottom, tally)
    same = [(found[1], money) for found in _SAME_PROJECTS.finditer(paragraph.text)
            if (money := money_at(paragraph, found, 2))]
    for number, money in same[1:]:
        fits = number != same[0][0] or money.yuan == same[0][1].yuan
        tally.add(RATE_FAMILY, 1, int(fits))
        if not fits:
            yield at_text(problems.TEXT_PART, paragraph.source, paragraph.section, field=money.amount.field,
                          what=f"同是 {number} 个项目，预算金额", found=in_words(money), ground="前面",
                          expected=in_words(same[0][1]))


def _project_outlay(sheet: KnownTable | None) -> Money | None:
    if sheet is None or sheet.in_doubt or not sheet.blocks:
        return None
    row, column = sheet.total_row(sheet.blocks[0]), sheet.column("项目支出")
    if row is None or column is None:
        return None
    return Money(sheet.amount(row, sheet.blocks[0], column), 0, 0, changed=False)


def publics_in(texts: Sequence[JudgedParagraph], tally: Tally) -> Iterator[Finding]:
    """The total of “三公” in a sentence is that of its three parts, in the paragraph or those that follow."""
    for number, paragraph in enumerate(texts):
        found = _TOTAL_OF_PUBLICS.search(paragraph.text)
        if found is None:
            continue
        totals = [money for money in monies(paragraph) if money.end <= found.end() and not money.changed]
        ends = found.end() > len(paragraph.text) - 2
        below = [paragraph, *(texts[number + 1: number + _FOLLOWING] if ends else ())]
        parts = [_first(name, below, found.end()) for name in _PUBLICS]
        if not totals or not all(parts):
            continue
        known = [part for part in parts if part]
        whole = sum(part.yuan for part in known)
        slack = sum(part.half for part in known)
        fits = any(abs(total.yuan - whole) <= slack + total.half for total in totals)
        tally.add(RATE_FAMILY, 1, int(fits))
        if not fits:
            yield from sum_fails(paragraph, "“三公”经费", totals[-1], known, Tally())


def _first(name: str, paragraphs: Sequence[JudgedParagraph], start: int) -> Money | None:
    """The first amount behind a name, in the first paragraph from its position on, in the others anywhere."""
    pattern = re.compile(rf"{name}[^，。；\d]{{0,14}}?{MONEY}")
    for paragraph in paragraphs:
        if found := pattern.search(paragraph.text, start):
            money = money_at(paragraph, found)
            return None if money is None or money.changed else money
        start = 0
    return None
