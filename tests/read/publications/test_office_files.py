"""Word documents, workbooks and web pages of office programs, made here as those programs make them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from discloser.model.publication import LooseBlock, LooseGrid, LooseText, Publication
from discloser.read.publications import docx, html, xlsx
from discloser.read.publications.problems import RefusedFile
from discloser.read.publications.shown_numbers import shown_number
from discloser.recognition import recognised
from discloser.recognition.neutral import neutral_of
from discloser.usecases.audit import audit

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
SORTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def document(body: str, numbering: str = "", namespace: str = W, styles: str = "") -> bytes:
    buffer = io.BytesIO()
    others = {"numbering": numbering, "styles": styles}
    related = "".join(f'<Relationship Id="r{sort}" Type="{SORTS}/{sort}" Target="{sort}.xml"/>'
                      for sort, content in others.items() if content)
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {namespace} {M}><w:body>{body}</w:body></w:document>")
        relations = f'<Relationships xmlns="{RELATIONS}">{related}</Relationships>'
        archive.writestr("word/_rels/document.xml.rels", relations)
        for sort, content in others.items():
            if content:
                archive.writestr(f"word/{sort}.xml", f"<w:{sort} {W}>{content}</w:{sort}>")
    return buffer.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def blocks_of(content: bytes) -> list[LooseBlock]:
    return docx.blocks_of(content, "报告.docx")[0]


def texts_of(content: bytes) -> list[str]:
    return [block.text for block in blocks_of(content) if isinstance(block, LooseText)]


def tables_of(content: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in block.rows]
            for block in blocks_of(content) if isinstance(block, LooseGrid)]


def table(*rows: str) -> str:
    def cell(text: str) -> str:
        return f"<w:tc><w:tcPr/>{text if text.startswith('<') else p(text)}</w:tc>"

    return "<w:tbl>" + "".join(
        "<w:tr>" + "".join(map(cell, row.split("|"))) + "</w:tr>" for row in rows) + "</w:tbl>"


def test_what_is_deleted_is_gone_and_what_is_inserted_is_there():
    changed = ('<w:p><w:r><w:t>收入预算</w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del>'
               "<w:ins><w:r><w:t>13</w:t></w:r></w:ins><w:r><w:t>万元。</w:t></w:r></w:p>")
    assert texts_of(document(changed)) == ["收入预算13万元。"]


def test_a_paragraph_whose_mark_was_deleted_goes_on_in_the_next_and_a_deleted_row_is_gone():
    joined = ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>收入预算</w:t></w:r></w:p>" + p("13万元。"))
    rows = table("项目|预算数", "教育支出|1.00", "其他支出|2.00").replace(
        "<w:tr><w:tc><w:tcPr/><w:p><w:pPr></w:pPr><w:r><w:t>其他", "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:tcPr/><w:p>"
        "<w:pPr></w:pPr><w:r><w:t>其他")
    assert texts_of(document(joined)) == ["收入预算13万元。"]
    assert tables_of(document(rows)) == [[["项目", "预算数"], ["教育支出", "1.00"]]]


def test_signs_and_formulas_are_read_as_they_show():
    sign = '<w:p><w:r><w:t>完成率</w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t></w:r></w:p>'
    sum_of = ("<w:p><w:r><w:t>增长率＝</w:t></w:r><m:oMath><m:f><m:num><m:r><m:t>7.60</m:t></m:r></m:num>"
              "<m:den><m:r><m:t>130.00</m:t></m:r></m:den></m:f></m:oMath></w:p>")
    strange = '<w:p><w:r><w:t>选</w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>'
    assert texts_of(document(sign + sum_of + strange)) == ["完成率≥95%", "增长率＝7.60/130.00", "选□"]


def test_a_table_within_a_table_for_layout_is_a_table_of_its_own():
    inner = p("2025年支出预算表") + table("项目|预算数", "教育支出|1.00")
    content = document(f"<w:tbl><w:tr><w:tc><w:tcPr/>{inner}</w:tc></w:tr></w:tbl>")
    assert texts_of(content) == ["2025年支出预算表"]
    assert tables_of(content) == [[["项目", "预算数"], ["教育支出", "1.00"]]]


HEAD = "科目编码|科目名称|合计"


@pytest.mark.parametrize("rest", [table(HEAD, "207|文化旅游|2.00"), table("207|文化旅游|2.00")])
def test_a_table_goes_on_in_the_next_with_or_without_its_head(rest: str):
    first = p("2025年支出预算表") + p("单位：万元") + table(HEAD, "205|教育支出|1.00")
    [read] = recognised(blocks_of(document(first + p("") + rest)), "报告.docx").tables
    assert read.texts == (("205", "教育支出", "1.00"), ("207", "文化旅游", "2.00"))


@pytest.mark.parametrize("between", [p("2025年收入预算表"), p("下表是按项目列的支出。"), ""])
def test_another_table_is_one_of_its_own(between: str):
    other = table("项目名称|项目性质|金额", "馆舍维修|一次性|1.00")
    first = p("2025年支出预算表") + table(HEAD, "205|教育支出|1.00")
    assert len(recognised(blocks_of(document(first + between + other)), "报告.docx").tables) == 2


def test_headings_without_styles_are_told_by_their_letters():
    def said(text: str, letters: str) -> str:
        return f"<w:p><w:r><w:rPr>{letters}</w:rPr><w:t>{text}</w:t></w:r></w:p>"

    running = '<w:sz w:val="32"/><w:rFonts w:eastAsia="仿宋"/>'
    blocks = blocks_of(document(
        said("编制说明", '<w:sz w:val="44"/><w:rFonts w:eastAsia="仿宋"/>') + said("一、收入情况", running + "<w:b/>")
        + said("城市管理科", running) + said("本年收入5.00万元，", running + "<w:b/>")
        + said("收入预算说明。" * 20, running)))
    assert [block.level for block in blocks if isinstance(block, LooseText)] == [1, 3, 0, 0, 0]


def test_a_table_in_a_text_box_is_a_table():
    box = f"<w:r><w:pict><w:txbxContent>{table('项目|预算数', '教育支出|1.00')}</w:txbxContent></w:pict></w:r>"
    assert tables_of(document(f"<w:p>{box}</w:p>")) == [[["项目", "预算数"], ["教育支出", "1.00"]]]


def test_figures_that_nobody_sees_are_told():
    hidden = "<w:p><w:r><w:t>收入预算</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>12万元</w:t></w:r></w:p>"
    [finding] = docx.blocks_of(document(p("前言") + hidden), "报告.docx")[1]
    assert (finding.code, finding.found, finding.place.paragraph) == ("PAG004", "12万元", 2)


def test_hidden_text_is_not_printed_and_the_stricter_dialect_is_read():
    hidden = "<w:p><w:r><w:t>收入预算</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>（内部）</w:t></w:r></w:p>"
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    assert texts_of(document(hidden)) == ["收入预算"]
    assert texts_of(document(hidden, namespace=strict)) == ["收入预算"]


def test_numbers_that_word_makes_are_read():
    numbering = ('<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                 '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
                 '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>')
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    content = document(p("收入情况", listed) + p("支出情况", listed), numbering)
    assert texts_of(content) == ["一、收入情况", "二、支出情况"]


def test_a_list_may_be_of_a_style_and_counts_on_in_another_list_of_its_outline():
    outline = ('<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/>'
               '<w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>')
    lists = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/></w:num>' for n in (2, 3))
    style = '<w:style w:styleId="x"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    content = document(p("收入情况", '<w:pStyle w:val="x"/>')
                       + p("支出情况", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'),
                       outline + lists, styles=style)
    assert texts_of(content) == ["（一）收入情况", "（二）支出情况"]


def test_words_in_a_text_box_are_read():
    box = f"<w:r><w:pict><w:txbxContent>{p('框里的话')}</w:txbxContent></w:pict></w:r>"
    assert texts_of(document(f"<w:p><w:r><w:t>正文</w:t></w:r>{box}</w:p>")) == ["正文", "框里的话"]


def test_merged_cells_cover_their_area_and_paragraphs_are_counted():
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    merged = ("<w:tbl><w:tr>" + cell("项目", '<w:vMerge w:val="restart"/>') + cell("预算数", '<w:gridSpan w:val="2"/>')
             + "</w:tr><w:tr>" + cell("", "<w:vMerge/>") + cell("合计") + cell("基本支出") + "</w:tr></w:tbl>")
    [first, grid] = blocks_of(document(p("2025年支出表") + merged))
    assert isinstance(grid, LooseGrid)
    assert grid.spans == ((0, 0, 2, 1), (0, 1, 1, 3))
    assert [cell.text for cell in grid.rows[1]] == ["", "合计", "基本支出"]
    assert (first.place.paragraph, grid.rows[0][0].place.paragraph) == (1, 2)


def workbook() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    money = book.add_format({"num_format": "#,##0.00"})
    cover, table, other = (book.add_worksheet(name) for name in ("封面", "支出表", "“三公”经费表"))
    cover.write(2, 0, "2025年单位预算")
    cover.write(8, 0, "预算单位：云岭县图书馆")
    table.merge_range(1, 0, 1, 6, "2025年支出预算总表")
    table.write(2, 0, "编制单位：云岭县图书馆")
    table.write(2, 6, "单位：元")
    for at, head in (((3, 0, 3, 3), "项目"), ((3, 4, 3, 6), "支出预算"), ((4, 0, 4, 2), "功能分类科目编码")):
        table.merge_range(*at, head)
    for at, head in (((4, 3, 5, 3), "功能分类科目名称"), ((4, 4, 5, 4), "合计"), ((4, 5, 5, 5), "基本支出"),
                     ((4, 6, 5, 6), "项目支出")):
        table.merge_range(*at, head)
    table.write_row(5, 0, ["类", "款", "项"])
    table.write_row(6, 0, ["207", "", "", "文化旅游体育与传媒支出"])
    for column, value in enumerate((12000.5, 12000.5, 0), start=4):
        table.write_number(6, column, value, money)
    other.write(0, 0, "2025年“三公”经费预算表")
    other.write(1, 0, "单位：万元")
    other.write_row(2, 0, ["项目", "预算数"])
    other.write_row(3, 0, ["公务接待费", 0.5])
    other.write_row(4, 0, ["合计", 0.5])
    book.close()
    return buffer.getvalue()


def test_a_workbook_has_a_table_a_sheet_with_its_own_unit_and_codes_in_three_columns():
    read: Publication = recognised(xlsx.blocks_of(workbook(), "表.xlsx"), "表.xlsx")
    first, second = read.tables
    assert (first.title, first.unit, first.owner) == ("2025年支出预算总表", "元", "云岭县图书馆")
    assert first.columns[:3] == tuple(f"项目/功能分类科目编码/{part}" for part in "类款项")
    assert first.texts == (("207", "", "", "文化旅游体育与传媒支出", "12,000.50", "12,000.50", "0.00"),)
    assert (first.rows[0][4].place.sheet, first.rows[0][4].place.cell) == ("支出表", "E7")
    assert (second.unit, second.columns, len(second.rows)) == ("万元", ("项目", "预算数"), 2)


def test_numbers_show_as_their_format_says():
    assert shown_number("1234.5", "#,##0.00") == "1,234.50"
    assert shown_number("0.125", "0.00") == "0.13"
    assert shown_number("0.2662", "0.00%") == "26.62%"
    assert shown_number("458370.33000000002", "") == "458370.33"
    assert shown_number("0", "#,##0.00;-#,##0.00;-") == "-"
    assert shown_number("123456", '0"."0000') == "12.3456"
    assert shown_number("123456", "0\\.0,") == "12.3"
    assert shown_number("1234567", "#,##0,") == "1,235"


@pytest.mark.parametrize(("number", "code", "shown"), [
    ("5", "00", "05"), ("205", "0000000", "0000205"), ("5", "0", "5"), ("0", "00", "00"), ("1.5", "00.00", "01.50"),
])
def test_a_code_in_a_workbook_has_its_zeros_in_front(number: str, code: str, shown: str):
    assert shown_number(number, code) == shown


def test_a_sheet_of_texts_is_called_what_stands_first_and_a_table_what_its_sheet_is():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    contents, note, table = (book.add_worksheet(name) for name in ("目录", "编制说明", "单位收入总表"))
    contents.write_column(0, 0, ["目录", "一、单位预算表", "二、编制说明"])
    note.write_column(0, 0, ["2025年单位预算编制说明", "收入预算5.00万元。\n支出预算5.00万元。"])
    for at, row in enumerate((["科目编码", "", "科目名称", "合计"], ["类", "款", "", ""], ["", "", "", ""],
                              [207, 1, "文化和旅游", 5000], ["", "", "合计", 5000], [" "])):
        table.write_row(at, 0, row)
    table.merge_range(0, 0, 0, 1, "科目编码")
    book.close()
    read = recognised(xlsx.blocks_of(buffer.getvalue(), "表.xlsx"), "表.xlsx")
    data = neutral_of(read)
    assert read.contents == ("一、单位预算表", "二、编制说明")
    assert [one["paragraphs"] for one in data["narrative"]] == [["收入预算5.00万元。", "支出预算5.00万元。"]]
    assert [(one["title"], one["rows"]) for one in data["tables"]] == [
        ("单位收入总表", [["207", "01", "文化和旅游", "5000"], ["", "", "合计", "5000"]])]


def test_a_hidden_sheet_is_no_part_of_the_report():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    for name in ("表", "底稿"):
        book.add_worksheet(name).write_column(0, 0, [f"{name}一", f"{name}二"])
    book.get_worksheet_by_name("底稿").hide()
    book.close()
    assert {block.place.sheet for block in xlsx.blocks_of(buffer.getvalue(), "表.xlsx")} == {"表"}


def test_a_web_page_of_an_office_program_is_read_in_its_own_encoding():
    page = ('<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"></head><body>'
            "<p class=MsoNormal>2025年支出表</p><p style='display:none'>看不见</p><script>1</script>"
            "<table><tr><td rowspan=2>项目</td><td colspan=2>预算数</td></tr><tr><td>合计</td><td>基本支出</td></tr>"
            "<tr><td>教育支出</td><td>1.00</td><td>1.00</td></tr></table></body></html>")
    read = recognised(html.blocks_of(page.encode("gb18030"), "页.html"), "页.html")
    [table] = read.tables
    assert (table.title, table.columns) == ("2025年支出表", ("项目", "预算数/合计", "预算数/基本支出"))
    assert not any("看不见" in text.text for text in read.texts)


WORD_PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312"></head><body lang=ZH-CN><div class=WordSection1>
<p class=MsoToc1><a href="#_Toc1">一、收入预算情况说明<span style='mso-tab-count:1 dotted'>... </span>1</a></p>
<p class=MsoNormal style='mso-list:l0 level1'><![if !supportLists]><span style='mso-list:Ignore'>一、<span>&nbsp;</span>
</span><![endif]><span>收入预算情况说明</span></p>
<p class=MsoNormal>支出预算<span lang=EN-US>12.50</span>万
元，用于公共<ins><span>文化</span></ins><del><span>体育</span></del>服务。<span lang=EN-US><o:p></o:p></span></p>
<!--[if gte vml 1]><v:shape>99.99万元</v:shape><![endif]-->
<table class=MsoNormalTable border=1>
<tr><td colspan=3><p class=MsoNormal align=center><b>2025年支出预算总表</b></p></td></tr>
<tr><td colspan=2><p class=MsoNormal>编制单位：河湾区文化馆</p></td><td><p class=MsoNormal>单位：万元</p></td></tr>
<tr><td><p class=MsoNormal>科目编码</p></td><td><p class=MsoNormal>科目名称</p></td><td><p>合计</p></td></tr>
<tr><td><p>207</p></td><td><p><span style='mso-spacerun:yes'>&nbsp; </span>文化旅游体育与传媒<br>支出</p></td>
<td><p class=MsoNormal>12.50</p></td></tr>
<![if !supportMisalignedColumns]><tr height=0><td width=90></td><td width=90></td><td></td></tr><![endif]>
</table></div></body></html>"""


