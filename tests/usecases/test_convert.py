"""Forms in and out, as the commands do it: new, from last year's, converted both ways, checked with marks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import KIND, SAMPLES, kind_named, neutral_of
from workbooks import BUREAU, SAMPLE_NAMES, Edited, raw_of, sample_workbook, where, workbook_of

from discloser.model.form.common import CommonForm
from discloser.model.form.flat import flat
from discloser.model.form.remarks import Remark
from discloser.model.form.workbook import sheets
from discloser.read.form.files import UnknownFormat, form_and_remarks_in, read_form
from discloser.read.form.shape import shape
from discloser.read.given_forms import given_form
from discloser.read.kind.library import NoSuchKind
from discloser.read.yaml.reader import read_yaml_text
from discloser.usecases.check import check
from discloser.usecases.convert import convert
from discloser.usecases.mark import write_marked
from discloser.usecases.new import write_blank
from discloser.write.yaml.form import yaml_form


def form_of(path: Path) -> CommonForm:
    form = shape(read_form(path)).form
    assert form is not None
    return form


def texts(raw: dict[str, Any] | None) -> dict[tuple[str | int, ...], str]:
    return {path: text.strip() for path, text in flat(raw or {}).items()}


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_the_report_is_the_same_from_yaml_and_from_the_workbook(name: str, tmp_path: Path):
    workbook = tmp_path / "表.xlsx"
    workbook.write_bytes(sample_workbook(name))
    from_yaml, from_workbook = (
        json.dumps(neutral_of(form_of(path)), ensure_ascii=False) for path in (SAMPLES / f"{name}.yaml", workbook))
    assert from_yaml == from_workbook


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_nothing_is_lost_from_yaml_to_a_workbook_and_back(name: str, tmp_path: Path):
    origin, workbook, back = SAMPLES / f"{name}.yaml", tmp_path / "表.xlsx", tmp_path / "表.yaml"
    assert convert(origin, workbook) == []
    assert convert(workbook, back) == []
    before, after = (form_and_remarks_in(given_form(path)) for path in (origin, back))
    assert form_of(back) == form_of(origin)
    assert after[1] == before[1]
    again = tmp_path / "再一次.xlsx"
    convert(back, again)
    assert again.read_bytes() == workbook.read_bytes()


def test_what_is_wrong_with_a_value_is_carried_over_as_it_was_typed(tmp_path: Path):
    raw = raw_of(BUREAU)
    raw["基本支出"][0]["金额"] = "十万元"
    raw["单位"]["性质"] = "机关"
    origin, back = tmp_path / "表.xlsx", tmp_path / "表.yaml"
    origin.write_bytes(workbook_of(raw))
    assert convert(origin, back) == []
    assert texts(read_form(back).raw)["基本支出", 0, "金额"] == "十万元"
    assert texts(read_form(back).raw)["单位", "性质"] == "机关"


def test_a_workbook_with_an_error_value_is_not_converted(tmp_path: Path):
    origin, target = tmp_path / "表.xlsx", tmp_path / "表.yaml"
    origin.write_bytes(Edited(sample_workbook(BUREAU)).cell(
        *where("基本支出", 0, "金额"), kind="e", value="#REF!").packed())
    assert [finding.code for finding in convert(origin, target)] == ["XLS020"]
    assert not target.exists()


def test_a_key_that_the_workbook_has_no_cell_for_is_told(tmp_path: Path):
    origin, target = tmp_path / "表.yaml", tmp_path / "表.xlsx"
    text = (SAMPLES / "new-unit-2025-budget.yaml").read_text(encoding="utf-8")
    origin.write_text(text.replace("  性质:", "  名子: 甲\n  性质:"), encoding="utf-8")
    findings = convert(origin, target)
    assert [(finding.code, finding.field, finding.place.line) for finding in findings] == [
        ("XLS030", "单位 名子", text.split("\n").index("  性质: 事业单位") + 1)]
    assert not target.exists()


def test_a_form_for_no_installed_kind_becomes_no_workbook(tmp_path: Path):
    origin, target = tmp_path / "表.yaml", tmp_path / "表.xlsx"
    text = (SAMPLES / "new-unit-2025-budget.yaml").read_text(encoding="utf-8")
    origin.write_text(text.replace("类型: 单位预算", "类型: 某种预算"), encoding="utf-8")
    assert [finding.code for finding in convert(origin, target)] == ["FRM011"]
    origin.write_text(text.replace("年度: 2025", "年度: 明年"), encoding="utf-8")
    assert [finding.code for finding in convert(origin, target)] == ["FRM008"]


@pytest.mark.parametrize("name", ["表.yaml", "表.xlsx"])
def test_a_blank_form_is_what_its_name_says_and_lacks_only_what_must_be_filled(name: str, tmp_path: Path):
    write_blank(KIND, tmp_path / name)
    source = read_form(tmp_path / name)
    assert texts(source.raw)["报告", "年度"] == str(kind_named().year)
    assert {finding.code for finding in (*source.findings, *shape(source).findings)} <= {"FRM001", "FRM006"}


def test_a_file_that_is_there_is_not_touched(tmp_path: Path):
    target = tmp_path / "表.xlsx"
    target.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_blank(KIND, target)
    with pytest.raises(FileExistsError):
        convert(SAMPLES / "new-unit-2025-budget.yaml", target)
    assert target.read_bytes() == b"mine"


def test_a_form_has_one_of_two_sorts_of_names(tmp_path: Path):
    with pytest.raises(UnknownFormat, match=r"表\.txt"):
        write_blank(KIND, tmp_path / "表.txt")
    with pytest.raises(NoSuchKind, match="shanxi"):
        write_blank("某省/某版式", tmp_path / "表.xlsx")


def test_a_workbook_of_the_strict_dialect_is_read_but_not_marked(tmp_path: Path):
    usual, strict = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    book = Edited(sample_workbook(BUREAU))
    book.parts = {name: content.replace(usual, strict).replace(
        b"schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"purl.oclc.org/ooxml/officeDocument/relationships")
        for name, content in book.parts.items()}
    path = tmp_path / "表.xlsx"
    path.write_bytes(book.packed())
    assert form_of(path) == form_of(SAMPLES / f"{BUREAU}.yaml")
    with pytest.raises(UnknownFormat, match="另存为"):
        write_marked(check(path), tmp_path / "副本.xlsx")


def test_every_sheet_of_a_blank_workbook_is_told_in_the_guide():
    from discloser.model.place import Place
    from discloser.read.xlsx.package import Package
    from discloser.read.xlsx.sheets import Workbook

    grid = Workbook(Package(sample_workbook(BUREAU), Place("表.xlsx"))).grid("填报说明")
    told = {cell.text for cell in grid.cells.values()}
    assert {sheet.name for sheet in sheets(asked=frozenset())} <= told


ENDS = {"NEL": "\x85", "line separator": "\u2028", "paragraph separator": "\u2029", "mark in the middle": "\ufeff"}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_what_only_some_programs_take_for_the_end_of_a_line_ends_no_remark(end: str, tmp_path: Path):
    origin, workbook, back, again = (tmp_path / name for name in ("表.yaml", "表.xlsx", "回.yaml", "又.yaml"))
    text = (SAMPLES / "new-unit-2025-budget.yaml").read_text(encoding="utf-8")
    noted = text.replace("\n单位:", f"\n# 先问{end}财务股\n单位:   # 全称{end}见批复\n", 1)
    origin.write_text(noted.replace("\n\n", "\n\u3000 \n", 1), encoding="utf-8")
    assert [convert(origin, again), convert(origin, workbook), convert(workbook, back)] == [
        [], [], []]
    for converted in (again, back):
        assert form_of(converted) == form_of(origin)
        assert "财务股" in converted.read_text(encoding="utf-8")


def test_a_remark_of_a_workbook_with_such_a_character_becomes_a_comment(tmp_path: Path):
    raw = {"报告": {"地区": "山西"}}
    for end in (*ENDS.values(), "\r", "\x00", "\x1c", "\ufffe"):
        written_form = yaml_form(raw, {("报告",): Remark(beside=f"先问{end}财务股: {{")})
        read = read_yaml_text(written_form, "表.yaml")
        assert (read.raw, read.findings) == (raw, ())
