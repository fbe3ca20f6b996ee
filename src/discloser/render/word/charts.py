"""Native Word charts: a chart part whose figures open in Word, and the workbook behind it.

A category's name carries its amount and share, or last year's amount and the change, so that all figures can be read
beside the picture; below the bars of two years stands their total. The colours are those of the report's other formats,
safe in a black-and-white print.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from math import ceil

import xlsxwriter

from ...model.report.report import Chart, Slice
from ..columns import ems
from ..svg import ACCENT, PAST, fill
from .fonts import BODY_FONT, WESTERN_FONT
from .markup import NAMESPACES, attribute, escaped, legal
from .page import TEXT
from .styles import CAPTION, CAPTION_GAP, SMALLEST

_LINE, _AROUND = 28.0, 40.0
_SLOT, _PIE = (20.0, 16.0), (154.0, 140.0)
"""The room of a bar, and what a pie needs, in points: usually, and where a page is to be spared."""

_EMU = 12700
_FACE = f'<a:latin typeface="{WESTERN_FONT}"/><a:ea typeface="{BODY_FONT}"/>'
_SHEET = "Sheet1"
_CIRCLE = (0.09, 0.13, 0.2812, 0.74)
_LEGEND_LEFT = 0.47
_LEGEND_LINE = 20.0
_BAR = 22.0
_SIZE, _MOST_NAMES, _LEGEND_OF_YEARS = 10.5, 0.62, 0.62
# Every flag is written: left out, LibreOffice takes it for true.
_FLAGS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
_NO_LABELS = f'<c:dLbls>{"".join(f"""<c:show{flag} val="0"/>""" for flag in _FLAGS)}</c:dLbls>'


def height(chart: Chart, *, close: bool = False) -> float:
    """The height of the picture: with its title it takes whole lines of the text, so that lines stay where they are."""
    rows = len(chart.slices) + (chart.total is not None)
    needed = rows * _SLOT[close] + _AROUND if chart.shape == "bar" else _PIE[close]
    return ceil(needed / _LINE) * _LINE - CAPTION.pitch - CAPTION_GAP - SMALLEST.pitch


def drawing(chart: Chart, number: int, relationship: str, height: float) -> str:
    """The run that shows a chart part; `number` is unique among the drawings of the document."""
    extent = f'cx="{round(TEXT.text_width * _EMU)}" cy="{round(height * _EMU)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f"<wp:docPr id=\"{number}\" name={attribute(chart.title)} descr={attribute(chart.alternative)}/>"
        '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relationship}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def chart_part(chart: Chart, workbook_relationship: str) -> str:
    """The chart part; its figures are cached there, so that it shows without opening the workbook."""
    plot = {"pie": _pie, "bar": _bars}[chart.shape](chart)
    return (
        f'<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/>'
        f'<c:chart>{_total(chart)}<c:plotArea>{plot}</c:plotArea>{_legend(chart)}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_text(10.5)}<c:externalData r:id="{workbook_relationship}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def workbook(chart: Chart, created: datetime) -> bytes:
    """The workbook that Word opens to edit the chart's figures."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": legal(chart.title), "created": created})
    sheet = book.add_worksheet(_SHEET)
    sheet.write_string(0, 0, legal(chart.title))
    for column, head in enumerate(chart.heads[:2] if chart.heads else (chart.unit,), start=1):
        sheet.write_string(0, column, legal(head))
    for row, part in enumerate(chart.slices, start=1):
        sheet.write_string(row, 0, legal(_category(part, chart.unit)))
        sheet.write_number(row, 1, part.figure)
        if part.prior is not None:
            sheet.write_number(row, 2, part.prior)
    sheet.set_column(0, 0, 48)
    book.close()
    return buffer.getvalue()


def _category(part: Slice, unit: str) -> str:
    figures = (part.prior_text, part.change_text) if part.prior is not None else (part.share_text,)
    shown = (part.name, part.amount_text.removesuffix(unit), *figures)
    return "  ".join(text for text in shown if text)


def _total(chart: Chart) -> str:
    """The total below the bars, as the chart's title; a chart without one has none."""
    if chart.total is None or chart.shape == "pie":
        return '<c:autoTitleDeleted val="1"/>'
    words = escaped(_category(chart.total, chart.unit))
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1050" b="1"/></a:pPr>'
        f'<a:r><a:rPr lang="zh-CN" sz="1050" b="1">{_FACE}</a:rPr><a:t>{words}</a:t></a:r></a:p></c:rich></c:tx>'
        f'<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.01"/>'
        f'<c:y val="{_bars_share(chart):.4f}"/></c:manualLayout></c:layout><c:overlay val="1"/></c:title>'
        '<c:autoTitleDeleted val="0"/>'
    )


