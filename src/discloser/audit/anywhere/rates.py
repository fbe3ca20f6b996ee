"""Changes and completion in texts: rates, directions, and increases that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from ...model.finding import Finding, Severity
from . import problems
from .amounts import PrintedAmount
from .differing import RATE_FAMILY, in_unit, in_words
from .facts import Phrase
from .sentences import MONEY, JudgedParagraph, Money, any_of, money_at, monies, rate_of, rates_agree
from .tally import Tally
from .telling import at_text

_UP = ("增加", "增长", "增", "增幅", "上升")
_EXECUTED = re.compile(
    rf"执行数(?:为|是)?{MONEY}，(\d{{4}})年(?:年初)?预算(?:数)?(?:安排|为){MONEY}，"
    r"(?:比|较|与)[^，。；]{0,20}?(增加|减少|增长|下降|持平)(\d+(?:\.\d+)?%)?")
_STATED = re.compile(rf"项）”?(?:科目)?(?:支出)?(?:预算)?(?:数)?(?:为|安排)?{MONEY}")
_RATE = re.compile(
    rf"(增加|减少|增长|下降|增|减)(?:了)?{MONEY}[，、（(]?(?:同比)?(增长|下降|增加|减少|增幅|降幅|上升)?(?:（[增减下上][^）]*）)?"
    r"(?:为|了)?(\d+(?:\.\d+)?%|\d+\.\d+(?=[，。；）]|$))")
_DONE = re.compile(
    rf"预算(?:数)?为{MONEY}，支出决算(?:数)?为{MONEY}[，。；]完成(?:年初|全年|调整)?预算数?的?(\d+(?:\.\d+)?)%")
_PUBLICS_DONE = re.compile(
    r"(“三公”经费|因公出国（境）费|公务用车购置及运行(?:维护)?费|公务用车购置费|公务用车运行(?:维护)?费|公务接待费)"
    rf"(?:财政拨款)?(?:支出)?决算(?:数)?(?:为)?{MONEY}，完成(?:年初|全年|调整)?预算(?:数)?的?(\d+(?:\.\d+)?)%")
_COMPARED = re.compile(
    rf"预算(?:数)?为{MONEY}，支出决算(?:数)?为{MONEY}.{{0,60}}?决算(?:数)?"
    r"(?:(?:与|同|较|比)(?:年初|全年|调整)?预算(?:数)?)?(基本)?(大于|小于|等于|持平)")
_LAST_YEAR = re.compile("上年|去年|上一年|预算(数)?为?$")
_ROUGHLY = Decimal("0.01")
_ONLY_COMPARED = re.compile(r"(?:支出|收入|预算|决算|数|总额|规模)*(?:，?(?:比|较|与|同)[^，。；、：]{0,16})?")
"""What may stand between a name and by how much it changed."""


def rates(
    paragraph: JudgedParagraph, before: Sequence[Money], words: Sequence[Phrase],
    publics: Mapping[str, tuple[PrintedAmount, PrintedAmount]], tally: Tally,
) -> Iterator[Finding]:
    """What is wrong with changes and completion in a paragraph.

    `before`: the amounts of the paragraphs before it; `words`: what tables call amounts, for sentences that name one
    without printing it; `publics`: name → budget and outcome of “三公”.
    """
    yield from _executed(paragraph, tally)
    yield from _done(paragraph, tally)
    yield from _publics_done(paragraph, publics, tally)
    own = monies(paragraph)
    for found in _RATE.finditer(paragraph.text):
        change = money_at(paragraph, found, 2)
        subjects = any_of(own, found.start())
        if change is None:
            continue
        named = _named(paragraph, found.start(), words)
        only_named = not subjects and named is not None
        subjects = [*([named] if named else []), *subjects]
        if not subjects:
            continue
        up = found[1] in _UP
        if found[4] and (found[4] in _UP) != up:
            yield at_text(problems.DIRECTION, paragraph.source, paragraph.section, found=found[0],
                          what=f"“{found[0]}”前后两个词不一致", ground="一个说增加，一个说减少")
        told = _change(paragraph, found, change, [*before, *subjects], up, tally)
        # A table may leave out what was carried over where the sentence does not.
        yield from (_at_most_a_warning(one) for one in told) if only_named else told
    yield from _more_than_all(paragraph, own, tally)


def _at_most_a_warning(finding: Finding) -> Finding:
    return finding._replace(severity=Severity.WARNING) if finding.severity is Severity.ERROR else finding


def _named(paragraph: JudgedParagraph, at: int, words: Sequence[Phrase]) -> Money | None:
    """What the tables print for the last words of a sentence that stand for an amount, as if it were printed there."""
    start = max(paragraph.text.rfind(stop, 0, at) for stop in "。；") + 1
    found = [(match.end(), match.start(), phrase) for phrase in words
             for match in phrase.pattern.finditer(paragraph.text, start, at)
             if phrase.fact(paragraph.text[start: at]) and _ONLY_COMPARED.fullmatch(paragraph.text, match.end(), at)]
    if not found:
        return None
    end, begun, phrase = max(found, key=lambda one: (one[0], -one[1]))
    fact = phrase.fact(paragraph.text[start: at])
    return None if fact is None else Money(fact, begun, end, changed=False)


def _change(
    paragraph: JudgedParagraph, found: re.Match[str], change: Money, subjects: Sequence[Money], up: bool, tally: Tally,
) -> Iterator[Finding]:
    """增加X，增长p%: X over what it was before, for some amount that it may be about."""
    printed = found[5].rstrip("%")
    bases = [(m, m.yuan - change.yuan if up else m.yuan + change.yuan) for m in subjects]
    bases += [(m, m.yuan) for m in subjects if _LAST_YEAR.search(paragraph.text[max(0, m.start - 12): m.start])]
    verdicts = [
        rates_agree(change.yuan, change.half, base, m.half + change.half, printed) for m, base in bases if base > 0
    ]
    nearest, base = bases[len(subjects) - 1]
    if base <= 0 and not change.yuan:
        return
    tally.add(RATE_FAMILY, 1, int(0 in verdicts or not verdicts))
    if not verdicts and Decimal(printed):
        yield at_text(problems.ZERO_BASE, paragraph.source, paragraph.section, found=printed,
                      ground=f"“{nearest.amount.text}”减去增加的“{change.amount.text}”")
    elif verdicts and 0 not in verdicts:
        slip = rates_agree(change.yuan, change.half, nearest.yuan, nearest.half, printed) == 0
        made = at_text(
            problems.RATE, paragraph.source, paragraph.section, found=printed,
            expected=rate_of(change.yuan, base, printed), ground=f"{change.amount.text} ÷ {in_unit(base, change)}",
            others="，像是除以了本年数" if slip else "")
        yield made._replace(severity=Severity.INFO) if 1 in verdicts else made


def _more_than_all(paragraph: JudgedParagraph, own: Sequence[Money], tally: Tally) -> Iterator[Finding]:
    """An increase can't exceed what there is after it."""
    for one, change in pairwise(own):
        between = paragraph.text[one.end: change.start]
        clause = re.split("[。；]", paragraph.text[: one.start])[-1]
        listed = "结转" in clause or re.search("其中(?!：[^，]*$)", clause)
        if re.fullmatch(r"，?(比|较)[^，。；]{0,16}增加了?", between) and not one.changed and not listed:
            fits = change.yuan - one.yuan <= change.half + one.half
            tally.add(RATE_FAMILY, 1, int(fits))
            if not fits:
                yield at_text(problems.CHANGE, paragraph.source, paragraph.section, field=one.amount.field,
                              found=in_words(change), expected=in_words(one))


