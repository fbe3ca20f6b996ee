"""The styles of the Word report. Everything that has a look has it from here, so that an officer can change it in Word.

Line pitches are exact: a page holds the same lines in every office program, whatever fonts stand in for missing ones.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...model.report.report import Cover
from ..layout import GAP
from ..svg import ACCENT, PAST
from . import page
from .fonts import BODY_FONT, HEAD_FONT, SUBHEAD_FONT, TABLE_FONT, TITLE_FONT
from .measure import Face
from .page import twips
from .style_markup import characters, fonts, layout, style, tab

# Twenty-eight characters of 16 points are wider than the 156 mm GB/T 9704 gives them; its third size is a bit smaller.
BODY = Face(size=16, pitch=28, tracking=-0.3)
BODY_INDENT = 2 * BODY.size
LISTED = Face(size=12, pitch=22)
LISTED_INDENT = 78.0
CAPTION = Face(size=12, pitch=18)
CAPTION_GAP = 8.0
PART = Face(size=22, pitch=36)
PART_GAP, PART_GAP_ABOVE_TABLE, BRIEF_GAP = 28.0, 12.0, 56.0
"""Below a part's heading, below one above a table, and above one that does not begin a page."""

LABEL = Face(size=10.5, pitch=16)
TABLE_TITLE, TITLE_ASIDE = Face(size=15, pitch=24), Face(size=12, pitch=24)
INFO, INFO_GAP = Face(size=10.5, pitch=16), 4.0
TABLE_NOTE, NOTE_GAP = Face(size=9, pitch=14), 5.0
DIGEST_TITLE, DIGEST_SMALL, DIGEST_SECTION = Face(size=24, pitch=32), Face(size=9, pitch=14), Face(size=13, pitch=18)
DIGEST_NAME, DIGEST_AMOUNT, DIGEST_TOLD = Face(size=10.5, pitch=16), Face(size=24, pitch=29), Face(size=10, pitch=14.5)
DIGEST_BAR, DIGEST_REASON = Face(size=1, pitch=4), Face(size=10.5, pitch=15)
DIGEST_BOX, DIGEST_NAMES = 138.0, 126.0
"""How wide a box of a digest is, and where the reasons begin behind the names."""

DIGEST_ABOVE, DIGEST_BELOW, DIGEST_GAP = 12.0, 8.0, 3.0
"""Above a title within a digest, below a row of boxes, and between what belongs together."""

SIGNATURE = Face(size=10.5, pitch=20)
SMALLEST = Face(size=1, pitch=1)
"""Of a chart's line, which is to be no higher than the chart, and of the paragraph that ends a section."""

CELL_MARGIN = 2.5
"""The room left and right of the text of a table cell."""

ENTRY_ABOVE, ENTRY_BELOW = 6.5, 3.2
"""Above and below a part's line in the contents."""

PART_ABOVE_TABLE, BRIEF_PART = "Part Above Table", "Brief Part"
"""The names of the styles of parts' headings that are followed by a table, or begin no page."""

DIGEST_HEADING = "Digest Title"
"""The name of the style of a digest's heading."""

UNLISTED = "Unlisted"
"""Ends the identifier of a heading style that looks like another and is left out of the contents."""

_LONG_UNIT = 12
_COVER_TITLE, _COVER_DATE = Face(26, 40), Face(16, 28)
_COVER_TOP, _COVER_AROUND_RULE, _COVER_HEIGHT = 158.7, 22.7, 539.2
_FOOTER = Face(14, 18)
_BLACK, _HAIR, _QUIET = "000000", "A5A5A5", "595959"


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
    '<w:widowControl/><w:kinsoku/><w:wordWrap/><w:overflowPunct w:val="0"/><w:topLinePunct w:val="0"/>'
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
    """Tables with open sides, and those whose form has them closed."""
    margins = "".join(f'<w:{side} w:w="{twips(CELL_MARGIN)}" w:type="dxa"/>' for side in ("left", "right"))
    sides = [("top", 8, _BLACK), ("bottom", 8, _BLACK), ("insideH", 2, _HAIR), ("insideV", 2, _HAIR)]
    framed = [("top", 8, _BLACK), ("left", 8, _BLACK), ("bottom", 8, _BLACK), ("right", 8, _BLACK), *sides[2:]]
    return "".join(
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}Table"><w:name w:val="{name} Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{_lines(lines)}</w:tblBorders>'
        f'<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
        for name, lines in (("Report", sides), ("Framed", framed))
    )


def _lines(sides: Sequence[tuple[str, int, str]]) -> str:
    return "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{colour}"/>' for side, width, colour in sides
    )


