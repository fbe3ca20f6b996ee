"""What WeasyPrint finds out anew for every cell and every line, remembered with the style that they share.

All elements that look alike share one style, and a style stays as it is while pages are laid out. So what follows from
a style alone is found once: its font, its line height, its margins within a box of a given size. A text stays shaped
from the moment its line is known until it is drawn. The bytes are the same; docs/performance.md says what it saves.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from .replacing import Replacement

_PARAGRAPH_ENDS = "\n\r\u2029"
_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{what}_{side}" for what in ("margin", "padding") for side in _SIDES),
    "width", "min_width", "max_width", "height", "min_height", "max_height",
)
_BORDERS = tuple(f"border_{side}_width" for side in _SIDES)


def replacements() -> list[Replacement]:
    """What is to be remembered."""
    from weasyprint.layout.percent import resolve_percentages
    from weasyprint.text.line_break import Layout, strut

    return [
        Replacement(Layout, "setup", _set_up(Layout.setup)),
        Replacement(Layout, "set_text", _set_text(Layout.set_text)),
        Replacement(Layout, "deactivate", lambda layout: None),
        Replacement(Layout, "reactivate", _reactivate(Layout.reactivate)),
        *_everywhere(strut, _strut(strut)),
        *_everywhere(resolve_percentages, _resolve_percentages(resolve_percentages)),
    ]


def _everywhere(function: Callable[..., Any], other: Callable[..., Any]) -> list[Replacement]:
    """A function replaced in every module of WeasyPrint that imported it."""
    name = function.__name__
    modules = [module for key, module in sorted(sys.modules.items()) if key.startswith("weasyprint.")]
    return [Replacement(module, name, other) for module in modules if vars(module).get(name) is function]


@cache
def _copy_of_layout() -> Callable[[Any], Any]:
    """Pango's own way to copy a layout, which WeasyPrint does not know."""
    from weasyprint.text.ffi import ffi, gobject, pango

    ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *src);")
    return lambda layout: ffi.gc(pango.pango_layout_copy(layout), gobject.g_object_unref)


def _set_up(original: Callable[..., None]) -> Callable[..., None]:
    """A layout without a text is made once for a style, and copied."""
    copy = _copy_of_layout()

    def setup(layout: Any, style: Any) -> None:
        model = vars(style).get("_layout")
        if model is None:
            model = style._layout = object.__new__(type(layout))
            original(model, style)
        vars(layout).update(vars(model))
        layout.layout = copy(model.layout)

    return setup


def _set_text(original: Callable[..., None]) -> Callable[..., None]:
    """A text that is one paragraph is said to be one at once: said when it is drawn, it would be shaped again."""
    from weasyprint.text.ffi import pango

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        original(layout, text, justify)
        single = not any(end in text for end in _PARAGRAPH_ENDS)
        pango.pango_layout_set_single_paragraph_mode(layout.layout, single)

    return set_text


def _reactivate(original: Callable[..., None]) -> Callable[..., None]:
    """A text is shaped again only when its style changed since, as that of a widened line did."""

    def reactivate(layout: Any, style: Any) -> None:
        if layout.style is not style or layout.justification_spacing:
            original(layout, style)

    return reactivate


def _strut(original: Callable[..., Any]) -> Callable[..., Any]:
    def strut(style: Any) -> Any:
        known = vars(style).get("_strut")
        if known is None:
            known = style._strut = original(style)
        return known

    return strut


class _Lengths(NamedTuple):
    """The lengths of a box, and its borders, which a table with collapsed borders may have decided otherwise."""

    lengths: dict[str, Any]
    borders: dict[str, Any]
    may_be_decided: bool


def _resolve_percentages(original: Callable[..., None]) -> Callable[..., None]:
    """Lengths follow from the style and the size of what stands around, but for pages and unusual boxes."""
    from weasyprint.formatting_structure.boxes import Box, PageBox

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        if isinstance(box, PageBox) or style["box_sizing"] == "border-box":
            return original(box, containing_block)
        around = containing_block
        size = (around.width, around.height) if isinstance(around, Box) else tuple(around)
        known = vars(style).setdefault("_lengths", {}).get(size)
        if known is None:
            original(box, containing_block)
            style._lengths[size] = _Lengths(
                {name: getattr(box, name) for name in _LENGTHS}, {name: style[name] for name in _BORDERS},
                style["border_collapse"] == "collapse",
            )
            return None
        vars(box).update(known.lengths)
        if known.may_be_decided:
            vars(box).update({name: width for name, width in known.borders.items() if not hasattr(box, name)})
        else:
            vars(box).update(known.borders)
        return None

    return resolve_percentages