@pytest.mark.parametrize(("around", "encoding"), [
    ("{}", "gb18030"), ("{}", "utf-16"),
    ("<html><table width=980><tr><td><div>{}</div></td></tr></table></html>", "gbk"),
])
def test_a_page_that_word_saved_is_read_also_within_a_page_of_a_website(around: str, encoding: str):
    page = around.format(WORD_PAGE[WORD_PAGE.index("<div class=Word"):] if "table" in around else WORD_PAGE)
    read = recognised(html.blocks_of(page.encode(encoding), "页.html"), "页.html")
    [table] = read.tables
    assert [text.text for text in read.texts] == ["一、收入预算情况说明", "支出预算12.50万元，用于公共文化服务。"]
    assert (table.title, table.unit, table.texts) == (
        "2025年支出预算总表", "万元", (("207", "文化旅游体育与传媒支出", "12.50"),))


def test_a_break_within_a_line_of_a_web_page_ends_a_paragraph():
    page = "<html><body><table><tr><td><font>一、收入情况<br>收入5.00万元。</font></td></tr></table></body></html>"
    assert [block.text for block in html.blocks_of(page.encode(), "表.html") if isinstance(block, LooseText)] == [
        "一、收入情况", "收入5.00万元。"]


def test_contents_are_known_by_the_pages_they_name_or_by_being_repeated():
    heads = ["一、收入预算情况说明", "二、支出预算情况说明", "三、2025年支出表"]
    for contents in ([f"{head}{page}" for page, head in enumerate(heads, start=3)], heads):
        page = "".join(f"<p>{line}</p>" for line in ("目 录", *contents, *heads))
        read = recognised(html.blocks_of(f"<html>{page}</html>".encode(), "页.html"), "页.html")
        assert read.contents == tuple(heads)
        assert [text.text for text in read.texts] == heads


