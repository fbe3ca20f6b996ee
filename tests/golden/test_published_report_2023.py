"""The 2023 kind, which is data only, gives the tables and the figures that a real body published under that form.

Table 9 is without the code rows that the published one carries although it has no amounts.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import KIND, case_of_form, kind_named, neutral_of_case, sample, section

TABLES = json.loads((Path(__file__).parent / "lishi-2023-budget" / "tables.json").read_text(encoding="utf-8"))
KIND_2023 = "shanxi/budget-2023"


@cache
def our_report() -> dict[str, Any]:
    return neutral_of_case(case_of_form(sample("lishi-2023-budget"), kind_named(KIND_2023)))


@pytest.mark.parametrize("published", TABLES, ids=[f"table {table['no']}" for table in TABLES])
def test_every_cell_is_as_published(published: dict[str, Any]) -> None:
    ours = next(table for table in our_report()["tables"] if table["no"] == published["no"])
    assert {key: ours[key] for key in published} == published


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("一、", "2023年度预算收入总计1,269.43万元，其中：本年收入1,261.36万元，上年结转8.07万元，"),
        ("一、", "上年结转8.07万元，比上年增加60.73万元，增加5.02%，主要原因是"),
        ("二、", "一般公共预算拨款收入1,261.36万元，占99.36%；政府性基金预算拨款收入0.00万元，占0.00%；"),
        ("二、", "上年结转8.07万元，占0.64%。"),
        ("三、", "支出预算1,269.43万元，其中：基本支出271.71万元，占21.40%；项目支出997.72万元，占78.60%。"),
        ("四、", "财政拨款收支总预算1,269.43万元。收入为一般公共预算拨款1,269.43万元，"),
        ("四、", "支出包括：社会保障和就业支出344.38万元、卫生健康支出925.05万元。"),
        ("五、", "一般公共预算当年拨款1,261.36万元，比上年增加52.66万元，增加4.36%。"),
        ("五、", "社会保障和就业支出344.38万元，占27.30%；卫生健康支出916.98万元，占72.70%。"),
        ("六、", "一般公共预算基本支出271.71万元，其中："),
        ("六、", "人员经费260.55万元，"),
        ("六、", "公用经费11.16万元，"),
        ("七、", "本单位无“三公”经费预算。"),
        ("九、", "政府采购预算总额10.00万元。"),
        ("十、", "实行绩效目标管理的项目7个，涉及一般公共预算当年拨款989.65万元。"),
        ("十、", "（1）2023年城乡居民基本医疗区级财政补助：691.98万元。"),
    ],
)
def test_a_sentence_is_as_published_or_right_where_that_was_wrong(part: str, words: str) -> None:
    assert words in section(our_report(), part)


def test_the_kinds_differ_in_data_only() -> None:
    older, newer = kind_named(KIND_2023), kind_named(KIND)
    assert older.numbers.text_zero != newer.numbers.text_zero
    assert [table.no for table in older.tables] == [table.no for table in newer.tables]
