"""Only what a reader of the page sees counts as text of a Word document; nothing that stands there is lost."""

from __future__ import annotations

import pytest
from small_documents import cell, control, field, paragraph, row, run, table, text_of, words_of

SHOWN, HIDDEN = run("组织活动"), "（内部）"


def unseen(*runs: str, properties: str = "", **others: str) -> list[tuple[int, str, str]]:
    [words] = words_of(paragraph(*runs, properties=properties), **others).paragraphs
    assert words.text == "组织活动"
    return [tuple(one) for one in words.unseen]


def style(name: str, sort: str, properties: str, based_on: str = "", attributes: str = "") -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{sort}" w:styleId="{name}" {attributes}><w:name w:val="{name}"/>{base}' \
           f"<w:rPr>{properties}</w:rPr></w:style>"


@pytest.mark.parametrize(("properties", "why"), [
    ("<w:vanish/>", "隐藏"), ('<w:vanish w:val="1"/>', "隐藏"), ("<w:specVanish/>", "隐藏"),
    ("<w:strike/>", "划掉"), ('<w:dstrike w:val="true"/>', "划掉"), ('<w:color w:val="FFFFFF"/>', "白色"),
    ('<w:color w:val="ffffff"/><w:shd w:fill="auto"/>', "白色"), ('<w:sz w:val="2"/>', "极小"),
    ('<w:w w:val="1"/>', "极小"), ('<w:color w:val="000000"/><w:shd w:fill="000000"/>', "与底色一样"),
    ('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', "与底色一样"),
    ('<w:color w:val="FFFFFF"/><w:highlight w:val="white"/>', "与底色一样"),
])
def test_what_a_reader_overlooks_is_told_apart(properties: str, why: str):
    assert unseen(SHOWN, run(HIDDEN, properties)) == [(4, HIDDEN, why)]


@pytest.mark.parametrize("properties", [
    '<w:vanish w:val="0"/>', "<w:webHidden/>", '<w:strike w:val="false"/>', '<w:dstrike w:val="off"/>',
    '<w:color w:val="auto"/>',
    '<w:color w:val="FFFFFF"/><w:shd w:fill="1F3864"/>', '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>',
    '<w:sz w:val="15"/>', '<w:u w:val="single"/>', '<w:w w:val="90"/>', '<w:color w:val="auto"/><w:shd w:fill="auto"/>',
])
def test_what_a_reader_sees_is_text(properties: str):
    assert text_of(SHOWN, run("。", properties)) == "组织活动。"


def test_white_letters_in_a_dark_cell_are_read():
    [read] = words_of(table(row(cell(paragraph(run("合计", '<w:color w:val="FFFFFF"/>')), '<w:shd w:fill="1F3864"/>')))
                      ).tables
    assert read.rows[0][0].text == "合计"


def test_styles_hide_and_show():
    styles = (style("暗", "character", "<w:vanish/>") + style("更暗", "character", "", "暗")
              + style("划", "paragraph", "<w:strike/>") + style("环", "character", "", "环"))
    assert unseen(SHOWN, run(HIDDEN, '<w:rStyle w:val="暗"/>'), styles=styles) == [(4, HIDDEN, "隐藏")]
    assert unseen(SHOWN, run(HIDDEN, '<w:rStyle w:val="更暗"/>'), styles=styles) == [(4, HIDDEN, "隐藏")]
    assert text_of(run("明", '<w:rStyle w:val="更暗"/><w:vanish w:val="0"/>'), styles=styles) == "明"
    assert text_of(run("明", '<w:rStyle w:val="环"/>'), styles=styles) == "明"
    [words] = words_of(paragraph(run("划去"), properties='<w:pStyle w:val="划"/>'), styles=styles).paragraphs
    assert (words.text, words.whole) == ("", "划去")


def test_two_styles_that_both_hide_cancel_each_other():
    styles = style("暗字", "character", "<w:vanish/>") + style("暗段", "paragraph", "<w:vanish/>")
    both = paragraph(run("明", '<w:rStyle w:val="暗字"/>'), run("暗"), properties='<w:pStyle w:val="暗段"/>')
    [words] = words_of(both, styles=styles).paragraphs
    assert (words.text, words.unseen[0].text) == ("明", "暗")


def test_the_usual_style_counts_for_paragraphs_that_name_none():
    assert text_of(run("暗"), styles=style("正文", "paragraph", "<w:vanish/>", attributes='w:default="1"')) == ""


def test_hidden_rows_and_cells_covered_by_others_are_overlooked():
    covered = cell(paragraph(run("盖住")), "<w:vMerge/>")
    [read] = words_of(table(row(cell(paragraph(run("上")), '<w:vMerge w:val="restart"/>')), row(covered),
                            row(cell(paragraph(run("藏"))), properties="<w:hidden/>"))).tables
    assert [(words.text, words.whole) for [words] in read.rows] == [("上", "上"), ("", "盖住"), ("", "藏")]


def test_the_guide_of_a_pinyin_guide_is_no_text():
    ruby = "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>zé</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>责</w:t></w:r>" \
           "</w:rubyBase></w:ruby></w:r>"
    report = words_of(paragraph(run("职"), ruby, run("一")))
    assert report.paragraphs[0].text == "职责一"
    assert [(one.what, one.text) for one in report.others] == [("注音", "zé")]


def test_tracked_changes_count_as_accepted():
    def changed(name: str, text: str) -> str:
        inner = f"<w:r><w:delText>{text}</w:delText></w:r>" if name == "del" else run(text)
        return f'<w:{name} w:id="1" w:author="某">{inner}</w:{name}>'

    assert text_of(changed("del", "删"), changed("moveFrom", "移走"), changed("ins", "加"), changed("moveTo", "移来"),
                   f'<w:ins>{changed("del", "加了又删")}</w:ins>') == "加移来"


