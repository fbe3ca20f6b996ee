"""三公经费 of final accounts: budgeted, spent, spent last year, with counts of what it was spent on."""

# No `from __future__ import annotations`: pydantic would compile every annotation again, at every start.

from pydantic import Field

from ..money import ZERO
from .base import Block, key_of
from .scalars import Amount, Count, OptionalAmount, Text


class Spent(Block):
    """One kind of 三公经费: budgeted, spent, spent last year."""

    determined = ("outturn", "general_prior")
    of_some_kinds = ("一般公共预算预算", "一般公共预算上年")

    budget: Amount = Field(alias="预算", description="全年预算数（按规定程序调整以后）")
    general_budget: OptionalAmount = Field(
        None, alias="一般公共预算预算", description="预算里一般公共预算财政拨款的部分；不填就是全部"
    )
    outturn: Amount = Field(
        ZERO, alias="决算",
        description="决算数，含以前年度结转资金安排的实际支出；不填就是支出各行里财政拨款的对应经济科目的合计"
    )
    prior: Amount = Field(alias="上年", description="上年决算数，没有写 0")
    general_prior: OptionalAmount = Field(
        None, alias="一般公共预算上年", description="上年决算数里一般公共预算财政拨款的部分；不填就是全部"
    )
    purpose: Text = Field("", alias="用途", description="主要用于什么；没有支出的不填")
    reason: Text = Field("", alias="原因", description="与上年不同时的主要原因")


class Travel(Spent):
    """因公出国（境）费 of a year."""

    order_last = ("purpose", "reason")

    groups: Count = Field(0, alias="团组", description="出国（境）团组数，个")
    people: Count = Field(0, alias="人次", description="出国（境）人次数")


class Purchase(Spent):
    """公务用车购置费 of a year."""

    order_last = ("purpose", "reason")

    bought: Count = Field(0, alias="购置辆数", description="使用财政拨款购置的公务用车，辆")


class Operation(Spent):
    """公务用车运行维护费 of a year."""

    order_last = ("purpose", "reason")

    held: Count = Field(0, alias="保有量", description="使用财政拨款负担费用的公务用车，辆")


class Hospitality(Spent):
    """公务接待费 of a year; receptions at home, of foreigners at home among them, and abroad."""

    order_last = ("purpose", "abroad_purpose", "reason")

    home_receptions: Count = Field(0, alias="国内批次", description="国内接待批次（含外事接待）")
    home_people: Count = Field(0, alias="国内人次", description="国内接待人次（含外事接待）")
    foreign_amount: Amount = Field(ZERO, alias="外事金额", description="国内接待中外事接待的金额")
    foreign_receptions: Count = Field(0, alias="外事批次", description="国内接待中外事接待的批次")
    foreign_people: Count = Field(0, alias="外事人次", description="国内接待中外事接待的人次")
    abroad_amount: Amount = Field(ZERO, alias="国外金额", description="国（境）外接待的金额")
    abroad_receptions: Count = Field(0, alias="国外批次", description="国（境）外接待的批次")
    abroad_people: Count = Field(0, alias="国外人次", description="国（境）外接待的人次")
    abroad_purpose: Text = Field("", alias="国外用途", description="国（境）外主要接待什么；没有支出的不填")


class FinalPublics(Block):
    """三公经费 paid from 财政拨款: the budget as adjusted, what was spent, last year's, and counts."""

    overseas_travel: Travel = Field(alias="因公出国（境）费", description="因公出国（境）费")
    vehicle_purchase: Purchase = Field(alias="公务用车购置费", description="公务用车购置费")
    vehicle_operation: Operation = Field(alias="公务用车运行维护费", description="公务用车运行维护费")
    official_hospitality: Hospitality = Field(alias="公务接待费", description="公务接待费")

    def by_item(self) -> dict[str, Spent]:
        """Item → what it cost, in the order of the form."""
        return {key_of(type(self), field): getattr(self, field) for field in type(self).model_fields}
