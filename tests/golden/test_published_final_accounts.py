"""The sample of a real body's final accounts gives the figures that body published, cell by cell and in the sentences.

Four things were published wrongly and are printed right: numbers of rows with decimals (taken out of the golden
tables), a number of rows left out, the name of a row cut short, and sentences that contradict the tables.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import final_sample, neutral_of, section

TABLES = json.loads((Path(__file__).parent / "fenyang-2022-final" / "tables.json").read_text(encoding="utf-8"))
PUBLISHED_WRONGLY = {
    (4, 2, 0): ("三、国有资本经营财政拨款", "三、国有资本经营预算财政拨款"),
    (10, 18, 1): ("17", "16"),
}
"""(Table, row, column) → what was published, what is printed: the official name of the row; rows count without gap."""


@cache
def our_report() -> dict[str, Any]:
    return neutral_of(final_sample("fenyang-2022-final"))


def mended(published: dict[str, Any]) -> dict[str, Any]:
    rows = [list(row) for row in published["rows"]]
    for (table, row, column), (wrong, right) in PUBLISHED_WRONGLY.items():
        if table == published["no"]:
            assert rows[row][column] == wrong
            rows[row][column] = right
    return {**published, "rows": rows}


@pytest.mark.parametrize("published", TABLES, ids=[table["label"] for table in TABLES])
def test_every_cell_is_as_published_or_right_where_that_was_wrong(published: dict[str, Any]) -> None:
    ours = next(table for table in our_report()["tables"] if table["no"] == published["no"])
    assert {key: ours[key] for key in published} == mended(published)


def test_ten_tables_were_published() -> None:
    assert [table["no"] for table in TABLES] == [table["no"] for table in our_report()["tables"]] == list(range(1, 11))


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("一、", "2022年度收入总计29,226,883.34元、支出总计29,226,883.34元。与2021年相比，收入总计减少1,083,846.95元，"
                 "下降3.58%，支出总计减少1,083,846.95元，下降3.58%。主要原因是"),
        ("二、", "2022年度收入合计29,226,883.34元，其中：\n财政拨款收入29,226,883.34元，占比100.00%；\n"
                 "上级补助收入0.00元，占比0.00%；"),
        ("三、", "基本支出5,673,153.66元，占比19.41%；\n项目支出23,553,729.68元，占比80.59%；\n"
                 "上缴上级支出0.00元，占比0.00%；"),
        ("四、", "2022年度财政拨款收入总计29,226,883.34元，支出总计29,226,883.34元。与2021年相比，"
                 "财政拨款收入总计减少1,083,846.95元，下降3.58%，财政拨款支出总计减少1,083,846.95元，下降3.58%。"),
        ("五、", "财政拨款决算支出29,226,883.34元，占本年支出合计的100.00%。与2021年相比，"
                 "财政拨款支出减少1,083,846.95元，下降3.58%。"),
        ("五、", "人员经费5,546,037.40元，占比18.98%；日常公用经费127,116.26元，占比0.43%。"),
        ("五、", "社会保障和就业支出(类)4,789,704.96元，占比16.39%；\n卫生健康支出(类)24,039,435.38元，占比82.25%；\n"
                 "住房保障支出(类)397,743.00元，占比1.36%。"),
        ("五、", "年初预算33,526,700.00元，支出决算29,226,883.34元，完成年初预算的87.17%。"),
        ("六、", "财政拨款基本支出5,673,153.66元，其中：\n人员经费5,546,037.40元，"),
        ("六、", "公用经费127,116.26元，"),
        ("七、", "本年度无此项支出。"),
        ("八、", "本年度无此项支出。"),
        ("九、", "“三公”经费财政拨款支出预算50,000.00元，支出决算46,877.51元，完成全年预算的93.76%，"
                 "比上年度增加24,707.51元，增长111.45%。主要原因是："),
        ("九、", "因公出国（境）费支出0.00元，与上年相同；"),
        ("九、", "公务用车运行维护费支出46,877.51元，完成全年预算的93.76%，比上年度增加24,707.51元，增长111.45%，"),
        ("九、", "公务用车保有量共2辆"),
        ("十、", "政府采购支出总额104,754.00元，其中：政府采购货物支出104,754.00元、政府采购工程支出0.00元、"
                 "政府采购服务支出0.00元。政府采购授予中小企业合同金额104,754.00元，占政府采购支出总额的100.00%，"),
        ("十、", "截至2022年12月31日，汾阳市医疗保险服务中心共有车辆2辆，"),
        ("十、", "共涉及资金23,553,729.68元，占本单位项目支出总额的100.00%。"),
    ],
)
def test_a_sentence_is_as_published_or_right_where_that_was_wrong(part: str, words: str) -> None:
    assert words in section(our_report(), part)


def test_no_completion_rate_is_printed_for_a_budget_of_zero() -> None:
    assert "完成全年预算的0.00%" not in section(our_report(), "九、")


def test_twelve_terms_are_explained() -> None:
    assert len(our_report()["glossary"]) == 12
