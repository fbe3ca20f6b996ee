"""What a pull writes: only over the form that it read, which is kept in its history; else beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from edited_reports import edited, typed_over
from helpers import SAMPLES

from discloser.usecases.build import build
from discloser.usecases.check import check
from discloser.usecases.convert import convert
from discloser.usecases.pull import PullProposal, carry_out, propose

SAMPLE = SAMPLES / "new-unit-2025-budget.yaml"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "填报表.yaml"
    path.write_bytes(SAMPLE.read_bytes())
    return path


EDITED, EDIT = "本单位为2024年底新设立的单位", "本单位是2024年底新设立的单位"


def an_edited_report(form: Path) -> Path:
    [report] = build(form, form.parent, ["docx"]).files
    report.write_bytes(edited(typed_over(EDITED, EDIT), content=report.read_bytes()))
    return report


def test_a_pulled_form_is_kept_as_it_was(form: Path):
    before = form.read_bytes()
    report = an_edited_report(form)
    written = carry_out(propose(report, form), report, form)
    assert EDIT in form.read_text("utf-8")
    assert written.history == form.parent / "历史" / "第1版"
    assert (written.history / form.name).read_bytes() == before


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029", "\ufeff"])
def test_a_text_goes_back_below_remarks_with_odd_ends_of_lines(end: str, form: Path):
    """Programs differ in what ends a line; the text goes where the reader of forms found it."""
    noted = f"# 先问{end}财务股\n\u3000\n" + form.read_text("utf-8")
    form.write_text(noted, "utf-8")
    report = an_edited_report(form)
    carry_out(propose(report, form), report, form)
    assert form.read_text("utf-8") == noted.replace(EDITED, EDIT)


@pytest.mark.parametrize("ending", [".yaml", ".xlsx"])
def test_a_form_changed_before_it_is_written_back_is_left_alone(ending: str, form: Path, tmp_path: Path):
    origin = form if ending == ".yaml" else tmp_path / "表.xlsx"
    if origin != form:
        assert convert(form, origin) == []
    report = an_edited_report(origin)
    proposal = propose(report, origin)
    origin.write_bytes(b"saved by somebody else")
    written = carry_out(proposal, report, origin)
    assert origin.read_bytes() == b"saved by somebody else"
    assert written.instead is not None
    assert EDIT in str(check(written.instead).source.raw)
    assert (written.files, written.history) == ([], None)
    assert not (tmp_path / "历史").exists()


def test_what_is_printed_of_a_form_that_changed_while_asked_is_true(run, form: Path, monkeypatch: pytest.MonkeyPatch):
    report = an_edited_report(form)
    def proposing(*arguments: object) -> PullProposal:
        proposal = propose(*arguments)  # type: ignore[arg-type]
        form.write_bytes(form.read_bytes() + b"\n# saved by somebody else")
        return proposal

    monkeypatch.setattr("discloser.cli.pull.propose", proposing)
    status, printed, said = run("pull", report, form, "--yes")
    assert status == 1
    assert f"没有写回：{form} 在读过以后被改动过" in said
    assert "填报表.收回结果.yaml" in said
    assert "已写好" not in printed
    assert form.read_bytes().endswith(b"# saved by somebody else")