def test_paragraphs_whose_mark_was_deleted_run_on():
    gone = "<w:rPr><w:del/></w:rPr>"
    run_on = "".join(paragraph(run(text), properties=gone) for text in "一二")
    report = words_of(run_on + paragraph(run("三")) + paragraph(run("四")))
    assert [words.text for words in report.paragraphs] == ["一二三", "四"]


def test_rows_and_cells_deleted_under_tracked_changes_are_gone():
    [read] = words_of(table(row(cell(paragraph(run("甲"))), cell(paragraph(run("乙")), "<w:cellDel/>")),
                            row(cell(paragraph(run("丙"))), properties="<w:del/>"),
                            row(cell(paragraph(run("丁"))), properties="<w:ins/>"))).tables
    assert [[words.text for words in line] for line in read.rows] == [["甲"], ["丁"]]


def test_of_a_field_its_result_is_read():
    nested = field(f"IF {field('MERGEFIELD 甲', run('内'))}", run("结果"))
    assert text_of(field("DATE", run("三月")), run("，"), nested) == "三月，结果"
    assert text_of('<w:fldSimple w:instr=" REF 甲 ">' + run("引用") + "</w:fldSimple>") == "引用"


def test_a_field_that_never_ends_hides_nothing():
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert text_of(run("前"), begun, run("后")) == "前后"


def test_page_numbers_are_made_anew_with_every_printing():
    assert text_of(run("第"), field("PAGE", run("7")), run("页")) == "第页"


@pytest.mark.parametrize(("content", "text"), [
    ("甲<w:tab/>乙", "甲\t乙"), ("甲<w:br/>乙", "甲\n乙"), ("甲<w:cr/>乙", "甲\n乙"), ("甲<!-- 注 -->乙", "甲乙"),
    ("甲<w:softHyphen/>乙", "甲乙"), ("甲\u00ad乙", "甲乙"), ("甲\u200b乙", "甲乙"), ("甲<?pi?>乙", "甲乙"),
    ("甲<w:lastRenderedPageBreak/>乙", "甲乙"), ("䶮\ue863", "䶮\ue863"), ("2025<w:noBreakHyphen/>1", "2025-1"),
])
def test_signs_inside_a_text(content: str, text: str):
    pieces = "".join(f"<w:t>{piece}</w:t>" if not piece.startswith("<w:") else piece for piece in _cut(content))
    assert text_of(f"<w:r>{pieces}</w:r>") == text


def _cut(content: str) -> list[str]:
    before, mark, rest = content.partition("<w:")
    name, close, after = rest.partition("/>")
    return [before, f"<w:{name}{close}", after] if mark else [content]


def test_blanks_that_xml_lets_go_are_no_text():
    assert text_of("<w:r><w:t>\n  甲\n </w:t></w:r>", '<w:r><w:t xml:space="preserve"> 乙</w:t></w:r>') == "甲 乙"


@pytest.mark.parametrize(("requires", "text"), [("wps", "新"), ("odd", "旧")])
def test_of_alternatives_the_one_that_word_shows_is_read_once(requires: str, text: str):
    either = (f'<mc:AlternateContent><mc:Choice Requires="{requires}">{{}}</mc:Choice>'
              "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>")
    assert text_of(either.format(run("新"), run("旧"))) == text
    body = either.format(paragraph(run("新")), paragraph(run("旧")))
    assert [words.text for words in words_of(body).paragraphs] == [text]


def test_marks_of_other_programs_around_words_change_nothing():
    assert text_of('<w:smartTag w:element="地名">' + run("汾阳") + "</w:smartTag>",
                   '<w:customXml w:element="地名">' + run("市") + "</w:customXml>",
                   '<w:hyperlink w:anchor="甲">' + run("医保") + "</w:hyperlink>") == "汾阳市医保"


def test_controls_inside_controls_name_their_own_words():
    [words] = words_of(paragraph(control("外", run("甲") + control("内", run("乙")) + run("丙")))).paragraphs
    named = [(words.text[one.start:one.end], one.source) for one in words.stretches]
    assert named == [("甲", "外"), ("乙", "内"), ("丙", "外")]


def test_a_control_that_shows_its_prompt_is_empty():
    prompt = "<w:showingPlcHdr/>"
    assert text_of(control("甲", run("单击此处输入文字。"), prompt), run("乙")) == "乙"
    assert words_of(control("甲", paragraph(run("单击此处输入文字。")), prompt)).paragraphs == ()


def test_words_of_a_box_in_a_cell_are_not_the_cells():
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph(run('框里'))}</w:txbxContent></v:textbox>" \
          "</v:shape></w:pict></w:r>"
    report = words_of(table(row(cell(paragraph(run("格里"), box)))))
    assert report.tables[0].rows[0][0].text == "格里"
    assert [(one.what, one.text) for one in report.others] == [("文本框", "框里")]


def test_a_box_in_a_box_is_read():
    def box(content: str) -> str:
        return f"<w:r><w:pict><w:txbxContent>{content}</w:txbxContent></w:pict></w:r>"

    report = words_of(paragraph(box(paragraph(run("外"), box(paragraph(run("内")))))))
    assert {one.text for one in report.others} == {"外", "内"}


def test_styles_are_known_by_their_names():
    styles = '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/></w:style>' \
             '<w:style w:type="paragraph" w:styleId="a5"><w:name w:val="toc 1"/></w:style>'
    report = words_of(paragraph(run("第一部分"), properties='<w:pStyle w:val="2"/>')
                      + paragraph(run("第一部分 1"), properties='<w:pStyle w:val="a5"/>'), styles=styles)
    assert [(words.text, words.heading) for words in report.paragraphs] == [("第一部分", True)]
