"""How much an officer of a small unit has to type: in the first year, in the next, and for one corrected amount."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from workbooks import blank_workbook, texts_of

from discloser.model.finding import Severity
from discloser.model.form.flat import flat
from discloser.model.place import FormPath
from discloser.read.form.files import read_form
from discloser.usecases.check import check
from discloser.usecases.convert import convert
from discloser.usecases.new import write_blank
from discloser.usecases.roll import roll
from discloser.write.yaml.form import yaml_form

KIND = "shanxi/budget-2025"
MOST_IN_THE_FIRST_YEAR, MOST_AFTER_A_ROLL = 150, 60
SALARIES = (30101, 30102, 30103, 30107, 30114, 30199)
INSURANCE = ((2080505, 30108), (2080506, 30109), (2101102, 30110), (2210201, 30113))
RUNNING = (30201, 30202, 30205, 30206, 30207, 30208, 30211, 30213, 30214, 30215, 30216, 30226, 30228, 30229, 30299)
TEXTS = {
    "概况": "对馆藏资料进行修复和保护", "立项依据": "馆藏资料保护的有关规定", "必要性": "部分资料已经老化，急需修复",
    "制度措施": "按照资料修复规程和财务制度执行", "实施计划": "上半年完成招标，下半年完成修复和验收",
    "实施期目标": "完成计划内资料的修复，延长保存年限",
}
INDICATORS = (
    ("产出指标", "数量指标", "修复数量", "≥200册"), ("产出指标", "质量指标", "验收合格率", "≥98%"),
    ("产出指标", "时效指标", "按时完成率", "≥95%"), ("效益指标", "社会效益", "读者利用率", "≥80%"),
    ("满意度指标", "服务对象满意度", "读者满意度", "≥90%"),
)


def a_target(project: str) -> dict[str, Any]:
    return {
        "项目": project, "项目期": "1年", **TEXTS,
        "指标": [dict(zip(("一级", "二级", "三级", "实施期值"), row, strict=True)) for row in INDICATORS],
    }


def small_unit() -> dict[str, Any]:
    """A form of 25 basic lines, two projects and all that their 绩效目标表 print, as little typed as possible."""
    basic = [
        *({"功能科目": "2080109", "经济科目": str(code), "金额": "60000"} for code in SALARIES),
        *({"功能科目": str(item), "经济科目": str(code), "金额": "30000"} for item, code in INSURANCE),
        *({"功能科目": "2080109", "经济科目": str(code), "金额": "8000"} for code in RUNNING),
    ]
    projects = [{"项目": name, "功能科目": "2080109", "金额": "300000", "类别": "其他运转类"}
                for name in ("资料修复", "资料数字化")]
    nothing = {"本年": {"一般公共预算": ""}, "上年": {"一般公共预算": ""}}
    return {
        "报告": {"地区": "山西", "类型": "单位预算", "年度": "2025"}, "金额单位": "元",
        "单位": {"名称": "临河市公共资料中心", "性质": "事业单位"},
        "概况": {"职责": "保管和提供公共资料。", "机构设置": "内设两个股室。"},
        "基本支出": basic, "项目支出": projects,
        "三公经费": dict.fromkeys(("因公出国（境）费", "公务接待费", "公务用车购置费", "公务用车运行维护费"), nothing),
        "机关运行经费": nothing, "政府采购": {"货物": "", "工程": "", "服务": ""},
        "绩效": {"整体绩效目标": {"口径": "全部支出"}, "项目绩效目标": [a_target(p["项目"]) for p in projects]},
        "上年": {"收入总计": "1200000", "支出总计": "1200000", "一般公共预算当年支出": "1200000"},
        "变动原因": {"收支": "新增资料修复、资料数字化项目"},
    }


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "单位2025.yaml"
    path.write_text(yaml_form(small_unit(), {}), "utf-8")
    assert convert(path, tmp_path / "单位2025.xlsx") == []
    return tmp_path / "单位2025.xlsx"


def typed(form: Path) -> dict[FormPath, str]:
    return flat(read_form(form).raw or {})


def errors(form: Path) -> list[str]:
    return [finding.line() for finding in check(form).findings if finding.severity is Severity.ERROR]


def test_a_small_unit_types_little_in_its_first_year(form: Path, tmp_path: Path):
    write_blank(KIND, tmp_path / "空白.xlsx")
    given = typed(tmp_path / "空白.xlsx")
    cells = [path for path in typed(form) if path not in given and path[-1] not in ("一级", "二级")]
    assert errors(form) == []
    assert len([path for path in cells if path[0] == "基本支出" and path[-1] == "金额"]) == 25
    assert len(cells) <= MOST_IN_THE_FIRST_YEAR


def test_it_types_less_in_the_next(form: Path):
    """Amounts and values anew, one mark to take off for each block of texts that was read."""
    rolled = roll(form)
    assert rolled.target is not None
    begun, last = typed(rolled.target), typed(form)
    anew = [path for path in last if path not in begun]
    marks = [path for path, text in begun.items() if "【请确认或修改】" in text]
    assert len(anew) + len(marks) <= MOST_AFTER_A_ROLL


def test_one_corrected_amount_is_one_cell(form: Path, tmp_path: Path):
    raw = small_unit()
    raw["项目支出"][0]["金额"] = "310000"
    corrected = tmp_path / "改.yaml"
    corrected.write_text(yaml_form(raw, {}), "utf-8")
    before, after = check(form).case, check(corrected).case
    assert before is not None
    assert after is not None
    assert errors(corrected) == []
    was, now = before.budget.performance, after.budget.performance
    assert was.whole is not None
    assert now.whole is not None
    moved = [
        now.whole.amount - was.whole.amount,
        now.targets[0].year_funding.total() - was.targets[0].year_funding.total(),
        now.targets[0].term_funding.total() - was.targets[0].term_funding.total(),
    ]
    assert moved == [10000, 10000, 10000]


def test_the_classes_of_indicators_stand_in_the_blank_workbook():
    classes = [text for text in texts_of("绩效目标", blank_workbook()) if text == "服务对象满意度"]
    assert len(classes) == 6
