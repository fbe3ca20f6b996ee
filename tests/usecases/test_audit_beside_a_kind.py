"""A report that anybody made, judged by the kind whose tables it prints and by what holds anywhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import SAMPLES

from discloser.model.finding import Severity
from discloser.usecases.audit import audit_each
from discloser.usecases.build import build


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("报告")
    build(SAMPLES / "bureau-2025-budget.yaml", folder, ["html"])
    return next(folder.glob("*.html")).read_text(encoding="utf-8")


def told(page: str, folder: Path) -> list[tuple[Severity, str]]:
    path = folder / "报告.html"
    path.write_text(page, encoding="utf-8")
    [one] = audit_each([path]).values()
    assert one.judged[0].startswith("版式：shanxi/budget-2025，勾稽关系核对 ")
    return [(finding.severity, finding.code) for finding in one.findings]


def test_a_true_report_has_nothing_wrong(page: str, tmp_path: Path):
    assert told(page, tmp_path) == []


def test_what_the_kind_does_not_look_for_is_found_beside_it(page: str, tmp_path: Path):
    spoilt = page.replace("本单位为一级预算单位", "本单位为一级预算单位，共有车辆5辆，其中：轿车2辆、其他用车2辆", 1)
    assert told(spoilt, tmp_path) == [(Severity.ERROR, "SAY006")]


def test_a_cell_that_rounding_may_explain_is_a_hint(page: str, tmp_path: Path):
    at = page.index("26.00</td>")
    assert {severity for severity, _ in told(page[:at] + "26.01" + page[at + 5:], tmp_path)} == {Severity.INFO}
    assert Severity.ERROR in {severity for severity, _ in told(page[:at] + "96.00" + page[at + 5:], tmp_path)}


def test_one_wrong_figure_is_told_once(page: str, tmp_path: Path):
    at = page.index("608.68万元，占")
    spoilt = page[:at] + "708.68" + page[at + 6:]
    assert len([code for severity, code in told(spoilt, tmp_path) if severity is Severity.ERROR]) == 1


def test_amounts_in_two_units_that_agree_count_as_agreeing(tmp_path: Path):
    build(SAMPLES / "city-operations-2025-budget.yaml", tmp_path, ["html"])
    [one] = audit_each(list(tmp_path.glob("*.html"))).values()
    tried, held = re.findall(r"核对 (\d+) 处，对上 (\d+) 处", one.judged[0])[0]
    assert one.judged[0].startswith("版式：shanghai/budget-2025")
    assert (tried, one.findings) == (held, [])


def test_a_table_without_a_title_before_the_others_counts_for_nothing(tmp_path: Path):
    build(SAMPLES / "city-operations-2025-final.yaml", tmp_path, ["html"])
    text = next(tmp_path.glob("*.html")).read_text(encoding="utf-8")
    rows = (("序号", "单位名称", "备注"), ("1", "甲中心", ""))
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    units = f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
    at = text.index('<section class="sheet')
    empty = re.sub(r"<p class=\"note\">说明：[^<]*故本表无数据。</p>", "", text[:at] + units + text[at:])
    page = tmp_path / "报告.html"
    page.write_text(empty, encoding="utf-8")
    [one] = audit_each([page]).values()
    assert [(found.table, found.code) for found in one.findings if found.table] == [(9, "CRS007")]


def test_words_of_which_both_speak_are_told_once_by_the_kind(page: str, tmp_path: Path):
    spoilt = page.replace("本单位为一级预算单位", "（单位自行填写的绩效自评综述）本单位为一级预算单位", 1)
    assert told(spoilt, tmp_path) == [(Severity.ERROR, "WRD003")]


def test_publics_in_two_scopes_are_not_held_against_one_another(tmp_path: Path):
    build(SAMPLES / "county-farming-2025-final.yaml", tmp_path, ["html"])
    [one] = audit_each(list(tmp_path.glob("*.html"))).values()
    assert one.judged[0].startswith("版式：national/two-scopes-final-2025")
    assert one.findings == []
