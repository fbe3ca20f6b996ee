"""Texts against tables and against themselves: amounts, items by function, rates, shares, sums."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from ...model.finding import Finding, Severity
from . import problems
from .amounts import PrintedAmount, shown
from .between import TablesBySort, classes_of, folded
from .facts import Items, Phrase, fold, items_of, phrases
from .sentences import MONEY, JudgedParagraph, Money, any_of, money_at, monies, rate_of, rates_agree
from .sheets import KnownTable
from .tally import Tally
from .telling import at_text

_TEXT, _RATES = "文字与表", "增减和占比"
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_NAME = r"([^，。；：、（）“”《》\d.．]{2,40}(?:（(?!类|款|项|\d)[^（）]{1,8}）[^，。；：、（）“”\d]{0,20})?)"
_SUBJECT = re.compile(rf"{_NAME}（(?:\d{{3}})?类）-?{_NAME}（(?:\d\d)?款）-?{_NAME}（(?:\d\d)?项）")
_DASHED = re.compile(r"“([^“”—\-]{2,40})[-—]{1,2}([^“”—\-]{2,40})[-—]{1,2}([^“”—\-]{2,40})”(?:科目|（项）)")
_CLASS = re.compile(rf"“([^“”（）\-]{{2,30}}支出)”科目{MONEY}")
_DIRECT = re.compile(rf"[”）]?(?:科目)?(?:支出)?(?:预算|决算)?(?:数)?(?:为|安排)?{MONEY}")
_ARRANGED = re.compile(rf"(\d{{4}})年(?:年初)?预算(?:数)?(?:安排|为){MONEY}")
_FINAL = re.compile(rf"支出决算(?:数)?(?:为)?{MONEY}")
_EXECUTED = re.compile(
    rf"执行数(?:为|是)?{MONEY}，(\d{{4}})年(?:年初)?预算(?:数)?(?:安排|为){MONEY}，"
    r"(?:比|较|与)[^，。；]{0,20}?(增加|减少|增长|下降|持平)(\d+(?:\.\d+)?%)?")
_RATE = re.compile(
    rf"(增加|减少|增长|下降|增|减)(?:了)?{MONEY}[，、（(]?(?:同比)?(增长|下降|增加|减少|增幅|降幅|上升)?(?:为|了)?"
    r"(\d+(?:\.\d+)?)%")
_DONE = re.compile(
    rf"预算(?:数)?为{MONEY}，支出决算(?:数)?为{MONEY}，完成(?:年初|全年|调整)?预算数?的?(\d+(?:\.\d+)?)%")
_COMPARED = re.compile(
    rf"预算(?:数)?为{MONEY}，支出决算(?:数)?为{MONEY}.{{0,60}}?决算(?:数)?(?:与预算数)?(大于|小于|等于|持平)")
_LAST_YEAR = re.compile("上年|去年|上一年|预算(数)?为?$")
_SHARE = re.compile(rf"{MONEY}，占([^，。；、\d]{{0,30}}?)(?:的)?(\d+(?:\.\d+)?)%")
_PROCURED = re.compile(
    rf"采购(?:预算|金额|支出)(?:总额)?(?:（[^）]*）)?(?:为)?{MONEY}[，。]{{0,2}}其中[：，](?:政府)?(?:采购)?货物[^，。、\d]{{0,10}}{MONEY}[，、；]"
    rf"(?:政府)?(?:采购)?工程[^，。、\d]{{0,10}}{MONEY}[，、；](?:政府)?(?:采购)?服务[^，。、\d]{{0,10}}{MONEY}")
_CARS = re.compile(r"(?:共有车辆|购置车辆|公务用车实有|共有公务用车)(\d+)辆，其中[：，]([^。；]*)")
_CAR = re.compile(r"(\d+)辆")
_MANY_YEARS = 2


def judge_texts(
    book: TablesBySort, texts: Sequence[JudgedParagraph], year: int, tally: Tally, blamed: Mapping[int, Decimal | None],
) -> Iterator[Finding]:
    """What is wrong with the figures of the texts. `blamed`: cells told already, and what they should be, in 元."""
    words = [
        replace(phrase, amount=_meant(phrase.amount, blamed),
                of_grants=phrase.of_grants and _meant(phrase.of_grants, blamed))
        for phrase in phrases(book, MONEY)
    ]
    bases = phrases(book, "")
    if not words:
        tally.left_out(_TEXT, "认不出能与文字对照的表")
    for number, paragraph in enumerate(texts):
        if "万元" in paragraph.text or "元" in paragraph.text or "%" in paragraph.text:
            before = [money for other in texts[max(0, number - 2): number] for money in monies(other)]
            yield from _facts(paragraph, words, year, tally)
            yield from _rates(paragraph, before, tally)
            yield from _shares(paragraph, bases, tally)
            yield from _sums(paragraph, tally)
        yield from _cars(paragraph, tally)
    yield from _items(book, texts, year, tally, blamed)


def _meant(fact: PrintedAmount, blamed: Mapping[int, Decimal | None]) -> PrintedAmount:
    """A cell as it should be printed, where it was found wrong: a text that has it right is not to be blamed."""
    expected = blamed.get(id(fact))
    if expected is None:
        return fact
    return replace(fact, value=expected / fact.factor, text=shown(expected, fact))


def _facts(paragraph: JudgedParagraph, words: Sequence[Phrase], year: int, tally: Tally) -> Iterator[Finding]:
    taken: set[int] = set()
    for phrase in words:
        for found in phrase.pattern.finditer(paragraph.text):
            money = money_at(paragraph, found)
            fact = phrase.fact(_sentence(paragraph.text, found.start()))
            if money is None or fact is None or money.start in taken:
                continue
            if _of_other_year(paragraph.text, found.start(), year):
                continue
            taken.add(money.start)
            off = abs(money.yuan - fact.yuan)
            slack = money.half + fact.step / 2
            tally.add(_TEXT, 1, int(off <= slack))
            if off > slack:
                yield _differs(paragraph, money, fact, cut=off <= slack + 2 * money.half)


def _of_other_year(text: str, at: int, year: int) -> bool:
    """Whether the last year named before a place in its sentence is not the report's, or it is a plan of years."""
    sentence = _sentence(text, at)
    years = [int(found) for found in _YEAR.findall(sentence)]
    return (bool(years) and years[-1] != year) or len(set(years)) > _MANY_YEARS


