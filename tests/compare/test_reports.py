"""What a change of the form moved in print."""

from __future__ import annotations

from typing import Any

from helpers import a_form, basic, project, report_of

from discloser.compare.comparison import PrintedChange
from discloser.compare.printed import PrintedSnapshot, printed_changes
from discloser.render.neutral import neutral

ROAD, BRIDGE = project("道路养护", "2130506", 10_000), project("桥梁维修", "2140104", 20_000)
PAY = basic("2101550", "30101", 1_000_000)


def printed(**blocks: Any) -> PrintedSnapshot:
    report = report_of(a_form(**blocks))
    return PrintedSnapshot.of(report, neutral(report))


def changes(old: dict[str, Any], new: dict[str, Any], renames: dict[str, str] | None = None) -> list[PrintedChange]:
    return printed_changes(printed(**old), printed(**new), renames or {})


def test_a_report_does_not_differ_from_itself():
    same = {"项目支出": [ROAD, BRIDGE], "基本支出": [PAY]}
    assert changes(same, same) == []


def test_cells_sentences_and_charts_that_move_are_all_there():
    more = {**ROAD, "金额": 20_000}
    moved = changes({"基本支出": [PAY], "项目支出": [ROAD]}, {"基本支出": [PAY], "项目支出": [more]})
    assert ("表3", "合计", "101.00", "102.00") in {
        (change.part.split()[0], change.row, change.old, change.new) for change in moved if change.printed == "cell"}
    assert any("收入总计101.00" in change.old and "收入总计102.00" in change.new for change in moved)
    charts = {change.part for change in moved if change.printed == "chart"}
    assert charts >= {"图 支出预算结构图", "图 一般公共预算当年拨款结构图"}


def test_a_new_row_is_told_cell_by_cell_and_moves_no_other():
    cells = [change for change in changes({"项目支出": [ROAD]}, {"项目支出": [BRIDGE, ROAD]})
             if change.table == 12 and change.row.startswith(("道路", "桥梁"))]
    assert {(change.row, change.old) for change in cells} == {("桥梁维修", "")}


def test_a_renamed_project_keeps_its_row():
    renamed = {**ROAD, "项目": "公路养护"}
    moved = changes({"项目支出": [ROAD]}, {"项目支出": [renamed]}, {"道路养护": "公路养护"})
    cells = [change for change in moved if change.table == 12]
    assert [(change.column, change.old, change.new) for change in cells] == [("项目名称", "道路养护", "公路养护")]


def test_a_changed_text_is_told_by_the_sentence():
    texts = ({"概况": {"职责": f"负责登记。{word}核对。", "机构设置": "编制3名。"}} for word in ("按月", "按季"))
    told = [(change.part, change.old, change.new) for change in changes(*texts)]
    assert told == [("职责", "按月核对。", "按季核对。")]


def test_a_changed_name_of_the_unit_is_on_the_cover():
    moved = changes({}, {"单位": {"名称": "云岭县农业局"}})
    assert ("封面", "单位") in {(change.part, change.place) for change in moved}


def target(name: str, **texts: str) -> dict[str, str]:
    return {"项目名称": name, "项目概况": "养护县道40公里。", "立项依据": "养护办法。", "项目期": "1年", **texts}


def with_targets(*targets: dict[str, str]) -> PrintedSnapshot:
    return PrintedSnapshot({"performance_targets": list(targets)})


def test_without_the_forms_a_target_whose_words_stayed_got_a_new_name():
    old, new = with_targets(target("道路养护"), target("桥梁维修", 项目概况="一座。")), with_targets(
        target("公路养护"), target("桥梁维修", 项目概况="一座。"))
    told = [(change.part, change.old, change.new) for change in printed_changes(old, new, None)]
    assert told == [("绩效目标表 公路养护", "道路养护", "公路养护")]


def test_without_the_forms_a_target_of_other_words_is_another_one():
    old = with_targets(target("道路养护"))
    new = with_targets(target("图书购置", 项目概况="购书。", 立项依据="图书馆法。", 项目期="3年"))
    assert {change.part for change in printed_changes(old, new, None)} == {"绩效目标表 道路养护", "绩效目标表 图书购置"}


def test_a_self_evaluation_that_changed_is_told_by_its_project_and_row():
    def scored(score: str) -> PrintedSnapshot:
        one = {"项目名称": "道路养护", "绩效指标": [{"三级指标": "长度", "得分": score}]}
        return PrintedSnapshot({"self_evaluations": [one]})

    told = [(change.part, change.place, change.old, change.new)
            for change in printed_changes(scored("20"), scored("18"), None)]
    assert told == [("绩效自评表 道路养护", "绩效指标 第1行 得分", "20", "18")]
