"""The styles of the Word report. Everything that has a look has it from here, so that an officer can change it in Word.

Line pitches are exact: a page holds the same lines in every office program, whatever fonts stand in for missing ones.
"""

from __future__ import annotations

from . import page
from .fonts import BODY_FONT, HEAD_FONT, SUBHEAD_FONT, TABLE_FONT, TITLE_FONT
from .measure import Face
from .page import twips
from .style_markup import characters, fonts, layout, style, tab

# Twenty-eight characters of 16 points are wider than the 156 mm GB/T 9704 gives them; its third size is a bit smaller.
BODY = Face(size=16, pitch=28, tracking=-0.3)
BODY_INDENT = 2 * BODY.size
NOTE = Face(size=12, pitch=20)
NOTE_INDENT = 2 * NOTE.size
LISTED = Face(size=12, pitch=24)
LISTED_INDENT = 84.0
CAPTION = Face(size=12, pitch=24)
PART = Face(size=22, pitch=36)
PART_GAP = 20.0
LABEL = Face(size=12, pitch=18)
TABLE_TITLE = Face(size=16, pitch=26)
INFO = Face(size=10.5, pitch=17)
TABLE_NOTE = Face(size=10.5, pitch=18)
FORM_TITLE = Face(size=15, pitch=24)
FORM_YEAR = Face(size=10.5, pitch=18)
SMALLEST = Face(size=1, pitch=1)
"""Of a chart's line, which is to be no higher than the chart, and of the paragraph that ends a section."""

CELL_MARGIN = 3.0
"""The room left and right of the text of a table cell."""

UNLISTED = "Unlisted"
"""Ends the identifier of a heading style that looks like another and is left out of the contents."""

_COVER_UNIT, _COVER_TITLE, _COVER_DATE = Face(26, 44), Face(30, 50), Face(18, 32)
_HEADER, _FOOTER = Face(9, 12), Face(14, 18)
_GREY = "595959"


def base() -> str:
    """The defaults and what all other styles are based on."""
    # The language of Western characters stays English: told it was Chinese, LibreOffice would break figures apart.
    size = '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(BODY_FONT)}{size}</w:rPr></w:rPrDefault><w:pPrDefault/>"
        f"</w:docDefaults>{_NORMAL}{_DEFAULT_FONT}{_NORMAL_TABLE}{_report_table()}"
    )


# No hanging or squeezed punctuation and no space between Chinese and Western characters: lines hold what we count.
# It stands in the style because LibreOffice does not read it from the defaults.
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
    '<w:widowControl w:val="0"/><w:kinsoku/><w:wordWrap/><w:overflowPunct w:val="0"/><w:topLinePunct w:val="0"/>'
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>'
    "</w:pPr></w:style>"
)
_DEFAULT_FONT = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)
_NORMAL_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _report_table() -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="{twips(CELL_MARGIN)}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
    )


def cover() -> str:
    """The styles of the first page."""
    return "".join((
        style("CoverUnit", "Cover Unit", layout(_COVER_UNIT, align="center", before=150),
              characters(_COVER_UNIT, TITLE_FONT), following="Title"),
        style("Title", "Title", layout(_COVER_TITLE, align="center", before=24),
              characters(_COVER_TITLE, TITLE_FONT), following="Date", built_in=True),
        style("CoverLine", "Cover Line", layout(_COVER_DATE, align="center", before=8),
              characters(_COVER_DATE, SUBHEAD_FONT)),
        style("Date", "Date", layout(_COVER_DATE, align="center", before=190),
              characters(_COVER_DATE, SUBHEAD_FONT), built_in=True),
    ))


def contents(entry: Face) -> str:
    """The styles of the contents, whose entries are set in the given type."""
    dots = tab(page.TEXT.text_width, "right", "dot")
    levels = ((1, HEAD_FONT), (2, BODY_FONT), (3, BODY_FONT), (4, BODY_FONT))
    return style(
        "TOCHeading", "TOC Heading", layout(PART, align="center", after=PART_GAP), characters(PART, TITLE_FONT),
        built_in=True,
    ) + "".join(
        style(f"TOC{level}", f"toc {level}", layout(entry, left=entry.size * (level - 1), tabs=dots),
              characters(entry, font), built_in=True)
        for level, font in levels
    )


