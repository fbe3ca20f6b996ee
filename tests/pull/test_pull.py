"""Texts edited in Word go back into the form; figures and fixed wording are told; nothing is lost."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from edited_reports import (
    FENYANG,
    W,
    controls_removed,
    edited,
    made,
    names_of_controls_removed,
    paragraph_after,
    paragraph_deleted,
    revised,
    saved,
    saved_by_libreoffice,
    texts,
    typed_over,
)
from helpers import some_of
from workbooks import raw_of, workbook_of

from discloser.model.form.flat import flat
from discloser.read.form.files import read_form
from discloser.usecases.build import build
from discloser.usecases.pull import PullProposal, carry_out, propose, save_left

DUTY, DUTY_NOW = "办理参保登记、权益记录", "办理参保登记和权益记录"
LAST_DUTY = "完成主管部门交办的其他工作"
REASON, REASON_NOW = "需要安排燃料、维修和保险费用", "需要安排燃油、维修和保险费用"
BASIS, BASIS_NOW = "本市关于减轻重大慢性病患者医疗费用负担的惠民政策。", "本市的惠民政策，以及相关通知。"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "填报表.yaml"
    path.write_bytes(FENYANG.read_bytes())
    return path


def proposed(form: Path, *edits: Any) -> PullProposal:
    return propose(saved(form.parent, edited(*edits)), form)


def pulled(form: Path, *edits: Any) -> dict[str, str]:
    """Every text of the form after the edits were pulled, by path."""
    proposal = proposed(form, *edits)
    carry_out(proposal, form.parent / "报告.docx", form)
    return {"/".join(map(str, path)): text for path, text in flat(read_form(form).raw or {}).items()}


def codes(proposal: PullProposal) -> list[str]:
    return [finding.code for finding in proposal.pulled.findings]


def test_an_unedited_report_has_nothing_to_pull(form: Path):
    proposal = proposed(form)
    assert (proposal.pulled.changes, proposal.pulled.findings, proposal.content) == ((), (), None)


def test_texts_go_back_where_they_came_from_and_all_else_stays(form: Path):
    before = form.read_text("utf-8")
    after = pulled(form, typed_over(DUTY, DUTY_NOW), typed_over(REASON, REASON_NOW), typed_over(BASIS, BASIS_NOW))
    assert DUTY_NOW in after["概况/职责"]
    assert REASON_NOW in after["三公经费/公务用车运行维护费/原因"]
    assert after["绩效/项目绩效目标/0/立项依据"] == BASIS_NOW
    expected = before.replace(DUTY, DUTY_NOW).replace(REASON, REASON_NOW).replace(BASIS, BASIS_NOW)
    assert form.read_text("utf-8") == expected


def test_a_workbook_gets_its_texts_back_and_keeps_everything_else(tmp_path: Path):
    form = tmp_path / "填报表.xlsx"
    form.write_bytes(workbook_of(raw_of("fenyang-2025-budget")))
    before = flat(read_form(form).raw or {})
    after = pulled(form, typed_over(DUTY, DUTY_NOW), typed_over(BASIS, BASIS_NOW))
    changed = {path for path in before if before[path] != after["/".join(map(str, path))]}
    assert changed == {("概况", "职责"), ("绩效", "项目绩效目标", 0, "立项依据")}
    assert after["绩效/项目绩效目标/0/立项依据"] == BASIS_NOW


def test_a_text_may_grow_by_paragraphs(form: Path):
    after = pulled(form, paragraph_after(LAST_DUTY, "负责医保基金监管。", "开展政策宣传。"))
    assert after["概况/职责"].rstrip().endswith("其他工作。\n\n负责医保基金监管。\n\n开展政策宣传。")


def test_a_text_may_lose_a_paragraph(form: Path):
    assert LAST_DUTY not in pulled(form, paragraph_deleted(LAST_DUTY))["概况/职责"]


def test_a_text_of_one_line_may_become_paragraphs_and_the_other_way_round(form: Path):
    after = pulled(form, paragraph_deleted("本单位为二级预算单位"),
                   paragraph_after("我单位没有安排政府购买服务", "第二段。"))
    assert after["概况/机构设置"].strip().startswith("内设5个股室")
    assert after["其他说明/政府购买服务"].strip().endswith("第二段。")


def test_a_figure_changed_by_hand_is_told_with_the_forms_and_never_taken(form: Path):
    proposal = proposed(form, typed_over("582.81", "583.81"))
    assert proposal.content is None
    assert set(codes(proposal)) == {"PUL002"}
    assert {(finding.found, finding.expected) for finding in proposal.pulled.findings} == {("583.81", "582.81")}


def test_fixed_wording_changed_by_hand_is_told(form: Path):
    proposal = proposed(form, typed_over("主要包括一般公共预算拨款收入", "其中有一般公共预算拨款收入"))
    assert codes(proposal) == ["PUL003"]
    assert "主要包括" in proposal.pulled.findings[0].message


def test_what_has_no_place_in_the_form_is_told_and_saved_beside(form: Path):
    proposal = proposed(form, paragraph_after("财政拨款收支总预算", "这一段是后来加的。"))
    assert codes(proposal) == ["PUL004"]
    [beside] = carry_out(proposal, form.parent / "报告.docx", form).files
    assert beside.name == "报告.未收回.txt"
    assert "这一段是后来加的。" in beside.read_text("utf-8")


def test_an_earlier_list_of_what_was_left_is_kept(form: Path):
    for words in ("先加的一段。", "后加的一段。"):
        proposal = proposed(form, paragraph_after("财政拨款收支总预算", words))
        save_left(proposal, form.parent / "报告.docx")
        save_left(proposal, form.parent / "报告.docx")
    lists = sorted(path.name for path in form.parent.glob("*.txt"))
    assert lists == ["报告.未收回-2.txt", "报告.未收回.txt"]


def test_without_controls_headings_and_words_are_matched_and_that_is_said(form: Path):
    proposal = proposed(form, controls_removed, typed_over(DUTY, DUTY_NOW), typed_over(REASON, REASON_NOW))
    assert codes(proposal)[0] == "PUL005"
    assert {change.path for change in proposal.pulled.changes} == {
        ("概况", "职责"), ("三公经费", "公务用车运行维护费", "原因")}


def test_controls_that_lost_their_names_still_say_where_a_text_begins_and_ends(form: Path):
    proposal = proposed(form, names_of_controls_removed, typed_over(DUTY, DUTY_NOW), typed_over(REASON, REASON_NOW))
    assert codes(proposal) == []
    assert {change.path for change in proposal.pulled.changes} == {
        ("概况", "职责"), ("三公经费", "公务用车运行维护费", "原因")}


def test_a_text_typed_where_the_report_says_none_goes_into_the_form(form: Path):
    def over_none(root: Any) -> None:
        last = [text for text in texts(root) if text.text == "无"][-1]
        last.text = "本单位无其他需要说明的事项。"

    assert pulled(form, over_none)["其他说明/其他"] == "本单位无其他需要说明的事项。"


def test_what_the_year_has_of_its_own_gets_a_key_of_its_own(form: Path):
    def of_the_year(root: Any) -> None:
        _, year = (text for text in texts(root) if text.text == "≥200人")
        year.text = "≥210人"

    before = form.read_text("utf-8")
    after = pulled(form, of_the_year)
    assert after["绩效/项目绩效目标/0/指标/0/实施期值"] == "≥200人"
    assert after["绩效/项目绩效目标/0/指标/0/年度值"] == "≥210人"
    assert len(form.read_text("utf-8").splitlines()) == len(before.splitlines())


def test_tracked_changes_count_as_accepted(form: Path):
    assert DUTY_NOW in pulled(form, revised(DUTY, DUTY_NOW))["概况/职责"]


def test_a_text_printed_twice_and_edited_two_ways_is_not_guessed(form: Path):
    def two_ways(root: Any) -> None:
        for number, text in enumerate(text for text in texts(root) if "预算代码重新设置" in text.text):
            text.text = text.text.replace("重新设置", f"第{number}次设置")

    proposal = proposed(form, two_ways)
    assert "PUL006" in codes(proposal)
    assert proposal.pulled.changes == ()


def test_a_text_printed_twice_and_edited_once_is_pulled(form: Path):
    def once(root: Any) -> None:
        text = next(text for text in texts(root) if "预算代码重新设置" in text.text)
        text.text = text.text.replace("重新设置", "已经调整")

    assert "已经调整" in pulled(form, once)["变动原因/收支"]


def test_a_text_deleted_whole_is_told_and_not_taken(form: Path):
    proposal = proposed(form, typed_over(BASIS, ""))
    assert "PUL007" in codes(proposal)
    assert proposal.content is None


def built(form: Path, *edits: Any) -> Path:
    """The report of a form, edited in Word after it was built."""

    [report] = build(form, form.parent / "报告", ["docx"]).files
    report.write_bytes(edited(*edits, content=report.read_bytes()))
    return report


def retyped(form: Path, old: str, new: str) -> None:
    """A correction in the form."""
    text = form.read_text("utf-8")
    assert old in text
    form.write_text(text.replace(old, new), "utf-8")


def test_what_the_form_changed_since_is_neither_undone_nor_told(form: Path):
    report = built(form, typed_over(DUTY, DUTY_NOW))
    retyped(form, REASON, REASON_NOW)
    retyped(form, "经济科目: 30101, 金额: ", "经济科目: 30101, 金额: 1")
    proposal = propose(report, form)
    assert codes(proposal) == ["PUL010"]
    assert [(change.path, DUTY_NOW in change.new) for change in proposal.pulled.changes] == [(("概况", "职责"), True)]
    carry_out(proposal, report, form)
    assert REASON_NOW in form.read_text("utf-8")
    assert DUTY_NOW in form.read_text("utf-8")


def test_a_text_changed_on_both_sides_is_left_to_the_officer(form: Path):
    report = built(form, typed_over(REASON, REASON_NOW))
    retyped(form, REASON, "需要安排充电费用")
    proposal = propose(report, form)
    assert codes(proposal) == ["PUL010", "PUL009"]
    assert proposal.content is None
    [beside] = save_left(proposal, report).files
    assert REASON_NOW in beside.read_text("utf-8")


def test_a_text_changed_alike_on_both_sides_is_settled(form: Path):
    report = built(form, typed_over(REASON, REASON_NOW))
    retyped(form, REASON, REASON_NOW)
    assert codes(propose(report, form)) == ["PUL010"]
    assert propose(report, form).pulled.changes == ()


def test_a_figure_typed_over_is_told_with_what_the_form_gives_now(form: Path):
    report = built(form, typed_over("16.24", "17.24"))
    retyped(form, "货物: 162400", "货物: 182400")
    found = [finding for finding in propose(report, form).pulled.findings if finding.code == "PUL002"]
    assert {(finding.found, finding.expected) for finding in found} == {("17.24", "18.24")}
    retyped(form, "货物: 182400", "货物: 172400")
    assert codes(propose(report, form)) == ["PUL010"]


def test_a_text_does_not_go_to_another_project_that_took_its_place(form: Path):
    first = "    - 项目: 肾病透析患者医疗费政府补助资金\n"
    money = "实施期资金: {市县财政资金: 1}, 年度资金: {市县财政资金: 1}"
    other = f"    - {{项目: 另一个项目, {money}, 立项依据: {BASIS}}}\n"
    report = built(form, typed_over(BASIS, BASIS_NOW))
    retyped(form, first, other + first)
    proposal = propose(report, form)
    assert "PUL009" in codes(proposal)
    assert proposal.content is None


def test_a_text_of_a_project_that_got_a_new_name_is_pulled(form: Path):
    report = built(form, typed_over(BASIS, BASIS_NOW))
    retyped(form, "肾病透析患者医疗费政府补助资金", "肾病透析患者医疗费补助资金")
    assert [change.new for change in propose(report, form).pulled.changes] == [BASIS_NOW]


def test_a_copy_under_another_name_is_known_by_its_beginning(form: Path):
    report = built(form, typed_over(DUTY, DUTY_NOW))
    copy = report.rename(report.with_stem(f"{report.stem}-领导改"))
    retyped(form, REASON, REASON_NOW)
    assert codes(propose(copy, form)) == ["PUL010"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"plain"])
def test_what_is_no_docx_is_refused(form: Path, content: bytes):
    proposal = propose(saved(form.parent, content), form)
    assert codes(proposal) == ["PUL001"]
    assert proposal.content is None


def _any_edit(rng: random.Random, number: int) -> tuple[str, Any]:
    """An edit somewhere in the report, with words by which it can be found again."""
    mark = f"改{number}处"

    def type_into(root: Any) -> None:
        text = rng.choice(texts(root))
        at = rng.randint(0, len(text.text))
        text.text = text.text[:at] + mark + text.text[at:]

    def type_over(root: Any) -> None:
        rng.choice(texts(root)).text = mark

    def add_paragraph(root: Any) -> None:
        paragraphs = [text.getparent().getparent() for text in texts(root)]
        place = rng.choice([p for p in paragraphs if p.tag == f"{W}p" and p.getparent().tag == f"{W}body"])
        run = place.makeelement(f"{W}p")
        inner = run.makeelement(f"{W}r")
        words = inner.makeelement(f"{W}t")
        words.text = mark
        inner.append(words)
        run.append(inner)
        place.addnext(run)

    return mark, rng.choice([type_into, type_into, type_over, add_paragraph])


@pytest.mark.parametrize("with_controls", [True, False])
@pytest.mark.parametrize("seed", some_of(range(5), 2))
def test_of_a_hundred_hand_edits_each_is_pulled_or_told(tmp_path: Path, seed: int, *, with_controls: bool):
    form = tmp_path / "填报表.yaml"
    form.write_bytes(FENYANG.read_bytes())
    rng = random.Random(seed)
    edits = [_any_edit(rng, number) for number in range(10)]
    removed = () if with_controls else (controls_removed,)
    proposal = proposed(form, *removed, *(edit for _, edit in edits))
    told = "\n".join((*(change.new for change in proposal.pulled.changes),
                      *(now for _, _, now in proposal.pulled.left)))
    from discloser.read.docx.report import read_words

    there = read_words((tmp_path / "报告.docx").read_bytes(), form)
    printed = "\n".join([*(p.text for p in there.paragraphs),
                         *(cell.text for table in there.tables for row in table.rows for cell in row)])
    marks = [mark for mark, _ in edits if mark in printed]  # a later edit may have typed over an earlier one
    assert [mark for mark in marks if mark not in told] == []
    assert len(marks) >= 8


@pytest.mark.parametrize("with_controls", [True, False])
@pytest.mark.parametrize("seed", some_of(range(3), 1))
def test_of_random_deletions_each_is_pulled_or_told(tmp_path: Path, seed: int, *, with_controls: bool):
    form = tmp_path / "填报表.yaml"
    form.write_bytes(FENYANG.read_bytes())
    rng = random.Random(seed)
    deleted: list[str] = []

    def delete(root: Any) -> None:
        for text in rng.sample([text for text in texts(root) if len(text.text) > 1], 8):
            deleted.append(text.text.strip())
            text.text = ""

    proposal = proposed(form, delete, *(() if with_controls else (controls_removed,)))
    told = "\n".join((*(change.old for change in proposal.pulled.changes),
                      *(was for _, was, _ in proposal.pulled.left)))
    assert [words for words in deleted if words not in told] == []


@pytest.mark.office
def test_a_report_saved_by_libreoffice_is_pulled_all_the_same(form: Path, tmp_path: Path):
    content = edited(typed_over(DUTY, DUTY_NOW), typed_over(BASIS, BASIS_NOW), typed_over("582.81", "583.81"))
    report = saved_by_libreoffice(saved(tmp_path, content), tmp_path / "另存")
    proposal = propose(report, form)
    assert {change.path for change in proposal.pulled.changes} == {
        ("概况", "职责"), ("绩效", "项目绩效目标", 0, "立项依据")}
    assert {finding.code for finding in proposal.pulled.findings} <= {"PUL002", "PUL005"}


def test_made_reports_are_the_same_every_time():
    assert made() == made()