def _bars_share(chart: Chart) -> float:
    """How much of the picture's height the bars take."""
    return min(len(chart.slices) * _SLOT[False] / height(chart), 0.98)


def _pie(chart: Chart) -> str:
    return (
        f'{_area(*_CIRCLE, inner=True)}<c:pieChart><c:varyColors val="1"/>{_series(chart)}'
        '<c:firstSliceAng val="0"/></c:pieChart>'
    )


def _legend(chart: Chart) -> str:
    """The figures beside the picture, or the two years below it; bars name theirs along the axis."""
    if chart.shape == "bar":
        foot = _bars_share(chart)
        place = _area(_LEGEND_OF_YEARS, foot, 1 - _LEGEND_OF_YEARS, 1 - foot)
        years = f'<c:legend><c:legendPos val="b"/>{place}<c:overlay val="0"/>{_text(10.5)}</c:legend>'
        return years if chart.heads else ""
    share = min(1, len(chart.slices) * _LEGEND_LINE / height(chart))
    place = _area(_LEGEND_LEFT, (1 - share) / 2, 1 - _LEGEND_LEFT, share)
    return f'<c:legend><c:legendPos val="r"/>{place}<c:overlay val="0"/>{_text(10.5)}</c:legend>'


def _area(left: float, top: float, width: float, height: float, *, inner: bool = False) -> str:
    """A place in the picture, in shares of its width and height."""
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    return (
        f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="{left:.4f}"/>'
        f'<c:y val="{top:.4f}"/><c:w val="{width:.4f}"/><c:h val="{height:.4f}"/></c:manualLayout></c:layout>'
    )


def _bars(chart: Chart) -> str:
    bars = "".join(_series(chart, number) for number in range(2 if chart.heads else 1))
    names = max(ems(_category(part, chart.unit)) for part in chart.slices) * _SIZE + _SIZE
    left = min(names / TEXT.text_width, _MOST_NAMES)
    place = _area(left, 0.01, 0.99 - left, _bars_share(chart) - 0.01, inner=True)
    axes = '<c:axId val="1"/><c:axId val="2"/>'
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln></c:spPr>'
    return (
        f'{place}<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{bars}<c:gapWidth val="{_gap_width(chart)}"/>{axes}</c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{line}{_text(10.5)}<c:crossAx val="2"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="b"/><c:crossAx val="1"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _gap_width(chart: Chart) -> int:
    """The gap between bars in per cent of a bar, so that few bars are no thicker than many."""
    slot = height(chart) / max(len(chart.slices), 1)
    return min(max(round(slot / _BAR * 100) - 100, 30), 500)


def _series(chart: Chart, number: int = 0) -> str:
    """The figures of this year or, in a chart of two years, the second series, those of last year."""
    last = len(chart.slices) + 1
    column = "BC"[number]
    figures = [part.prior if number else part.figure for part in chart.slices]
    head = chart.heads[number] if chart.heads else chart.unit
    names = "".join(
        f'<c:pt idx="{index}"><c:v>{escaped(_category(part, chart.unit))}</c:v></c:pt>'
        for index, part in enumerate(chart.slices)
    )
    cached = "".join(f'<c:pt idx="{index}"><c:v>{figure}</c:v></c:pt>' for index, figure in enumerate(figures))
    count = f'<c:ptCount val="{len(chart.slices)}"/>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>{_SHEET}!${column}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escaped(head)}</c:v></c:pt></c:strCache></c:strRef>'
        f"</c:tx>{_looks(chart, number)}{_NO_LABELS}"
        f"<c:cat><c:strRef><c:f>{_SHEET}!$A$2:$A${last}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{_SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{count}{cached}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _looks(chart: Chart, number: int) -> str:
    """Bars of one colour, last year's pale with a dark edge; the parts of a pie in shades of it."""
    edge = f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{_hex(ACCENT)}"/></a:solidFill></a:ln>'
    if chart.shape == "bar":
        colour = PAST if number else ACCENT
        return (f'<c:spPr><a:solidFill><a:srgbClr val="{_hex(colour)}"/></a:solidFill>{edge}</c:spPr>'
                '<c:invertIfNegative val="0"/>')
    return "".join(
        f'<c:dPt><c:idx val="{index}"/><c:bubble3D val="0"/><c:spPr><a:solidFill>'
        f'<a:srgbClr val="{_hex(fill(index))}"/></a:solidFill>{edge}</c:spPr></c:dPt>'
        for index in range(len(chart.slices))
    )


def _hex(colour: str) -> str:
    return colour.removeprefix("#").upper()


def _text(size: float) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}">{_FACE}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