def headings() -> str:
    """The styles of the parts' headings and of the headings inside them."""
    part = style(
        "Heading1", "heading 1", layout(PART, align="center", after=PART_GAP, outline=0, new_page=True, keep_next=True),
        characters(PART, TITLE_FONT), following="BodyText", built_in=True,
    )
    return part + "".join(
        style(f"Heading{level + 1}", f"heading {level + 1}",
              layout(BODY, first=BODY_INDENT, outline=level, keep_next=True),
              characters(BODY, font, bold=level == 3), following="BodyText", built_in=True)
        + style(f"Heading{level + 1}{UNLISTED}", f"Heading {level + 1} Unlisted", based_on=f"Heading{level + 1}",
                following="BodyText")
        for level, font in ((1, HEAD_FONT), (2, SUBHEAD_FONT), (3, BODY_FONT))
    )


def running_text() -> str:
    """The styles of paragraphs, notes, glossary, the list of tables, charts and captions."""
    listed = layout(LISTED, left=LISTED_INDENT, first=-LISTED_INDENT, tabs=tab(LISTED_INDENT, "left"))
    return "".join((
        style("BodyText", "Body Text", layout(BODY, align="both", first=BODY_INDENT), characters(BODY, BODY_FONT),
              built_in=True),
        style("Note", "Note", layout(NOTE, align="both", first=NOTE_INDENT), characters(NOTE, BODY_FONT)),
        style("Glossary", "Glossary", based_on="BodyText"),
        style("GlossaryTerm", "Glossary Term", run=characters(font=HEAD_FONT), kind="character",
              based_on="DefaultParagraphFont"),
        style("TableList", "Table List", listed, characters(LISTED, BODY_FONT)),
        style("Chart", "Chart", layout(align="center", keep_next=True), characters(SMALLEST)),
        style("Caption", "caption", layout(CAPTION, align="center"), characters(CAPTION, HEAD_FONT), built_in=True),
        style("Scan", "Scan", layout(align="center"), characters(SMALLEST)),
        style("SectionEnd", "Section End", layout(SMALLEST), characters(SMALLEST)),
    ))


def sheets() -> str:
    """The styles of what stands above and below tables and forms."""
    return "".join((
        style("TableLabel", "Table Label", layout(LABEL, new_page=True, keep_next=True), characters(LABEL, HEAD_FONT),
              following="TableTitle"),
        style("TableTitle", "Table Title", layout(TABLE_TITLE, align="center", outline=1, keep_next=True),
              characters(TABLE_TITLE, HEAD_FONT), following="TableInfo"),
        _info("TableInfo", "Table Info", page.SHEET),
        _info("TableInfoWide", "Table Info Wide", page.WIDE),
        style("TableNote", "Table Note", layout(TABLE_NOTE), characters(TABLE_NOTE, TABLE_FONT)),
        style("FormTitle", "Form Title", layout(FORM_TITLE, align="center", new_page=True, keep_next=True),
              characters(FORM_TITLE, HEAD_FONT), following="FormYear"),
        style("FormYear", "Form Year", layout(FORM_YEAR, align="center", keep_next=True),
              characters(FORM_YEAR, TABLE_FONT)),
    ))


def _info(identifier: str, name: str, paper: page.PageFormat) -> str:
    right = tab(paper.text_width, "right")
    return style(identifier, name, layout(INFO, tabs=right, keep_next=True), characters(INFO, TABLE_FONT))


def edges() -> str:
    """The styles of the running header and footer."""
    line = '<w:bottom w:val="single" w:sz="4" w:space="3" w:color="7F7F7F"/>'
    return (
        style("Header", "header", layout(_HEADER, align="center", border=line),
              characters(_HEADER, TABLE_FONT, colour=_GREY), built_in=True)
        + style("Footer", "footer", layout(_FOOTER, align="center"), characters(_FOOTER, TABLE_FONT), built_in=True)
    )
