"""What stands in a document and is no text: pictures, charts, formulas, signs of symbol fonts, files put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from .seen import RESULTLESS, W

PICTURE: Final = "图片"
CHART: Final = "图表"
IN_CHARTS: Final = "图表里的文字"
_SHAPE = "图形"
_FIGURE = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,30})?(E-?[0-9]{1,2})?", re.IGNORECASE)

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_SYMBOL = f"{W}sym"
_OF_GRAPHICS = {"picture": PICTURE, "chart": CHART}
_FILES = frozenset({f"{W}altChunk", f"{W}subDoc"})
_FORMULAS = frozenset({f"{_M}oMath", f"{_M}oMathPara"})
_DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", f"{W}contentPart"})
OBJECTS: Final = frozenset({_SYMBOL, f"{W}ruby", RESULTLESS, *_FILES, *_FORMULAS, *_DRAWINGS})
"""Elements that hold what is no text, or something beside their text."""


def named(element: Any) -> Iterator[tuple[str, str]]:
    """What an element is, in a word, and the words that tell it from others of its sort."""
    if element.tag in _DRAWINGS:
        yield from _drawing(element)
    elif element.tag in _FORMULAS:
        yield "公式", "".join(text.text or "" for text in element.iter(f"{_M}t"))
    elif element.tag == _SYMBOL:
        yield "符号", f"{element.get(f'{W}font', '')} {element.get(f'{W}char', '')}".strip()
    elif element.tag == f"{W}ruby":
        guide = "".join(text.text or "" for text in element.iterfind(f"{W}rt//{W}t"))
        yield "注音", guide
    elif element.tag == RESULTLESS:
        yield "域", element.get("what", "")
    else:
        yield "插入的文件", ""


def texts_of_chart(root: Any) -> Iterator[str]:
    """The names and figures that a chart draws; of a figure two decimals, programs store it with more or fewer."""
    for text in root.iter(f"{_C}v", f"{_A}t"):
        told = (text.text or "").strip()
        yield f"{Decimal(told):.2f}" if _FIGURE.fullmatch(told) else told


def _drawing(element: Any) -> Iterator[tuple[str, str]]:
    """Pictures and the like; a frame that only holds text is told by its text."""
    words = " ".join(text.text for text in element.iter(f"{_A}t") if text.text)
    said = next((value for one in element.iter() if str(one.tag).endswith("}docPr")
                 for name in ("descr", "title") if (value := one.get(name))), "")
    strings = [string for path in element.iter(f"{_V}textpath") if (string := path.get("string"))]
    graphics = [one.get("uri", "").rpartition("/")[2] for one in element.iter(f"{_A}graphicData")]
    if strings:
        yield "艺术字", " ".join(strings)
    elif element.tag == f"{W}object" or element.find(f".//{_O}OLEObject") is not None:
        ole = element.find(f".//{_O}OLEObject")
        yield "嵌入的对象", ole.get("ProgID", "") if ole is not None else ""
    elif element.find(f".//{_V}imagedata") is not None:
        yield PICTURE, said
    elif element.find(f".//{W}txbxContent") is None or {"picture", "chart"} & {*graphics}:
        sort = next((_OF_GRAPHICS[name] for name in graphics if name in _OF_GRAPHICS), _SHAPE)
        yield sort, " ".join(filter(None, (said, words)))
