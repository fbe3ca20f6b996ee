"""A form begun from a published report: what is taken, what is doubted, what is left blank, what is never touched."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers import SAMPLES, case_of_file, neutral_of_case

from discloser import cli
from discloser.audit.anywhere.amounts import amount_in
from discloser.disk import Handed
from discloser.model.form.terms import FUNDS
from discloser.model.money import half_up
from discloser.pull.intake.solving import Grade
from discloser.pull.intake.targets import targets_of
from discloser.pull.intake.words import words_of
from discloser.read.kind.library import INSTALLED
from discloser.read.kind.words import read_words
from discloser.usecases.import_form import Imported, as_last_year, begin, content_of
from discloser.usecases.import_into import OtherSort, fill_blanks

BUREAU = "bureau-2025-budget"
WORDS = words_of(read_words(INSTALLED.shared("words"), "import.yaml"), "budget", FUNDS)


@cache
def printed(name: str = BUREAU) -> str:
    return json.dumps(neutral_of_case(case_of_file(SAMPLES / f"{name}.yaml")), ensure_ascii=False)


def report(name: str = BUREAU) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(printed(name))
    return read


def begun_anew(content: str, accept: bool = False) -> Imported:
    return begin([Handed("报告.json", content.encode())], accept=accept)


_begun = cache(begun_anew)


def imported(data: dict[str, Any], *, accept: bool = False) -> Imported:
    """What begins from a report; from an equal one it begins once."""
    return _begun(json.dumps(data, ensure_ascii=False), accept)


def cell(data: dict[str, Any], number: int, row: str, column: str, text: str) -> None:
    """Print another text in a cell of a table."""
    table = next(table for table in data["tables"] if table["no"] == number)
    at = next(i for i, head in enumerate(table["columns"]) if head.endswith(column))
    next(one for one in table["rows"] if one[0] == row)[at] = text


def at(raw: Any, path: str) -> Any:
    for part in path.split("/"):
        raw = raw[int(part) if part.isdecimal() else part]
    return raw


@pytest.mark.parametrize(("path", "text"), [
    ("单位/名称", "云岭县文化教育体育局"), ("单位/性质", "行政单位"), ("报告/财政区划", "云岭县"),
    ("变动原因/收入", "土地出让收入安排的城区体育公园建设资金增加"), ("上年/收入总计", "1186.03"),
    ("三公经费/公务接待费/上年", "2.6"), ("机关运行经费/上年", "98.24"), ("国有资产/车辆/编制", "4"),
    ("国有资产/房屋面积", "2846.5"), ("政府采购/工程", "560"), ("绩效/项目绩效目标/0/年度资金/中央财政资金", "100"),
    ("绩效/项目绩效目标/0/指标/0/年度值", "8所"),
])
def test_texts_people_and_things_come_over(path: str, text: str):
    assert at(imported(report()).raw, path) == text


def test_what_is_not_said_is_asked_for():
    missing = {"/".join(map(str, path)) for path in imported(report("new-unit-2025-budget")).missing}
    assert "机关运行经费/上年" in missing
    assert "单位/名称" not in missing


def test_a_wrong_cell_is_left_out_and_the_lines_are_the_same():
    spoilt = report()
    cell(spoilt, 3, "2070113", "合计", "99.99")
    assert imported(spoilt).begun is not None
    lines = [(line.atom, line.amount // 10_000) for line in imported(spoilt).begun.solved.lines]
    assert lines == [(line.atom, line.amount // 10_000) for line in imported(report()).begun.solved.lines]


def test_of_a_report_that_contradicts_itself_nothing_is_certain():
    spoilt = report()
    (projects,) = [table for table in spoilt["tables"] if table["no"] == 12]
    for row in projects["rows"]:
        if row[0] in ("云岭县文化教育体育局", "旅游宣传推广"):
            row[1:3] = [f"{Decimal(text) + 100}" for text in row[1:3]]
    found = imported(spoilt)
    assert found.begun is not None
    assert found.begun.solved.contradiction is not None
    assert found.begun.solved.left_out != ()
    assert found.graded()[Grade.CERTAIN] == []


def test_last_years_report_gives_last_years_figures_and_no_amounts_of_this_year():
    following = as_last_year(imported(report(), accept=True))
    assert at(following.raw, "报告/年度") == "2026"
    assert at(following.raw, "三公经费/公务接待费/上年") == "1.8"
    assert at(following.raw, "概况/职责").startswith("【请确认或修改】")
    assert not [row for row in at(following.raw, "基本支出") if row.get("金额")]
    assert not [row for row in at(following.raw, "基本支出") if row.get("来源") == "单位资金" and row.get("经济科目")]


def test_a_form_that_is_there_is_filled_where_it_is_blank_and_never_changed():
    form = Handed("填了一半.yaml", "\n".join((
        "报告: {地区: 山西, 类型: 单位预算, 年度: 2025}", "单位: {名称: 云岭县文体局}", "金额单位: 元",
        "政府采购: {货物: 412300}", "基本支出: [{功能科目: 2070101, 经济科目: 30101, 金额: 1}]")).encode())
    filled = fill_blanks(form, imported(report()))
    assert at(filled.raw, "单位/名称") == "云岭县文体局"
    assert at(filled.raw, "单位/性质") == "行政单位"
    assert at(filled.raw, "政府采购/货物") == "412300"
    assert at(filled.raw, "政府采购/工程") == "5600000"
    assert len(at(filled.raw, "基本支出")) == 1
    assert {"/".join(map(str, one.path)) for one in filled.conflicts} == {"单位/名称", "基本支出"}


@pytest.mark.parametrize(("content", "status", "words"), [
    (b"%PDF-1.4 nothing", 2, "没有写填报表"), (b"", 2, "没有写填报表"),
])
def test_what_can_not_be_read_writes_nothing(
    content: bytes, status: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
):
    source, target = tmp_path / "报告.pdf", tmp_path / "表.yaml"
    source.write_bytes(content)
    with pytest.raises(SystemExit) as stop:
        cli.main(["import", str(source), "-o", str(target)])
    assert stop.value.code == status
    assert words in capsys.readouterr().err
    assert not target.exists()


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    source, target = tmp_path / "报告.json", tmp_path / "表.yaml"
    source.write_text(printed(), "utf-8")
    target.write_text("我的", "utf-8")
    with pytest.raises(SystemExit) as stop:
        cli.main(["import", str(source), "-o", str(target)])
    assert stop.value.code == 2
    assert target.read_text("utf-8") == "我的"


def test_an_empty_report_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    blank = report()
    for table in blank["tables"]:
        table["rows"] = [["" if re.fullmatch(r"[\d,]+\.\d\d", text) else text for text in row] for row in table["rows"]]
    source = tmp_path / "报告.json"
    source.write_text(json.dumps(blank, ensure_ascii=False), "utf-8")
    with pytest.raises(SystemExit) as stop:
        cli.main(["import", str(source), "-o", str(tmp_path / "表.yaml")])
    assert stop.value.code == 1
    assert "还没有填的空白表样" in capsys.readouterr().err


def test_the_same_report_gives_the_same_bytes():
    first, second = (content_of(begun_anew(printed()), as_text=False) for _ in range(2))
    assert first == second


def test_a_budgets_form_is_not_filled_from_final_accounts():
    form = Handed("决算.yaml", (SAMPLES / "library-2022-final.yaml").read_bytes())
    with pytest.raises(OtherSort, match="不能合在一起"):
        fill_blanks(form, imported(report()))


def as_json(
    folder: Path, capsys: pytest.CaptureFixture[str], content: str, *options: str,
) -> tuple[int, dict[str, Any]]:
    (folder / "报告.json").write_text(content, "utf-8")
    with pytest.raises(SystemExit) as stop:
        cli.main(["import", str(folder / "报告.json"), "-o", str(folder / "表.yaml"), "--json", *options])
    return int(stop.value.code or 0), json.loads(capsys.readouterr().out)


def test_as_json_each_line_has_its_amount_and_how_certain_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    status, told = as_json(tmp_path, capsys, printed())
    lines = [line for lines in imported(report()).graded().values() for _, line in lines]
    assert (status, told["form"], told["kind"]) == (0, str(tmp_path / "表.yaml"), "shanxi/budget-2025")
    assert [(Decimal(line["amount"]) * 100, line["grade"]) for line in told["lines"]] == [
        (line.amount, line.grade.value) for line in lines]
    assert told["returned"]["cells"] == told["returned"]["same"] > 0
    assert ["报告", "公开日期"] not in told["missing"]


def test_as_json_a_refusal_names_no_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    status, told = as_json(tmp_path, capsys, "{")
    assert (status, told["form"], [finding["code"] for finding in told["findings"]]) == (2, None, ["RPT003"])


def test_as_json_what_differs_from_a_form_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    form = SAMPLES / "new-unit-2025-budget.yaml"
    status, told = as_json(tmp_path, capsys, printed(), "--into", str(form))
    assert status == 0
    assert ["单位", "名称"] in [one["path"] for one in told["conflicts"]]
    assert told["filled"] != []


WHOLE_AMOUNTS = "city-operations-2025-budget"
"""A report in 元 that drops the zeros behind whole amounts."""


@pytest.mark.parametrize("name", [WHOLE_AMOUNTS, "city-operations-2025-final", "county-operations-2025-final"])
def test_every_cell_comes_back_wherever_a_report_is_from(name: str):
    back = imported(report(name), accept=True).returned
    assert back is not None
    assert (back.others, back.absent) == ((), ())


def test_whole_amounts_beside_amounts_with_fen_are_exact():
    begun = imported(report(WHOLE_AMOUNTS), accept=True)
    amounts = {row["项目"]: row["金额"] for row in at(begun.raw, "项目支出")}
    assert amounts["城管执法"] == "820000"
    assert {line.amount % 100 for lines in begun.graded().values() for _, line in lines} <= {0, 50}
    assert all(line.low == line.high for lines in begun.graded().values() for _, one in lines for line in one.cells)


def test_a_source_that_the_form_tells_apart_stays_apart():
    lines = [row for row in at(imported(report(WHOLE_AMOUNTS), accept=True).raw, "项目支出") if row.get("来源")]
    assert [(row["来源"], row["金额"]) for row in lines] == [("其他收入", "60000"), ("政府性基金预算", "1800000")]


def test_sources_that_the_form_does_not_tell_apart_are_added_up():
    other = begin([Handed("报告.json", printed(WHOLE_AMOUNTS).encode())], kind_id="shanxi/budget-2025", accept=True)
    assert other.begun is not None
    assert other.begun.solved.off == ()
    assert [row["金额"] for row in at(other.raw, "项目支出") if row.get("来源") == "单位资金"] == ["60000"]


def in_whole_yuan() -> dict[str, Any]:
    """A report whose tables print no 分 at all."""
    rounded = report(WHOLE_AMOUNTS)
    for table in rounded["tables"]:
        if table["unit"] == "元":
            table["rows"] = [[text.removesuffix(".50") for text in row] for row in table["rows"]]
    return rounded


def test_whole_yuan_that_add_up_were_not_rounded():
    begun = imported(in_whole_yuan(), accept=True).begun
    assert begun is not None
    assert begun.solved.off == ()
    assert {line.amount % 100 for line in begun.solved.lines} == {0}


def test_whole_yuan_that_do_not_add_up_were_rounded():
    rounded = in_whole_yuan()
    for number, column in ((1, "预算数"), (1, "预算数/合计"), (2, "收入预算/合计"), (3, "支出预算/合计")):
        table = next(table for table in rounded["tables"] if table["no"] == number)
        at_column = next(i for i, head in enumerate(table["columns"]) if head.endswith(column))
        for row in table["rows"]:
            row[at_column] = row[at_column].replace("12,681,822", "12,681,823")
    begun = imported(rounded, accept=True).begun
    assert begun is not None
    assert begun.solved.contradiction is None
    assert begun.solved.off == ()


def test_less_than_a_yuan_wrong_among_amounts_with_fen_is_a_contradiction_and_moves_nothing():
    spoilt = report(WHOLE_AMOUNTS)
    table = next(table for table in spoilt["tables"] if table["no"] == 8)
    for row in table["rows"]:
        row[:] = [text.replace("863,260.50", "863,260.80") for text in row]
    begun = imported(spoilt, accept=True)
    assert {row["金额"] for row in at(begun.raw, "项目支出")} == {"820000", "1526450", "60000", "1800000"}


def rounded_to_yuan(text: str) -> str:
    amount = amount_in(text)
    return f"{half_up(amount, Decimal(1)):,.0f}" if amount else text


def test_a_whole_amount_where_others_keep_their_zeros_was_rounded():
    kept = report(WHOLE_AMOUNTS)
    for table in kept["tables"]:
        if table["unit"] == "元":
            table["rows"] = [[re.sub(r"^(\d{1,3}(,\d{3})+)$", r"\1.00", text) for text in row] for row in table["rows"]]
            table["rows"][-1] = [rounded_to_yuan(text) for text in table["rows"][-1]]
    begun = imported(kept, accept=True).begun
    assert begun is not None
    assert begun.solved.contradiction is None
    assert {line.amount % 100 for line in begun.solved.lines} == {0, 50}


def test_another_offices_form_of_targets_is_no_reason_to_stop():
    (usual,) = targets_of([
        {"项目名称": "甲", "绩效指标": [{"一级指标": "产出", "实施期": {"三级指标": "次数"}}]}], WORDS, "元")
    (strange, words) = targets_of([
        {"项目名称": "乙", "资金(元)": "三十万元", "绩效指标": ["另附", {"实施期": "见附件"}]},
        {"项目名称": "丙", "资金(元)": {"年度": "无"}, "绩效指标": "另附"}], WORDS, "元")
    assert usual["指标"][0]["三级"] == "次数"
    assert (strange, words) == ({"项目": "乙"}, {"项目": "丙"})


def test_what_two_tables_print_of_the_three_publics_is_the_part_and_the_whole():
    begun = imported(report("county-farming-2025-final"), accept=True)
    assert at(begun.raw, "三公经费/公务接待费/预算") == "1.2"
    assert at(begun.raw, "三公经费/公务接待费/一般公共预算预算") == "0.8"