def _executed(paragraph: JudgedParagraph, tally: Tally) -> Iterator[Finding]:
    """执行数为B，预算安排A，比…增加p%.

    Where A is not what the item says before, that is told; the rate may be of either, and is told by the item.
    """
    for found in _EXECUTED.finditer(paragraph.text):
        base, now = money_at(paragraph, found, 1), money_at(paragraph, found, 4)
        if base is None or now is None:
            continue
        stated = [money_at(paragraph, one) for one in _STATED.finditer(paragraph.text, 0, found.start())]
        own = [list(_moved(paragraph, base, one, found[6], (found[7] or "").rstrip("%")))
               for one in (now, stated[-1] if stated else None) if one]
        tally.add(RATE_FAMILY, 1, int(not all(own)))
        yield from own[-1] if all(own) else ()


def _moved(paragraph: JudgedParagraph, base: Money, now: Money, word: str, printed: str) -> Iterator[Finding]:
    """What is wrong with a direction and a rate from one amount to another."""
    change, half = now.yuan - base.yuan, now.half + base.half
    ground = f"{base.amount.text}→{now.amount.text}"
    up, still = word in _UP, word == "持平"
    wrong_way = abs(change) > half and (still or (change > 0) != up)
    verdict = rates_agree(change, half, base.yuan, base.half, printed) if printed and base.yuan else 0
    if printed and not base.yuan:
        yield at_text(problems.ZERO_BASE, paragraph.source, paragraph.section, found=printed, ground="上年的执行数")
    elif verdict:
        others = f"，而且是{'减少' if up else '增加'}" if wrong_way else ""
        made = at_text(problems.RATE, paragraph.source, paragraph.section, found=printed,
                       expected=rate_of(change, base.yuan, printed), ground=ground, others=others)
        yield made._replace(severity=Severity.INFO) if verdict == 1 and not wrong_way else made
    elif wrong_way:
        what = "写的是持平，两个数不同" if still else f"写的是{word}，数却{'减少' if up else '增加'}了"
        yield at_text(problems.DIRECTION, paragraph.source, paragraph.section, found=ground, what=what, ground=ground)


