"""What an officer sees of rules and confirmations on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rule_pages import GOOD

from discloser import cli
from discloser.usecases.explain import catalogue

CAR = "国有资产:\n  车辆: {编制: 1, 实有: 1, 机要通信用车: 1}\n"
CONFIRMED = CAR + "确认:\n  - {规则: TPE003, 位置: 国有资产 车辆 实有, 说明: 车辆由主管部门保障}\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, form: str = "") -> tuple[int, str]:
        Path("表.yaml").write_text(form, encoding="utf-8")
        with pytest.raises(SystemExit) as stop:
            cli.main(list(arguments))
        return stop.value.code, capsys.readouterr().out

    return run


def test_rules_lists_every_kind_of_finding_under_its_family(run):
    status, printed = run("rules")
    assert status == 0
    listed = {problem.code: f"    {problem.code}　{problem.severity.label}　" for problem in catalogue()}
    assert [code for code, line in listed.items() if line not in printed] == []
    assert "CNF　确认\n    CNF001　提醒　每条确认都对得上一条提醒\n" in printed


def test_rules_lists_only_the_families_asked_for(run):
    status, printed = run("rules", "cnf", "BAL")
    assert status == 0
    assert [line.split("　")[0] for line in printed.splitlines()] == [
        line for family in ("BAL", "CNF") for line in (family, *(f"    {family}00{i}" for i in (1, 2, 3)))]
    assert run("rules", "QQQ")[0] == 2


def test_every_kind_of_finding_can_be_explained(run):
    assert [problem.code for problem in catalogue() if run("explain", problem.code)[0] != 0] == []


def test_a_warning_shows_how_to_confirm_it(run):
    status, printed = run("check", "表.yaml", form=GOOD + CAR)
    assert status == 0
    assert '    属实的，在“确认”里写：{规则: TPE003, 位置: "国有资产 车辆 实有", 说明: ""}\n' in printed


def test_in_a_workbook_a_warning_is_confirmed_by_a_line_of_a_sheet(run):
    assert run("convert", "表.yaml", "表.xlsx", form=GOOD + CAR)[0] == 0
    _, printed = run("check", "表.xlsx")
    assert "    属实的，在“控制数”表的“确认”里填一行：规则填 TPE003，位置填 国有资产 车辆 实有，" in printed


def test_the_same_fault_in_many_lines_is_told_once_with_every_place(run):
    lines = "".join(f"  - {{功能科目: 2999999, 经济科目: {code}, 金额: 1}}\n" for code in (30205, 30206))
    _, printed = run("check", "表.yaml", form=GOOD.replace("基本支出:\n", f"基本支出:\n{lines}", 1))
    assert printed.count("COD001") == 1
    assert "同样的还有 1 处：第 " in printed


def test_texts_to_confirm_are_told_once_for_all_their_places(run):
    carried = GOOD.replace("职责: ", "职责: 【请确认或修改】").replace("机构设置: ", "机构设置: 【请确认或修改】")
    _, printed = run("check", "表.yaml", form=carried)
    assert printed.count("OLD001") == 1
    assert "同样的还有 1 处：第 " in printed


def test_a_confirmed_warning_shows_its_reason_and_counts_no_more(run):
    status, printed = run("check", "表.yaml", "--strict", form=GOOD + CONFIRMED)
    assert status == 0
    assert "    已确认：车辆由主管部门保障\n" in printed
    assert "改法" not in printed
    assert printed.endswith("共 提醒 1 条，其中已确认 1 条。\n")
    assert run("check", "表.yaml", "--strict", form=GOOD + CAR)[0] == 1


def test_json_says_what_is_confirmed(run):
    _, printed = run("check", "表.yaml", "--json", form=GOOD + CONFIRMED)
    [finding] = json.loads(printed)["表.yaml"]
    assert (finding["severity"], finding["confirmed"]) == ("warning", "车辆由主管部门保障")
