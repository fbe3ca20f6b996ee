"""改了什么, 各版本, 由去年开始, 收回 Word 修改, 核对别处的报告."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from desk import Officer, with_cells, workbook_of
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from helpers import SAMPLES

from discloser.disk import Handed
from discloser.usecases.build import print_report
from discloser.web.models import FormVersion, Job


def amount(row: int, value: str) -> dict[str, str]:
    return {"v" + json.dumps(["基本支出", row, "金额"], ensure_ascii=False, separators=(",", ":")): value}


def corrected(officer: Officer) -> str:
    """The address of a second version, in which one amount is another."""
    first = officer.begins(workbook_of("bureau-2025-budget"))
    return officer.saves(first, amount(13, "38,600")).headers["Location"]


def test_a_correction_is_told_with_all_that_moved_in_the_report(officer: Officer):
    officer.begins(with_cells("bureau-2025-budget", {"基本支出!D17": 38600, "控制数!C6": 6086857.07}))
    officer.saves("/v/1/", amount(13, "38,700"))
    read = officer.reads("/v/2/moved/")
    assert "填报表改了 1 处" in read
    assert "<del>38,600</del>" in read
    assert "<ins>38,700</ins>" in read
    assert "报告里跟着变了" in read


def test_the_first_version_has_nothing_to_be_compared_with(officer: Officer):
    assert "这是第一版" in officer.reads(f"{officer.begins(workbook_of('new-unit-2025-budget'))}moved/")


def test_the_paper_about_a_correction_asks_for_a_reason(officer: Officer):
    first = officer.begins(workbook_of("new-unit-2025-budget"))
    officer.uploads(workbook_of("new-unit-2025-budget"), to=f"{first}new/")
    officer.work()
    old = str(FormVersion.objects.get(number=1).id)
    asked = {"old": old, "reason": "录入时多写了一位", "date": "2025-03-20"}
    refused = officer.browser.post("/v/2/correction/", {**asked, "reason": " "})
    assert (refused.status_code, "请写为什么更正" in refused.content.decode()) == (400, True)
    assert officer.browser.post("/v/2/correction/", asked).content[:2] == b"PK"


def test_the_whole_report_is_had_with_what_changed_marked_in_it(officer: Officer):
    corrected(officer)
    old = FormVersion.objects.get(number=1).id
    assert f"/v/2/redline/?old={old}" in officer.reads("/v/2/moved/")
    paper = officer.browser.get("/v/2/redline/", {"old": old})
    assert "attachment" in paper.headers["Content-Disposition"]
    assert "<ins" in paper.content.decode()
    assert officer.browser.get("/v/2/redline/", {"old": old, "ending": "docx"}).content.startswith(b"PK")
    assert officer.browser.get("/v/2/redline/", {"old": old, "ending": "exe"}).status_code == 404
    assert officer.browser.get("/v/2/redline/", {"old": "7"}).status_code == 404


def test_an_older_version_is_gone_on_with_and_none_is_lost(officer: Officer):
    corrected(officer)
    officer.browser.post("/v/1/back/")
    officer.work()
    first, _, third = FormVersion.objects.order_by("number")
    assert (third.number, third.how, third.blob) == (3, "改回第 1 版", first.blob)
    assert "一共 3 版，都留着" in officer.reads(f"/f/{first.form_id}/")


def test_a_form_put_away_is_kept_and_can_be_taken_back(officer: Officer):
    first = officer.begins(workbook_of("new-unit-2025-budget"))
    form = FormVersion.objects.get().form_id
    officer.browser.post(f"/f/{form}/put/")
    officer.reads(first, 404)
    assert "收起来的 1 份" in officer.reads("/")
    officer.browser.post(f"/f/{form}/put/")
    assert "没有错误" in officer.reads(first)


def test_this_years_form_is_begun_from_last_years(officer: Officer):
    answer = officer.uploads(workbook_of("bureau-2025-budget"), to="/begin/", name="2025年填报表.xlsx")
    officer.work()
    begun = officer.browser.get(answer.headers["Location"])
    officer.work()
    version = FormVersion.objects.get()
    assert (version.how, version.name, version.form.year) == ("由上年开始", "2026年填报表.xlsx", 2026)
    assert begun.status_code == 302 or "今年的表开好了" in begun.content.decode()


def test_nothing_is_begun_from_a_form_that_cannot_be_read(officer: Officer):
    answer = officer.uploads(with_cells("bureau-2025-budget", {"基本支出!D17": "38,50O"}), to="/begin/")
    officer.work()
    assert "去年的表有错误" in officer.reads(answer.headers["Location"])
    assert not FormVersion.objects.exists()


def hands_in(officer: Officer, address: str, name: str, content: bytes) -> str:
    answer: Any = officer.browser.post(address, {"report": SimpleUploadedFile(name, content)})
    officer.work()
    return answer.headers["Location"]


def test_texts_edited_in_word_go_back_when_they_are_ticked(officer: Officer):
    form = workbook_of("new-unit-2025-budget")
    first = officer.begins(form)
    printed = print_report(Handed("填报表.xlsx", form), ["docx"])
    report = Document(BytesIO(next(iter(printed.files.values()))))
    assert printed.checked.case is not None
    duty = printed.checked.case.form.overview.duties.splitlines()[0]
    runs = (one for one in report.element.body.iter("{*}t") if one.text and len(one.text) > 9)
    paragraph = next(one for one in runs if one.text in duty)
    paragraph.text = paragraph.text.rstrip("。") + "，并做好档案工作。"
    saved = BytesIO()
    report.save(saved)
    address = hands_in(officer, f"{first}pull/", "改过的.docx", saved.getvalue())
    read = officer.reads(address)
    assert "收回哪些？" in read
    assert "并做好档案工作" in read
    officer.saves(address, {"take": ['["概况","职责"]']})
    version = FormVersion.objects.get(number=2)
    assert (version.how, version.errors) == ("收回 Word 修改", 0)


def test_a_report_of_ones_own_is_audited_and_told_to_tie_out(officer: Officer):
    printed = print_report(SAMPLES / "new-unit-2025-budget.yaml", ["pdf"])
    address = hands_in(officer, "/audit/", "报告.pdf", next(iter(printed.files.values())))
    read = officer.reads(address)
    assert "核对了什么" in read
    assert "公开检查表" in read
    assert officer.browser.get(f"{address}paper/").content[:2] == b"PK"
    assert Job.objects.get().state == "done"


def test_a_report_that_cannot_be_read_is_told(officer: Officer):
    assert "读不出来" in officer.reads(hands_in(officer, "/audit/", "报告.pdf", b"%PDF-1.7 broken"))


def test_every_rule_has_its_page(officer: Officer):
    assert "<h1>BAL001" in officer.reads("/rule/BAL001/")
    officer.reads("/rule/XYZ999/", 404)


def test_a_published_report_is_read_back_into_a_form(officer: Officer):
    printed = print_report(SAMPLES / "new-unit-2025-budget.yaml", ["docx"])
    answer = officer.uploads(next(iter(printed.files.values())), "公开的报告.docx", to="/begin/")
    officer.work()
    assert "报告读回来了" in officer.reads(answer.headers["Location"])
    officer.work()
    version = FormVersion.objects.get()
    assert (version.how, version.form.year) == ("由报告读入", 2025)


def test_the_next_year_is_begun_from_a_form_that_is_here(officer: Officer):
    officer.begins(workbook_of("bureau-2025-budget"), "2025.xlsx")
    assert "开始下一年的" in officer.reads("/f/1/")
    officer.browser.post("/v/1/next/")
    officer.work()
    assert FormVersion.objects.get(id=2).form.year == 2026


def test_a_second_form_of_the_same_unit_can_become_the_next_version_of_the_first(officer: Officer):
    officer.begins(workbook_of("new-unit-2025-budget"))
    second = officer.begins(workbook_of("new-unit-2025-budget"))
    assert "这个单位这一年的已经有一份。" in officer.reads(second)
    officer.browser.post(f"{second}join/")
    officer.work()
    assert [version.number for version in FormVersion.objects.filter(form=1)] == [1, 2]
    officer.reads(second, 404)
