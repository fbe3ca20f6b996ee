"""Style definitions as WordprocessingML, every property in the order its schema demands."""

from __future__ import annotations

from .fonts import WESTERN_FONT
from .measure import Face
from .page import twips


def fonts(east_asian: str) -> str:
    """The fonts of a style: Times for Western characters, the named font for Chinese ones."""
    return (
        f'<w:rFonts w:ascii="{WESTERN_FONT}" w:eastAsia="{east_asian}" w:hAnsi="{WESTERN_FONT}" w:cs="{WESTERN_FONT}"/>'
    )


def characters(face: Face | None = None, font: str = "", *, bold: bool = False, light: bool = False,
               colour: str = "") -> str:
    """The content of a `w:rPr`; `light` is not bold even within what is."""
    weight = "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>' if light else ""
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    size = ""
    if face:
        tracking = f'<w:spacing w:val="{twips(face.tracking)}"/>' if face.tracking else ""
        half_points = round(face.size * 2)
        size = f'{tracking}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    return (fonts(font) if font else "") + weight + tint + size


def layout(
    face: Face | None = None, *, align: str = "", before: float = 0, after: float = 0, left: float = 0,
    right: float = 0, first: float = 0, tabs: str = "", border: str = "", shade: str = "", outline: int | None = None,
    new_page: bool = False, keep_next: bool = False,
) -> str:
    """The content of a `w:pPr`, lengths in points; `first` is the first line's indent and hangs below zero."""
    return "".join((
        "<w:keepNext/>" if keep_next else "",
        "<w:pageBreakBefore/>" if new_page else "",
        f"<w:pBdr>{border}</w:pBdr>" if border else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else "",
        f"<w:tabs>{tabs}</w:tabs>" if tabs else "",
        _element("spacing", before=before, after=after, line=face.pitch if face else 0, rule="exact" if face else ""),
        _element("ind", left=left, right=right, hanging=max(-first, 0), firstLine=max(first, 0)),
        f'<w:jc w:val="{align}"/>' if align else "",
        f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else "",
    ))


def _element(name: str, rule: str = "", **lengths: float) -> str:
    """An element with its lengths in twips, or nothing when all are zero."""
    attributes = [f'w:{key}="{twips(length)}"' for key, length in lengths.items() if length]
    if rule:
        attributes.append(f'w:lineRule="{rule}"')
    return f"<w:{name} {' '.join(attributes)}/>" if attributes else ""


def tab(position: float, align: str, leader: str = "none") -> str:
    """A tab stop, measured in points from the left margin."""
    return f'<w:tab w:val="{align}" w:leader="{leader}" w:pos="{twips(position)}"/>'


def style(
    identifier: str, name: str, paragraph: str = "", run: str = "", *, based_on: str = "Normal", following: str = "",
    kind: str = "paragraph", built_in: bool = False,
) -> str:
    """A `w:style`; Word shows the name of a built-in one in its own language."""
    custom = "" if built_in else ' w:customStyle="1"'
    after = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{after}<w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )
