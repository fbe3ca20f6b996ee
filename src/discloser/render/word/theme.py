"""The theme part: the report's fonts and the charts' colours, as Word offers them to those who go on working."""

from __future__ import annotations

from ..svg import ACCENT, TINTS
from .fonts import BODY_FONT, TITLE_FONT, WESTERN_FONT
from .markup import NAMESPACES

_NAME = "Report"
_PLACES = ("dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
_OTHERS = ("#8fa2b7", "#505050")
_COLOURS = ("222222", "F2F2F2", *(colour.removeprefix("#").upper() for colour in (*TINTS, *_OTHERS, ACCENT, TINTS[2])))


def theme() -> str:
    """The theme part; a theme without its three fills, lines and effects is not valid."""
    text = (
        '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
        '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    )
    colours = "".join(
        f'<a:{place}><a:srgbClr val="{colour}"/></a:{place}>'
        for place, colour in zip(_PLACES, _COLOURS, strict=True)
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        f'<a:theme {NAMESPACES} name="{_NAME}"><a:themeElements>'
        f'<a:clrScheme name="{_NAME}">{text}{colours}</a:clrScheme>'
        f'<a:fontScheme name="{_NAME}">{_fonts("major", TITLE_FONT)}{_fonts("minor", BODY_FONT)}</a:fontScheme>'
        f'<a:fmtScheme name="{_NAME}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f'<a:lnStyleLst>{f"<a:ln>{fill}</a:ln>" * 3}</a:lnStyleLst>'
        f'<a:effectStyleLst>{"<a:effectStyle><a:effectLst/></a:effectStyle>" * 3}</a:effectStyleLst>'
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def _fonts(use: str, east_asian: str) -> str:
    return (
        f'<a:{use}Font><a:latin typeface="{WESTERN_FONT}"/><a:ea typeface="{east_asian}"/><a:cs typeface=""/>'
        f"</a:{use}Font>"
    )