def _sentence(text: str, at: int) -> str:
    """What stands in a sentence before a place."""
    return text[max(text.rfind(stop, 0, at) for stop in "。；") + 1: at]


def _differs(paragraph: JudgedParagraph, money: Money, fact: PrintedAmount, *, cut: bool = False) -> Finding:
    made = at_text(problems.AMOUNT, paragraph.source, paragraph.section, field=money.amount.field,
                   what=money.amount.field or "", found=f"{money.amount.text}{_unit(money)}",
                   ground=fact.name, expected=shown(fact.yuan, replace(money.amount, text="0.00")) + _unit(money))
    return replace(made, severity=Severity.INFO) if cut else made


def _unit(money: Money) -> str:
    return next((unit for unit, factor in (("元", 1), ("万元", 10_000), ("亿元", 100_000_000))
                 if money.amount.factor == factor), "")


def _items(
    book: TablesBySort, texts: Sequence[JudgedParagraph], year: int, tally: Tally, blamed: Mapping[int, Decimal | None],
) -> Iterator[Finding]:
    """The items by function that a report explains one by one."""
    general = book.get("YB")
    if general is None or not general.blocks:
        tally.left_out(_TEXT, "没有一般公共预算支出表，逐项说明没有对照")
        return
    rows = items_of(general)
    column = general.column("合计", block=general.blocks[0])
    seen: Counter[tuple[int, int]] = Counter()
    for paragraph in texts:
        yield from _classes(paragraph, general, tally)
        for found in (*_SUBJECT.finditer(paragraph.text), *_DASHED.finditer(paragraph.text)):
            path = fold(_opened(found[1])), fold(found[2]), fold(found[3])
            place = rows.get(path)
            tally.add(_TEXT, 1, int(place is not None))
            if place is None:
                yield _unknown(paragraph, found, rows, general)
            if place is None:
                place = next((row for key, row in rows.items() if key[1:] == path[1:]), None)
            if place is not None and column is not None:
                seen[place[0], id(place[1])] += 1
                fact = _meant(general.amount(*place, column), blamed)
                yield from _item(paragraph, found, fact, year, tally)
    yield from _complete(book, texts, rows, seen, tally)


