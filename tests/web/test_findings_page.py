"""核对结果: an officer uploads, mends in the page, and sees what is left."""

from __future__ import annotations

import json
import re

from desk import Officer, with_cells, workbook_of

from discloser.web.models import FormVersion

WRONG_AMOUNT = {"基本支出!D17": "38,50O"}
WRONG_CODES = {f"基本支出!B{row}": "2070110 行政运行" for row in (18, 19, 20)}


def field(*path: str | int) -> str:
    return "v" + json.dumps(path, ensure_ascii=False, separators=(",", ":"))


def test_a_form_without_errors_says_so_and_leads_to_the_report(officer: Officer):
    read = officer.reads(officer.begins(workbook_of("bureau-2025-budget")))
    assert "没有错误。" in read
    assert "去生成报告" in read


def test_a_wrong_amount_is_told_with_its_cell_its_value_and_what_to_do(officer: Officer):
    read = officer.reads(officer.begins(with_cells("bureau-2025-budget", WRONG_AMOUNT)))
    assert "基本支出!D17" in read
    assert 'value="38,50O"' in read
    assert "改法：只写数字" in read
    assert "先改这 1 处错误。" in read


def test_a_value_typed_in_the_page_becomes_the_next_version_and_the_first_is_kept(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", WRONG_AMOUNT))
    answer = officer.saves(first, {field("基本支出", 13, "金额"): "38,500"})
    assert "没有错误。" in officer.reads(answer.headers["Location"])
    assert [(version.number, version.how, version.errors) for version in FormVersion.objects.all()] == [
        (1, "上传", 1), (2, "在页面上改的", 0)]


def test_the_same_mistake_in_three_rows_is_one_card_with_one_field(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", WRONG_CODES))
    read = officer.reads(first)
    assert read.count("为什么 XLS031") == 1
    name = re.findall(r'name="(m\[[^"]*)"', read)[0].replace("&quot;", '"')
    answer = officer.saves(first, {name: "2070101"})
    assert "没有错误。" in officer.reads(answer.headers["Location"])


def test_saving_without_a_change_makes_no_version(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", WRONG_AMOUNT))
    officer.saves(first, {field("基本支出", 13, "金额"): "38,50O"})
    assert FormVersion.objects.count() == 1


def test_a_value_saved_upon_an_older_version_is_shown_beside_the_newer_and_not_lost(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", WRONG_AMOUNT))
    officer.saves(first, {field("基本支出", 13, "金额"): "38,500"})
    late = officer.saves(first, {field("基本支出", 13, "金额"): "39,500"})
    told = late.content.decode()
    assert late.status_code == 409
    assert "没有保存：另一个窗口" in told
    assert "39,500" in told
    assert "38500" in told
    assert FormVersion.objects.count() == 2


def test_what_was_chosen_after_a_conflict_is_saved_upon_the_newer_version(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", WRONG_AMOUNT))
    second = officer.saves(first, {field("基本支出", 13, "金额"): "38,500"}).headers["Location"]
    officer.saves(first, {field("基本支出", 13, "金额"): "39,500"})
    third = officer.saves(second, {field("基本支出", 13, "金额"): "39,500"}).headers["Location"]
    assert "第 3 版" in officer.reads(third)


def test_a_control_character_is_refused_with_a_sentence_and_the_rest_is_shown_again(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", WRONG_AMOUNT))
    answer = officer.saves(first, {field("基本支出", 13, "金额"): "38\x01", field("单位", "主管部门"): "县政府"})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "控制字符" in told
    assert "县政府" in told
    assert FormVersion.objects.count() == 1


def test_typed_markup_is_shown_as_it_was_typed(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", {"基本支出!D18": "<script>alert(1)</script>"}))
    assert "<script>alert" not in officer.reads(first)


def test_a_corrected_workbook_is_the_next_version(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", WRONG_AMOUNT))
    answer = officer.uploads(workbook_of("bureau-2025-budget"), to=f"{first}new/")
    officer.work()
    assert "没有错误。" in officer.reads(answer.headers["Location"])
    assert FormVersion.objects.get(number=2).how == "上传"


def test_the_marked_copy_the_form_and_the_signed_paper_are_downloads(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", WRONG_AMOUNT))
    for what in ("form", "marked", "paper"):
        answer = officer.browser.get(f"{first}{what}/")
        assert answer.content[:2] == b"PK"
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
