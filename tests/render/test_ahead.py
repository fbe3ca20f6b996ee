"""The PDF printed by a second process: the same bytes, and no harm when that process fails."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import PROJECT_FOLDER, SAMPLES, report_of, sample

from discloser.render import CannotRender, ahead, pdf
from discloser.usecases.audit import SelfCheckFailed
from discloser.usecases.build import build

FONTS = PROJECT_FOLDER / "templates" / "fonts"
FORM = SAMPLES / "new-unit-2025-budget.yaml"


@pytest.fixture(autouse=True)
def two_processes(one_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "worthwhile", lambda: True)


def a_press_that_runs(program: str) -> ahead.Press:
    return ahead.Press(
        subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    )


def test_the_second_process_prints_what_the_first_would():
    report = report_of(sample("new-unit-2025-budget"))
    with ahead.press(["docx", "pdf"]) as press:
        assert press is not None
        press.send(report, FONTS)
        printed = press.printed()
    assert printed is not None
    assert printed.content == pdf.render(report, FONTS)
    assert press.process.returncode is not None


def test_a_build_uses_it_and_writes_every_format_in_the_order_asked_for(tmp_path: Path):
    told: list[str] = []
    built = build(FORM, tmp_path, ["pdf", "docx"], progress=told.append)
    assert [path.suffix for path in built.files] == [".pdf", ".docx"]
    assert told == ["核对填报表", "生成 DOCX", "生成 PDF"]


@pytest.mark.parametrize("formats", [["docx"], []])
def test_without_a_pdf_no_process_is_started(formats: list[str]):
    with ahead.press(formats) as press:
        assert press is None


@pytest.mark.parametrize(
    "program", ["", "import sys; sys.stdin.buffer.read(); print('no pickle')", "raise SystemExit(9)"],
)
def test_what_a_failed_process_did_not_print_is_printed_here(program: str, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(ahead, "_started", lambda: a_press_that_runs(program))
    (path,) = build(FORM, tmp_path, ["pdf"]).files
    assert path.read_bytes() == pdf.render(report_of(sample("new-unit-2025-budget")), FONTS)


def test_a_failed_process_complains_to_nobody(capfd: pytest.CaptureFixture[str]):
    with ahead.press(["pdf"]) as press:
        assert press is not None
        assert press.process.stdin is not None
        press.process.stdin.write(b"no pickle")
        press.process.stdin.close()
        assert press.printed() is None
    assert capfd.readouterr().err == ""


def test_a_machine_that_cannot_start_one_goes_on_alone(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with ahead.press(["pdf"]) as press:
        assert press is None


def answering(answer: ahead.Printed) -> str:
    return f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({pickle.dumps(answer)!r})"


def test_a_refusal_is_passed_on(tmp_path: Path, monkeypatch):
    program = answering(ahead.Printed(refusal="没有 Pango"))
    monkeypatch.setattr(ahead, "_started", lambda: a_press_that_runs(program))
    with pytest.raises(CannotRender, match="没有 Pango"):
        build(FORM, tmp_path, ["pdf"])
    assert list(tmp_path.iterdir()) == []


def test_what_slowed_it_down_is_told(tmp_path: Path, monkeypatch):
    program = answering(ahead.Printed(b"%PDF-1.7", slowed_by="慢"))
    monkeypatch.setattr(ahead, "_started", lambda: a_press_that_runs(program))
    told: list[str] = []
    build(FORM, tmp_path, ["pdf"], progress=told.append)
    assert told[-1] == "慢"


def test_a_form_with_errors_leaves_no_process_behind(tmp_path: Path, monkeypatch):
    started: list[ahead.Press] = []
    start = ahead._started
    monkeypatch.setattr(ahead, "_started", lambda: started.append(start()) or started[-1])
    (tmp_path / "表.yaml").write_text("报告: {}\n", encoding="utf-8")
    assert build(tmp_path / "表.yaml", tmp_path, ["pdf"]).files == []
    assert [press.process.poll() is not None for press in started] == [True]


def test_a_report_that_is_refused_is_not_waited_for(tmp_path: Path, monkeypatch):
    started: list[ahead.Press] = []
    start = ahead._started
    monkeypatch.setattr(ahead, "_started", lambda: started.append(start()) or started[-1])

    def refuse(report: object, templates: object) -> None:
        raise SelfCheckFailed([])

    monkeypatch.setattr("discloser.usecases.audit.check_own", refuse)
    with pytest.raises(SelfCheckFailed):
        build(FORM, tmp_path, ["pdf"])
    assert [press.process.returncode for press in started] == [-signal.SIGKILL]
    assert list(tmp_path.iterdir()) == []


def test_a_file_called_like_a_library_beside_the_form_is_not_loaded(tmp_path: Path, monkeypatch):
    (tmp_path / "weasyprint.py").write_text("raise SystemExit('loaded')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with ahead.press(["pdf"]) as press:
        assert press is not None
        press.send(report_of(sample("new-unit-2025-budget")), FONTS)
        printed = press.printed()
    assert printed is not None
    assert printed.content.startswith(b"%PDF")
