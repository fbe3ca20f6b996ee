"""Comments of a YAML form are found, and nothing else is taken for one."""

from __future__ import annotations

from discloser.model.form.remarks import Remark
from discloser.read.yaml.reader import read_yaml_text
from discloser.read.yaml.remarks import yaml_remarks


def remarks_of(text: str) -> dict[tuple[str | int, ...], Remark]:
    return yaml_remarks(text, read_yaml_text(text, "表.yaml").places)


def test_a_comment_belongs_to_what_begins_on_its_line():
    assert remarks_of("单位:   # 甲\n  名称: 乙 # 丙\n") == {
        ("单位",): Remark(beside="甲"), ("单位", "名称"): Remark(beside="丙")}


def test_a_comment_beside_a_row_belongs_to_the_row():
    rows = "  - {功能科目: 1, 金额: 2}   # 工资\n  - 功能科目: 3 # 津贴\n    金额: 4 # 核过\n"
    assert remarks_of(f"基本支出:\n{rows}") == {
        ("基本支出", 0): Remark(beside="工资"), ("基本支出", 1): Remark(beside="津贴"),
        ("基本支出", 1, "金额"): Remark(beside="核过")}


def test_comments_of_their_own_lines_belong_to_what_follows():
    assert remarks_of("# 头\n\n单位:\n  # 一\n  #   二\n  名称: 甲\n# 尾\n") == {
        (): Remark(above=("头",), below=("尾",)), ("单位", "名称"): Remark(above=("一", "  二"))}


def test_a_sign_inside_a_text_is_no_comment():
    text = (
        '单位:\n  名称: "甲 # 乙"   # 丙\n  主管部门: 甲#乙\n'
        "概况:\n  职责: |  # 丁\n    一 # 二\n    # 三\n  机构设置: 戊\n")
    assert remarks_of(text) == {("单位", "名称"): Remark(beside="丙"), ("概况", "职责"): Remark(beside="丁")}


def test_a_text_over_several_lines_hides_its_signs():
    text = "概况:\n  职责: '一 # 二\n\n    # 三'\n  机构设置: 甲\n    乙#丙\n单位: {名称: 丁} # 戊\n"
    assert remarks_of(text) == {("单位",): Remark(beside="戊")}


def test_two_comments_at_one_value_both_stay():
    assert remarks_of("单位: {名称: 甲, # 一\n  性质: 乙} # 二\n") == {
        ("单位",): Remark(beside="一"), ("单位", "性质"): Remark(beside="二")}


def test_windows_line_ends_and_a_mark_at_the_start_change_nothing():
    assert remarks_of("\ufeff# 头\r\n单位:\r\n  名称: 甲 # 乙\r\n") == {
        (): Remark(above=("头",)), ("单位", "名称"): Remark(beside="乙")}
