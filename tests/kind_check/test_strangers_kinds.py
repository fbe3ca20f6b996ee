"""A kind from a stranger: its files are read where they lie and as far as they go, and whatever they try is told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from discloser.audit.read.book import book_of
from discloser.model.kind.report_kind import KindError, KindFaults
from discloser.read.kind.library import Library
from discloser.read.kind.tie_outs import read_tie_outs
from discloser.usecases.kinds import check_kind_folder, kinds

OWN = Path(__file__).parents[1] / "own_kind" / "yunling" / "budget-2024"


@pytest.fixture
def kind(tmp_path: Path) -> Path:
    """A bureau's kind, and beside it a file that is none of anybody's business."""
    (tmp_path / "秘密.md.j2").write_text("# 秘密", "utf-8")
    return Path(shutil.copytree(OWN, tmp_path / "版式" / "yunling" / "budget-2024"))


def codes_in(folder: Path) -> list[str]:
    return [finding.code for finding in check_kind_folder(folder)]


def by_link(path: Path) -> None:
    """Move a file or a folder elsewhere and leave a link to it."""
    elsewhere = path.parents[3] / f"别处-{path.name}"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


@pytest.mark.parametrize("name", ["kind.yaml", "figures.yaml", "tables/01.yaml", "narrative/收支.md.j2", "tables",
                                  "narrative", "target_form.yaml", "tie_outs.yaml"])
def test_what_is_reached_through_a_link_is_not_read(kind: Path, name: str):
    if not (kind / name).exists():
        (kind / name).write_text("标题: 甲", "utf-8")
    by_link(kind / name)
    assert "KND032" in codes_in(kind)


@pytest.mark.parametrize("name", ["yunling", "yunling/budget-2024"])
def test_nor_is_a_kind_that_is_a_link_itself(kind: Path, name: str):
    root = kind.parents[1]
    elsewhere = root.parent / "别处"
    (root / name).rename(elsewhere)
    (root / name).symlink_to(elsewhere)
    with pytest.raises(KindFaults) as told:
        kinds(Library(root))
    assert [finding.code for finding in told.value.findings] == ["KND032"]


@pytest.mark.parametrize("name", ["kind.yaml", "tables/01.yaml", "narrative/收支.md.j2", "tie_outs.yaml"])
def test_a_pipe_is_not_waited_for(kind: Path, name: str):
    (kind / name).unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(kind / name)
    assert check_kind_folder(kind) != []


@pytest.mark.parametrize("shared", ["codes", "fonts"])
def test_lists_and_fonts_that_come_along_are_no_links_either(kind: Path, tmp_path: Path, shared: str):
    (tmp_path / "别处").mkdir()
    (kind.parents[1] / shared).mkdir()
    (kind.parents[1] / shared / "2025").symlink_to(tmp_path / "别处")
    with pytest.raises(KindFaults, match="KND032"):
        Library(kind.parents[1]).shared("codes/2025" if shared == "codes" else "fonts")


@pytest.mark.parametrize("year", ["../../秘密", "/etc", "..", "2025/../2025", "C:\\codes"])
def test_code_lists_are_looked_for_among_code_lists_only(year: str, kind: Path):
    with pytest.raises(KindError, match="找不到"):
        Library(kind.parents[1]).shared(f"codes/{year}")


LARGE: dict[str, Callable[[Path], object]] = {
    "columns": lambda kind: _replaced(kind / "tables/01.yaml", "列:\n", "列:\n" + "".join(
        f"  - {{编号: 甲{n}, 标题: 甲, 取: 金额}}\n" for n in range(90))),
    "blank rows": lambda kind: _replaced(kind / "tables/01.yaml", "行:\n", "行:\n  - {空行: 999999999}\n"),
    "indents": lambda kind: _replaced(kind / "tables/01.yaml", "行:\n", "行:\n  - {名称: 甲, 缩进: 999999999}\n"),
    "figures": lambda kind: _replaced(kind / "figures.yaml", "", "".join(
        f"甲{n}: {{范围: {{口径: 收入}}}}\n" for n in range(1001))),
    "texts": lambda kind: [(kind / "narrative" / f"{n}.j2").write_text("甲", "utf-8") for n in range(201)],
}


@pytest.mark.parametrize("what", LARGE)
def test_a_kind_has_a_largest_size(kind: Path, what: str):
    LARGE[what](kind)
    assert codes_in(kind) == ["KND030"]


def _replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new, 1) if old else new + text, "utf-8")


@pytest.mark.parametrize(("text", "code"), [
    ("甲: " + "[" * 5000 + "]" * 5000, "YML"), ("甲: &甲 [*甲]", "YML"), ("甲: !!python/object:os.system {}", "YML"),
    ("字" * 3_000_000, "FIL"),
])
@pytest.mark.parametrize("name", ["figures.yaml", "tie_outs.yaml"])
def test_yaml_that_is_too_deep_too_large_or_more_than_text_is_told(kind: Path, name: str, text: str, code: str):
    (kind / name).write_text(text, "utf-8")
    assert any(found.startswith(code) for found in codes_in(kind))


@pytest.mark.parametrize("text", ["字" * 100_000, "甲\x00乙", "甲\x0b乙"])
def test_texts_have_a_largest_size_and_nothing_invisible(kind: Path, text: str):
    (kind / "narrative" / "收支.md.j2").write_text(text, "utf-8")
    assert {"FIL005", "YML015"} & set(codes_in(kind))


def book_with(**changed: object) -> object:
    return book_of({**read_tie_outs(OWN / "tie_outs.yaml"), **changed})


@pytest.mark.parametrize("pattern", [
    "(a+)+$", "(a*)*b", "(a|a)*b", "a{1,9}", "(甲?){9}乙", "(甲)\\1", "甲.*乙.*丙", "(?P<甲>乙)", "(?<=甲)乙",
    "甲" * 201, "(甲|乙)" * 11, "甲?" * 11, "甲{99}", "(a|b)+",
])
def test_patterns_for_wording_cannot_take_for_ever(pattern: str):
    with pytest.raises(KindError):
        book_with(用词=[{"编号": "WRD011", "样": pattern, "说": "甲"}])


@pytest.mark.parametrize("pattern", [
    "甲(?!乙|丙)", "[甲乙]县\\(区\\)", "万元(?:比|与)\\d{4}年", "主要(?:用于|为):?(?:我|本)单位无", "[a-z+*]{3}",
])
def test_those_that_say_one_thing_are_taken(pattern: str):
    assert book_with(用词=[{"编号": "WRD011", "样": pattern, "说": "甲"}]) is not None


@pytest.mark.parametrize("sentence", [
    "甲〔额 乙〕〔额 丙〕〔额 丁〕", "甲〔额 乙〕1〔额 丙〕2〔额 丁〕", "甲〔额 乙〕，〔额 丙〕：〔额 丁〕",
    "甲〔逐项 表1!每行!金额〕乙〔逐条 表1!每行!金额〕",
])
def test_slots_of_a_sentence_are_kept_apart_by_words(sentence: str):
    with pytest.raises(KindError):
        book_with(文字=[{"段": "甲", "句": [sentence]}])


def test_words_of_a_comparison_are_words_and_no_patterns():
    changes = {"增加": ["多(a+)+"], "减少": ["少"], "持平": ["平"], "比例": {"增加": ["(a+)+"], "减少": ["降"]}}
    pattern = book_with(增减=changes).phrases.pattern(bare=False)  # type: ignore[attr-defined]
    assert "(a+)+" not in pattern


@pytest.mark.parametrize("content", [
    "", "code,name,trust\n", "code,name\n1,2\n", "code,name,trust\n1,2,甲\n",
    "code,name,trust,from_year\n1,2,seen,近年\n",
    "code,name,trust\n1\n", 'code,name,trust\n"1,2,3\n' + "4" * 200_000,
])
def test_code_lists_that_cannot_be_read_are_told_at_their_line(kind: Path, content: str):
    folder = kind.parents[1] / "codes" / "2025"
    shutil.copytree(Path(__file__).parents[2] / "templates" / "codes" / "2025", folder)
    (folder / "functional.csv").write_text(content, "utf-8")
    assert "KND031" in codes_in(kind)