def _classes(paragraph: JudgedParagraph, general: KnownTable, tally: Tally) -> Iterator[Finding]:
    """A sentence about a whole class of outlay."""
    rows, column = classes_of(general), general.column("合计", block=general.blocks[0])
    for found in _CLASS.finditer(paragraph.text):
        row, money = rows.get(folded(found[1])), money_at(paragraph, found, 2)
        if row is None or money is None or column is None:
            continue
        fact = general.amount(row, general.blocks[0], column)
        off, slack = abs(money.yuan - fact.yuan), money.half + fact.step / 2
        tally.add(_TEXT, 1, int(off <= slack))
        if off > slack:
            yield _differs(paragraph, money, fact, cut=off <= slack + 2 * money.half)


def _opened(name: str) -> str:
    """A name without what stands before it: numbers, quotation marks."""
    return re.sub(r"^[“\"\d、.．]+", "", name)


def _unknown(paragraph: JudgedParagraph, found: re.Match[str], rows: Items, general: KnownTable) -> Finding:
    others = ""
    for key, (row, block) in rows.items():
        if key[2] == fold(found[3]) and key[1] == fold(found[2]):
            code = general.code(row, block)
            others = f"，{code.text if code else ''} {key[2]}的类是“{key[0]}”"
    return at_text(problems.SUBJECT, paragraph.source, paragraph.section, found=found[0][:60], others=others)


def _item(
    paragraph: JudgedParagraph, found: re.Match[str], fact: PrintedAmount, year: int, tally: Tally,
) -> Iterator[Finding]:
    """An item's own amount, and that it is the same further on."""
    others = (*_SUBJECT.finditer(paragraph.text, found.end()), *_DASHED.finditer(paragraph.text, found.end()))
    end = min((other.start() for other in others), default=len(paragraph.text))
    rest = paragraph.text[: end]
    direct = _DIRECT.match(rest, found.end())
    money = money_at(paragraph, direct) if direct else None
    final = _FINAL.search(rest, found.end())
    for one in (money, money_at(paragraph, final) if final else None):
        if one is None:
            continue
        off, slack = abs(one.yuan - fact.yuan), one.half + fact.step / 2
        tally.add(_TEXT, 1, int(off <= slack))
        if off > slack:
            yield _differs(paragraph, one, fact, cut=off <= slack + 2 * one.half)
    for arranged in _ARRANGED.finditer(rest, found.end()):
        other = money_at(paragraph, arranged, 2)
        if other and money and int(arranged[1]) == year:
            same = abs(other.yuan - money.yuan) <= max(other.half, money.half)
            tally.add(_TEXT, 1, int(same))
            if not same:
                yield at_text(problems.INSIDE, paragraph.source, paragraph.section, field=f"{year}年预算安排",
                              what=f"{year}年预算安排", found=f"{other.amount.text}{_unit(other)}",
                              expected=f"{money.amount.text}{_unit(money)}")


def _complete(
    book: TablesBySort, texts: Sequence[JudgedParagraph], rows: Items, seen: Counter[tuple[int, int]], tally: Tally,
) -> Iterator[Finding]:
    """Where a budget explains its items one by one, each has one sentence."""
    general = book.get("YB")
    if general is None or not book.budget or len(seen) * 2 < len(rows) or len(seen) < 2:
        return
    column = general.column("合计", block=general.blocks[0])
    first = next(p for p in texts if _SUBJECT.search(p.text) or _DASHED.search(p.text))
    for (_, _, name), (row, block) in rows.items():
        times = seen[row, id(block)]
        money = column is not None and general.value(row, column) != 0
        tally.add(_TEXT, 1, int(times == 1 or (not times and not money)))
        if times > 1:
            yield at_text(problems.ITEMS, first.source, first.section, what=f"“{name}”说明了 {times} 次")
        elif not times and money:
            yield at_text(problems.ITEMS, first.source, first.section,
                          what=f"{general.name}里的“{name}”有数，没有说明")


def _rates(paragraph: JudgedParagraph, before: Sequence[Money], tally: Tally) -> Iterator[Finding]:
    yield from _executed(paragraph, tally)
    yield from _done(paragraph, tally)
    own = monies(paragraph)
    for found in _RATE.finditer(paragraph.text):
        change = money_at(paragraph, found, 2)
        subjects = any_of(own, found.start())
        if change is None or not subjects:
            continue
        up = found[1] in ("增加", "增长", "增")
        if found[4] and (found[4] in ("增长", "增加", "增幅", "上升")) != up:
            yield at_text(problems.DIRECTION, paragraph.source, paragraph.section, found=found[0],
                          what=f"“{found[0]}”前后两个词不一致", ground="一个说增加，一个说减少")
        yield from _change(paragraph, found, change, [*before, *subjects], up, tally)
    yield from _more_than_all(paragraph, own, tally)


