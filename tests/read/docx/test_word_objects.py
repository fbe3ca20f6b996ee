"""What stands in a Word document and is no text is named, with the heading or table where it stands."""

from __future__ import annotations

import pytest
from small_documents import cell, field, paragraph, row, run, table, words_of

HEADING = paragraph(run("一、职责"), properties='<w:pStyle w:val="Heading2"/>')


def drawing(uri: str, inner: str = "", said: str = "") -> str:
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="{said}"/><a:graphic>' \
           f'<a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'


_DML = "http://schemas.openxmlformats.org/drawingml/2006"


@pytest.mark.parametrize(("content", "what", "text"), [
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "符号", "Wingdings F0FE"),
    (run("\u00fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "符号", "Wingdings 00FE"),
    ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "公式", "x=1"),
    ("<m:oMathPara><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath></m:oMathPara>", "公式", "y"),
    (drawing(f"{_DML}/picture", said="大楼"), "图片", "大楼"), (drawing(f"{_DML}/chart", said="收入"), "图表", "收入"),
    (drawing(f"{_DML}/diagram"), "图形", ""),
    (drawing("http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "<a:t>字</a:t>"), "图形", "字"),
    ("<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>", "图片", ""),
    ('<w:r><w:pict><v:shape><v:textpath string="样稿"/></v:shape></w:pict></w:r>', "艺术字", "样稿"),
    ('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>', "嵌入的对象", "Excel.Sheet.12"),
    ('<w:r><w:contentPart/></w:r>', "图形", ""), (field(" EQ \\f(1,2) ", None), "域", "EQ \\f(1,2)"),
])
def test_what_is_no_text_is_named(content: str, what: str, text: str):
    report = words_of(HEADING + paragraph(run("前"), content, run("后")))
    assert report.paragraphs[-1].text == "前后"
    assert [tuple(one) for one in report.others] == [(what, text, "一、职责")]


def test_chinese_characters_in_a_symbol_font_are_text():
    font = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings" w:eastAsia="仿宋"/>'
    assert words_of(paragraph(run("职责", font))).paragraphs[0].text == "职责"


def test_fields_that_show_nothing_are_nothing():
    assert words_of(paragraph(run("甲"), field('TC "甲"', None), field('XE "甲"', None))).others == ()


@pytest.mark.parametrize("name", ["altChunk", "subDoc"])
def test_files_put_into_the_text_are_named(name: str):
    file = f'<w:{name} r:id="r9"/>'
    report = words_of(HEADING + (file if name == "altChunk" else paragraph(file)))
    assert [(one.what, one.where) for one in report.others] == [("插入的文件", "一、职责")]


def test_what_stands_in_a_table_is_said_to_stand_there():
    body = table(row(cell(paragraph("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"))))
    report = words_of(body.replace("<w:tblPr/>", '<w:tblPr><w:tblCaption w:val="表一"/></w:tblPr>'))
    assert [one.where for one in report.others] == ["表一"]


def test_notes_comments_headers_and_footers_are_read_beside_the_text():
    report = words_of(
        paragraph(run("正文")), comments=f"<w:comment>{paragraph(run('批'))}</w:comment>",
        footnotes=f"<w:footnote>{paragraph('<w:r><w:separator/></w:r>')}</w:footnote>"
                  f"<w:footnote>{paragraph(run('脚'))}</w:footnote>",
        endnotes=f"<w:endnote>{paragraph(run('尾'))}</w:endnote>", header=paragraph(run("眉")),
        footer=paragraph(run("— "), field("PAGE", run("3")), run(" —")) + paragraph(run("脚注")))
    assert [(one.what, one.text) for one in report.others] == [
        ("批注", "批"), ("脚注", "脚"), ("尾注", "尾"), ("页眉", "眉"), ("页脚", "—  —\n脚注")]


def test_numbers_that_word_puts_before_paragraphs_are_noticed():
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:lvlText w:val=""/></w:lvl></w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>')
    styles = '<w:style w:type="paragraph" w:styleId="列"><w:name w:val="列"/>' \
             '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'

    def numbered(properties: str) -> bool:
        report = words_of(paragraph(run("甲"), properties=properties), numbering=numbering, styles=styles)
        return report.paragraphs[0].numbered

    assert numbered('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>')
    assert numbered('<w:pStyle w:val="列"/>')
    assert numbered('<w:numPr><w:numId w:val="77"/></w:numPr>')
    assert not numbered('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr>')
    assert not numbered('<w:pStyle w:val="列"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert not numbered("")


def test_what_stands_in_a_header_and_is_no_text_is_said_to_stand_there():
    report = words_of(paragraph(run("正文")), header=paragraph(drawing(f"{_DML}/picture")))
    assert [tuple(one) for one in report.others] == [("图片", "", "页眉")]


def test_names_and_figures_of_charts_are_read_with_two_decimals():
    chart = "<c:v>基本支出</c:v><c:v>582.8100000001</c:v><c:v>5</c:v><c:v>1e999999999</c:v><a:t> 20% </a:t>"
    texts = [one.text for one in words_of(paragraph(run("正文")), chart=chart).others]
    assert texts[:3] == ["基本支出", "582.81", "5.00"]
    assert texts[-1] == "20%"
