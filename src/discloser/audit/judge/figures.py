"""Figures against figures: amounts that differ, sums, percentages, changes against last year, years, lists."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...model.finding import Finding
from ..inspection import Inspection
from ..ledger.rates import wrong_change, wrong_share
from ..ledger.verdict import faults_of
from ..problems import completeness, figures, targets, wording
from ..read.figures import Figure, FigurePlace
from ..read.relations import holds
from ..rule import rule
from .checks import judge_checks
from .tell import finding_at, told, told_rate


@rule(
    figures.LEVELS, figures.ACROSS, figures.WITHIN, figures.TABLES_SUM, figures.TEXT_SUM, figures.DOUBTFUL,
    figures.BALANCE, figures.TABLES_DIFFER, figures.TEXT_AMOUNT, figures.TEXT_REPEATED, figures.TEXT_COUNT,
    figures.PLAN_TERM, targets.AMOUNT,
)
def amounts_agree(seen: Inspection) -> Iterator[Finding]:
    """Amounts printed twice are the same, sums are the sums of their parts."""
    return told(faults_of(seen.ledger), seen.file, seen.readings.lenient)


@rule(figures.SHARE, figures.NO_SIGN)
def shares_are_right(seen: Inspection) -> Iterator[Finding]:
    """Percentages of a whole."""
    for share in seen.readings.shares:
        if wrong := wrong_share(share, seen.ledger, seen.desk):
            yield told_rate(wrong, figures.SHARE, seen.file)
        if not share.signed:
            yield finding_at(figures.NO_SIGN, seen.file, share.spot, found=share.text)


@rule(figures.RATE, figures.ZERO_BASE, figures.NO_RATE, figures.NEGATIVE_PRIOR, figures.DIRECTION)
def changes_are_right(seen: Inspection) -> Iterator[Finding]:
    """Changes against last year; what else ought to hold is not looked for in a change that is wrong."""
    blamed: set[FigurePlace] = set()
    for change in seen.readings.changes:
        for odd in wrong_change(change, seen.ledger, seen.desk):
            blamed.add(change.spot)
            yield told_rate(odd, figures.RATE, seen.file)
        if not change.signed:
            yield finding_at(figures.NO_SIGN, seen.file, change.spot, found=str(change.rate))
    yield from judge_checks(seen.checks, seen.ledger, blamed, seen.file)


@rule(wording.YEAR)
def years_are_right(seen: Inspection) -> Iterator[Finding]:
    """The year that a sentence tells of is the report's."""
    told_already: set[tuple[str | None, int]] = set()
    for spot, text, year in seen.readings.years:
        if year != seen.report.year and (spot.section, year) not in told_already:
            told_already.add((spot.section, year))
            yield finding_at(wording.YEAR, seen.file, spot, found=text, expected=seen.report.year)


@rule(figures.LIST, figures.NEAR_NAME)
def lists_are_whole(seen: Inspection) -> Iterator[Finding]:
    """What a sentence lists is what its table lists."""
    for one in seen.unlisted:
        parts = [
            f"少了{'、'.join(f'“{name}”' for name in one.left_out)}" if one.left_out else "",
            f"表里没有{'、'.join(f'“{name}”' for name in one.too_many)}" if one.too_many else "",
        ]
        if any(parts):
            yield finding_at(figures.LIST, seen.file, one.spot, table=one.table, what="；".join(filter(None, parts)),
                             found="、".join(one.too_many) or None, expected="、".join(one.left_out) or None)
        for name, row in one.like:
            yield finding_at(figures.NEAR_NAME, seen.file, one.spot._replace(field=name), table=one.table, found=name,
                             expected=row)


@rule(figures.NOTHING_SAID)
def nothing_is_nothing(seen: Inspection) -> Iterator[Finding]:
    """A section or a sentence that says there is nothing is right."""
    for section, nothing in seen.readings.nothing:
        for condition in nothing.when:
            if not holds(condition, seen.desk):
                figure = (seen.desk.find(condition.left) or [Figure(FigurePlace(), "", Decimal(0))])[0]
                yield finding_at(figures.NOTHING_SAID, seen.file, FigurePlace(section=section), found=nothing.words,
                                 others=figure.spot)


@rule(completeness.NO_BOOK, after_figures=True)
def the_kind_is_known(seen: Inspection) -> Iterator[Finding]:
    """Without a book of tie-outs little can be judged."""
    if not seen.book.known:
        named, sort = seen.report.template, f"{seen.report.kind} {seen.report.year}"
        found = f"报告的版式“{named}”没有安装，或者没有勾稽关系" if named else sort
        yield finding_at(completeness.NO_BOOK, seen.file, FigurePlace(), found=found)
