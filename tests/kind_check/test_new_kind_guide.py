"""docs/new-kind.md is followed word by word: a copy of an installed kind becomes another province's, and works."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from discloser.read.kind.library import Library
from discloser.usecases.build import build
from discloser.usecases.kinds import check_kind_folder, compare_kind_folders

ROOT = Path(__file__).parents[2]
GUIDES = (ROOT / "docs" / "new-kind.md", ROOT / "docs" / "new-kind.en.md")
_BLOCK = re.compile(r"^```(yaml|jinja|text) ([^\n]+)\n(.*?)^```$", re.M | re.S)
_TOP_KEY = re.compile(r"^([^\s#:：-][^\s:：]*?):", re.M)
MOST_LINES = 300
"""That a province with other tables, sentences, terms and tie-outs takes, everything written anew."""
FORM = ROOT / "tests" / "own_kind" / "form.yaml"


def follow(guide: Path, folder: Path) -> None:
    """Do to a kind what a guide says, step by step."""
    for _, info, content in _BLOCK.findall(guide.read_text(encoding="utf-8")):
        if info == "删去":
            for name in content.split():
                (folder / name).unlink()
            continue
        name, *whole = info.split()
        old = "" if whole or name.endswith(".j2") else (folder / name).read_text(encoding="utf-8")
        present = set(_TOP_KEY.findall(content))
        kept = [part for part in re.split(r"^(?=\S)", old, flags=re.M) if part.split(":")[0] not in present]
        (folder / name).write_text("".join(kept) + content, encoding="utf-8")


@pytest.fixture(params=GUIDES, ids=lambda guide: guide.name)
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The kind that a guide arrives at, inside a user's templates."""
    folder = tmp_path / "我的版式" / "yunling" / "budget-2026"
    shutil.copytree(ROOT / "templates" / "shanxi" / "budget-2025", folder)
    follow(request.param, folder)
    return folder


def test_the_kind_of_the_guide_has_no_fault(own: Path):
    assert [finding.line() for finding in check_kind_folder(own)] == []


def test_the_kind_of_the_guide_makes_a_report(own: Path, tmp_path: Path):
    form = tmp_path / "填报表.yaml"
    text = FORM.read_text("utf-8").replace("年度: 2024", "年度: 2026")
    form.write_text(text.replace("2024-02-05", "2026-02-05"), "utf-8")
    built = build(form, tmp_path, ("json", "html"), Library(own.parents[1]))
    assert [finding.line() for finding in built.checked.findings if finding.severity.value == "error"] == []
    report = json.loads(built.files[0].read_text("utf-8"))
    titles = [table["title"] for table in report["tables"]]
    assert titles[:2] == ["2026年财政拨款安排“三公”经费支出预算表", "2026年收入预算表"]
    assert report["tables"][1]["rows"] == [
        ["财政拨款", "592,320.68", "592,320.68", "0.00"], ["单位资金", "6,000.00", "6,000.00", "0.00"],
        ["合计", "598,320.68", "598,320.68", "0.00"],
    ]
    texts = "".join(text for part in report["narrative"] for text in part["paragraphs"])
    assert "2026年收入预算598320.68元，与2025年持平。一般公共预算592320.68元，占99.00%；单位资金6000.00元" in texts
    assert "“三公”经费预算2000.00元，与2025年持平。公务接待费2000.00元。" in texts


def test_the_guide_ends_with_a_province_that_differs_in_more_than_ten_ways(own: Path):
    told = compare_kind_folders("shanxi/budget-2025", str(own))
    assert len({(change.part, change.what) for change in told}) > 10
    written = sum(len(block[2].splitlines()) for block in _BLOCK.findall(GUIDES[0].read_text("utf-8")))
    assert written < MOST_LINES


def test_what_the_guide_changed_can_be_listed(own: Path):
    told = compare_kind_folders("shanxi/budget-2025", str(own))
    assert ("kind.yaml", "金额单位", "万元", "元") in [(c.part, c.what, c.old, c.new) for c in told]


def test_both_guides_say_the_same():
    chinese, english = (_BLOCK.findall(guide.read_text(encoding="utf-8")) for guide in GUIDES)
    assert chinese == english
    assert len(chinese) > 10
