"""Docs that follow from code say what the code says; links in docs lead somewhere."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from discloser.model.kind.outline import keys_of, pieces
from discloser.model.kind.report_kind import ReportKind

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "discloser"
WRITTEN: dict[Path, str] = runpy.run_path(str(ROOT / "scripts" / "write_docs.py"))["documents"]()
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_a_generated_document_is_up_to_date(path: Path):
    assert path.read_text(encoding="utf-8") == WRITTEN[path], "运行 make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_leads_to_a_file(page: Path):
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8"))]
    broken = [link for link in links if link and "://" not in link and not (page.parent / link).exists()]
    assert broken == []


def test_the_readme_names_both_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make report" in readme
    assert "make test" in readme


def test_the_command_lines_words_are_compiled(tmp_path: Path):
    folder = ROOT / "src/discloser/cli/locale/zh_CN/LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source, (tmp_path / "messages.mo").open("wb") as target:
        write_mo(target, read_po(source, locale="zh_CN"))
    assert (folder / "messages.mo").read_bytes() == (tmp_path / "messages.mo").read_bytes(), "运行 make messages"


def test_the_reference_of_kinds_tells_every_key_and_piece():
    page = WRITTEN[ROOT / "docs" / "kind.md"]
    elsewhere = {"标识", "表格", "文稿", "取数", "增减", "图形", "名词解释", "绩效目标表", "绩效自评表", "摘要"}
    for spec in pieces():
        told = [key for key in keys_of(spec) if f"| `{key}` | {keys_of(spec)[key].description} |" in page]
        left_out = set(keys_of(spec)) - set(told)
        assert left_out <= (elsewhere if spec is ReportKind else set()), spec.__name__


def test_the_map_of_the_house_names_what_is_there():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w/]+\.py)", text))
    assert len(named) > 40
    assert [name for name in sorted(named) if not (ROOT / name).is_file() and not list(PACKAGE.rglob(name))] == []


def test_no_two_tests_bear_one_name():
    """Pytest knows modules of tests by their names alone."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted({name for name in names if names.count(name) > 1}) == []
