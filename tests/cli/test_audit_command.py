"""`discloser audit`: several files, exit status, JSON as the contract has it, and the check of our own reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from helpers import SAMPLES, neutral_of, sample
from printing import Sheet, pdf
from report_pages import GOOD

from discloser.audit import Book, PrintedReport
from discloser.audit import audit as audit_printed
from discloser.cli import main
from discloser.model.finding import Finding
from discloser.read.kind.library import INSTALLED, Library
from discloser.render.neutral import neutral
from discloser.usecases.audit import audit
from discloser.usecases.build import build
from discloser.usecases.self_check import SelfCheckFailed, check_own

KEYS = {
    "code", "severity", "message", "hint", "file", "line", "column", "sheet", "cell", "table", "section", "row",
    "field", "found", "expected",
}


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(["audit", *arguments])
    return int(stopped.value.code or 0)


def written(folder: Path, name: str, *changes: tuple[str, str], base: str = GOOD["报告.json"]) -> str:
    path = folder / name
    for old, new in changes:
        assert old in base
        base = base.replace(old, new, 1)
    path.write_text(base, encoding="utf-8")
    return str(path)


WRONG = ("占68.25%", "占68.52%")
DOUBTFUL = ("主要原因是车辆老旧。", "主要原因是车辆老旧。。")


def test_a_good_report_exits_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run(written(tmp_path, "好.json")) == 0
    assert "没有发现问题" in capsys.readouterr().out


def test_several_reports_in_one_call(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    files = [written(tmp_path, "好.json"), written(tmp_path, "错.json", WRONG)]
    assert run(*files) == 1
    out = capsys.readouterr().out
    assert f"{files[0]}：没有发现问题。" in out
    assert f"{files[1]}：共 错误 1 条。" in out
    assert "三、支出预算情况说明" in out
    assert "改法：" in out


def test_warnings_count_only_when_strict(tmp_path: Path):
    path = written(tmp_path, "疑.json", DOUBTFUL)
    assert run(path) == 0
    assert run(path, "--strict") == 1


def test_json_has_the_keys_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = written(tmp_path, "错.json", WRONG)
    assert run(path, "--json") == 1
    shown: dict[str, list[dict[str, Any]]] = json.loads(capsys.readouterr().out)
    [finding] = shown[path]
    assert set(finding) >= KEYS
    assert (finding["code"], finding["section"], finding["file"]) == ("PCT001", "三、支出预算情况说明", path)
    assert (finding["found"], finding["expected"], finding["table"]) == ("68.52", "68.25", None)


def test_a_file_that_cannot_be_read_exits_with_two(tmp_path: Path):
    assert run(str(tmp_path / "没有.json")) == 2
    assert run(written(tmp_path, "坏.json", base="{")) == 2


def test_a_report_made_by_build_can_be_audited(tmp_path: Path):
    build(SAMPLES / "new-unit-2025-budget.yaml", tmp_path, ["json"])
    [report] = tmp_path.glob("*.json")
    assert audit([report]) == {str(report): []}


def test_our_own_reports_tie_out():
    for name in ("bureau-2025-budget", "fenyang-2025-budget", "new-unit-2025-budget"):
        check_own(neutral_of(sample(name)))


def test_a_report_of_ours_that_contradicts_itself_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    true = neutral
    monkeypatch.setattr("discloser.usecases.build.neutral", lambda report: json.loads(
        json.dumps(true(report), ensure_ascii=False).replace("预算收入总计47.02", "预算收入总计47.20")))
    with pytest.raises(SelfCheckFailed, match="NAR001"):
        build(SAMPLES / "new-unit-2025-budget.yaml", tmp_path, ["json"])
    assert list(tmp_path.iterdir()) == []


def test_such_a_contradiction_is_our_own_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise SelfCheckFailed("生成的报告自相矛盾")

    monkeypatch.setattr("discloser.usecases.build.check_own", refuse)
    with pytest.raises(SystemExit) as stopped:
        main(["build", str(SAMPLES / "new-unit-2025-budget.yaml"), "-o", str(tmp_path), "-f", "json"])
    assert stopped.value.code == 3
    assert list(tmp_path.iterdir()) == []


def test_what_an_officer_typed_is_no_fault_of_ours():
    report = neutral_of(sample("new-unit-2025-budget"))
    report["overview"]["organization"] = "内设3个股室：一股、二股。联系电话13800000000。"
    found: list[Finding] = audit_printed(PrintedReport.of(report), Book())
    assert {finding.code for finding in found} >= {"WRD008", "WRD009"}
    check_own(report)


def test_a_kind_without_tie_outs_is_not_checked():
    report = neutral_of(sample("new-unit-2025-budget")) | {"template": "", "kind": "other"}
    report["tables"][0]["rows"][0][1] = "99.99"
    check_own(report)


def test_a_kind_of_the_users_own_brings_its_own_tie_outs(tmp_path: Path):
    own = tmp_path / "某省" / "预算"
    own.mkdir(parents=True)
    [standard] = [root for root in INSTALLED.roots if (root / "shanxi/budget-2025/tie_outs.yaml").is_file()][:1]
    text = (standard / "shanxi/budget-2025/tie_outs.yaml").read_text(encoding="utf-8")
    (own / "tie_outs.yaml").write_text(text.replace("规则: {}", "规则: {PCT001: {停用: true}}"), encoding="utf-8")
    path = written(tmp_path, "错.json", WRONG, ("shanxi/budget-2025", "某省/预算"))
    assert audit([Path(path)], Library(tmp_path))[path] == []
    assert "PCT001" not in {finding.code for finding in audit([Path(path)])[path]}


@pytest.mark.parametrize(("template", "told"), [
    ("某省/预算", "CMP001"), ("", "CMP019"), (None, "CMP019"), ("shanxi/budget-2025", None),
])
def test_a_report_is_never_judged_by_another_kind_without_saying_so(tmp_path: Path, template: str | None, told: str):
    named = '"template": "shanxi/budget-2025"'
    path = written(tmp_path, "错.json", WRONG, (named, f'"template": {json.dumps(template)}'))
    codes = {finding.code for finding in audit([Path(path)])[path]}
    assert codes & {"CMP001", "CMP019"} == ({told} if told else set())
    assert ("PCT001" in codes) == (told != "CMP001")


def test_a_copy_of_a_pdf_and_the_inspection_sheet_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sheet = Sheet()
    for line in ("云岭县图书馆2025年单位预算", "　　支出增加（减少）的主要原因是新增项目。"):
        sheet.line(line)
    report, copy, listed = tmp_path / "报告.pdf", tmp_path / "标注.pdf", tmp_path / "清单.xlsx"
    report.write_bytes(pdf([sheet]))
    assert run(str(report), "-o", str(copy)) == 1
    assert "已标出问题" in capsys.readouterr().err
    with pikepdf.open(copy) as marked:
        assert len(marked.pages[0].obj.Annots) == 2
    assert run(str(report), "-o", str(listed)) == 1
    assert openpyxl.load_workbook(listed).sheetnames[1:] == ["公开检查表", "得分"]


def test_what_was_judged_stands_at_the_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    run(written(tmp_path, "好.json"))
    assert "版式：shanxi/budget-2025" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["department-2025-budget/enforcement-team.xlsx", "new-unit-2025-budget.yaml"])
def test_a_form_is_called_that_and_not_judged_as_a_report(form: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stop:
        main(["audit", str(SAMPLES / form)])
    assert stop.value.code == 2
    assert "这是填报表，不是报告；核对填报表用 discloser check" in capsys.readouterr().out
