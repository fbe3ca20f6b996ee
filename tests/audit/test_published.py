"""Three published reports: every error in them that a program can see is found at its place, and no error is invented.

The list of their defects was drawn up by hand. What no program can decide from one report alone is named, with the
reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from discloser.model.finding import Finding, Severity
from discloser.usecases.audit import audit, place_of

PUBLISHED = Path(__file__).with_name("published")
REPORTS = {"FY25": "fenyang-2025-budget.json", "LS23": "lishi-2023-budget.json", "FY22": "fenyang-2022-final.json"}


@dataclass(frozen=True)
class Defect:
    """A defect: how bad it is, the code it is found under, words of the place and of the message."""

    id: str
    severity: str
    code: str
    place: str
    words: str = ""

    @property
    def report(self) -> str:
        return self.id.split("-")[0]


CERTAIN = [
    Defect("FY25-01", "error", "WRD017", "三年规划", "收入总计万元"),
    Defect("FY25-02", "warning", "WRD001", "七、", "所致。。"),
    Defect("FY25-03", "warning", "WRD001", "七、", "共 3 处"),
    Defect("FY25-04", "warning", "WRD001", "七、", "共 3 处"),
    Defect("FY25-05", "warning", "CMP005", "表9", "部门公开表9"),
    Defect("FY25-06", "warning", "WRD003", "表1", "13 张表都有"),
    Defect("FY25-07", "warning", "FMT004", "一、", "2,800.16"),
    Defect("FY25-08", "warning", "NAR017", "十二、", "103.1"),
    Defect("FY25-09", "warning", "WRD006", "职责", "汾阳市医疗保险管理服务中心"),
    Defect("LS23-01", "error", "NAR001", "2023年城乡居民基本医疗区级财政补助", "69.20"),
    Defect("LS23-02", "error", "NAR001", "十、", "381.87"),
    Defect("LS23-03", "error", "NAR002", "十、", "8 个"),
    Defect("LS23-04", "error", "NAR003", "十、", "2023年中央财政医疗服务与保障能力提升补助资金"),
    Defect("LS23-06", "error", "TGJ008", "经办人", "联系电话"),
    Defect("LS23-07", "warning", "WRD001", "一、", "提高。；"),
    Defect("LS23-08", "warning", "CMP007", "表9", "6 行"),
    Defect("LS23-09", "warning", "TGJ003", "2023年城乡居民基本医疗保险区级财政补助",
           "相近的“2023年城乡居民基本医疗区级财政补助”"),
    Defect("LS23-19", "warning", "WRD011", "九、", "部门各单位"),
    Defect("FY22-01", "error", "NAR015", "五、", "一般公共服务支出"),
    Defect("FY22-02", "warning", "NAR016", "五、", "1 类"),
    Defect("FY22-03", "error", "PCT001", "十、", "100%"),
    Defect("FY22-04", "error", "NAR004", "十、", "25844886.38"),
    Defect("FY22-05", "error", "NAR018", "十、", "25434486.38"),
    Defect("FY22-06", "error", "WRD008", "机构设置", "4个股室"),
    Defect("FY22-07", "warning", "CMP010", "六、", "基本支出决算情况说明"),
    Defect("FY22-08", "warning", "WRD015", "六、", "人员经费5,546,037.40元"),
    Defect("FY22-09", "warning", "WRD001", "一、", "资助款。。"),
    Defect("FY22-10", "warning", "WRD001", "六、", "。；"),
    Defect("FY22-11", "warning", "WRD001", "三、偏离", "。？"),
    Defect("FY22-12", "warning", "WRD016", "（三）国有资产", "；单价"),
    Defect("FY22-13", "warning", "WRD016", "（2）", "。"),
    Defect("FY22-14", "warning", "WRD019", "（一）“三公”", "因公出国"),
    Defect("FY22-15", "warning", "WRD014", "（二）“三公”", "共 4 处"),
    Defect("FY22-16", "warning", "PCT003", "九、", "0.00%"),
    Defect("FY22-17", "warning", "WRD014", "（1）", "国有资金经营预算"),
    Defect("FY22-18", "warning", "WRD014", "（三）财政拨款", "县及政府"),
    Defect("FY22-29", "warning", "WRD006", "机构设置", "汾阳市医疗保险管理服务中心"),
]
"""Defects of severity error or warning that are certain."""

PROBABLE = [
    Defect("FY25-16", "warning", "TGJ002", "办公经费", "660000"),
    Defect("LS23-05", "warning", "TGJ010", "十、", "6"),
    Defect("LS23-10", "warning", "TGJ003", "改制企业3949", "39.49"),
    Defect("LS23-11", "warning", "NAR010", "十一、", "1"),
    Defect("LS23-12", "warning", "TIE008", "住房公积金", "24.87"),
    Defect("LS23-14", "warning", "TGJ001", "补发2022年退休人员补充绩效", "3456"),
    Defect("LS23-15", "warning", "TGJ005", "改制企业3949", "2200000"),
    Defect("LS23-16", "warning", "TGJ007", "中央财政医疗服务", "906-社保股"),
    Defect("FY22-30", "warning", "CMP016", "（2）", "见附件"),
    Defect("FY22-33", "warning", "TIE009", "313", "2101202"),
    Defect("FY25-17", "info", "TGJ011", "绩效指标", "320000人"),
    Defect("LS23-13", "info", "TIE007", "基本养老保险", "13.68"),
]
"""Defects that are only probable: found as warnings or hints."""

HINTS = [
    Defect("FY25-11", "info", "WRD002", "（一）一般公共预算当年支出规模", ""),
    Defect("FY25-12", "info", "CMP017", "表7", "单位:万元"),
    Defect("FY25-13", "info", "FMT005", "2、项目绩效目标", "100%"),
    Defect("FY25-18", "info", "TGJ006", "脱贫人口", "项目实施计划"),
    Defect("LS23-17", "info", "TGJ009", "外聘稽核检查费", "≥100%"),
    Defect("LS23-18", "info", "FMT005", "(2)", "28.9"),
    Defect("LS23-22", "info", "WRD007", "机构设置", "离石区医疗保险服务中心"),
    Defect("LS23-28", "info", "TGJ006", "改制企业", "必要性"),
    Defect("FY22-23", "info", "WRD012", "（二）“三公”", "国(境）"),
    Defect("FY22-24", "info", "WRD004", "（2）", "部门(单位)"),
    Defect("FY22-27", "info", "FMT007", "表1", "1.00"),
    Defect("FY22-28", "info", "FMT008", "表10", "17"),
    Defect("FY22-35", "info", "WRD002", "（二）资金管理", "共 2 处"),
    Defect("FY22-36", "info", "WRD020", "机构设置", "2.28万元"),
    Defect("FY22-41", "info", "FMT005", "（三）财政拨款", "2188.3"),
    Defect("FY22-42", "info", "WRD014", "一、", "原因是由于"),
]
"""Lesser things, where a program tells them too."""

UNDECIDABLE = {
    "FY25-10": "服务程 lacks a character; only a reader knows that 服务流程 or 服务规程 was meant",
    "FY22-19": "which three names mean one project is printed nowhere; two of them stand beside no amount",
    "FY22-22": "a broken sentence, every word of which is right",
    "FY25-21": "last year's amount must be compared with an earlier report of the body",
    "LS23-25": "工资经费 for 工作经费 stands in the table, the list and the target form alike",
    "FY22-20": "whether 农村社会保险 is the body's business, a person decides",
    "FY22-21": "whether a sentence was pasted from another project, a person decides",
    "FY22-32": "the report does not print the nature of the body, by which 行政单位医疗 would be wrong",
}
"""Defects of severity error or warning that no program can decide from the report alone, and why."""


@cache
def found(report: str) -> list[Finding]:
    path = PUBLISHED / REPORTS[report]
    return audit([path])[str(path)]


def matching(defect: Defect) -> list[Finding]:
    return [
        finding for finding in found(defect.report)
        if finding.code == defect.code and defect.place in place_of(finding) and defect.words in finding.message
    ]


@pytest.mark.parametrize("defect", CERTAIN, ids=lambda defect: defect.id)
def test_a_certain_defect_is_found_at_its_place(defect: Defect):
    assert [finding.severity for finding in matching(defect)][:1] == [Severity(defect.severity)]


@pytest.mark.parametrize("defect", [*PROBABLE, *HINTS], ids=lambda defect: defect.id)
def test_a_probable_or_lesser_defect_is_found_as_a_warning_or_a_hint(defect: Defect):
    assert matching(defect)
    assert all(finding.severity is not Severity.ERROR for finding in matching(defect))


@pytest.mark.parametrize("report", REPORTS)
def test_no_error_is_found_but_those_listed(report: str):
    listed = [defect for defect in CERTAIN if defect.report == report and defect.severity == "error"]
    known = [finding for defect in listed for finding in matching(defect)]
    errors = [finding for finding in found(report) if finding.severity is Severity.ERROR]
    assert [f"{f.code} {place_of(f)}：{f.message}" for f in errors if f not in known] == []


@pytest.mark.parametrize("report", REPORTS)
def test_rounding_tails_are_silent(report: str):
    assert [f.message for f in found(report) if f.code[:3] == "TAB" or f.code in ("TIE001", "TIE002")] == []


def test_every_defect_is_found_or_said_to_be_undecidable():
    numbers = {"FY25": 10, "LS23": 9, "FY22": 22}
    told = {defect.id for defect in (*CERTAIN, *PROBABLE, *HINTS)} | set(UNDECIDABLE)
    for report, last in numbers.items():
        assert {f"{report}-{number:02}" for number in range(1, last + 1)} <= told


def test_one_fault_gives_one_finding():
    doubled = [f for report in REPORTS for f in found(report) if f.code == "WRD001"]
    assert len(doubled) == len({(f.place.file, f.section) for f in doubled})
    assert len([f for f in found("LS23") if f.code == "NAR002"]) == 1
    assert len([f for f in found("LS23") if "381.87" in f.message]) == 1
