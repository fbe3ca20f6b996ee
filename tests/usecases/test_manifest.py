"""Versions in a folder: what is current, stale or edited; older ones kept, nothing edited by hand lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import SAMPLES

from discloser.cli.text import lines_of_build
from discloser.usecases import manifest as versions
from discloser.usecases.build import Built
from discloser.usecases.build import build as build_report
from discloser.usecases.status import status

SAMPLE = SAMPLES / "new-unit-2025-budget.yaml"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "填报表.yaml"
    path.write_bytes(SAMPLE.read_bytes())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "报告"


def build(form: Path, folder: Path, *formats: str, replace_others: bool = False) -> Built:
    return build_report(form, folder, formats or ("html",), replace_others=replace_others)


def correct(form: Path) -> None:
    text = form.read_text("utf-8")
    form.write_text(text.replace("职责: 组织", "职责: 依法组织"), "utf-8")


def states(folder: Path) -> list[str]:
    return [state for outputs in status(folder).values() for state in outputs.values()]


def test_a_report_just_built_is_current(form: Path, folder: Path):
    build(form, folder, "html", "json")
    assert states(folder) == ["最新", "最新"]


def test_a_changed_form_makes_its_report_stale(form: Path, folder: Path):
    build(form, folder)
    correct(form)
    assert states(folder) == [versions.OutputState.STALE]


def test_an_edited_or_missing_output_is_told(form: Path, folder: Path):
    html, data = build(form, folder, "html", "json").files
    html.write_bytes(html.read_bytes() + b"<!-- -->")
    data.unlink()
    assert set(states(folder)) == {versions.OutputState.EDITED, versions.OutputState.MISSING}


def test_a_form_that_went_leaves_its_report_in_doubt(form: Path, folder: Path):
    build(form, folder)
    form.unlink()
    assert states(folder) == [versions.OutputState.UNKNOWN]


def test_rebuilding_after_a_correction_keeps_the_older_version_and_says_what_moved(form: Path, folder: Path):
    [html] = build(form, folder).files
    before = html.read_bytes()
    correct(form)
    built = build(form, folder)
    assert built.history == folder / "历史" / "第1版"
    assert (built.history / html.name).read_bytes() == before
    assert {change.part for change in built.moved} == {"职责"}
    assert built.edited == ()
    assert states(folder) == ["最新"]


def test_rebuilding_without_a_change_keeps_nothing(form: Path, folder: Path):
    build(form, folder)
    assert build(form, folder).history is None
    assert not (folder / "历史").exists()


def test_what_was_edited_by_hand_is_never_lost(form: Path, folder: Path):
    [html] = build(form, folder).files
    html.write_text("手改", "utf-8")
    built = build(form, folder)
    assert built.edited == (html,)
    assert (folder / "历史" / "第1版" / html.name).read_text("utf-8") == "手改"


def test_every_older_version_has_a_folder_of_its_own(form: Path, folder: Path):
    [html] = build(form, folder).files
    for text in ("一", "二"):
        html.write_text(text, "utf-8")
        build(form, folder)
    assert [(folder / "历史" / f"第{n}版" / html.name).read_text("utf-8") for n in (1, 2)] == ["一", "二"]


def test_a_file_nobody_knows_is_kept_before_it_is_replaced(form: Path, folder: Path):
    [html] = build(form, folder).files
    versions.manifest_path(folder, html.stem).unlink()
    html.write_text("别处来的", "utf-8")
    assert build(form, folder).edited == (html,)


def test_an_output_of_an_earlier_build_is_remembered(form: Path, folder: Path):
    build(form, folder, "json")
    correct(form)
    build(form, folder, "html")
    assert states(folder) == ["最新", versions.OutputState.STALE]


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"outputs": 1}', '{"printed": "eJw="}', "\x00"])
def test_a_damaged_manifest_is_as_good_as_none(form: Path, folder: Path, damage: str):
    [html] = build(form, folder).files
    versions.manifest_path(folder, html.stem).write_text(damage, "utf-8")
    assert states(folder) == []
    assert build(form, folder).files == [html]
    assert states(folder) == ["最新"]


def test_a_manifest_tells_nothing_of_the_form_but_what_is_printed(form: Path, folder: Path):
    [html] = build(form, folder).files
    manifest = json.loads(versions.manifest_path(folder, html.stem).read_text("utf-8"))
    assert sorted(manifest) == ["date", "discloser", "form", "kind", "outputs", "printed"]
    assert manifest["form"]["file"] == "../填报表.yaml"


def test_a_manifest_cannot_lead_out_of_its_folder(form: Path, folder: Path, tmp_path: Path):
    [html] = build(form, folder).files
    path = versions.manifest_path(folder, html.stem)
    path.write_text(path.read_text("utf-8").replace(html.name, f"../{form.name}"), "utf-8")
    assert states(folder) == [versions.OutputState.MISSING]


@pytest.fixture
def second(form: Path, folder: Path) -> Path:
    """Another form of the same unit and year, whose report says something else."""
    build(form, folder)
    path = form.with_name("另一份.yaml")
    path.write_text(form.read_text("utf-8").replace("职责: 组织", "职责: 负责组织"), "utf-8")
    return path


def test_a_second_form_of_the_same_unit_and_year_replaces_nothing(second: Path, folder: Path, form: Path):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    built = build(second, folder)
    (told,) = [finding for finding in built.checked.findings if finding.code == "FIL011"]
    assert (told.field, built.files) == ("单位 名称", [])
    assert form.name in told.message
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_it_replaces_the_first_ones_report_when_told_to(second: Path, folder: Path, form: Path):
    built = build(second, folder, replace_others=True)
    assert built.history is not None
    told = list(lines_of_build(built.history, built.edited, built.moved, built.other_form))
    assert f"另一份填报表“{form.name}”" in told[0]
    second.write_bytes(form.read_bytes())
    assert build(second, folder).files != []


def test_a_form_that_prints_the_same_or_was_renamed_is_no_other(second: Path, folder: Path, form: Path):
    second.write_bytes(form.read_bytes())
    assert build(second, folder).files != []
    correct(second)
    form.unlink()
    assert build(second, folder).files != []
