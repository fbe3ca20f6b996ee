"""Facts: one amount and its dimensions. Every table, total and figure of a report is a view of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from .money import ZERO
from .place import FormPath

Selection = Mapping[str, str | tuple[str, ...]]
"""Dimension → wanted value or values. Codes select what lies under them: 208 selects 2080505."""


class Fact(NamedTuple):
    """One exact amount in 元 and what it is. Field values are the field's Chinese terms; `origin` is the form path.

    Dimensions that do not apply are empty. `measure`: 收入, 支出, 三公经费, 机关运行经费, 政府采购.
    `carried_in`: 是 for money brought from last year. `expense_class`: 人员经费 or 公用经费.
    """

    measure: str
    amount: Decimal
    origin: FormPath
    unit: str = ""
    fund: str = ""
    carried_in: str = "否"
    nature: str = ""
    function: str = ""
    department_economic: str = ""
    government_economic: str = ""
    expense_class: str = ""
    project: str = ""
    project_class: str = ""
    published_target: str = ""
    item: str = ""
    revenue_subject: str = ""


DIMENSIONS: Mapping[str, str] = {
    "口径": "measure", "单位": "unit", "来源": "fund", "结转": "carried_in", "支出性质": "nature",
    "功能科目": "function", "经济科目": "department_economic", "政府经济科目": "government_economic",
    "经费类别": "expense_class", "项目": "project", "项目类别": "project_class", "公开绩效目标": "published_target",
    "事项": "item", "收入科目": "revenue_subject",
}
"""The names by which a report kind selects facts, and the field of `Fact` each stands for."""

_BY_PREFIX = frozenset({"function", "department_economic", "government_economic"})


class Facts(tuple[Fact, ...]):
    """Some facts, in the order of the form."""

    __slots__ = ()

    def total(self) -> Decimal:
        """The exact sum in 元."""
        return sum((fact.amount for fact in self), ZERO)

    def origins(self) -> tuple[FormPath, ...]:
        """Where in the form the facts stand, each place once."""
        return tuple(dict.fromkeys(fact.origin for fact in self))

    def where(self, selection: Selection) -> Facts:
        """The facts that have, in every named dimension, one of the wanted values."""
        facts: Iterable[Fact] = self
        for name, wanted in selection.items():
            value, any_of = attrgetter(DIMENSIONS[name]), wanted if isinstance(wanted, tuple) else (wanted,)
            if DIMENSIONS[name] in _BY_PREFIX:
                facts = [fact for fact in facts if value(fact).startswith(any_of)]
            else:
                facts = [fact for fact in facts if value(fact) in any_of]
        return Facts(facts)

    def under(self, code: str) -> Facts:
        """The facts whose functional item is `code` or lies under it."""
        return Facts(fact for fact in self if fact.function.startswith(code))

    def distinct(self, dimension: str) -> int:
        """How many distinct values a dimension has; the same name in two units stands for two things."""
        return len({(fact.unit, getattr(fact, DIMENSIONS[dimension])) for fact in self})

    def grouped(self, field: str) -> dict[str, Facts]:
        """The facts by the value of one field of `Fact`, values in the order of the form."""
        groups: dict[str, list[Fact]] = {}
        for fact in self:
            groups.setdefault(getattr(fact, field), []).append(fact)
        return {value: Facts(facts) for value, facts in groups.items()}
