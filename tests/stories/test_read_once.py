"""What is read is what is used: hash, report, manifest and enclosed form come from the bytes that were checked."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from helpers import SAMPLES

from discloser.model.finding import Finding
from discloser.usecases import manifest as versions
from discloser.usecases.build import build
from discloser.usecases.check import check
from discloser.usecases.convert import convert
from discloser.usecases.mark import write_marked
from discloser.usecases.record import file_check
from discloser.usecases.status import status

SAMPLE = SAMPLES / "new-unit-2025-budget.yaml"
OLD, NEW = "18.4824", "28.4824"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "填报表.yaml"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def corrected(form: Path) -> bytes:
    """The form with another amount, as somebody saves it while the program is at work."""
    content = form.read_bytes().replace(OLD.encode(), NEW.encode())
    assert content != form.read_bytes()
    form.write_bytes(content)
    return content


def while_checking(monkeypatch: pytest.MonkeyPatch, name: str, happens: Callable[[], object]) -> None:
    """Let something happen right after a file of this name was read, before anything is made of it."""
    from discloser.disk import files
    read = files.given

    def reading(path: Path, limit: int) -> object:
        file = read(path, limit)
        if path.name == name:
            happens()
        return file

    monkeypatch.setattr(files, "given", reading)


def states(folder: Path) -> set[str]:
    return {state for outputs in status(folder).values() for state in outputs.values()}


def test_a_report_of_a_form_changed_while_it_was_built_is_not_current(
    form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    while_checking(monkeypatch, form.name, lambda: corrected(form))
    [report] = build(form, tmp_path / "报告", ["json"]).files
    assert "47.02" in report.read_text("utf-8")
    assert states(tmp_path / "报告") == {versions.OutputState.STALE}


def test_the_enclosed_form_is_the_one_that_was_checked(form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    as_checked = form.read_bytes()
    while_checking(monkeypatch, form.name, lambda: corrected(form))
    [report] = build(form, tmp_path / "报告", ["pdf"], embed_form=True).files
    with pikepdf.open(report) as pdf:
        [attached] = pdf.attachments.values()
        assert attached.get_file().read_bytes() == as_checked


def test_a_units_form_changed_while_its_department_was_built_is_told_by_the_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    for path in (SAMPLES / "department-2025-budget").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    unit = tmp_path / "library.yaml"
    while_checking(monkeypatch, unit.name, lambda: unit.write_bytes(unit.read_bytes() + b"\n# later"))
    build(tmp_path / "department.yaml", tmp_path / "报告", ["json"])
    assert states(tmp_path / "报告") == {versions.OutputState.STALE}


def test_a_changed_attachment_makes_the_report_stale(form: Path, tmp_path: Path):
    approval = a_picture(form)
    build(form, tmp_path / "报告", ["json"])
    assert states(tmp_path / "报告") == {versions.OutputState.CURRENT}
    approval.write_bytes(approval.read_bytes() + b" ")
    assert states(tmp_path / "报告") == {versions.OutputState.STALE}


def test_an_attachment_changed_after_it_was_drawn_makes_the_report_stale(
    form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    from discloser.usecases import build as building
    approval = a_picture(form)
    check_own = building.check_own

    def judging(*arguments: object) -> None:
        approval.write_bytes(approval.read_bytes() + b" ")
        check_own(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "check_own", judging)
    build(form, tmp_path / "报告", ["json"])
    assert states(tmp_path / "报告") == {versions.OutputState.STALE}


def a_picture(form: Path) -> Path:
    from PIL import Image
    path = form.with_name("批复.png")
    Image.new("RGB", (20, 20), "white").save(path)
    form.write_bytes(form.read_bytes() + "\n附件:\n  - {标题: 批复, 文件: 批复.png}\n".encode())
    return path


def test_the_hash_in_a_check_report_is_that_of_the_form_checked(
    form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    from docx import Document
    as_checked = sha256(form.read_bytes()).hexdigest()
    while_checking(monkeypatch, form.name, lambda: corrected(form))
    file_check({form: check(form)}, tmp_path / "检查.docx")
    assert any(as_checked in paragraph.text for paragraph in Document(str(tmp_path / "检查.docx")).paragraphs)


def test_a_workbook_is_marked_as_it_was_checked(form: Path, tmp_path: Path):
    workbook = tmp_path / "表.xlsx"
    assert convert(form, workbook) == []
    checked = check(workbook)
    workbook.write_bytes(b"not a workbook any more")
    write_marked(checked, tmp_path / "标注.xlsx")
    assert check(tmp_path / "标注.xlsx").case is not None


def test_somebody_who_saves_a_report_while_it_is_replaced_loses_nothing(
    form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    """Word saves the report after the build has looked at it: what was saved is kept in the history."""
    [report] = build(form, tmp_path / "报告", ["html"]).files
    corrected(form)
    kept, saves = versions.kept, [lambda: report.write_bytes(b"edited at the last moment")]

    def keeping(*arguments: object) -> versions.Kept:
        if saves:
            saves.pop()()
        return kept(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(versions, "kept", keeping)
    built = build(form, tmp_path / "报告", ["html"])
    assert built.edited == (report,)
    assert (tmp_path / "报告" / "历史" / "第1版" / report.name).read_bytes() == b"edited at the last moment"


def test_convert_makes_its_remarks_of_the_bytes_that_it_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from discloser.usecases import convert as exchange
    form = tmp_path / "表.yaml"
    form.write_bytes(SAMPLE.read_bytes())
    given = exchange.given_form

    def reading(path: Path) -> object:
        file = given(path)
        form.write_text("别的", "utf-8")
        return file

    monkeypatch.setattr(exchange, "given_form", reading)
    found: list[Finding] = convert(form, tmp_path / "新.yaml")
    assert found == []
    assert "# " in (tmp_path / "新.yaml").read_text("utf-8")
