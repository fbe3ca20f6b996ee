"""The families of findings: what the letters in front of a code stand for, in the order in which a form is judged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from .finding import Problem

FAMILIES: Final = {
    "FIL": "文件", "YML": "写法", "XLS": "工作簿", "FRM": "栏目",
    "LNK": "引用的填报表", "DEP": "部门和所属单位", "OLD": "沿用上年的文字", "EST": "推算的行",
    "IDN": "单位、年度和级次", "DAT": "日期", "COD": "科目编码", "LIN": "支出行", "AMT": "金额",
    "SOC": "社会保险和住房公积金", "ORG": "单位性质", "TPE": "“三公”经费和公务用车", "PRI": "上年与原因",
    "PRJ": "项目", "TGT": "绩效目标", "EVA": "绩效自评", "PRC": "政府采购", "AST": "国有资产", "TXT": "文字",
    "ATT": "附件", "BAL": "与控制数核对", "FIN": "决算", "CNF": "确认",
    "SUM": "任何报告：表内", "CRS": "任何报告：表与表", "SAY": "任何报告：文字里的数", "WDG": "任何报告：文字",
    "LAY": "任何报告：目录和内容", "RPT": "报告文件", "PAG": "报告：页面",
    "TAB": "报告：表内", "TIE": "报告：表与表", "NAR": "报告：文字与表", "PCT": "报告：占比和增减",
    "CMP": "报告：齐全和次序", "FMT": "报告：数字的印法", "WRD": "报告：文字本身", "TGJ": "报告：绩效目标表",
    "EVJ": "报告：绩效自评表",
    "RST": "单位名录", "KND": "版式", "PUL": "收回 Word 里的改动", "PUB": "放到网站上",
}
"""Letters → name. A code of a family that is not named here is listed nowhere, and a test says so."""


def by_family(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Letters of a family → its problems by code, families in order; families without any are left out."""
    families: dict[str, list[Problem]] = {letters: [] for letters in FAMILIES}
    for problem in sorted(problems, key=lambda problem: problem.code):
        if problem.code[:3] in families:
            families[problem.code[:3]].append(problem)
    return {letters: own for letters, own in families.items() if own}
