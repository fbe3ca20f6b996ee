"""Values put into a form: numbers stay numbers, texts texts, everything else stays; what can't be put in is refused."""

from __future__ import annotations

from io import BytesIO

import pytest
from helpers import SAMPLES
from openpyxl import load_workbook
from workbooks import MAIN, Edited, sample_source, sample_workbook

from discloser.disk import Handed
from discloser.model.form.flat import flat
from discloser.model.place import FormPath
from discloser.read.form.files import form_in
from discloser.read.given_forms import given_form
from discloser.usecases.form_values import FormValue, choices_of, form_values
from discloser.usecases.new import blank_form
from discloser.usecases.write_back import CONTROL, NO_HOME, TOO_LONG, replace_values

NAME = "fenyang-2025-budget"
AMOUNT = ("基本支出", 0, "金额")
SPLIT = ("三公经费", "公务接待费", "本年")
FORMS = {
    "workbook": Handed("表.xlsx", sample_workbook(NAME)),
    "text": Handed("表.yaml", (SAMPLES / f"{NAME}.yaml").read_bytes()),
}


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> Handed:
    return FORMS[request.param]


def values_of(form: Handed) -> dict[FormPath, FormValue]:
    return {value.path: value for sheet in form_values(form).sheets for table in sheet.tables
            for row in table.rows for value in row.values}


def texts_of(form: Handed) -> dict[FormPath, str]:
    return flat(form_in(given_form(form)).raw or {})


@pytest.mark.parametrize(("path", "text", "read"), [
    (AMOUNT, "1,680,240.05", 1680240.05), (SPLIT, "5000", 5000), (("单位", "名称"), "=1+1", "=1+1"),
    (("概况", "职责"), "一是\n\n二是：三", "一是\n\n二是：三"), (AMOUNT, "12万", "12万"), (AMOUNT, "", None),
    (("基本支出", 0, "经济科目"), "30102", "30102 津贴补贴"),
    (("基本支出", 0, "经济科目"), "30777", "30777"), (("单位", "名称"), "0012", "0012"),
])
def test_a_number_stays_a_number_and_a_text_a_text(path: FormPath, text: str, read: object):
    form = FORMS["workbook"]
    replaced = replace_values(form, {path: text})
    assert replaced.refused == {}
    place = values_of(form)[path if path != SPLIT else (*SPLIT, "一般公共预算")].place
    assert load_workbook(BytesIO(replaced.content))[place.sheet][place.cell].value == read


def test_only_what_was_asked_for_changes(form: Handed):
    asked = {AMOUNT: "1680240.05", SPLIT: "5000", ("单位", "名称"): "县茶叶站", ("控制数", "基本支出"): ""}
    replaced = replace_values(form, asked)
    assert replaced.refused == {}
    before, after = texts_of(form), texts_of(Handed(form.name, replaced.content))
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert changed == {AMOUNT, (*SPLIT, "一般公共预算"), ("单位", "名称"), ("控制数", "基本支出")}


@pytest.mark.parametrize(("path", "text", "reason"), [
    (("单位", "名称"), "坏\x01字", CONTROL), (("单位", "名称"), "字" * 32768, TOO_LONG),
    (("绩效", "项目绩效目标", 0, "年度资金"), "3", NO_HOME), (("没有", "的"), "3", NO_HOME),
    (("基本支出", 0), "3", NO_HOME), (("基本支出", 90000, "金额"), "3", NO_HOME), ((), "3", NO_HOME),
])
def test_what_cannot_be_put_in_is_refused_and_the_rest_is_put_in(
    path: FormPath, text: str, reason: str, form: Handed,
):
    replaced = replace_values(form, {path: text, AMOUNT: "7"})
    assert replaced.refused == {path: reason}
    assert texts_of(Handed(form.name, replaced.content))[AMOUNT] == "7"


def test_a_formula_is_left_alone():
    book = load_workbook(BytesIO(FORMS["workbook"].content))
    book["基本支出"]["D4"] = "=1+1"
    saved = BytesIO()
    book.save(saved)
    replaced = replace_values(Handed("表.xlsx", saved.getvalue()), {AMOUNT: "7", SPLIT: "8"})
    assert set(replaced.refused) == {AMOUNT}


def test_a_form_that_cannot_be_read_stays_as_it_is():
    replaced = replace_values(Handed("表.yaml", b"\xff\xfe"), {AMOUNT: "7"})
    assert replaced.content == b"\xff\xfe"
    assert set(replaced.refused) == {AMOUNT}
    assert form_values(Handed("表.yaml", b"\xff\xfe")).findings != ()


