"""A department's report becomes the department's own form: its texts, and the units whose forms have to be made."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from helpers import SAMPLES

from discloser import cli
from discloser.model.form.terms import OWN_BLOCKS
from discloser.model.place import Place
from discloser.model.publication import Publication, PublishedCell, PublishedTable, PublishedText
from discloser.pull.intake.departments import units_listed
from discloser.usecases.build import build
from discloser.usecases.import_form import as_last_year, begin, content_of

SAMPLE = SAMPLES / "department-2022-final"
FILES = {
    "云岭县文化和旅游局本级.yaml": "head-office.yaml", "云岭县图书馆.yaml": "library.yaml",
    "云岭县文化市场综合执法队.yaml": "enforcement-team.yaml",
}
HERE = Place("报告.pdf")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's report, as a page of HTML beside its JSON."""
    folder = tmp_path_factory.mktemp("published")
    build(SAMPLE / "department.yaml", folder, ["html", "json"])
    return next(folder.glob("*.html"))


def tables_in(folder: Path) -> Any:
    return json.loads(next(folder.glob("*.json")).read_text("utf-8"))["tables"]


def test_with_the_forms_of_its_units_it_prints_the_same_tables(published: Path, tmp_path: Path):
    form = tmp_path / "部门.yaml"
    form.write_bytes(content_of(begin([published], suffix=".yaml"), as_text=True))
    for name, source in FILES.items():
        shutil.copy(SAMPLE / source, tmp_path / name)
    build(form, tmp_path / "报告", ["json"])
    assert tables_in(tmp_path / "报告") == tables_in(published.parent)


@pytest.mark.parametrize("last_year", [False, True])
def test_no_figure_of_its_units_is_in_it(published: Path, last_year: bool):
    imported = begin([published])
    raw = (as_last_year(imported) if last_year else imported).raw
    assert raw is not None
    assert {key for key in raw if key not in OWN_BLOCKS} <= {"三公经费", "机关运行经费", "国有资产", "绩效", "分类预算"}
    computed = {key: value for key, value in raw.items() if key not in OWN_BLOCKS | {"绩效", "分类预算"}}
    assert not re.search(r": '?\d", str(computed))


def test_what_its_units_have_to_do_is_said(published: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stop:
        cli.main(["import", str(published), "-o", str(tmp_path / "部门.xlsx")])
    told = capsys.readouterr().out
    assert stop.value.code in (0, None)
    assert "报告列了 3 个单位" in told
    assert [line.strip() for line in told.split("\n") if line.endswith(".xlsx")][-3:] == [
        name.replace(".yaml", ".xlsx") for name in FILES]


def listing(*rows: tuple[str, ...]) -> Publication:
    table = PublishedTable(1, "", "", "", "", "", (), tuple(
        tuple(PublishedCell(text, HERE) for text in row) for row in rows), "", HERE)
    said = PublishedText("纳入云岭县农业农村局2025年度部门预算编制范围的单位包括：", HERE)
    return Publication("报告.pdf", blocks=(said, table))


def test_units_in_a_table_are_listed():
    found = units_listed(listing(
        ("序号", "单位名称", "备注"), ("1", "云岭县农业农村局（本级）", ""), ("2", "云岭县农技站（下属事业单位）", ""),
        ("3", "云岭县\n种子站", "")))
    assert [(unit.name, unit.nature) for unit in found] == [
        ("云岭县农业农村局（本级）", ""), ("云岭县农技站", "事业单位"), ("云岭县种子站", "")]


@pytest.mark.parametrize("name", ["../农技站", "农技站:甲", "站" * 41, "12.5", ""])
def test_what_is_no_name_of_a_file_is_no_unit(name: str):
    assert units_listed(listing(("1", name))) == ()


def test_without_a_list_none_is_made_up():
    assert units_listed(Publication("报告.pdf", blocks=(PublishedText("1、云岭县农技站", HERE),))) == ()
