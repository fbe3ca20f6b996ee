"""What is wrong with a text is found; what only looks like it is let be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from discloser.model.text import slips as check

WRONG = [
    (check.doubled_marks, "补助标准提高。；本年支出", ["。；"]),
    (check.doubled_marks, "参保资助款。。", ["。。"]),
    (check.half_width_marks, "保障到位,按时发放.", ["位,", "放."]),
    (check.half_width_marks, "分为:两类", ["为:"]),
    (check.blanks_before_marks, "法律法规 、方针政策", ["规 、"]),
    (check.placeholders, "保管XX类资料，共0000册", ["XX", "0000"]),
    (check.placeholders, "完成××任务【 】", ["××", "【 】"]),
    (check.placeholders, "联系电话：____", ["____"]),
    (check.instructions, "由单位根据实际情况填写", ["单位根据实际情况填写"]),
    (check.instructions, "比上年增加（减少）", ["增加（减少"]),
    (check.instructions, "如没有此项支出，请删去", ["如没有此项支出，请"]),
    (check.instructions, "内设机构（如有）", ["（如有）"]),
    (check.repeated_words, "工作及时及时", ["及时及时"]),
    (check.repeated_words, "单位的的职责", ["的的"]),
    (check.repeated_phrases, "人员经费554万元，主要包括人员经费554万元，主要包括工资", ["人员经费554万元，主要包括"]),
    (check.misspelt_words, "完成其它任务，按期拔款", [("其它", "其他"), ("拔款", "拨款")]),
    (check.document_years, "临政发【2017】10号、临财[2023] 第26号", ["【2017】10号", "[2023] 第26号"]),
    (check.words_of_a_province, "指省直部门用财政拨款安排的", ["省直部门"]),
]

RIGHT = [
    (check.doubled_marks, "“保管资料”。他问：“真的？！”……——"),
    (check.half_width_marks, "1,234.50元，比例3:2，一次性项目(1年结束)，A.B，15:30"),
    (check.blanks_before_marks, "甲 乙，丙"),
    (check.placeholders, "XML、10000册、1.0000、2000010号、100×200毫米、【2017】10号"),
    (check.instructions, "指导参保人员填写表格。如有疑问，请咨询经办大厅。资金增加，人员减少。建设（示范）小区"),
    (check.repeated_words, "方方面面、市市场监管局、人人享有、公务用车车辆、500500元"),
    (check.repeated_phrases, "保管公共资料，提供公共资料，修复公共资料；600000000000000000"),
    (check.misspelt_words, "其他、账号、拨款、作为"),
    (check.document_years, "临政发〔2017〕10号，【2017】规划"),
    (check.words_of_a_province, "按照省级部门政府购买服务指导性目录执行"),
]


@pytest.mark.parametrize(("checked", "text", "found"), WRONG, ids=lambda value: getattr(value, "__name__", None))
def test_what_is_wrong_is_found(checked, text: str, found: list):
    assert checked(text) == found


@pytest.mark.parametrize(("checked", "text"), RIGHT, ids=lambda value: getattr(value, "__name__", None))
def test_what_is_right_is_let_be(checked, text: str):
    assert checked(text) == []


@pytest.mark.parametrize(("text", "announced", "named"), [
    ("内设4个股室：综合股、财务股、职工医保股、居民医保股和基金稽核股。", 4, 5),
    ("内设股室5个，分别为综合股、财务股、职工医保股、居民医保股。", 5, 4),
    ("下设三个科室，即办公室、业务科。", 3, 2),
    ("设2个科室，分别是办公室（政策法规科）、业务科、财务科。", 2, 3),
])
def test_a_list_that_names_more_or_fewer_than_it_announces_is_found(text: str, announced: int, named: int):
    assert [(slip.announced, slip.named) for slip in check.miscounted_lists(text)] == [(announced, named)]


@pytest.mark.parametrize("text", [
    "内设4个股室：综合股、财务股、职工医保股和居民医保股。",
    "内设3个股室，分别为办公室、宣传和教育股、计划与财务股。",
    "内设两个股室。",
    "内设6个股室，主要有办公室、财务股等。",
    "内设2个股室，分别为办公室、业务股，承担资料保管、修复、利用等工作。",
    "内设3个科室，分别是办公室，业务科，财务科。",
    "内设5个科室：办公室、业务一科，业务二科、财务科，后勤科。",
    "内设2个科室，分别为办公室（含人事、财务、后勤）、业务科。",
    "下设10个站所，人员由县级统一管理。",
])
def test_a_list_that_may_be_read_as_announced_is_let_be(text: str):
    assert list(check.miscounted_lists(text)) == []


def test_years_of_documents_and_spans():
    assert check.years_named("按《2019年规划》和〔2017〕10号，2024年完成") == {2024}
    assert check.years_named("2023—2025年三年行动") == {2023, 2024, 2025}
    assert check.years_named("2024年至2026年") == {2024, 2025, 2026}
    assert check.years_named("电话 0351-2024123") == set()


def test_a_plan_for_a_year():
    assert check.plans_for("2024年计划购买服务", 2024) == ["2024年计划"]
    assert check.plans_for("2024年度我单位拟安排", 2024) == ["2024年度我单位拟"]
    assert check.plans_for("2024年的项目已经完成，2025年计划", 2024) == []


def test_amounts_are_read_with_their_unit():
    found = check.amounts_named("每人200元/月，共1,171,400元，其中1.5万元")
    assert [amount for _, amount in found] == [Decimal(1171400), Decimal(15000)]


def test_the_level_a_text_speaks_at():
    assert check.words_of_other_level("本部门及服务中心部门各单位", "单位") == ["本部门", "部门各单位"]
    assert check.words_of_other_level("各部门、主管部门", "单位") == []
    assert check.words_of_other_level("我单位预算", "部门") == ["我单位"]