def cover(cover: Cover) -> str:
    """The styles of the first page: unit and title with a rule between them, the date at the foot."""
    unit = Face(28, 39) if len(cover.unit) > _LONG_UNIT else Face(32, 45)
    width = page.TEXT.text_width
    taken = unit.lines(cover.unit, width).most * unit.pitch + _COVER_TITLE.lines(cover.title, width).most * 40
    foot = max(_COVER_HEIGHT - _COVER_TOP - 2 * _COVER_AROUND_RULE - taken, 28)
    rule = f'<w:bottom w:val="single" w:sz="8" w:space="{round(_COVER_AROUND_RULE)}" w:color="{_colour(ACCENT)}"/>'
    return "".join((
        style("CoverUnit", "Cover Unit", layout(unit, align="center", before=_COVER_TOP, border=rule),
              characters(unit, TITLE_FONT), following="Title"),
        style("Title", "Title", layout(_COVER_TITLE, align="center", before=_COVER_AROUND_RULE, after=foot),
              characters(_COVER_TITLE, TITLE_FONT), following="Date", built_in=True),
        style("CoverLine", "Cover Line", layout(_COVER_DATE, align="center"), characters(_COVER_DATE, SUBHEAD_FONT)),
        style("Date", "Date", layout(_COVER_DATE, align="center"), characters(_COVER_DATE, SUBHEAD_FONT),
              built_in=True),
    ))


def _colour(colour: str) -> str:
    return colour.removeprefix("#").upper()


def contents(entry: Face) -> str:
    """The styles of the contents, whose entries are set in the given type."""
    dots = tab(page.TEXT.text_width, "right", "dot")
    levels = ((1, HEAD_FONT), (2, BODY_FONT), (3, BODY_FONT), (4, BODY_FONT))
    return style(
        "TOCHeading", "TOC Heading", layout(PART, align="center", after=PART_GAP_ABOVE_TABLE),
        characters(PART, TITLE_FONT), built_in=True,
    ) + "".join(
        style(f"TOC{level}", f"toc {level}",
              layout(entry, before=ENTRY_ABOVE if level == 1 else 0, after=ENTRY_BELOW if level == 1 else 0,
                     left=2 * entry.size * (level - 1), tabs=dots),
              characters(entry, font), built_in=True)
        for level, font in levels
    )


def headings() -> str:
    """The styles of the parts' headings and of the headings inside them."""
    part = style(
        "Heading1", "heading 1", layout(PART, align="center", after=PART_GAP, outline=0, new_page=True, keep_next=True),
        characters(PART, TITLE_FONT), following="BodyText", built_in=True,
    )
    others = "".join(
        style(name.replace(" ", ""), name, f'<w:pageBreakBefore w:val="0"/><w:spacing {gaps}/>',
              based_on="Heading1", following="BodyText")
        for name, gaps in ((PART_ABOVE_TABLE, f'w:after="{twips(PART_GAP_ABOVE_TABLE)}"'),
                           (BRIEF_PART, f'w:before="{twips(BRIEF_GAP)}"'))
    )
    return part + others + "".join(
        style(f"Heading{level + 1}", f"heading {level + 1}",
              layout(BODY, first=BODY_INDENT, outline=level, keep_next=True),
              characters(BODY, font, bold=level == 3), following="BodyText", built_in=True)
        + style(f"Heading{level + 1}{UNLISTED}", f"Heading {level + 1} Unlisted", based_on=f"Heading{level + 1}",
                following="BodyText")
        for level, font in ((1, HEAD_FONT), (2, SUBHEAD_FONT), (3, TABLE_FONT))
    )


def running_text() -> str:
    """The styles of paragraphs, notes, glossary, the list of tables, charts and captions."""
    listed = layout(LISTED, left=LISTED_INDENT, first=-LISTED_INDENT, tabs=tab(LISTED_INDENT, "left"))
    return "".join((
        style("BodyText", "Body Text", layout(BODY, align="both", first=BODY_INDENT), characters(BODY, BODY_FONT),
              built_in=True),
        style("Glossary", "Glossary", based_on="BodyText"),
        style("GlossaryTerm", "Glossary Term", run=characters(font=HEAD_FONT), kind="character",
              based_on="DefaultParagraphFont"),
        style("TableList", "Table List", listed, characters(LISTED, BODY_FONT)),
        style("Chart", "Chart", layout(align="center"), characters(SMALLEST)),
        style("Caption", "caption", layout(CAPTION, before=CAPTION_GAP, keep_next=True),
              characters(CAPTION, TABLE_FONT, bold=True), built_in=True),
        style("CaptionUnit", "Caption Unit", run=characters(INFO, light=True), kind="character",
              based_on="DefaultParagraphFont"),
        style("Scan", "Scan", layout(align="center"), characters(SMALLEST)),
        style("SectionEnd", "Section End", layout(SMALLEST), characters(SMALLEST)),
    ))


