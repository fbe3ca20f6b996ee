"""The digest: figures, changes and reasons that the report has, and nothing of its own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from helpers import SAMPLES, a_form, case_of_file, final_sample, kind_named, report_of, sample

from discloser.derive.report import assemble
from discloser.model.report.digest import Digest
from discloser.model.report.report import Report, Table
from discloser.render.neutral import neutral
from discloser.usecases.self_check import check_own


def digest_of(report: Report) -> Digest:
    assert report.digest is not None
    return report.digest


def cell(report: Report, no: int, row: str, head: str) -> str:
    """A printed cell of a table, by the name of its row and the end of its head."""
    table: Table = report.tables()[no - 1]
    column = next(i for i, one in enumerate(table.columns) if "/".join(one.path).endswith(head))
    return next(texts[column] for texts in table.texts() if row in texts)


def test_the_figures_are_those_of_the_tables():
    report = report_of(sample("bureau-2025-budget"))
    told = {one.name: one.amount_text.replace(",", "") for one in digest_of(report).figures}
    assert told["收入、支出总计"] == cell(report, 1, "收入总计", "收入/2025年")
    assert told["收入、支出总计"] == cell(report, 1, "支出总计", "2025年合计")
    assert told["一般公共预算当年支出"] == cell(report, 5, "合计", "合计")
    assert told["“三公”经费"] == cell(report, 10, "合计", "合计")
    assert told["机关运行经费"] == cell(report, 11, "部门合计", "合计")


@pytest.mark.parametrize("name", ["bureau-2025-budget", "fenyang-2025-budget", "lishi-2023-budget"])
def test_the_bars_are_the_rows_of_the_tables(name: str):
    report = report_of(sample(name))
    sources, uses = (one.chart for one in digest_of(report).charts)
    income, spending = report.tables()[0], report.tables()[2]
    printed = {text.split("、", 1)[-1]: row[1] for row in income.texts() for text in row[:1] if row[1]}
    assert {one.name: one.amount_text.removesuffix("万元").replace(",", "") for one in sources.slices} == {
        name: printed[name] for name in printed if name in {one.name for one in sources.slices}}
    categories = {row[1]: row[2] for row in spending.texts() if len(row[0]) == 3}
    assert {one.name: one.amount_text.removesuffix("万元").replace(",", "") for one in uses.slices} == categories


def test_final_accounts_have_one_too():
    report = report_of(final_sample("library-2022-final"))
    told = {one.name: one.amount_text.replace(",", "") for one in digest_of(report).figures}
    assert told["“三公”经费"] == report.tables()[6].texts()[0][6]
    assert told["一般公共预算财政拨款支出"] == cell(report, 5, "合计", "小计")


def test_changes_and_reasons_are_the_officers():
    digest = digest_of(report_of(sample("bureau-2025-budget")))
    assert [(one.name, one.change, one.reason) for one in digest.reasons][1] == (
        "“三公”经费", "比上年增加15.70万元（112.95%）", "本年经批准更新1辆执法执勤用车")


def test_income_and_expenditure_that_are_the_same_are_one_figure():
    figures = digest_of(report_of(sample("bureau-2025-budget"))).figures
    assert len(figures) == 6
    assert [one.name for one in figures].count("收入、支出总计") == 1


def test_a_form_of_zeros_has_a_digest_of_zeros():
    digest = digest_of(report_of(a_form()))
    assert {one.figure for one in digest.figures} == {Decimal(0)}
    assert [one.chart.slices for one in digest.charts] == [(), ()]
    assert digest.reasons == ()


def test_both_charts_have_one_scale():
    charts = [one.chart for one in digest_of(report_of(sample("bureau-2025-budget"))).charts]
    assert {one.longest for one in charts} == {Decimal("922.53")}


def test_figures_say_where_they_stand():
    report = report_of(sample("bureau-2025-budget"))
    for figure in digest_of(report).figures:
        for place in figure.places:
            block = report.parts[place.part].blocks[place.block]
            assert getattr(block, "text", "").startswith(place.label) or getattr(block, "label", "") == place.label


@pytest.mark.parametrize(("form", "kind", "shown"), [("否", False, False), ("是", False, True), ("否", True, True)])
def test_the_form_or_the_kind_asks_for_the_page(form: str, kind: bool, shown: bool):
    filled = a_form()
    filled = filled.model_copy(update={"request": filled.request.model_copy(update={"digest_page": form == "是"})})
    report = report_of(filled, kind_named().model_copy(update={"digest_page": kind}))
    assert report.shows_digest == shown


def test_a_kind_without_a_digest_has_none():
    assert report_of(a_form(), kind_named().model_copy(update={"digest": None})).digest is None


@pytest.mark.parametrize("path", [*SAMPLES.glob("*.yaml"), *SAMPLES.glob("*/department.yaml")], ids=str)
def test_every_sample_has_six_figures_that_its_report_prints(path: Path):
    report = assemble(case_of_file(path))
    digest = digest_of(report)
    assert len(digest.figures) == 6
    assert all(figure.places for figure in digest.figures)
    printed = {text.replace(",", "") for table in report.tables() for row in table.texts() for text in row}
    told = str(neutral(report)["narrative"])
    check_own(neutral(replace(report, shows_digest=True)))
    for one in digest.figures:
        amount = one.amount_text.replace(",", "")
        assert amount in printed or f"{one.amount_text}{digest.currency_unit}" in told
