"""A batch: each form for itself, what is unchanged left alone, what was broken off gone on with, names kept apart."""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from counties import FAULTY, a_county, batch, by_hand, folders, form_of
from helpers import SAMPLES

from discloser.model.roster import RosterUnit
from discloser.usecases.batch.filed import OLD_REPORT
from discloser.usecases.batch.hands import desk_in
from discloser.usecases.batch.records import RECORD, State
from discloser.usecases.batch.roster import Roster
from discloser.usecases.crew import Ended
from discloser.usecases.manifest import manifests, read_manifest

UNITS = {"甲.yaml": "县甲站", "乙.xlsx": "县乙站", "下属/丙.yaml": "县丙站"}


@pytest.fixture
def county(tmp_path: Path) -> Path:
    return a_county(tmp_path / "填报表", UNITS)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "结果"


def states(done) -> Counter[str]:
    return Counter("跳过" if unit.skipped else unit.record.state.value for unit in done.units.values())


def contents(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_every_form_gets_a_folder_with_its_report_and_what_was_found(county: Path, out: Path):
    done = batch(county, out)
    assert folders(done) == {"甲.yaml": "县甲站", "乙.xlsx": "县乙站", "下属/丙.yaml": "县丙站"}
    assert states(done) == {"已生成": 3}
    assert [path.name for path in sorted((out / "县甲站").iterdir())] == [
        "县甲站2025年单位预算公开报告.json", "县甲站2025年单位预算公开报告.版本", RECORD]
    record = json.loads((out / "县甲站" / RECORD).read_text("utf-8"))
    assert record["key"] == "甲.yaml"
    assert str(county) not in (out / "县甲站" / RECORD).read_text("utf-8")


def test_a_report_knows_its_form_wherever_the_folder_was_named_from(
    county: Path, out: Path, monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.chdir(county.parent)
    done = batch(Path(county.name), Path(out.name))
    forms = [out / folder / known.form for folder in folders(done).values()
             for path in manifests(out / folder) if (known := read_manifest(path)) is not None]
    assert {form.resolve() for form in forms} == {(county / name).resolve() for name in UNITS}


def test_a_second_run_skips_everything_and_changes_no_byte(county: Path, out: Path):
    batch(county, out)
    before = contents(out)
    assert states(batch(county, out)) == {"跳过": 3}
    assert contents(out) == before


@pytest.mark.parametrize("change", ["form", "output", "lost", "record", "engine"])
def test_only_what_changed_is_done_again(change: str, county: Path, out: Path):
    batch(county, out)
    report = next((out / "县甲站").glob("*.json"))
    match change:
        case "form":
            (county / "甲.yaml").write_bytes(form_of("县甲站", changed=("金额: 1", "金额: 2")))
        case "output":
            report.write_bytes(b"{}")
        case "lost":
            report.unlink()
        case "record":
            (out / "县甲站" / RECORD).write_bytes(b"{")
    again = batch(county, out, engine="乙" if change == "engine" else "甲")
    assert states(again)["跳过"] == (0 if change == "engine" else 2)
    assert not again.units["甲.yaml"].skipped


def test_what_was_wanted_before_need_not_be_made_again_for_less(county: Path, out: Path):
    batch(county, out, formats=("json", "md"))
    assert states(batch(county, out, formats=("json",))) == {"跳过": 3}
    assert states(batch(county, out, formats=())) == {"跳过": 3}
    assert states(batch(county, out, formats=("json", "html"))) == {"已生成": 3}


def test_a_file_that_a_form_names_and_was_not_there_is_looked_for_again(county: Path, out: Path):
    content = form_of("县甲站") + "\n附件: [{标题: 批复, 文件: 批复.png}]\n".encode()
    (county / "甲.yaml").write_bytes(content)
    assert batch(county, out).units["甲.yaml"].record.state is State.ERRORS
    assert batch(county, out).units["甲.yaml"].skipped
    (county / "批复.png").write_bytes(b"no picture")
    assert not batch(county, out).units["甲.yaml"].skipped


@pytest.mark.parametrize(("sort", "state"), [("错误", State.ERRORS), ("读不出", State.UNREADABLE)])
def test_a_faulty_form_is_told_and_stops_no_other(sort: str, state: State, county: Path, out: Path):
    (county / "甲.yaml").write_bytes(form_of("县甲站", changed=FAULTY[sort]))
    done = batch(county, out)
    assert done.units["甲.yaml"].record.state is state
    assert done.units["甲.yaml"].record.errors > 0
    assert states(done)["已生成"] == 2


def test_a_report_made_before_a_form_became_faulty_is_said_to_be_old(county: Path, out: Path):
    batch(county, out)
    (county / "甲.yaml").write_bytes(form_of("县甲站", changed=FAULTY["错误"]))
    assert batch(county, out).units["甲.yaml"].record.message == OLD_REPORT
    assert list((out / "县甲站").glob("*公开报告.json")) != []


def test_a_fault_of_the_program_is_the_units_and_is_tried_again(
    county: Path, out: Path, monkeypatch: pytest.MonkeyPatch,
):
    from discloser.usecases.batch import unit as work
    check = work.check

    def faulty(document, library):
        if document.path.name == "甲.yaml":
            raise RuntimeError("坏了")
        return check(document, library)

    with monkeypatch.context() as patched:
        patched.setattr(work, "check", faulty)
        assert batch(county, out).units["甲.yaml"].record.state is State.FAULT
        assert batch(county, out).units["甲.yaml"].record.message == "RuntimeError：坏了"
    assert states(batch(county, out)) == {"跳过": 2, "已生成": 1}


def test_a_unit_that_ends_its_process_or_takes_too_long_is_told(county: Path, out: Path):
    ends = {"甲.yaml": Ended.DIED, "乙.xlsx": Ended.TIMEOUT}
    done = batch(county, out, lambda units, stopping: (
        (unit, ends.get(unit.key) or outcome) for unit, outcome in by_hand(units, stopping)))
    assert states(done) == {"进程中断": 1, "超时": 1, "已生成": 1}


def test_a_run_that_is_stopped_goes_on_where_it_was(county: Path, out: Path):
    told: list[object] = []
    first = batch(county, out, told=told, stopping=lambda: bool(told))
    assert len(first.units) == 1
    assert len(first.left) == 2
    assert states(batch(county, out)) == {"跳过": 1, "已生成": 2}


def test_units_of_one_name_have_folders_of_their_own(tmp_path: Path, out: Path):
    county = a_county(tmp_path / "填报表", {"a/表.yaml": "县站", "b/表.yaml": "县站", "表.yaml": "县甲站"})
    done = batch(county, out)
    assert len(set(folders(done).values())) == 3
    assert done.collisions == [("县站", ["a/表.yaml", "b/表.yaml"])]
    assert sorted(path.name for path in out.iterdir()) == sorted(folders(done).values())
    assert states(batch(county, out)) == {"跳过": 3}
    (county / "b/表.yaml").unlink()
    alone = batch(county, out)
    assert alone.units["a/表.yaml"].folder == "县站"
    assert alone.units["a/表.yaml"].skipped
    assert alone.stale == [folders(done)["b/表.yaml"]]


def test_departments_come_after_their_units(tmp_path: Path, out: Path):
    shutil.copytree(SAMPLES / "department-2025-budget", tmp_path / "部门")
    seen: list[tuple[str, bool]] = []

    def hands(units, stopping):
        for unit, outcome in by_hand(units, stopping):
            seen.append((unit.key, unit.departments))
            yield unit, outcome

    done = batch(tmp_path / "部门", out, hands)
    assert seen[-1] == ("department.yaml", True)
    assert states(done) == {"已生成": 4}
    assert done.units["department.yaml"].record.is_department


def test_a_roster_gives_codes_and_tells_units_of_one_name_apart(tmp_path: Path, out: Path):
    roster = Roster({one.code: one for one in (
        RosterUnit("407001", "县站"), RosterUnit("407002", "县站"), RosterUnit("407003", "县甲站"),
        RosterUnit("407", "县丙站"))})
    county = a_county(tmp_path / "填报表", {
        "407/407001.yaml": "县站", "407/407002 县站.yaml": "县站", "407/表.yaml": "县甲站", "外.yaml": "外县站",
        "407003.yaml": "县乙站"})
    done = batch(county, out, roster=roster)
    assert folders(done) == {
        "407/407001.yaml": "407001-县站", "407/407002 县站.yaml": "407002-县站", "外.yaml": "外县站",
        "407/表.yaml": folders(done)["407/表.yaml"], "407003.yaml": folders(done)["407003.yaml"]}
    assert done.units["外.yaml"].doubt == "名录里没有这个单位"
    assert "407003 是“县甲站”的，表里的单位是“县乙站”" in done.units["407003.yaml"].doubt
    assert done.collisions == [("407003-县甲站", ["407/表.yaml", "407003.yaml"])]


def test_two_batches_never_write_to_one_folder(out: Path):
    with desk_in(out), pytest.raises(BlockingIOError), desk_in(out):
        pass
    assert list(out.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_told_and_the_others_are_filed(
    county: Path, out: Path, monkeypatch: pytest.MonkeyPatch,
):
    from discloser.usecases.batch import filed
    write = filed.file_report

    def held(folder: Path, *arguments, **named):
        if folder.name == "县甲站":
            raise PermissionError(13, "held", str(folder))
        return write(folder, *arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(filed, "file_report", held)
        assert states(batch(county, out)) == {"写不进": 1, "已生成": 2}
    assert states(batch(county, out)) == {"跳过": 2, "已生成": 1}


def test_a_folder_that_cannot_be_renamed_stays_and_the_unit_is_filed_under_its_name(
    county: Path, out: Path, monkeypatch: pytest.MonkeyPatch,
):
    batch(county, out)
    (county / "甲.yaml").write_bytes(form_of("县新站"))

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "held", str(self))

    monkeypatch.setattr(Path, "rename", held)
    done = batch(county, out)
    assert done.units["甲.yaml"].folder == "县新站"
    assert done.stale == ["县甲站"]
    assert (out / "县新站" / RECORD).is_file()


def test_a_file_whose_name_is_no_text_is_done_like_any_other(tmp_path: Path, out: Path):
    county = tmp_path / "表"
    county.mkdir()
    Path(os.fsdecode(bytes(county) + b"/\xb1\xed.yaml")).write_bytes(form_of("县甲站"))
    assert states(batch(county, out)) == {"已生成": 1}
    assert states(batch(county, out)) == {"跳过": 1}


def test_a_fault_of_a_kind_is_the_kinds_and_is_tried_again(county: Path, out: Path, monkeypatch: pytest.MonkeyPatch):
    from discloser.model.kind.report_kind import KindError
    from discloser.usecases.batch import unit as work

    def faulty(*arguments, **named):
        raise KindError("少一张表")

    with monkeypatch.context() as patched:
        patched.setattr(work, "print_checked", faulty)
        assert batch(county, out).units["甲.yaml"].record.state is State.KIND
        assert batch(county, out).units["甲.yaml"].record.message == "少一张表"
    assert states(batch(county, out)) == {"已生成": 3}
