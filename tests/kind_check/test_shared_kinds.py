"""A kind may hold only what differs from another of its place; frozen, it stays as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from discloser.model.kind.report_kind import KindFaults, ReportKind
from discloser.read.kind.library import Library, read_kind
from discloser.read.kind.tie_outs import FILE, read_tie_outs
from discloser.usecases.kinds import check_kind_folder, compare_kind_folders, freeze_kind

OWN = Path(__file__).parents[1] / "own_kind" / "yunling" / "budget-2024"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The folder of a place with one whole kind."""
    shutil.copytree(OWN, tmp_path / "版式" / "yunling" / "budget-2024")
    return tmp_path / "版式" / "yunling"


def draft(place: Path, head: str = "同: budget-2024\n类型: 部门预算\n名称: 部门的\n", **files: str) -> Path:
    folder = place / "department-2024"
    folder.mkdir(exist_ok=True)
    (folder / "kind.yaml").write_text(head, "utf-8")
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def kind_in(folder: Path) -> ReportKind:
    return read_kind("yunling/a", folder)


def told(folder: Path) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in check_kind_folder(folder)]


def test_what_a_kind_does_not_have_is_the_others(place: Path):
    folder = draft(place)
    assert told(folder) == []
    kind, other = kind_in(folder), kind_in(place / "budget-2024")
    assert (kind.kind, kind.description) == ("部门预算", "部门的")
    assert (kind.tables, kind.figures, kind.texts, kind.parts) == (
        other.tables, other.figures, other.texts, other.parts)


def test_what_it_has_replaces_the_others_file_by_file(place: Path):
    folder = draft(place, **{"narrative__运行.md.j2": "# （四）机关运行和政府采购\n\n::绩效目标表\n"})
    assert kind_in(folder).texts["运行"].endswith("::绩效目标表\n")
    changes = compare_kind_folders(str(place / "budget-2024"), str(folder))
    assert {change.part for change in changes} >= {"kind.yaml"}
    assert any(change.part.endswith("运行") for change in changes)


def test_a_file_may_be_left_out(place: Path):
    folder = draft(place, "同: budget-2024\n类型: 部门预算\n不要: [tables/09.yaml, tie_outs.yaml]\n")
    assert [table.no for table in kind_in(folder).tables] == list(range(1, 9))
    assert "yunling/department-2024" not in Library(place.parent).files(FILE)


def test_tie_outs_and_the_head_are_taken_too(place: Path):
    draft(place)
    library = Library(place.parent)
    taken = library.files(FILE)["yunling/department-2024"]
    assert read_tie_outs(taken) == read_tie_outs(OWN / FILE)
    assert library.head("yunling/department-2024")["年度"] == "2024"


def test_a_fault_in_a_file_that_was_taken_is_told_in_that_file(place: Path):
    folder = draft(place)
    (place / "budget-2024" / "charts.yaml").write_text("支出方向: {标题: 甲}\n", "utf-8")
    faults = [finding for finding in check_kind_folder(folder) if finding.code == "KND003"]
    assert {finding.place.file for finding in faults} == {str(place.absolute() / "budget-2024" / "charts.yaml")}


@pytest.mark.parametrize(("head", "reason"), [
    ("同: budget-2031", "旁边没有这个版式"), ("同: ../yunling/budget-2024", "旁边没有这个版式"),
    ("同: .", "旁边没有这个版式"),
    ("同: [budget-2024]", "旁边没有这个版式"), ("同: department-2024", "旁边没有这个版式"),
    ("同: budget-2024\n年度: 2025", "它是另一年的"), ("同: chained", "它自己也是从“budget-2024”取的"),
])
def test_what_cannot_be_taken_is_one_finding(place: Path, head: str, reason: str):
    chained = place / "chained"
    chained.mkdir()
    (chained / "kind.yaml").write_text("同: budget-2024\n", "utf-8")
    (finding,) = told(draft(place, f"{head}\n类型: 部门预算\n"))
    assert finding.startswith("KND033")
    assert reason in finding


def test_a_draft_may_take_from_another_year_and_frozen_it_is_whole(place: Path):
    head = "# 新的一年\n同: budget-2024\n年度: 2025   # 自这一年起\n名称: 新的\n"
    folder = draft(place, f"{head}待核实:\n  - {{问题: 甲, 暂按: 乙, 请问: 丙}}\n")
    before = kind_in(folder)
    draft(place, head)
    assert told(folder)[0].startswith("KND033")
    assert len(freeze_kind(folder)) > 10
    shutil.rmtree(place / "budget-2024")
    after = kind_in(folder)
    changed = {"same_as": before.same_as, "open_questions": before.open_questions}
    assert after.model_copy(update=changed) == before
    head = (folder / "kind.yaml").read_text("utf-8")
    assert head.startswith("# 新的一年\n年度: 2025   # 自这一年起\n")
    assert "同:" not in head
    assert freeze_kind(folder) == []


def test_a_kind_whose_other_is_gone_is_not_frozen(place: Path):
    folder = draft(place, "同: budget-2031\n类型: 部门预算\n")
    with pytest.raises(KindFaults):
        freeze_kind(folder)
    assert [path.name for path in folder.iterdir()] == ["kind.yaml"]


def test_the_departments_kinds_hold_only_what_differs():
    templates = Path(__file__).parents[2] / "templates" / "shanxi"
    for name, other in (("department-budget-2025", "budget-2025"), ("department-final-2022", "final-2022")):
        own = {path.relative_to(templates / name) for path in (templates / name).rglob("*") if path.is_file()}
        same = [path for path in own if (templates / other / path).is_file()
                and (templates / name / path).read_bytes() == (templates / other / path).read_bytes()]
        assert same == []
