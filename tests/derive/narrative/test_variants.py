"""Every way a section can read: more, less, the same, nothing last year, nothing at all."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import UNIT, a_form, basic, compared, neutral_of, prior_year, project, report_of, sample, section

from discloser.model.report.report import Chart, Heading

LINES = [basic("2080505", "30108", "1000000")]
REASON = {"收支": "任务变化。", "三公": "车辆变化；"}


def said(number: str, **blocks: Any) -> str:
    """What section `number` of a form says."""
    return section(neutral_of(a_form(**{"变动原因": REASON, **blocks})), f"{number}、")


@pytest.mark.parametrize(
    ("last_year", "words"),
    [
        ("800000", "比上年增加20.00万元，增长25.00%，主要原因是任务变化；"),
        ("1600000", "比上年减少60.00万元，下降37.50%，主要原因是任务变化；"),
        ("0", "比上年增加100.00万元，主要原因是任务变化；"),
        ("1000000", "上年结转0万元，与上年持平；"),
        ("1000049.99", "上年结转0万元，与上年持平；"),
        ("100", "比上年增加99.99万元，增长999,900.00%，主要原因是任务变化；"),
    ],
)
def test_section_1_compares_the_total_with_last_years(last_year: str, words: str) -> None:
    assert words in said("一", 基本支出=LINES, 上年=prior_year(last_year, last_year, "0"))


def test_section_1_may_rise_on_one_side_and_fall_on_the_other() -> None:
    reasons = {"收入": "增资", "支出": "压减"}
    text = said("一", 基本支出=LINES, 上年=prior_year("900000", "1100000", "0"), 变动原因=reasons)
    assert text == (
        f"2025年度{UNIT}预算收入总计100.00万元，其中：本年收入100.00万元，上年结转0万元，比上年增加10.00万元，增长11.11%，"
        "主要原因是增资；本年单位预算支出总计100.00万元，其中：本年预算安排100.00万元，上年结转0万元，比上年减少10.00万元，"
        "下降9.09%，主要原因是压减。"
    )


def test_section_2_tells_all_six_sources_also_when_zero() -> None:
    lines = [*LINES, basic("2080505", "30109", "250000", 来源="单位资金", 上年结转="是")]
    assert said("二", 基本支出=lines) == (
        f"2025年度{UNIT}预算收入125.00万元，主要包括一般公共预算拨款收入100.00万元，占80.00%；政府性基金预算拨款收入0万元，占0%；"
        "国有资本经营预算拨款收入0万元，占0%；财政专户管理资金收入0万元，占0%；单位资金0万元，占0%；上年结转25.00万元，占20.00%。"
    )


def test_section_3_without_projects() -> None:
    assert said("三", 基本支出=LINES) == (
        f"2025年度{UNIT}支出预算100.00万元，其中：基本支出100.00万元，占100.00%；项目支出0万元，占0%。"
    )


def test_section_4_lists_categories_or_says_there_is_none() -> None:
    assert said("四", 基本支出=LINES).endswith("支出包括：社会保障和就业支出100.00万元等。")
    assert said("四", 基本支出=[basic("2080505", "30108", "1", 来源="单位资金")]).endswith("本单位无财政拨款支出。")


@pytest.mark.parametrize(
    ("last_year", "words"),
    [
        ("800000", "一般公共预算当年支出100.00万元，比上年增加20.00万元，增长25.00%。"),
        ("1250000", "一般公共预算当年支出100.00万元，比上年减少25.00万元，下降20.00%。"),
        ("0", "一般公共预算当年支出100.00万元，比上年增加100.00万元。"),
        ("1000000", "一般公共预算当年支出100.00万元，与上年持平。"),
    ],
)
def test_section_5_compares_without_a_reason(last_year: str, words: str) -> None:
    assert words in said("五", 基本支出=LINES, 上年=prior_year("0", "0", last_year))


def test_section_5_without_general_public_money_lists_nothing() -> None:
    assert said("五") == (
        f"2025年度{UNIT}一般公共预算当年支出0万元，与上年持平。\n2025年度{UNIT}一般公共预算当年支出0万元。"
    )


def test_section_6_names_the_items_of_both_sides() -> None:
    more = [basic("2101550", code, amount) for code, amount in (("30201", "5000"), ("30101", "10000"), ("31002", "1"))]
    assert said("六", 基本支出=[*LINES, *more]) == "\n".join([
        f"2025年度{UNIT}一般公共预算安排基本支出101.50万元，其中：",
        "人员经费101.00万元，主要包括：基本工资、机关事业单位基本养老保险缴费等；",
        "公用经费0.50万元，主要包括：办公费等。",
    ])


def test_section_6_with_one_side_only() -> None:
    assert said("六", 基本支出=LINES).endswith("公用经费0万元。")
    assert "人员经费0万元；" in said("六", 基本支出=[basic("2101550", "30201", "5000")])


@pytest.mark.parametrize("lines", [[], [basic("2080505", "30108", "1000", 来源="单位资金")]], ids=["none", "own funds"])
def test_section_6_without_basic_expenditure(lines: list[dict[str, Any]]) -> None:
    assert said("六", 基本支出=lines) == f"2025年度{UNIT}无一般公共预算安排的基本支出。"


PUBLICS = {
    "因公出国（境）费": compared("10000", "10000"), "公务接待费": compared("5000", "8000", "压减接待，"),
    "公务用车购置费": compared("180000", "0", "更新车辆。。"),
    "公务用车运行维护费": compared("20000", "30000", "车辆减少。"),
}


def test_section_7_with_a_rise_a_fall_and_the_same() -> None:
    assert said("七", 三公经费=PUBLICS) == "\n".join([
        f"2025年{UNIT}财政拨款安排的“三公”经费预算21.50万元，比2024年增加16.70万元，主要原因是车辆变化。",
        "其中：因公出国（境）费1.00万元，与上年预算数相同；公务接待费0.50万元，比2024年减少0.30万元，主要原因是压减接待；"
        "公务用车购置及运行费20.00万元，比2024年增加17.00万元，主要原因是更新车辆，车辆减少。"
        "公务用车运行维护费2.00万元，比2024年减少1.00万元，主要原因是车辆减少；"
        "公务用车购置费18.00万元，比2024年增加18.00万元，主要原因是更新车辆。",
    ])


def test_section_7_without_three_publics_in_either_year() -> None:
    assert said("七") == "本单位无“三公”经费预算。"


def test_section_7_still_explains_three_publics_that_fell_to_nothing() -> None:
    text = said("七", 三公经费={"公务接待费": compared("0", "8000", "不再安排")})
    assert "预算0万元，比2024年减少0.80万元，主要原因是车辆变化。" in text
    assert "公务接待费0万元，比2024年减少0.80万元，主要原因是不再安排；" in text


def test_section_7_unchanged_needs_no_reason() -> None:
    text = said("七", 三公经费={"公务接待费": compared("8000", "8000")}, 变动原因={"三公": ""})
    assert text.startswith(f"2025年{UNIT}财政拨款安排的“三公”经费预算0.80万元，与上年预算数相同。")
    assert "主要原因" not in text


@pytest.mark.parametrize("nature", ["行政单位", "参公事业单位"])
@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        (compared("50000", "40000", "增人。"), "预算5.00万元，比2024年增加1.00万元，主要原因是增人。"),
        (compared({"一般公共预算": "20000", "政府性基金预算": "10000"}, "40000", "压减"),
         "预算3.00万元，比2024年减少1.00万元，主要原因是压减。"),
        (compared("50000", "50000"), "预算5.00万元，与上年预算数相同。"),
        (compared("0", "0"), "预算0万元，与上年预算数相同。"),
    ],
    ids=["more", "less", "same", "zero"],
)
def test_section_8_of_an_agency_states_amount_and_change(nature: str, amounts: dict[str, Any], words: str) -> None:
    text = said("八", 单位={"性质": nature}, 机关运行经费=amounts)
    assert text.startswith(f"2025年{UNIT}财政拨款安排的机关运行经费{words}")


def test_section_8_of_a_public_institution_says_it_has_none() -> None:
    assert said("八") == "我单位为事业单位，无机关运行经费。"
    assert said("八", 机关运行经费={"说明": "我单位是学校，无机关运行经费。"}) == "我单位是学校，无机关运行经费。"


def test_section_9_adds_up_procurement() -> None:
    assert said("九", 政府采购={"货物": "16240000", "服务": "400"}) == (
        f"2025年{UNIT}政府采购预算总额1,624.04万元。其中：政府采购货物预算1,624.00万元、政府采购工程预算0万元、"
        "政府采购服务预算0.04万元。"
    )


def test_section_10_without_projects_and_without_a_whole_target() -> None:
    assert said("十") == f"2025年{UNIT}未编报单位整体绩效目标。\n2025年{UNIT}无纳入绩效目标管理的项目。"


def test_section_10_tells_classes_and_what_is_published() -> None:
    lines = [
        project("甲", "2101550", "10000"), project("乙", "2101550", "20000", 类别="其他运转类", 公开绩效目标="否"),
        project("丙", "2101550", "10000", 类别="其他运转类"),
    ]
    assert said("十", 项目支出=lines, 绩效={"整体绩效目标": {"金额": "40000"}}) == "\n".join([
        "2025年编报单位整体绩效目标，涉及资金4.00万元。",
        f"2025年{UNIT}纳入绩效目标管理的二级项目3个，共计金额4.00万元。其中：其他运转类项目2个，涉及金额3.00万元；"
        "特定目标类项目1个，涉及金额1.00万元。公开项目绩效目标2个，涉及项目金额2.00万元，占单位项目支出总额的50.00%。"
        "其中：其他运转类项目1个，涉及项目金额1.00万元；特定目标类项目1个，涉及项目金额1.00万元。",
    ])


def test_section_10_that_publishes_no_target() -> None:
    text = said("十", 项目支出=[project("甲", "2101550", "10000", 公开绩效目标="否")])
    assert text.endswith("公开项目绩效目标0个，涉及项目金额0万元，占单位项目支出总额的0%。")


def test_section_11_counts_cars_area_and_equipment() -> None:
    assets = {"截至日期": "2025-1-1", "车辆": {"编制": "2", "实有": "1", "其他公务用车": "1"}, "房屋面积": "1,271.50",
              "房屋说明": "含车库。", "一百万元以上通用设备": "3"}
    text = said("十一", 国有资产=assets)
    assert f"截至2025年1月1日，{UNIT}共有公务用车编制2辆，实有1辆，其中：领导用车0辆，" in text
    assert "其他公务用车1辆。" in text
    assert "办公用房建筑总面积1,271.5平方米。\n含车库。" in text
    assert text.endswith("占有使用价值100万元（原值）以上的通用设备3台（套）。")


def test_section_11_without_a_date_starts_with_the_unit() -> None:
    assert said("十一").startswith(f"{UNIT}共有公务用车编制0辆")


def test_section_12_says_none_where_nothing_is_told() -> None:
    assert said("十二") == "无\n无"


def test_section_12_carries_the_units_own_sections() -> None:
    own = {"标题": "三年规划", "正文": "第一段。\n\n第二段。"}
    report = neutral_of(a_form(其他说明={"政府购买服务": "购买保洁。", "自设栏目": [own]}))
    assert section(report, "十二、") == "购买保洁。\n第一段。\n第二段。"
    assert {"heading": "三年规划", "level": 3, "paragraphs": ["第一段。", "第二段。"]} in report["narrative"]


def test_a_form_of_zeros_is_a_whole_report_without_charts() -> None:
    blocks = list(report_of(a_form()).blocks())
    headings = [block.text.split("、")[0] for block in blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == ["一", "二", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    assert not [block for block in blocks if isinstance(block, Chart)]


@pytest.mark.parametrize("name", ["fenyang-2025-budget", "bureau-2025-budget", "new-unit-2025-budget"])
@pytest.mark.parametrize("mark", ["。。", "；。", "，。", "；；", "，；", "，，", "是。", "是，", "是；"])
def test_no_sample_has_a_reason_without_words_or_a_mark_too_many(name: str, mark: str) -> None:
    assert not [part for part in neutral_of(sample(name))["narrative"] if mark in "".join(part["paragraphs"])]
