"""The fonts the report names, and what may stand in where an official font is missing."""

from __future__ import annotations

from .markup import NAMESPACES, attribute

TITLE_FONT = "方正小标宋简体"
HEAD_FONT = "黑体"
SUBHEAD_FONT = "楷体_GB2312"
BODY_FONT = "仿宋_GB2312"
TABLE_FONT = "宋体"
WESTERN_FONT = "Times New Roman"

# Word takes one other name for a font. The official fonts come with office programs sold in China; those that
# come with Windows, or are free, stand in for them.
_STAND_INS = (
    (TITLE_FONT, "华文中宋"), ("华文中宋", "FandolSong"), (HEAD_FONT, "FandolHei"), (SUBHEAD_FONT, "楷体"),
    ("楷体", "FandolKai"), (BODY_FONT, "仿宋"), ("仿宋", "FandolFang R"), (TABLE_FONT, "FandolSong"),
)
_GB2312 = '<w:charset w:val="86"/>'


def font_table() -> str:
    """The font table part."""
    east_asian = "".join(
        f'<w:font w:name={attribute(name)}><w:altName w:val={attribute(other)}/>{_GB2312}<w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, other in _STAND_INS
    )
    western = (
        f'<w:font w:name="{WESTERN_FONT}"><w:altName w:val="Liberation Serif"/><w:charset w:val="00"/>'
        '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    return f"<w:fonts {NAMESPACES}>{western}{east_asian}</w:fonts>"