def test_a_stray_cell_in_a_far_corner_makes_no_desert():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for row, cells in enumerate((["项目", "合计", "基本支出"], ["教育支出", 1.5, 1.5])):
        sheet.write_row(row, 0, cells)
    sheet.write(19_000, 90, "x")
    book.close()
    [grid] = xlsx.blocks_of(buffer.getvalue(), "表.xlsx")
    assert isinstance(grid, LooseGrid)
    assert (len(grid.rows), len(grid.rows[0])) == (3, 4)


@pytest.mark.parametrize("page", [
    "<div>" * 3000 + "x", "<p>" + "<span>" * 3000 + "收入预算12.00万元",
    "<table><tr><td colspan=1000 rowspan=60000>1</table>",
])
def test_a_page_of_endless_depth_or_width_is_read_or_refused(tmp_path: Path, page: str):
    path = tmp_path / "页.html"
    path.write_text(f"<html><body>{page}</body></html>", encoding="utf-8")
    assert audit([path])[str(path)]


def test_a_table_larger_than_tables_are_is_refused():
    page = "<html><table>" + "<tr><td>甲</td><td>乙</td></tr>" * 20_001 + "</table></html>"
    with pytest.raises(RefusedFile) as refused:
        html.blocks_of(page.encode(), "页.html")
    assert refused.value.problem.code == "RPT009"
