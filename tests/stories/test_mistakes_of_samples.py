"""The same natural mistakes in other forms: five sources and carried-in money, final accounts, a department.

Rows of a table are as in `mistakes.py`; in a department a cell is named with its file.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import SAMPLES, read_yaml

from discloser.model.finding import Finding, Severity
from discloser.model.place import written
from discloser.usecases.check import check
from discloser.write.yaml.form import yaml_form

Cells = Mapping[str, str | None]
Row = tuple[str, Cells, str, str]
"""Name, cells as they are mistyped, the rule, the cell."""

PUBLICS, BUYING = "三公经费", "政府采购"
RUNNING, RECEIVING = f"{PUBLICS}/公务用车运行维护费", f"{PUBLICS}/公务接待费"

OF_A_BUREAU: tuple[Row, ...] = (
    ("编码错一位", {"基本支出/11/经济科目": "30291"}, "COD001", "基本支出/11/经济科目"),
    ("一行按万元填", {"基本支出/11/金额": "16.8"}, "BAL001", "基本支出/11/金额"),
    ("数字颠倒", {"基本支出/7/金额": "94621.68"}, "BAL001", "基本支出/7/金额"),
    ("没有写原因", {f"{RECEIVING}/原因": None}, "PRI001", f"{RECEIVING}/原因"),
    ("粘贴带进换行", {"概况/机构设置": "本单位为一级预算单位，编\n制30名。"}, "TXT018", "概况/机构设置"),
    ("原因里的百分比不对", {f"{RECEIVING}/原因": "压减接待批次，比上年下降20%"}, "PRI009", f"{RECEIVING}/原因"),
    ("日期不成日期", {"报告/公开日期": "2025年3月"}, "FRM009", "报告/公开日期"),
    ("绩效目标表的项目名称不同", {"绩效/项目绩效目标/2/项目": "教育考试考务费"}, "TGT006", "绩效/项目绩效目标/2/项目"),
    ("一行填了两遍", {"基本支出/36/功能科目": "2070101", "基本支出/36/经济科目": "30202", "基本支出/36/金额": "24000"},
     "LIN001", "基本支出/36"),
    ("年度差一年", {"报告/年度": "2026"}, "IDN005", "报告/年度"),
    ("单位名称错一字", {"单位/名称": "云岭县文化教育体育同"}, "IDN001", "单位/名称"),
    ("单位性质选错", {"单位/性质": "事业单位"}, "ORG004", "单位/性质"),
    ("财政区划是别的县", {"报告/财政区划": "云陵县"}, "IDN006", "报告/财政区划"),
    ("采购服务按万元填", {f"{BUYING}/服务": "26.80"}, "AMT009", f"{BUYING}/服务"),
    ("采购工程按万元填", {f"{BUYING}/工程": "560"}, "AMT011", f"{BUYING}/工程"),
    ("采购货物多写四个零", {f"{BUYING}/货物": "4123000000"}, "PRC002", f"{BUYING}/货物"),
    ("采购货物漏填", {f"{BUYING}/货物": "0"}, "PRC001", f"{BUYING}/货物"),
    ("公务接待费按万元填", {f"{RECEIVING}/本年": "1.8"}, "AMT009", f"{RECEIVING}/本年"),
    ("运行费漏了一种来源", {f"{RUNNING}/本年/政府性基金预算": None}, "TPE001", f"{RUNNING}/本年"),
    ("运行费两种来源填反", {f"{RUNNING}/本年/政府性基金预算": "60000", f"{RUNNING}/本年/一般公共预算": "10000"},
     "TPE005", f"{RUNNING}/本年"),
    ("机关运行经费一种来源按万元填", {"机关运行经费/本年/一般公共预算": "112.16"}, "ORG003", "机关运行经费/本年"),
    ("机关运行经费数字颠倒", {"机关运行经费/本年/一般公共预算": "1121755.75"}, "ORG003", "机关运行经费/本年"),
    ("来源漏填", {"基本支出/33/来源": None}, "BAL001", "基本支出/33/来源"),
    ("来源填错", {"基本支出/11/来源": "单位资金"}, "BAL001", "基本支出/11/来源"),
    ("项目的来源填错", {"项目支出/8/来源": "单位资金"}, "BAL001", "项目支出/8/来源"),
    ("基金项目漏了来源", {"项目支出/9/来源": None, "项目支出/9/收入科目": None}, "BAL001", "项目支出/9/来源"),
    ("基金项目漏了收入科目", {"项目支出/9/收入科目": None}, "COD010", "项目支出/9/来源"),
    ("上年结转漏填", {"项目支出/11/上年结转": None}, "BAL001", "项目支出/11/上年结转"),
    ("错填成上年结转", {"基本支出/1/上年结转": "是"}, "BAL001", "基本支出/1/上年结转"),
    ("控制数里来源颠倒", {"控制数/单位资金": "112000"}, "BAL001", "控制数/单位资金"),
    ("控制数上年结转按万元填", {"控制数/上年结转": "89.45"}, "BAL001", "控制数/上年结转"),
    ("上年数按万元填", {"上年/收入总计": "1186.03", "上年/支出总计": "1186.03", "上年/一般公共预算当年支出": "990.21"},
     "AMT006", "上年/收入总计"),
    ("目标的一种来源颠倒", {"绩效/项目绩效目标/1/年度资金/市县财政资金": "640000"}, "TGT004",
     "绩效/项目绩效目标/1/年度资金"),
    ("整体目标按万元填", {"绩效/整体绩效目标/金额": "1501.73"}, "TGT007", "绩效/整体绩效目标/金额"),
)

OF_FINAL_ACCOUNTS: tuple[Row, ...] = (
    ("编码错一位", {"基本支出/11/经济科目": "30291"}, "COD001", "基本支出/11/经济科目"),
    ("一行按万元填", {"基本支出/11/金额": "9.65"}, "BAL001", "基本支出/11/金额"),
    ("数字颠倒", {"基本支出/3/金额": "120000"}, "BAL001", "基本支出/3/金额"),
    ("没有写原因", {f"{RUNNING}/原因": None}, "PRI001", f"{RUNNING}/原因"),
    ("原因里的百分比不对", {f"{RUNNING}/原因": "维修费用减少，比上年下降14%"}, "PRI009", f"{RUNNING}/原因"),
    ("日期不成日期", {"报告/公开日期": "2023年9月"}, "FRM009", "报告/公开日期"),
    ("一行填了两遍", {"基本支出/26/功能科目": "2070104", "基本支出/26/经济科目": "30202", "基本支出/26/金额": "8640"},
     "LIN001", "基本支出/26"),
    ("收入一行填了两遍", {"收入/15/功能科目": "2070104", "收入/15/金额": "95000", "收入/15/来源": "经营收入"},
     "LIN001", "收入/15"),
    ("年度差一年", {"报告/年度": "2023"}, "DAT003", "报告/公开日期"),
    ("采购服务按万元填", {f"{BUYING}/服务": "4.60"}, "AMT011", f"{BUYING}/服务"),
    ("采购工程按万元填", {f"{BUYING}/工程": "43"}, "AMT011", f"{BUYING}/工程"),
    ("授予中小企业按万元填", {f"{BUYING}/授予中小企业": "98"}, "AMT011", f"{BUYING}/授予中小企业"),
    ("接待费决算按万元填", {f"{RECEIVING}/决算": "0.68"}, "FIN010", f"{RECEIVING}/决算"),
    ("接待费预算按万元填", {f"{RECEIVING}/预算": "0.9"}, "AMT011", f"{RECEIVING}/预算"),
    ("运行费上年按万元填", {f"{RUNNING}/上年": "4.01"}, "AMT011", f"{RUNNING}/上年"),
    ("运行费数字颠倒", {f"{RUNNING}/决算": "38241.66"}, "FIN010", f"{RUNNING}/决算"),
    ("批次人次填反", {f"{RECEIVING}/国内批次": "58", f"{RECEIVING}/国内人次": "7"}, "FIN029", f"{RECEIVING}/国内批次"),
    ("支出的来源填错", {"基本支出/11/来源": "非财政拨款"}, "FIN001", "基本支出/11/来源"),
    ("收入的来源漏填", {"收入/10/来源": None}, "FIN001", "收入/10/来源"),
    ("收入一行按万元填", {"收入/11/金额": "26"}, "BAL001", "收入/11/金额"),
    ("年末结转颠倒", {"年末结转和结余/1/金额": "80800"}, "BAL001", "年末结转和结余/1/金额"),
    ("年初结转漏填", {"年初结转和结余/1/金额": ""}, "BAL001", "年初结转和结余/1/金额"),
    ("结余分配按万元填", {"结余分配": "1.8"}, "BAL001", "结余分配"),
    ("控制数颠倒", {"控制数/项目支出": "1457420.35"}, "BAL001", "控制数/项目支出"),
    ("年初预算按万元填", {"年初预算/支出": "498"}, "AMT011", "年初预算/支出"),
    ("分类预算颠倒", {"分类预算/2/预算": "60000"}, "FIN005", "年初预算/支出"),
    ("分类预算的上年按万元填", {"分类预算/1/上年": "365.24"}, "AMT011", "分类预算/1/上年"),
    ("上年总计按万元填", {"上年/收入总计": "523.61"}, "AMT006", "上年/收入总计"),
    ("自评资金按万元填", {"绩效/绩效自评/一级项目金额": "72.86"}, "AMT011", "绩效/绩效自评/一级项目金额"),
    ("整体预算数按万元填", {"绩效/绩效自评/整体预算数": "628.32"}, "AMT011", "绩效/绩效自评/整体预算数"),
    ("车辆不相加", {"国有资产/车辆/实有": "3"}, "FIN016", "国有资产/车辆/实有"),
)

HEAD, LIBRARY, WHOLE = "head-office.yaml:", "library.yaml:", "department.yaml:"
OF_A_DEPARTMENT: tuple[Row, ...] = (
    ("编码错一位", {f"{HEAD}基本支出/7/经济科目": "30291"}, "COD001", "基本支出/7/经济科目"),
    ("一行按万元填", {f"{HEAD}基本支出/8/金额": "4.2"}, "AMT009", "基本支出/8/金额"),
    ("转拨自没有写", {f"{LIBRARY}项目支出/1/转拨自": None}, "DEP009", "所属单位/1/项目支出/1/转拨给"),
    ("转拨自写错名称", {f"{LIBRARY}项目支出/1/转拨自": "云岭县文化和旅游局"}, "DEP009", "所属单位/2/项目支出/1/转拨自"),
    ("转拨来的钱数字错位", {f"{LIBRARY}项目支出/1/金额": "20000"}, "DEP009", "所属单位/2/项目支出/1/金额"),
    ("一个单位的年度差一年", {f"{LIBRARY}报告/年度": "2026"}, "DEP005", "报告/年度"),
    ("一个单位的年度差一年，日期都不合", {f"{LIBRARY}报告/年度": "2024", f"{LIBRARY}报告/批复日期": "2025-02-20"},
     "DEP005", "报告/年度"),
    ("没有写原因", {f"{WHOLE}{RECEIVING}/原因": None}, "PRI001", f"{RECEIVING}/原因"),
    ("原因的方向不对", {f"{WHOLE}{RECEIVING}/原因": "接待批次增加"}, "PRI003", f"{RECEIVING}/原因"),
    ("部门的年度差一年", {f"{WHOLE}报告/年度": "2026"}, "DEP005", "报告/年度"),
    ("单位名称错一字", {f"{WHOLE}单位/名称": "云岭县文化和旅游同"}, "IDN001", "单位/名称"),
    ("采购服务按万元填", {f"{HEAD}{BUYING}/服务": "18"}, "AMT009", f"{BUYING}/服务"),
    ("公务接待费按万元填", {f"{HEAD}{RECEIVING}/本年": "1.2"}, "AMT009", f"{RECEIVING}/本年"),
    ("上年一个总数按万元填", {f"{LIBRARY}上年/收入总计": "138.03"}, "PRI008", "上年/收入总计"),
    ("单位列了两次", {f"{WHOLE}所属单位/3": "library.yaml"}, "DEP006", "所属单位/3"),
    ("填了汇总的数，填错了", {f"{WHOLE}{BUYING}/货物": "185000"}, "DEP007", f"{BUYING}/货物"),
)


@cache
def typed(path: Path) -> dict[str, Any]:
    """What a form says, every scalar a text."""
    return dict(read_yaml(path).raw or {})


def mistyped(path: Path, cells: Cells) -> str:
    """The form with some cells typed otherwise."""
    form = copy.deepcopy(typed(path))
    for way, text in cells.items():
        *above, last = steps(way)
        here: Any = form
        for part in above:
            if isinstance(part, int) and part == len(here):
                here.append({})
            here = here.setdefault(part, {}) if isinstance(here, dict) else here[part]
        if text is None:
            del here[last]
        else:
            here[last] = text
    return yaml_form(form)


def steps(way: str) -> list[Any]:
    return [int(part) - 1 if part.isdecimal() else part for part in way.split("/")]


def assert_told(path: Path, code: str, at: str) -> None:
    found = [one for one in check(path).findings if one.severity is not Severity.INFO and one.code != "COD003"]
    assert [told(one) for one in found] == [(code, written(tuple(steps(at))))], [one.line() for one in found]


def told(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.field or ""


@pytest.mark.parametrize("row", OF_A_BUREAU, ids=lambda row: row[0])
def test_a_bureau_with_five_sources(row: Row, tmp_path: Path):
    _in_one_form("bureau-2025-budget", row, tmp_path)


@pytest.mark.parametrize("row", OF_FINAL_ACCOUNTS, ids=lambda row: row[0])
def test_final_accounts(row: Row, tmp_path: Path):
    _in_one_form("library-2022-final", row, tmp_path)


def _in_one_form(sample: str, row: Row, folder: Path) -> None:
    _, cells, code, at = row
    path = folder / "填报表.yaml"
    path.write_text(mistyped(SAMPLES / f"{sample}.yaml", cells), encoding="utf-8")
    assert_told(path, code, at)


@pytest.mark.parametrize("row", OF_A_DEPARTMENT, ids=lambda row: row[0])
def test_a_department(row: Row, tmp_path: Path):
    _, cells, code, at = row
    sample, folder = SAMPLES / "department-2025-budget", tmp_path / "部门"
    shutil.copytree(sample, folder)
    for file in {way.partition(":")[0] for way in cells}:
        own = {way.partition(":")[2]: text for way, text in cells.items() if way.startswith(f"{file}:")}
        (folder / file).write_text(mistyped(sample / file, own), encoding="utf-8")
    assert_told(folder / "department.yaml", code, at)