def _done(paragraph: JudgedParagraph, tally: Tally) -> Iterator[Finding]:
    """Completion of a budget, and whether the outcome is more or less than it."""
    for found in _DONE.finditer(paragraph.text):
        budget, final = money_at(paragraph, found, 1), money_at(paragraph, found, 3)
        if budget and final and budget.yuan:
            yield from _completed(paragraph, final, budget.amount, budget.half, found[5], tally)
    for found in _COMPARED.finditer(paragraph.text):
        budget, final = money_at(paragraph, found, 1), money_at(paragraph, found, 3)
        if budget and final:
            said = {"大于": 1, "小于": -1}.get(found[6], 0)
            true = (final.yuan > budget.yuan) - (final.yuan < budget.yuan)
            roughly = found[5] and abs(final.yuan - budget.yuan) <= budget.yuan * _ROUGHLY
            tally.add(RATE_FAMILY, 1, int(said == true or bool(roughly)))
            if said != true and not roughly:
                ground = f"预算 {budget.amount.text}，决算 {final.amount.text}"
                yield at_text(problems.DIRECTION, paragraph.source, paragraph.section, found=found[6],
                              what=f"写的是决算数{found[6]}预算数", ground=ground)


def _publics_done(
    paragraph: JudgedParagraph, publics: Mapping[str, tuple[PrintedAmount, PrintedAmount]], tally: Tally,
) -> Iterator[Finding]:
    """Completion of “三公”, whose budgets stand in the table only."""
    for found in _PUBLICS_DONE.finditer(paragraph.text):
        final, name = money_at(paragraph, found, 2), found[1]
        budget = next((pair[0] for key, pair in publics.items() if key in name), None)
        if final and budget and budget.value:
            yield from _completed(paragraph, final, budget, budget.step / 2, found[4], tally)


def _completed(
    paragraph: JudgedParagraph, final: Money, budget: PrintedAmount, half: Decimal, printed: str, tally: Tally,
) -> Iterator[Finding]:
    verdict = rates_agree(final.yuan, final.half, budget.yuan, half, printed)
    tally.add(RATE_FAMILY, 1, int(not verdict))
    if verdict:
        made = at_text(problems.RATE, paragraph.source, paragraph.section, found=printed,
                       expected=rate_of(final.yuan, budget.yuan, printed), others="",
                       ground=f"{final.amount.text} ÷ {budget.text}")
        yield made._replace(severity=Severity.INFO) if verdict == 1 else made