def digest() -> str:
    """The styles of the page that tells the report in brief."""
    accent, below = _colour(ACCENT), _lines([("bottom", 6, _BLACK)])
    return "".join((
        style("DigestTitle", DIGEST_HEADING,
              layout(DIGEST_TITLE, align="left", after=DIGEST_GAP, border=_lines([("bottom", 12, accent)]), outline=0),
              characters(DIGEST_TITLE, TABLE_FONT, bold=True), based_on="Heading1", following="BodyText"),
        style("DigestInfo", "Digest Info", layout(DIGEST_SMALL, align="right", after=DIGEST_GAP),
              characters(DIGEST_SMALL, TABLE_FONT)),
        *(style(f"Digest{name}", f"Digest {name}", run=characters(colour=_colour(colour)), kind="character",
                based_on="DefaultParagraphFont") for name, colour in (("Now", ACCENT), ("Past", PAST))),
        style("DigestName", "Digest Name",
              layout(DIGEST_NAME, before=DIGEST_GAP, tabs=tab(DIGEST_BOX, "right")),
              characters(DIGEST_NAME, HEAD_FONT)),
        style("DigestPages", "Digest Pages", run=characters(DIGEST_SMALL, TABLE_FONT, light=True, colour=_QUIET),
              kind="character", based_on="DefaultParagraphFont"),
        style("DigestAmount", "Digest Amount", layout(DIGEST_AMOUNT),
              characters(DIGEST_AMOUNT, bold=True, colour=accent)),
        style("DigestNoBar", "Digest No Bar", layout(DIGEST_BAR), characters(DIGEST_BAR)),
        style("DigestBar", "Digest Bar", layout(DIGEST_BAR, shade=accent), based_on="DigestNoBar"),
        style("DigestBarPast", "Digest Bar Past", layout(DIGEST_BAR, shade=_colour(PAST)), based_on="DigestNoBar"),
        style("DigestTold", "Digest Told", layout(DIGEST_TOLD), characters(DIGEST_TOLD, TABLE_FONT)),
        style("DigestLead", "Digest Lead", run=characters(bold=True), kind="character",
              based_on="DefaultParagraphFont"),
        style("DigestSection", "Digest Section",
              layout(DIGEST_SECTION, before=DIGEST_ABOVE, after=DIGEST_GAP, keep_next=True, border=below,
                     tabs=tab(page.DIGEST.text_width, "right")),
              characters(DIGEST_SECTION, HEAD_FONT, colour=accent)),
        style("DigestReason", "Digest Reason",
              layout(DIGEST_REASON, left=DIGEST_NAMES, first=-DIGEST_NAMES, tabs=tab(DIGEST_NAMES, "left")),
              characters(DIGEST_REASON, TABLE_FONT)),
    ))


def sheets() -> str:
    """The styles of what stands above and below tables and forms."""
    quarters = "".join(tab(page.TEXT.text_width * quarter / 4, "left") for quarter in (1, 2, 3))
    return "".join((
        style("TableLabel", "Table Label", layout(LABEL, keep_next=True), characters(LABEL, HEAD_FONT),
              following="TableTitle"),
        style("TableLabelBelow", "Table Label Below", layout(LABEL, before=GAP, keep_next=True),
              characters(LABEL, HEAD_FONT), following="TableTitle"),
        style("TableTitle", "Table Title", layout(TABLE_TITLE, align="center", outline=1, keep_next=True),
              characters(TABLE_TITLE, TABLE_FONT, bold=True), following="TableInfo"),
        style("TitleAside", "Title Aside", run=characters(TITLE_ASIDE, light=True), kind="character",
              based_on="DefaultParagraphFont"),
        _info("TableInfo", "Table Info", page.TEXT),
        _info("TableInfoWide", "Table Info Wide", page.WIDE),
        style("TableNote", "Table Note", layout(TABLE_NOTE, before=NOTE_GAP), characters(TABLE_NOTE, TABLE_FONT)),
        style("FormTitle", "Form Title", layout(TABLE_TITLE, align="center", new_page=True, keep_next=True),
              characters(TABLE_TITLE, TABLE_FONT, bold=True), following="FormYear"),
        style("Signature", "Signature", layout(SIGNATURE, tabs=quarters), characters(SIGNATURE, TABLE_FONT),
              built_in=True),
        style("FormYear", "Form Year", layout(INFO, align="center", after=INFO_GAP, keep_next=True),
              characters(INFO, TABLE_FONT)),
    ))


def _info(identifier: str, name: str, paper: page.PageFormat) -> str:
    right = tab(paper.text_width, "right")
    return style(identifier, name, layout(INFO, after=INFO_GAP, tabs=right, keep_next=True),
                 characters(INFO, TABLE_FONT))


def edges() -> str:
    """The styles of the page numbers: on the outer side, one character in."""
    inside = _FOOTER.size
    return (
        style("Footer", "footer", layout(_FOOTER, align="right", right=inside), characters(_FOOTER, TABLE_FONT),
              built_in=True)
        + style("FooterEven", "Footer Even", layout(_FOOTER, align="left", left=inside),
                characters(_FOOTER, TABLE_FONT))
    )
