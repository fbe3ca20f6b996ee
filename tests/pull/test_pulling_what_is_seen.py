"""What a reader of the report does not see never comes back; what can't come back is told and saved."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from edited_reports import (
    FENYANG,
    W,
    edited,
    looking,
    made,
    numbered,
    put_after,
    saved,
    texts,
    typed_over,
)
from lxml import etree

from discloser.model.report.report import Chart
from discloser.render.word.markup import run
from discloser.render.word.paginate import RunningText
from discloser.render.word.story import Story
from discloser.usecases import pull as pulling
from discloser.usecases.build import build
from discloser.usecases.pull import PullProposal

DUTY, LAST_DUTY = "办理参保登记、权益记录", "完成主管部门交办的其他工作"
REASON = "需要安排燃料、维修和保险费用"
BASIS = "本市关于减轻重大慢性病患者医疗费用负担的惠民政策。"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "填报表.yaml"
    path.write_bytes(FENYANG.read_bytes())
    return path


def proposed(form: Path, *edits: Any, **parts: Any) -> PullProposal:
    return pulling.propose(saved(form.parent, edited(*edits, **parts)), form)


def told(proposal: PullProposal) -> list[tuple[str, str | None, str | None]]:
    return [(finding.code, finding.field, finding.found) for finding in proposal.pulled.findings]


def saved_beside(proposal: PullProposal, form: Path) -> str:
    [beside] = pulling.save_left(proposal, form.parent / "报告.docx").files
    return beside.read_text("utf-8")


def test_hidden_words_do_not_become_public(form: Path):
    proposal = proposed(form, typed_over(DUTY, f"{DUTY}（内部口径）"), looking("（内部口径）", "vanish"))
    assert proposal.content is None
    assert told(proposal) == [("PUL011", "一、本单位职责", "（内部口径）")]
    assert "（隐藏）（内部口径）" in saved_beside(proposal, form)


def test_of_struck_and_new_words_only_the_new_ones_come_back(form: Path):
    proposal = proposed(form, typed_over("燃料、", "燃料、燃油、"), looking("燃料、", "strike", everywhere=True))
    [change] = proposal.pulled.changes
    assert change.new.endswith(REASON.replace("燃料", "燃油"))
    assert told(proposal) == [("PUL011", "七、“三公”经费增减变动原因说明", "燃料、")]


@pytest.mark.parametrize("look", ["vanish", "strike"])
def test_a_text_hidden_or_struck_as_a_whole_is_not_called_deleted(form: Path, look: str):
    words = {BASIS, "主要包括一般公共预算拨款收入", "582.81"}
    proposal = proposed(form, *(looking(one, look) for one in words))
    assert [code for code, _, _ in told(proposal)] == ["PUL011"] * 3
    assert {found for _, _, found in told(proposal)} == words
    assert proposal.content is None


def test_a_figure_struck_and_typed_anew_is_told_as_changed(form: Path):
    struck = looking("2,217.36", "strike", everywhere=True)
    proposal = proposed(form, typed_over("2,217.36", "2,217.363,000.00"), struck)
    assert {(code, found) for code, _, found in told(proposal)} == {("PUL002", "3,000.00"), ("PUL011", "2,217.36")}


@pytest.mark.parametrize(("markup", "found"), [
    (f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>x=1</m:t></m:r></m:oMath>', "公式：x=1"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "符号：Wingdings F0FE"),
    ('<w:r><w:drawing><a:graphic><a:graphicData uri="x/picture"/></a:graphic></w:drawing></w:r>', "图片"),
    ('<w:r><w:object/></w:r>', "嵌入的对象"),
    ("<w:r><w:ruby><w:rt><w:r><w:t>zhí</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>", "注音：zhí"),
])
def test_what_is_no_text_is_told_where_it_stands(form: Path, markup: str, found: str):
    proposal = proposed(form, put_after(DUTY, markup))
    assert told(proposal) == [("PUL004", "一、本单位职责", found)]
    assert found in saved_beside(proposal, form)


def test_numbers_of_words_lists_are_told_once_for_each_heading(form: Path):
    proposal = proposed(form, numbered(DUTY), numbered(LAST_DUTY))
    assert told(proposal) == [("PUL004", "一、本单位职责", "自动编号或者项目符号（2段），请把编号打成文字")]


def test_a_chart_taken_out_is_told_and_one_that_lost_its_words_is_there(form: Path):
    def without_words(root: Any) -> None:
        for drawing in root.iter("{*}docPr"):
            del drawing.attrib["descr"]

    def taken_out(root: Any) -> None:
        drawing = next(root.iter(f"{W}drawing"))
        drawing.getparent().remove(drawing)

    assert told(proposed(form, without_words)) == []
    [(code, where, _)] = told(proposed(form, taken_out, without_words))
    assert (code, where) == ("PUL003", "三、支出预算情况说明")


def test_a_footer_typed_over_is_told(form: Path):
    proposal = proposed(form, footer=lambda root: setattr(next(root.iter(f"{W}t")), "text", "内部资料"))
    assert told(proposal) == [("PUL004", "页脚", "内部资料 —")]


def test_what_an_earlier_program_laid_out_otherwise_is_no_edit(
    form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def captions_below(story: Story, chart: Chart) -> Iterator[RunningText]:
        title, picture = as_now(story, chart)
        yield from (picture, replace(title, content=run(chart.title)))

    as_now = Story._chart
    with monkeypatch.context() as earlier:
        earlier.setattr(Story, "_chart", captions_below)
        build(form, tmp_path / "报告", ["docx"])
    [report] = (tmp_path / "报告").glob("*.docx")
    assert told(pulling.propose(report, form)) == []


def test_a_figure_typed_over_in_a_chart_is_told(form: Path):
    def typed_over_in_chart(root: Any) -> None:
        next(value for value in root.iter("{*}v") if value.text == "582.81").text = "600"

    proposal = proposed(form, **{"charts/chart1": typed_over_in_chart})
    assert told(proposal) == [("PUL004", "图表里的文字", "600.00")]


def test_a_report_saved_as_strict_open_xml_is_read_as_it_is(form: Path):
    source, target = zipfile.ZipFile(BytesIO(edited(typed_over(DUTY, "登记参保")))), BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(W[1:-1].encode(), STRICT.encode()))
    proposal = pulling.propose(saved(form.parent, target.getvalue()), form)
    assert told(proposal) == []
    assert ["登记参保" in change.new for change in proposal.pulled.changes] == [True]


ODD_TAGS = (
    "概况/²", "概况/职责/²", "", "/", "////", "概况//职责", "0", "0/0/0", "取数/²", "增减/²/金额", "单位/名称",
    *(f"绩效/项目绩效目标/{row}/立项依据" for row in ("²", "⑨", "٠", "-1", "99999999999")),
    "控制数/收入合计", "概况/职责/0", "概况/__class__", "?", "上年/表单", "x" * 70000,
)


def test_odd_names_of_controls_send_no_text_elsewhere(form: Path):
    def renamed(root: Any) -> None:
        for odd, tag in zip(ODD_TAGS, root.iter(f"{W}tag"), strict=False):
            tag.set(f"{W}val", odd)

    proposal = proposed(form, renamed, typed_over(DUTY, "登记参保"))
    assert [("/".join(map(str, change.path)), "登记参保" in change.new) for change in proposal.pulled.changes] == [
        ("概况/职责", True)]


def test_a_paragraph_copied_elsewhere_is_no_part_of_its_text(form: Path):
    def copied(root: Any) -> None:
        duty = next(text for text in texts(root) if DUTY in text.text)
        paragraph = next(duty.iterancestors(f"{W}p"))
        place = next(text for text in texts(root) if "主要包括一般公共预算拨款收入" in text.text)
        next(place.iterancestors(f"{W}p")).addnext(etree.fromstring(etree.tostring(paragraph)))

    proposal = proposed(form, copied)
    assert proposal.pulled.changes == ()
    [(code, where, found)] = told(proposal)
    assert (code, where) == ("PUL004", "二、收入预算情况说明")
    assert DUTY in (found or "")


def test_reports_with_nothing_edited_have_nothing_to_tell(form: Path):
    assert told(pulling.propose(saved(form.parent, made()), form)) == []