def _change(
    paragraph: JudgedParagraph, found: re.Match[str], change: Money, subjects: Sequence[Money], up: bool, tally: Tally,
) -> Iterator[Finding]:
    """增加X，增长p%: X over what it was before, for some amount that it may be about."""
    printed = found[5]
    bases = [(m, m.yuan - change.yuan if up else m.yuan + change.yuan) for m in subjects]
    bases += [(m, m.yuan) for m in subjects if _LAST_YEAR.search(paragraph.text[max(0, m.start - 12): m.start])]
    verdicts = [
        rates_agree(change.yuan, change.half, base, m.half + change.half, printed) for m, base in bases if base > 0
    ]
    nearest, base = bases[len(subjects) - 1]
    if base <= 0 and not change.yuan:
        return
    tally.add(_RATES, 1, int(0 in verdicts or not verdicts))
    if not verdicts and Decimal(printed):
        yield at_text(problems.ZERO_BASE, paragraph.source, paragraph.section, found=printed,
                      ground=f"“{nearest.amount.text}”减去增加的“{change.amount.text}”")
    elif verdicts and 0 not in verdicts:
        slip = rates_agree(change.yuan, change.half, nearest.yuan, nearest.half, printed) == 0
        made = at_text(
            problems.RATE, paragraph.source, paragraph.section, found=printed,
            expected=rate_of(change.yuan, base, printed),
            ground=f"{change.amount.text} ÷ {shown(base, replace(nearest.amount, text='0.00'))}",
            others="，像是除以了本年数" if slip else "")
        yield replace(made, severity=Severity.INFO) if 1 in verdicts else made


def _more_than_all(paragraph: JudgedParagraph, own: Sequence[Money], tally: Tally) -> Iterator[Finding]:
    """An increase can't exceed what there is after it."""
    for one, change in pairwise(own):
        between = paragraph.text[one.end: change.start]
        clause = re.split("[。；]", paragraph.text[: one.start])[-1]
        listed = "结转" in clause or "其中" in clause
        if re.fullmatch(r"，?(比|较)[^，。；]{0,16}增加了?", between) and not one.changed and not listed:
            fits = change.yuan - one.yuan <= change.half + one.half
            tally.add(_RATES, 1, int(fits))
            if not fits:
                yield at_text(problems.CHANGE, paragraph.source, paragraph.section, field=one.amount.field,
                              found=f"{change.amount.text}{_unit(change)}", expected=f"{one.amount.text}{_unit(one)}")


def _executed(paragraph: JudgedParagraph, tally: Tally) -> Iterator[Finding]:
    """执行数为B，预算安排A，比…增加p%."""
    for found in _EXECUTED.finditer(paragraph.text):
        base, now = money_at(paragraph, found, 1), money_at(paragraph, found, 4)
        word, printed = found[6], (found[7] or "").rstrip("%")
        if base is None or now is None:
            continue
        change, half = now.yuan - base.yuan, now.half + base.half
        ground = f"{base.amount.text}→{now.amount.text}"
        if word == "持平":
            same = abs(change) <= half
            tally.add(_RATES, 1, int(same))
            if not same:
                yield at_text(problems.DIRECTION, paragraph.source, paragraph.section, found=ground,
                              what="写的是持平，两个数不同", ground=ground)
            continue
        yield from _moved(paragraph, base, change, half, word, printed, ground, tally)


def _moved(
    paragraph: JudgedParagraph, base: Money, change: Decimal, half: Decimal, word: str, printed: str, ground: str,
    tally: Tally,
) -> Iterator[Finding]:
    up = word in ("增加", "增长")
    wrong_way = abs(change) > half and (change > 0) != up
    verdict = rates_agree(change, half, base.yuan, base.half, printed) if printed and base.yuan else 0
    tally.add(_RATES, 1, int(not wrong_way and not verdict))
    if printed and not base.yuan:
        yield at_text(problems.ZERO_BASE, paragraph.source, paragraph.section, found=printed, ground="上年的执行数")
    elif verdict:
        others = f"，而且是{'减少' if up else '增加'}" if wrong_way else ""
        made = at_text(problems.RATE, paragraph.source, paragraph.section, found=printed,
                       expected=rate_of(change, base.yuan, printed), ground=ground, others=others)
        yield replace(made, severity=Severity.INFO) if verdict == 1 and not wrong_way else made
    elif wrong_way:
        yield at_text(problems.DIRECTION, paragraph.source, paragraph.section, found=ground,
                      what=f"写的是{word}，数却{'减少' if up else '增加'}了", ground=ground)


