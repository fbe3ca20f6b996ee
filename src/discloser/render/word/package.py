"""The DOCX package: its parts, their relationships and properties, and a zip whose bytes depend on the report alone."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.package import Package
from docx.parts.document import DocumentPart

from ...model.report.report import Chart, Report
from . import charts
from .attachments import relationship
from .fonts import font_table
from .markup import FIELD_END, NAMESPACES, attribute, field_start, legal, paragraph, run
from .measure import NOT_AT_LINE_END, NOT_AT_LINE_START
from .theme import theme

FOOTER, FOOTER_EVEN = "footer", "footerEven"
"""The relationships of the page numbers of odd and of even pages."""

_THEME = "theme/theme1"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OLDEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255


def package(report: Report, body: str, styles: str, drawn: Iterable[Chart]) -> bytes:
    """The DOCX of a body, with its styles, charts and page numbers."""
    opc = Package()
    markup = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    document = DocumentPart(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, parse_xml(markup), opc)
    opc.relate_to(document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    for name, markup in (("styles", styles), ("settings", _settings()), ("fontTable", font_table()),
                         (_THEME, theme()), (FOOTER, _footer("Footer")), (FOOTER_EVEN, _footer("FooterEven"))):
        _add(document, f"/word/{name}.xml", _CONTENT_TYPES[name], _RELATIONSHIPS[name], posixpath.dirname(name) or name,
             _blob(markup))
    for number, chart in enumerate(drawn, start=1):
        _add_chart(document, chart, number, datetime(report.year, 1, 1))
    pictures = (picture for attached in report.attachments for picture in attached.pages)
    for number, picture in enumerate(pictures, start=1):
        part = Part(PackURI(f"/word/media/page{number}.jpeg"), CONTENT_TYPE.JPEG, picture.content, opc)
        document.load_rel(RELATIONSHIP_TYPE.IMAGE, part, relationship(number))
    _describe(opc, report)
    return with_fixed_times(opc)


_CONTENT_TYPES = {
    "styles": CONTENT_TYPE.WML_STYLES, "settings": CONTENT_TYPE.WML_SETTINGS,
    "fontTable": CONTENT_TYPE.WML_FONT_TABLE, FOOTER: CONTENT_TYPE.WML_FOOTER, FOOTER_EVEN: CONTENT_TYPE.WML_FOOTER,
    _THEME: CONTENT_TYPE.OFC_THEME,
}
_RELATIONSHIPS = {
    "styles": RELATIONSHIP_TYPE.STYLES, "settings": RELATIONSHIP_TYPE.SETTINGS,
    "fontTable": RELATIONSHIP_TYPE.FONT_TABLE, FOOTER: RELATIONSHIP_TYPE.FOOTER, FOOTER_EVEN: RELATIONSHIP_TYPE.FOOTER,
    _THEME: RELATIONSHIP_TYPE.THEME,
}


def _blob(markup: str) -> bytes:
    return (_DECLARATION + markup).encode()


def _add(source: Part, name: str, content_type: str, relationship: str, identifier: str, blob: bytes) -> Part:
    part = Part(PackURI(name), content_type, blob, source.package)
    source.load_rel(relationship, part, identifier)
    return part


def _add_chart(document: Part, chart: Chart, number: int, created: datetime) -> None:
    part = _add(document, f"/word/charts/chart{number}.xml", CONTENT_TYPE.DML_CHART, RELATIONSHIP_TYPE.CHART,
                f"chart{number}", _blob(charts.chart_part(chart, "workbook")))
    _add(part, f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx", CONTENT_TYPE.SML_SHEET,
         RELATIONSHIP_TYPE.PACKAGE, "workbook", charts.workbook(chart, created))


def _settings() -> str:
    setting = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        "<w:evenAndOddHeaders/>"
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val={attribute(NOT_AT_LINE_END)}/>'
        f'<w:noLineBreaksBefore w:lang="zh-CN" w:val={attribute(NOT_AT_LINE_START)}/>'
        "<w:compat><w:doNotExpandShiftReturn/>"
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{setting}" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
        "</w:settings>"
    )


def _footer(style: str) -> str:
    number = field_start("PAGE") + run("1") + FIELD_END
    return f"<w:ftr {NAMESPACES}>{paragraph(style, run('— ') + number + run(' —'))}</w:ftr>"


def _describe(opc: Package, report: Report) -> None:
    """The document's properties; the first day of the report's year stands for a clock."""
    properties = opc.core_properties
    properties.title = legal(report.title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = legal(report.unit)[:_LONGEST_PROPERTY]
    properties.language = "zh-CN"
    properties.revision = 1
    properties.created = properties.modified = datetime(report.year, 1, 1)


def with_fixed_times(opc: Package) -> bytes:
    """The package as python-docx orders it, with the zip's times, which come from the clock, replaced."""
    timed, fixed = BytesIO(), BytesIO()
    opc.save(timed)
    with ZipFile(timed) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = ZipInfo(name, _OLDEST_ZIP_TIME)
            member.compress_type = ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            member.create_system = 3
            target.writestr(member, source.read(name))
    return fixed.getvalue()
