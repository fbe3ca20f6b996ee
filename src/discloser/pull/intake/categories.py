"""年初预算 by functional 类 in final accounts, as sentences tell it: budget, purpose, last year's figure, reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ...model.money import CurrencyUnit
from .texts import PublishedPassage, reason_in, typed, yuan_of

_BUDGET = re.compile(
    r"(?:\d{4}年度?)?([\u4e00-\u9fff]{2,20}支出)(?:[（(]类[）)])?年初预算([\d,.]+)(万元|元)[，,]支出决算([\d,.]+)(万元|元)")
_PURPOSE = re.compile(r"[，,]用于([^。]+)")
_CHANGE = re.compile(r"(?:较|比)\d{0,4}年?(?:度|上年)?决算(增加|减少)([\d,.]+)(万元|元)")
_SAME = re.compile("与上年(?:决算)?(?:持平|相同)")


def category_budgets(
    passages: Sequence[PublishedPassage], code_of: Callable[[str], str], unit: CurrencyUnit,
) -> Iterator[tuple[dict[str, Any], PublishedPassage]]:
    """分类预算 of a form, each with the paragraph that tells it. `code_of`: the 类 of a name, "" for none."""
    for passage in passages:
        found = _BUDGET.search(passage.text)
        code = code_of(found[1]) if found else ""
        if found and code:
            row: dict[str, Any] = {"类": code, "预算": typed(yuan_of(found[2], found[3]), unit)}
            if purpose := _PURPOSE.search(passage.text):
                row["用途"] = purpose[1]
            now, change = yuan_of(found[4], found[5]), _CHANGE.search(passage.text)
            if change:
                moved = yuan_of(change[2], change[3])
                row["上年"] = typed(now - moved if change[1] == "增加" else now + moved, unit)
            elif _SAME.search(passage.text):
                row["上年"] = typed(now, unit)
            if reason := reason_in(passage.text):
                row["原因"] = reason
            yield row, passage