def _done(paragraph: JudgedParagraph, tally: Tally) -> Iterator[Finding]:
    """Completion of a budget, and whether the outcome is more or less than it."""
    for found in _DONE.finditer(paragraph.text):
        budget, final = money_at(paragraph, found, 1), money_at(paragraph, found, 3)
        if budget and final and budget.yuan:
            verdict = rates_agree(final.yuan, final.half, budget.yuan, budget.half, found[5])
            tally.add(_RATES, 1, int(not verdict))
            if verdict:
                made = at_text(problems.RATE, paragraph.source, paragraph.section, found=found[5],
                               expected=rate_of(final.yuan, budget.yuan, found[5]), others="",
                               ground=f"{final.amount.text} ÷ {budget.amount.text}")
                yield replace(made, severity=Severity.INFO) if verdict == 1 else made
    for found in _COMPARED.finditer(paragraph.text):
        budget, final = money_at(paragraph, found, 1), money_at(paragraph, found, 3)
        if budget and final:
            said = {"大于": 1, "小于": -1}.get(found[5], 0)
            true = (final.yuan > budget.yuan) - (final.yuan < budget.yuan)
            tally.add(_RATES, 1, int(said == true))
            if said != true:
                ground = f"预算 {budget.amount.text}，决算 {final.amount.text}"
                yield at_text(problems.DIRECTION, paragraph.source, paragraph.section, found=found[5],
                              what=f"写的是决算数{found[5]}预算数", ground=ground)


def _shares(paragraph: JudgedParagraph, words: Sequence[Phrase], tally: Tally) -> Iterator[Finding]:
    """A part and what share it is of an amount before it, or of a total of the tables."""
    own = monies(paragraph)
    found = list(_SHARE.finditer(paragraph.text))
    totals = [phrase.amount for phrase in words]
    for share in found:
        part = money_at(paragraph, share)
        if part is None:
            continue
        bases = [money for money in any_of(own, share.start()) if money.yuan >= part.yuan]
        verdicts = [rates_agree(part.yuan, part.half, money.yuan, money.half, share[4]) for money in bases]
        verdicts += [rates_agree(part.yuan, part.half, total.yuan, total.step / 2, share[4]) for total in totals]
        named = [(money.yuan, money.amount.text) for money in bases if money.end < found[0].start()]
        named += [(phrase.amount.yuan, phrase.amount.name) for phrase in words
                  if share[3] and phrase.pattern.fullmatch(share[3])]
        if 0 in verdicts:
            tally.add(_RATES, 1, 1)
        elif named:
            tally.add(_RATES, 1, 0)
            base, called = named[-1]
            made = at_text(problems.SHARE, paragraph.source, paragraph.section, field=part.amount.field, found=share[4],
                           expected=rate_of(part.yuan, base, share[4]), ground=f"{part.amount.text} ÷ {called}")
            yield replace(made, severity=Severity.INFO) if 1 in verdicts else made


def _sums(paragraph: JudgedParagraph, tally: Tally) -> Iterator[Finding]:
    """Procurement is goods, works and services."""
    for found in _PROCURED.finditer(paragraph.text):
        amounts = [money_at(paragraph, found, group) for group in (1, 3, 5, 7)]
        if any(money is None for money in amounts):
            continue
        total, *parts = [money for money in amounts if money]
        gap = abs(total.yuan - sum(part.yuan for part in parts))
        fits = gap <= total.half + sum(part.half for part in parts)
        tally.add(_RATES, 1, int(fits))
        if not fits:
            yield at_text(problems.TEXT_SUM, paragraph.source, paragraph.section, what="政府采购总额",
                          found=f"{total.amount.text}{_unit(total)}",
                          expected=shown(sum((p.yuan for p in parts), Decimal(0)), replace(total.amount, text="0.00")),
                          ground="＋".join(part.amount.text for part in parts))


def _cars(paragraph: JudgedParagraph, tally: Tally) -> Iterator[Finding]:
    for found in _CARS.finditer(paragraph.text):
        kinds = [int(number) for number in _CAR.findall(found[2])]
        if len(kinds) < 2:
            continue
        fits = sum(kinds) == int(found[1])
        tally.add(_RATES, 1, int(fits))
        if not fits:
            yield at_text(problems.TEXT_SUM, paragraph.source, paragraph.section, what="车辆", found=f"{found[1]}辆",
                          expected=str(sum(kinds)), ground="＋".join(map(str, kinds)))
