"""Whatever a form allows, its report can be built: amounts too small to print, by the dozen and by the thousand.

In 万元 an amount below 50 元 prints as nothing; a total of many such rows, or what a condition takes for nothing, must
not be held against the report. Nor may one slip among such rows stay unseen.
"""

from __future__ import annotations

import copy
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from helpers import a_form, basic, compared, neutral_of, prior_year, project, some_of, table
from random_forms import ECONOMICS, FUNCTIONS, SUBJECTS

from discloser.model.form.budget import Form
from discloser.model.form.terms import APPROPRIATIONS, FUNDS, PROJECT_CLASSES, THREE_PUBLICS
from discloser.usecases.self_check import SelfCheckFailed, check_own

LARGEST = 99_999_999_999_999_999
"""In fen: the largest amount that may be typed."""


class Tiny:
    """A form drawn at random, most of its amounts below 50 元; a few codes, so that many rows add up to one."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.functions = self.some(FUNCTIONS)
        self.economics = self.some(ECONOMICS)
        self.larger = self.random.choice((0, 0, 20, 30))
        self.mixed = self.random.choice((0, 10, 100))

    def some(self, codes: tuple[str, ...]) -> list[str]:
        return self.random.sample(codes, self.random.choice((1, 2, 4, len(codes))))

    def amount(self) -> Decimal:
        if self.random.randrange(100) >= self.larger:
            return Decimal(self.random.randint(1, 4999)) / 100
        return Decimal(self.random.randint(0, 10 ** self.random.randint(4, 12))) / 100

    def money(self) -> dict[str, Any]:
        fund = self.random.choice(FUNDS) if self.random.randrange(100) < self.mixed else FUNDS[0]
        subject = {"收入科目": self.random.choice(SUBJECTS)} if fund in APPROPRIATIONS[1:] else {}
        return {"来源": fund, "上年结转": self.random.choice("否否是"), **subject}

    def lines(self) -> list[dict[str, Any]]:
        made = [basic(self.random.choice(self.functions), self.random.choice(self.economics), self.amount(),
                      **self.money()) for _ in range(self.random.choice((0, 3, 30)))]
        return list({tuple(str(line[key]) for key in line if key != "金额"): line for line in made}.values())

    def projects(self) -> list[dict[str, Any]]:
        return [project(f"第{number}号项目", self.random.choice(self.functions), self.amount(),
                        **self.money() | {"类别": PROJECT_CLASSES[number % 2], "公开绩效目标": "否"})
                for number in range(self.random.choice((0, 2, 12, 60)))]

    def form(self) -> Form:
        return a_form(
            基本支出=self.lines(), 项目支出=self.projects(),
            三公经费={item: compared({fund: self.amount() for fund in APPROPRIATIONS}, self.amount(), "任务变化")
                  for item in THREE_PUBLICS},
            政府采购={key: self.amount() for key in ("货物", "工程", "服务")},
            上年=prior_year(self.amount(), self.amount(), self.amount()),
        )


@pytest.mark.parametrize("seed", some_of(range(24), 8))
def test_a_report_of_tiny_amounts_passes_its_own_check(seed: int):
    check_own(neutral_of(Tiny(seed).form()))


@pytest.mark.whole
@pytest.mark.parametrize("hundred", range(20))
def test_no_report_of_tiny_amounts_fails_its_own_check(hundred: int):
    for seed in range(100 * hundred, 100 * hundred + 100):
        check_own(neutral_of(Tiny(seed).form()))


def of_many(number: int, amount: str, **more: Any) -> Form:
    return a_form(项目支出=[
        project(f"第{i}号项目", "2070109", amount, 公开绩效目标="否", **more) for i in range(number)
    ])


@pytest.mark.parametrize(("number", "amount", "more", "shown"), [
    (10, "49", {}, "0.05"), (10, "49", {"上年结转": "是"}, "0.05"), (8, "49", {}, "0.04"), (1, "49.99", {}, ""),
    (1, "50", {}, "0.01"), (1000, "49.99", {}, "5.00"), (12, "0.01", {}, ""), (3, "0", {}, ""),
])
def test_rows_that_print_nothing_add_up_to_what_was_added(number: int, amount: str, more: dict[str, str], shown: str):
    report = neutral_of(of_many(number, amount, **more))
    check_own(report)
    rows = table(report, 13 if more else 12)["rows"]
    assert rows[0][1] == shown
    assert {row[1] for row in rows[1:]} <= ({shown} if number == 1 else {""})


@pytest.mark.parametrize("number", [1, 10])
def test_the_largest_amount_there_is_prints_to_the_last_digit(number: int):
    largest = Decimal(LARGEST) / 100
    report = neutral_of(of_many(number, str(largest)))
    check_own(report)
    assert Decimal(table(report, 12)["rows"][0][1]) == Decimal(number) * 100_000_000_000


def test_a_slip_among_rows_too_small_to_print_is_seen():
    """Beyond what 10 rows and their total can hide: 11 × 0.005."""
    report = neutral_of(of_many(10, "49"))
    for wrong, seen in (("0.06", True), ("0.50", True), ("0.05", False)):
        spoilt = copy.deepcopy(report)
        table(spoilt, 12)["rows"][0][1] = wrong
        if seen:
            with pytest.raises(SelfCheckFailed):
                check_own(spoilt)
        else:
            check_own(spoilt)
