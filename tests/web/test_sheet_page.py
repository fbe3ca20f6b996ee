"""看整张表: all values of a sheet, what was found beside them, new lines at the end."""

from __future__ import annotations

import json

import pytest
from desk import Officer, with_cells, workbook_of
from helpers import SAMPLES

from discloser.web import store
from discloser.web.models import FormVersion

AS_TEXT = (SAMPLES / "bureau-2025-budget.yaml").read_text(encoding="utf-8").replace(
    '"15,017,272.94"', "15017272", 1)


def field(*path: str | int) -> str:
    return "v" + json.dumps(path, ensure_ascii=False, separators=(",", ":"))


def texts(number: int) -> dict[str, str]:
    version = FormVersion.objects.get(number=number)
    assert version.checked is not None
    return store.json_of(version.checked)["texts"]


def test_a_sheet_has_its_rows_as_in_excel_sums_and_codes_with_their_names(officer: Officer):
    first = officer.begins(workbook_of("bureau-2025-budget"))
    read = officer.reads(f"{first}sheet/基本支出/")
    assert 'value="2070101 行政运行"' in read
    assert 'aria-label="17 金额"' in read
    assert "6,086,757.07" in read
    assert "0.00，相等" in read


def test_what_was_found_stands_beside_the_row(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", {"基本支出!D17": "38,50O"}))
    read = officer.reads(f"{first}sheet/")
    assert 'aria-current="page">基本支出' in read
    assert '有问题的行：<a href="#r17">17</a>' in read
    assert "少 38,500.00" in read


def test_several_values_are_one_version(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", {"基本支出!D17": "38,50O", "基本支出!D18": "x"}))
    officer.saves(f"{first}sheet/基本支出/", {
        field("基本支出", 13, "金额"): "38,500", field("基本支出", 14, "金额"): "21,600",
        field("基本支出", 0, "功能科目"): "2070101 行政运行"})
    version = FormVersion.objects.get(number=2)
    assert (version.errors, FormVersion.objects.count()) == (0, 2)


def test_a_code_may_be_picked_with_its_name(officer: Officer):
    first = officer.begins(workbook_of("bureau-2025-budget"))
    officer.saves(f"{first}sheet/基本支出/", {field("基本支出", 0, "功能科目"): "2070199 其他文化和旅游支出"})
    assert texts(2)['["基本支出",0,"功能科目"]'] == "2070199"


@pytest.mark.parametrize("name", ["填报表.xlsx", "填报表.yaml"])
def test_lines_typed_below_the_last_become_lines_without_gaps(officer: Officer, name: str):
    first = officer.begins(workbook_of("bureau-2025-budget") if name.endswith("xlsx") else AS_TEXT.encode(), name)
    lines = len([key for key in texts(1) if key.startswith('["基本支出"') and key.endswith('"金额"]')])
    typed = {field("基本支出", lines + skipped, key): text for skipped, amount in ((2, "10"), (5, "20"))
             for key, text in (("功能科目", "2070199"), ("经济科目", "30299"), ("金额", amount))}
    officer.saves(f"{first}sheet/基本支出/", typed)
    new = texts(2)
    assert [new[f'["基本支出",{lines + n},"金额"]'] for n in (0, 1)] == ["10", "20"]


@pytest.mark.parametrize(("form", "name"), [
    (with_cells("bureau-2025-budget", {"绩效目标!C5": 15017272}), "填报表.xlsx"), (AS_TEXT.encode(), "填报表.yaml"),
])
def test_a_warning_is_confirmed_with_a_reason_and_told_no_more(officer: Officer, form: bytes, name: str):
    first = officer.begins(form, name)
    version = FormVersion.objects.get()
    warnings = [one for one in store.json_of(version.checked)["findings"] if one["name"]]
    assert warnings
    pressed = "c" + json.dumps([warnings[0]["code"], warnings[0]["name"]], ensure_ascii=False, separators=(",", ":"))
    assert officer.reads(first).count("为什么属实") == len(warnings)
    officer.saves(first, {pressed: "财政批复如此"})
    assert FormVersion.objects.get(number=2).warnings == len(warnings) - 1
    assert "财政批复如此" in officer.reads("/v/2/")


def test_a_blank_lines_terms_count_only_with_what_is_typed_beside_them(officer: Officer):
    first = officer.begins(workbook_of("bureau-2025-budget"))
    target = ("绩效", "项目绩效目标", 3, "指标")
    terms = {field(*target, line, "一级").replace("v", "t", 1): "产出指标" for line in range(3)}
    assert "项目绩效目标 4" in officer.reads(f"{first}sheet/绩效目标/")
    officer.saves(f"{first}sheet/绩效目标/", terms)
    assert FormVersion.objects.count() == 1
    officer.saves(f"{first}sheet/绩效目标/", {**terms, field(*target, 1, "三级"): "期数"})
    new = texts(2)
    assert {key: text for key, text in new.items() if key.startswith('["绩效","项目绩效目标",3')} == {
        '["绩效","项目绩效目标",3,"指标",0,"一级"]': "产出指标", '["绩效","项目绩效目标",3,"指标",0,"三级"]': "期数"}
