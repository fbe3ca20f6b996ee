"""Files of version 0.1.0 stay readable by every command: forms, workbooks, manifests, Word reports, neutral JSON."""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path

import pytest
from helpers import PROJECT_FOLDER

from discloser.usecases.check import check

sys.path.append(str(PROJECT_FOLDER / "tests" / "pull"))
from edited_reports import edited, typed_over

SET = PROJECT_FOLDER / "tests" / "stories" / "made_by_0_1_0" / "files.tar.xz"
WORKBOOKS = {"budget": "填报表.xlsx", "final": "核对.xlsx"}
KINDS = {"budget": "shanxi/budget-2025", "final": "shanxi/final-2022"}
TOTALS = {"budget": "471,160.88", "final": "6,423,188.04"}
HINTS = {"budget": [], "final": ["COD003"]}
"""What a check of them tells: nothing that version 0.1.0 did not tell."""

SETS = pytest.mark.parametrize("folder", ["budget", "final"])


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The set, unpacked where it may be written to; commands run in it."""
    with tarfile.open(SET) as archive:
        archive.extractall(tmp_path, filter="data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def only(folder: str, ending: str) -> Path:
    """The one file of a folder of reports with an ending."""
    (found,) = Path(folder).glob(f"*.{ending}")
    return found


@SETS
def test_form_and_workbook_are_read_alike_and_are_right(old: Path, folder: str):
    form, workbook = check(old / folder / "填报表.yaml"), check(old / folder / WORKBOOKS[folder])
    assert form.case is not None
    assert workbook.case is not None
    assert form.case.form == workbook.case.form
    assert [[finding.code for finding in read.findings] for read in (form, workbook)] == [HINTS[folder]] * 2


@SETS
def test_a_marked_copy_is_made_of_the_workbook(old: Path, folder: str, run):
    status, *_ = run("check", f"{folder}/{WORKBOOKS[folder]}", "-o", f"{folder}/再核对.xlsx")
    assert status == 0
    again = check(old / folder / "再核对.xlsx")
    assert [finding.code for finding in again.findings] == HINTS[folder]


@SETS
def test_a_status_reads_the_manifest(old: Path, folder: str, run):
    status, printed, _ = run("status", f"{folder}/报告")
    assert (status, printed.count("最新")) == (0, 2)


@SETS
def test_a_build_prints_the_same_again(old: Path, folder: str, run):
    before = only(f"{folder}/报告", "json").read_bytes()
    assert run("build", f"{folder}/填报表.yaml", "-o", f"{folder}/报告", "-f", "json")[0] == 0
    assert only(f"{folder}/报告", "json").read_bytes() == before


def test_a_build_over_it_keeps_it_and_tells_what_moved(old: Path, run):
    before = {path.name: path.read_bytes() for path in Path("budget/报告").glob("*.*")}
    form = Path("budget/填报表.yaml")
    form.write_text(form.read_text("utf-8").replace("金额: 1.2}", "金额: 1.3}"), "utf-8")
    status, printed, said = run("build", form, "-o", "budget/报告", "-f", "docx", "-f", "json")
    assert (status, "图 收入预算结构图：1 处" in printed + said) == (0, True)
    assert before == {path.name: path.read_bytes() for path in Path("budget/报告/历史/第2版").iterdir()}


@pytest.mark.parametrize("now", ["budget/填报表.yaml", "budget/填报表.xlsx"])
def test_a_comparison_reads_its_reports_and_forms(old: Path, now: str, run):
    first = only("budget/报告/历史/第1版", "json")
    assert "【47.02→47.12】" in run("compare", first, now)[1]
    assert "【47.02→47.12】" in run("compare", first, only("budget/报告", "json"))[1]


@SETS
def test_nothing_was_edited_in_the_word_report(old: Path, folder: str, run):
    status, printed, _ = run("pull", only(f"{folder}/报告", "docx"), f"{folder}/填报表.yaml", "--yes")
    assert (status, "没有要收回的文字" in printed) == (0, True)


def test_what_was_edited_in_the_word_report_comes_back(old: Path, run):
    report = only("budget/报告", "docx")
    report.write_bytes(edited(typed_over("组织全县中小学生", "组织全县小学生"), content=report.read_bytes()))
    assert run("pull", report, "budget/填报表.yaml", "--yes")[0] == 0
    assert "职责: 组织全县小学生开展" in Path("budget/填报表.yaml").read_text("utf-8")


@SETS
def test_an_amount_is_traced(old: Path, folder: str, run):
    for form in ("填报表.yaml", WORKBOOKS[folder]):
        assert f"准确数 {TOTALS[folder]} 元" in run("trace", f"{folder}/{form}", "收入总计")[1]


@SETS
def test_it_is_rolled_into_the_next_year(old: Path, folder: str, run):
    for form, ending in (("填报表.yaml", "xlsx"), (WORKBOOKS[folder], "yaml")):
        assert run("roll", f"{folder}/{form}", "-o", f"明年.{ending}")[0] == 0
        assert Path(f"明年.{ending}").is_file()


@SETS
def test_form_and_workbook_become_each_other(old: Path, folder: str, run):
    before = check(old / folder / "填报表.yaml").case
    assert before is not None
    for form, other in (("填报表.yaml", "另.xlsx"), (WORKBOOKS[folder], "另.yaml")):
        assert run("convert", f"{folder}/{form}", f"{folder}/{other}")[0] == 0
        after = check(old / folder / other).case
        assert after is not None
        assert after.form == before.form


@SETS
@pytest.mark.parametrize("ending", ["json", "docx"])
def test_its_report_is_judged_by_its_kind_and_found_right(old: Path, folder: str, ending: str, run):
    status, printed, _ = run("audit", only(f"{folder}/报告", ending))
    assert (status, "没有发现问题" in printed, f"版式：{KINDS[folder]}，" in printed) == (0, True, True)


@SETS
def test_there_is_nothing_to_tidy(old: Path, folder: str, run):
    for form in ("填报表.yaml", WORKBOOKS[folder]):
        assert "没有要整理的文字" in run("tidy", f"{folder}/{form}")[1]
