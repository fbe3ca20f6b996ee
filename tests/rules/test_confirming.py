"""An officer's confirmations: what they mark, what they can't, and that they never outlive what they spoke of."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_pages import GOOD

from discloser.model.finding import Finding
from discloser.usecases.check import check

CAR = "国有资产:\n  车辆: {编制: 1, 实有: 1, 机要通信用车: 1}\n"
DEAR = [("年度资金: {市县财政资金: 300000}", "年度资金: {市县财政资金: 290000}")]


@pytest.fixture
def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def run(end: str, *changes: tuple[str, str]) -> list[Finding]:
        form = GOOD
        for old, new in changes:
            assert old in form
            form = form.replace(old, new)
        Path("表.yaml").write_text(form + end, encoding="utf-8")
        return check(Path("表.yaml")).findings

    return run


def confirm(rule: str, place: str, reason: str = "车辆由主管部门保障") -> str:
    return f'确认:\n  - {{规则: {rule}, 位置: "{place}", 说明: {reason}}}\n'


def told(findings: list[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.confirmed) for finding in findings]


def test_a_warning_is_confirmed_at_its_place(judged):
    assert told(judged(CAR + confirm("TPE003", "国有资产 车辆 实有"))) == [("TPE003", "车辆由主管部门保障")]


def test_a_warning_is_confirmed_by_the_name_of_its_row(judged):
    assert told(judged(confirm("tgt004", "资料修复"), *DEAR)) == [("TGT004", "车辆由主管部门保障")]


def test_what_is_printed_to_be_copied_confirms(judged):
    for end, changes in ((CAR, []), ("", DEAR)):
        [warning] = judged(end, *changes)
        written = warning.to_confirm().replace('说明: ""', "说明: 批复如此")
        assert told(judged(f"{end}确认:\n  - {written}\n", *changes)) == [(warning.code, "批复如此")]


def test_blanks_and_width_make_no_difference(judged):
    [confirmed] = judged(CAR + confirm("ｔｐｅ００３", "国有资产　车辆实有"))
    assert confirmed.confirmed == "车辆由主管部门保障"


def test_a_confirmation_of_another_rule_or_place_meets_nothing(judged):
    for wrong in (confirm("TPE004", "国有资产 车辆 实有"), confirm("TPE003", "国有资产")):
        assert told(judged(CAR + wrong)) == [("TPE003", None), ("CNF001", None)]


def test_a_confirmation_that_outlived_its_warning_is_told(judged):
    [stale] = judged(confirm("TPE003", "国有资产 车辆 实有"))
    assert (stale.code, stale.field) == ("CNF001", "确认 TPE003")


def test_an_error_stays_an_error(judged):
    findings = judged(confirm("PRI001", "变动原因 收支"), ("  收支: 新增资料修复项目\n", ""))
    assert told(findings) == [("PRI001", None), ("CNF002", None)]
    assert findings[0].severity.value == "error"


def test_a_confirmation_needs_a_reason(judged):
    findings = judged(CAR + confirm("TPE003", "国有资产 车辆 实有", "已核对。"))
    assert told(findings) == [("TPE003", None), ("CNF003", None)]


def test_a_confirmation_can_not_be_confirmed_away(judged):
    twice = confirm("TPE003", "国有资产 车辆 实有") + confirm("CNF001", "确认 TPE003").removeprefix("确认:\n")
    assert told(judged(twice)) == [("CNF001", None), ("CNF001", None)]


def test_an_unmatched_confirmation_says_where_the_rule_speaks_now(judged):
    findings = judged(confirm("TGT004", "资料修缮"), *DEAR)
    assert "TGT004 现在在“资料修复”" in findings[-1].message


def test_only_a_confirmed_finding_carries_the_key(judged):
    confirmed, = judged(CAR + confirm("TPE003", "国有资产 车辆 实有"))
    assert confirmed.as_json()["confirmed"] == "车辆由主管部门保障"
    assert not confirmed.open_warning
    open_one, = judged(CAR)
    assert "confirmed" not in open_one.as_json()
    assert open_one.open_warning