def test_every_text_of_a_form_is_a_value_of_a_sheet(form: Handed):
    values = values_of(form)
    typed = {path: text.strip() for path, text in flat(sample_source(NAME).raw or {}).items()}
    shown = {path: value.text.strip() for path, value in values.items() if value.text}
    assert set(shown) == set(typed)
    assert all(values[path].editable for path in typed)
    assert form_values(form).sheets[0].name == "单位信息"


NEW_LINE = {("确认", 0, "规则"): "TGT007", ("确认", 0, "位置"): "绩效", ("确认", 0, "说明"): "批复如此"}


def test_a_line_is_taken_below_the_last_of_a_free_table(form: Handed):
    replaced = replace_values(form, NEW_LINE)
    assert replaced.refused == {}
    assert {path: text for path, text in texts_of(Handed(form.name, replaced.content)).items()
            if path[0] == "确认"} == NEW_LINE


def test_a_line_that_would_leave_a_gap_is_refused(form: Handed):
    later = {("确认", 1, path[2]): text for path, text in NEW_LINE.items()}
    assert set(replace_values(form, later).refused) == set(later)


def test_blank_lines_are_shown_where_a_file_has_room_for_them(form: Handed):
    def lines(new: int) -> int:
        return sum(len(table.rows) for sheet in form_values(form, new).sheets for table in sheet.tables
                   if table.path == ("确认",))

    assert lines(3) - lines(0) == 3


def test_what_may_be_picked_is_told_by_the_names_of_the_lists(form: Handed):
    choices = choices_of(form)
    assert "2070101 行政运行" in choices["功能科目"]
    assert choices["金额单位"] == ("元", "万元")
    assert {value.choices for value in values_of(form).values()} - {""} <= set(choices)


def test_a_form_of_no_known_kind_has_nothing_to_pick_from():
    assert choices_of(Handed("表.yaml", b"x: 1")) == {}


TARGET = ("绩效", "项目绩效目标", 0)
INDICATOR = (*TARGET, "指标", 0)


@pytest.fixture(scope="module")
def blank() -> Handed:
    return Handed("表.xlsx", blank_form("shanxi/budget-2025", year=2025))


def test_a_block_is_begun_where_the_workbook_has_a_blank_one(blank: Handed):
    begun = {(*TARGET, "项目"): "场馆维护", (*TARGET, "年度资金", "市县财政资金"): "86000"}
    assert {path for path in begun if path in {v.path for v in _shown(blank)}} == set(begun)
    replaced = replace_values(blank, begun)
    assert replaced.refused == {}
    texts = texts_of(Handed(blank.name, replaced.content))
    assert {path: text for path, text in texts.items() if path[:2] == TARGET[:2]} == begun
    second = Handed(blank.name, replaced.content)
    assert replace_values(second, {("绩效", "项目绩效目标", 1, "项目"): "实践活动"}).refused == {}
    assert replace_values(second, {("绩效", "项目绩效目标", 2, "项目"): "隔了一个"}).refused


def test_a_block_that_is_begun_is_opened_so_that_it_is_seen_and_printed(blank: Handed):
    values = {("绩效", "项目绩效目标", 0, "项目"): "图书购置"}
    done = Edited(replace_values(blank, values).content)
    before, after = (
        [row.get("r") for row in book.sheet("绩效目标").iter(f"{MAIN}row") if row.get("hidden") == "1"]
        for book in (Edited(blank.content), done))
    assert before[:len(before) // 6] == [row for row in before if row not in after]


def test_the_terms_of_a_blank_line_are_shown_and_give_way_to_its_own(blank: Handed):
    terms = {value.path: value.term for value in _shown(blank) if value.path[:5] == INDICATOR and value.term}
    assert terms == {(*INDICATOR, "一级"): "产出指标", (*INDICATOR, "二级"): "数量指标"}
    own = {(*INDICATOR, "一级"): "效益指标", (*INDICATOR, "三级"): "开放天数"}
    replaced = replace_values(blank, own)
    assert replaced.refused == {}
    texts = texts_of(Handed(blank.name, replaced.content))
    assert {path: text for path, text in texts.items() if path[:5] == INDICATOR} == own


def _shown(form: Handed) -> list[FormValue]:
    return [value for sheet in form_values(form, 1).sheets for table in sheet.tables
            for row in table.rows for value in row.values]


def test_a_code_with_a_cell_for_its_name_stands_alone(blank: Handed):
    own = {("科目名称", 0, "编码"): "2070101", ("科目名称", 0, "名称"): "行政运行"}
    replaced = replace_values(blank, own)
    assert replaced.refused == {}
    place = next(value.place for value in _shown(blank) if value.path == ("科目名称", 0, "编码"))
    assert load_workbook(BytesIO(replaced.content))[place.sheet][place.cell].value == "2070101"
