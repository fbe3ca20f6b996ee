"""The pages about edited reports show what is really found."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from edited_reports import FENYANG, controls_removed, edited, looking, paragraph_after, saved, texts, typed_over
from pages import PAGES

from discloser.model.finding import Problem
from discloser.pull.pulled import EDIT_PROBLEMS
from discloser.read.docx.report import NOT_A_DOCX
from discloser.usecases.build import build
from discloser.usecases.pull import propose

REASON = "预算代码重新设置"


def two_ways(root: Any) -> None:
    """One reason, printed twice, edited two ways."""
    for text, now in zip((t for t in texts(root) if REASON in t.text), ("另行设置", "重新编排"), strict=True):
        text.text = f"预算代码{now}"


EXAMPLES: dict[str, Any] = {
    "PUL002": typed_over("582.81", "583.81"),
    "PUL003": typed_over("主要包括一般公共预算拨款收入", "其中有一般公共预算拨款收入"),
    "PUL004": paragraph_after("财政拨款收支总预算", "这一段是后来加的。"),
    "PUL005": controls_removed,
    "PUL006": two_ways,
    "PUL011": looking("内设5个股室", "strike"),
    "PUL007": typed_over("本市关于减轻重大慢性病患者医疗费用负担的惠民政策。", ""),
}


def shown(problem: Problem) -> str:
    page = (PAGES / f"{problem.code}.md").read_text(encoding="utf-8")
    line = re.search(r"^```text\n(.*?)\n```$", page, re.M | re.S)
    assert line is not None
    return line[1]


def found(folder: Path, code: str) -> list[str]:
    form = folder / "填报表.yaml"
    form.write_bytes(FENYANG.read_bytes())
    if code in ("PUL008", "PUL009", "PUL010"):
        report = changed_since(form)
        if code == "PUL008":
            forget_the_body(report)
    else:
        report = saved(folder, b"\xd0\xcf\x11\xe0" if code == "PUL001" else edited(EXAMPLES[code]))
    lines = [finding.line() for finding in propose(report, form).pulled.findings]
    return [line.replace(str(report), "报告.docx") for line in lines]


def changed_since(form: Path) -> Path:
    """A report whose reason was edited in Word, and in the form after it was built."""
    [report] = build(form, form.parent, ["docx"]).files
    report.write_bytes(edited(typed_over("安排燃料", "安排燃油"), content=report.read_bytes()))
    form.write_text(form.read_text("utf-8").replace("安排燃料", "安排充电"), "utf-8")
    return report


def forget_the_body(report: Path) -> None:
    """The manifest as a version of the program wrote it that did not keep what a report was built with."""
    manifest = report.with_suffix(".版本")
    data = json.loads(manifest.read_text("utf-8"))
    del data["outputs"][report.name]["body"]
    manifest.write_text(json.dumps(data), "utf-8")


@pytest.mark.parametrize("problem", [NOT_A_DOCX, *EDIT_PROBLEMS], ids=lambda problem: problem.code)
def test_a_page_shows_what_is_really_found(problem: Problem, tmp_path: Path):
    assert shown(problem) in found(tmp_path, problem.code)
