"""Use cases take bytes as they take paths: the same is found and made, and nothing of this machine is told."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from helpers import KIND, SAMPLES
from openpyxl import load_workbook
from workbooks import sample_workbook

from discloser.disk import Document, Handed
from discloser.usecases.audit import audit_each
from discloser.usecases.build import build, print_report
from discloser.usecases.check import Checked, check
from discloser.usecases.compare import compare
from discloser.usecases.convert import converted
from discloser.usecases.mark import marked_form
from discloser.usecases.new import blank_form, next_year, write_blank
from discloser.usecases.record import audit_paper, check_paper, checklist
from discloser.usecases.tidy import propose

FENYANG = SAMPLES / "fenyang-2025-budget.yaml"
DEPARTMENT = SAMPLES / "department-2025-budget" / "department.yaml"
ATTACHED = "附件: [{标题: 批复, 文件: %s}]\n"


def handed(path: Path, *, changed: tuple[str, str] = ("", "")) -> Handed:
    """A sample with everything in its folder, as somebody hands it over."""
    beside = {other.name: other.read_bytes() for other in path.parent.iterdir() if other.is_file() and other != path}
    return Handed(path.name, path.read_text("utf-8").replace(*changed).encode(), beside)


@pytest.mark.parametrize("path", [FENYANG, DEPARTMENT], ids=lambda path: path.stem)
def test_the_same_report_is_made_of_bytes_as_of_a_path(path: Path):
    there, here = print_report(path, ["docx", "json"]), print_report(handed(path), ["docx", "json"])
    assert here.files == there.files
    assert list(here.made_from.values()) == list(there.made_from.values())
    assert [str(file) for file in here.made_from] == [file.name for file in there.made_from]


@pytest.mark.parametrize("changed", [
    ("山西", "山外"), ("年度: 2025", "年度: 1925"), ("报告:", "报告"), ("性质", "x"), ("因", "因\u202e"),
])
@pytest.mark.parametrize("path", [FENYANG, DEPARTMENT], ids=lambda path: path.stem)
def test_the_same_is_found_in_bytes_as_at_a_path_and_no_folder_is_told(
    path: Path, changed: tuple[str, str], tmp_path: Path,
):
    given = handed(path, changed=changed)
    for name, content in {**given.beside, given.name: given.content}.items():
        (tmp_path / name).write_bytes(content)
    found = check(given).findings
    assert [finding.line() for finding in found] == [
        finding.line().replace(f"{tmp_path}/", "") for finding in check(tmp_path / given.name).findings]
    assert found != []
    assert str(SAMPLES) not in repr(found)


@pytest.mark.parametrize(("name", "bare"), [
    ("../../etc/passwd", "passwd"), ("..\\..\\表.yaml", "表.yaml"), ("/tmp/表.yaml", "表.yaml"), ("", "填报表"),
    ("..", "填报表"), ("表\u202e\x00.yaml", "表.yaml"),
])
def test_a_name_is_never_a_way(name: str, bare: str):
    assert str(Handed(name, b"").path) == bare


def codes(document: Document) -> list[str]:
    return [finding.code for finding in check(document).findings]


@pytest.mark.parametrize(("named", "code"), [
    ("/etc/hosts", "ATT001"), ("../批复.png", "ATT001"), ("没有.png", "ATT001"), ("批复.png", "ATT002"),
    ("附件/批复.png", "ATT002"), ("./附件/../批复.png", "ATT002"), ("é.png", "ATT002"),
])
def test_attachments_are_found_among_what_was_handed_over_only(named: str, code: str):
    content = (FENYANG.read_text("utf-8") + ATTACHED % named).encode()
    beside = {"批复.png": b"no picture", "附件\\批复.png": b"none", unicodedata.normalize("NFD", "é.png"): b"none"}
    assert codes(Handed(FENYANG.name, content, beside)) == [code]


def test_a_unit_that_was_not_handed_over_is_missing_and_one_outside_is_not_looked_for():
    alone = replace(handed(DEPARTMENT), beside={})
    assert codes(alone)[:3] == ["LNK002"] * 3
    outside = handed(DEPARTMENT, changed=("head-office.yaml", "../head-office.yaml"))
    assert "LNK001" in codes(outside)


def test_a_file_that_says_another_is_open_is_told_as_on_a_disk():
    assert codes(Handed("~$表.xlsx", b"x")) == ["FIL008"]


@cache
def faulty() -> Checked:
    """A workbook in which a control figure is not met."""
    text = FENYANG.read_text("utf-8").replace("金额: 1680240", "金额: 1680250", 1)
    content, findings = converted(Handed(FENYANG.name, text.encode()), as_text=False)
    assert findings == []
    return check(Handed("表.xlsx", content or b""))


def test_a_finding_says_where_it_is_what_was_typed_and_what_else_to_look_at():
    [finding] = [finding for finding in faulty().findings if finding.code == "BAL001"]
    assert finding.path == ("控制数", "基本支出")
    assert (finding.typed, finding.editable) == ("5828050", True)
    assert all(other.editable for other in finding.related)
    assert ("基本支出", 0, "金额") in [other.path for other in finding.related]


def test_a_finding_about_a_block_or_a_sum_cannot_be_mended_in_its_place():
    text = FENYANG.read_text("utf-8").replace("年度资金: {", "年度资金: {其他资金: 5, ", 1)
    found = [finding for finding in check(Handed("表.yaml", text.encode())).findings if finding.path]
    about_sums = [finding for finding in found if finding.path and finding.path[-1] == "年度资金"]
    assert about_sums != []
    assert not any(finding.editable for finding in about_sums)


def test_a_copy_is_marked_and_papers_are_written_of_bytes():
    marked = marked_form(faulty())
    assert isinstance(marked, bytes)
    assert "检查结果" in load_workbook(BytesIO(marked)).sheetnames
    assert check_paper([faulty()], ".docx").startswith(b"PK")
    assert check_paper([faulty()], ".xlsx").startswith(b"PK")


def test_forms_are_compared():
    corrected = handed(FENYANG, changed=("金额: 1680240", "金额: 1680250"))
    comparison, side = compare(handed(FENYANG), corrected)
    assert [change.new for change in comparison.inputs] == ["1,680,250"]
    assert side.name == FENYANG.name


def test_new_forms_are_bytes(tmp_path: Path):
    write_blank(KIND, tmp_path / "空白.xlsx")
    assert blank_form(KIND) == (tmp_path / "空白.xlsx").read_bytes()
    begun = next_year(handed(FENYANG))
    assert begun.content.startswith(b"PK")
    again = check(Handed("明年.xlsx", begun.content))
    assert again.source.raw is not None
    assert again.source.raw["报告"]["年度"] == "2026"
    assert next_year(Handed("表.yaml", b"x")).content == b""


def test_a_form_is_converted_and_tidied():
    content, findings = converted(Handed("表.xlsx", sample_workbook("fenyang-2025-budget")), as_text=True)
    assert findings == []
    assert content is not None
    assert propose(Handed("表.yaml", content)).form.path == Path("表.yaml")


def test_a_report_is_audited_and_inspected(tmp_path: Path):
    [path] = build(FENYANG, tmp_path, ["json"]).files
    [audited] = audit_each([Handed(path.name, path.read_bytes())]).values()
    assert [finding.place.file for finding in audited.findings] == [path.name] * len(audited.findings)
    verdicts = {row.verdict for row in checklist(audited)}
    assert "合格" in verdicts
    assert audit_paper([audited], ".xlsx").startswith(b"PK")
