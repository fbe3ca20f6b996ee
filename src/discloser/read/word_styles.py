"""What a document's styles and numbering do to its text: whether a reader sees it, and what is put before it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final, NamedTuple

from .word_seen import W

HIDDEN: Final = "隐藏"
_TOGGLES = {"vanish": HIDDEN, "specVanish": HIDDEN, "webHidden": HIDDEN, "strike": "划掉", "dstrike": "划掉"}
_ON_WHITE = "白色"
_WHITE = frozenset({"FFFFFF", "FEFEFE", "FDFDFD"})
_UNCOLOURED = frozenset({"", "AUTO", *_WHITE})
_LEGIBLE = 5
"""Half-points: smaller type is there to be overlooked."""
_OFF = frozenset({"0", "false", "off"})
_SYMBOL_FONTS = frozenset({
    "wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "marlett", "mt extra", "zapf dingbats",
})


class Look(NamedTuple):
    """How a run looks. `why_unseen`: why a reader overlooks it (隐藏, 划掉 …), "" for one that he sees.

    `symbol_font`: the font in which its Latin letters and figures stand for signs; "" for any other.
    """

    why_unseen: str
    symbol_font: str


class Looks:
    """The styles of a document, and its numbering. `roots`: the roots of those parts, where there are any."""

    def __init__(self, styles: Any = None, numbering: Any = None) -> None:
        """Styles by identifier; an identifier given twice is the first one's."""
        self._styles: dict[str, Any] = {}
        self._numbering = numbering
        for style in () if styles is None else styles.iterfind(f"{W}style"):
            self._styles.setdefault(style.get(f"{W}styleId", ""), style)
        self._chains: dict[str, tuple[Any, ...]] = {}
        self._known: dict[tuple[Any, ...], Look] = {}

    @cached_property
    def _usual_style(self) -> str:
        """The style of a paragraph that names none."""
        return next((name for name, style in self._styles.items() if style.get(f"{W}type") == "paragraph"
                     and style.get(f"{W}default", "0") not in _OFF), "")

    def name(self, paragraph: Any) -> str:
        """The name of a paragraph's style in small letters: identifiers differ from program to program."""
        identifier = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        style = self._styles.get(identifier)
        return (_value(style.find(f"{W}name")) if style is not None else identifier).lower()

    def of_run(self, run: Any, paragraph: Any) -> Look:
        """How a run looks by its own properties and its styles."""
        properties = run.find(f"{W}rPr")
        own = () if properties is None else tuple((one.tag, *one.attrib.items()) for one in properties)
        key = (_value(paragraph.find(f"{W}pPr/{W}pStyle")), *own)
        look = self._known.get(key)
        if look is None:
            look = self._known[key] = Look(self._why_unseen(run, paragraph), self._symbol_font(run, paragraph))
        return Look("", look.symbol_font) if look.why_unseen == _ON_WHITE and _is_shaded(run, paragraph) else look

    def _why_unseen(self, run: Any, paragraph: Any) -> str:
        for name, why in _TOGGLES.items():
            if self._is_on(name, run, paragraph):
                return why
        if self._found("color", run, paragraph).upper() in _WHITE:
            return _ON_WHITE
        size = self._found("sz", run, paragraph)
        return "极小" if size.isascii() and size.isdigit() and int(size[:6]) < _LEGIBLE else ""

    def _symbol_font(self, run: Any, paragraph: Any) -> str:
        font = self._found("rFonts", run, paragraph, f"{W}ascii")
        return font if font.lower() in _SYMBOL_FONTS else ""

    def is_numbered(self, paragraph: Any) -> bool:
        """Whether Word puts a number or a bullet before a paragraph."""
        properties = [paragraph.find(f"{W}pPr"), *(style.find(f"{W}pPr") for style in self._chain(paragraph))]
        number = level = ""
        for one in properties:
            found = one.find(f"{W}numPr") if one is not None else None
            if found is not None:
                number = number or _value(found.find(f"{W}numId"))
                level = level or _value(found.find(f"{W}ilvl"))
        return number not in ("", "0") and self._shows_something(number, level or "0")

    def _shows_something(self, number: str, level: str) -> bool:
        """Whether a list has a text at a level; outlines of headings often have none, a list not defined may have."""
        lists = () if self._numbering is None else self._numbering.iterfind(f"{W}num")
        by_number = {one.get(f"{W}numId"): one for one in lists}
        if number not in by_number:
            return True
        abstract = _value(by_number[number].find(f"{W}abstractNumId"))
        defined = [by_number[number], *(one for one in self._numbering.iterfind(f"{W}abstractNum")
                                        if one.get(f"{W}abstractNumId") == abstract)]
        texts = (_value(one.find(f"{W}lvlText")) for each in defined for one in each.iter(f"{W}lvl")
                 if one.get(f"{W}ilvl", "0") == level)
        return bool(next(texts, "?"))

    def _is_on(self, name: str, run: Any, paragraph: Any) -> bool:
        """A property that is on or off: what the run says, else what its styles say; two styles cancel each other."""
        own = run.find(f"{W}rPr/{W}{name}")
        if own is not None:
            return own.get(f"{W}val", "1") not in _OFF
        return self._styled(name, self._run_chain(run)) != self._styled(name, self._chain(paragraph))

    @staticmethod
    def _styled(name: str, chain: tuple[Any, ...]) -> bool:
        found = next((one for style in chain if (one := style.find(f"{W}rPr/{W}{name}")) is not None), None)
        return found is not None and found.get(f"{W}val", "1") not in _OFF

    def _found(self, name: str, run: Any, paragraph: Any, attribute: str = f"{W}val") -> str:
        """A property's value: the run's own, else that of its style, else that of the paragraph's."""
        for element in (run, *self._run_chain(run), *self._chain(paragraph)):
            found = element.find(f"{W}rPr/{W}{name}")
            if found is not None and found.get(attribute) is not None:
                return str(found.get(attribute))
        return ""

    def _run_chain(self, run: Any) -> tuple[Any, ...]:
        return self._chain_of(_value(run.find(f"{W}rPr/{W}rStyle")))

    def _chain(self, paragraph: Any) -> tuple[Any, ...]:
        return self._chain_of(_value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._usual_style)

    def _chain_of(self, identifier: str) -> tuple[Any, ...]:
        """A style and those it is based on, the nearest first."""
        if identifier not in self._chains:
            chain: dict[str, Any] = {}
            name = identifier
            while name in self._styles and name not in chain:
                chain[name] = self._styles[name]
                name = _value(chain[name].find(f"{W}basedOn"))
            self._chains[identifier] = tuple(chain.values())
        return self._chains[identifier]


def _value(element: Any) -> str:
    return str(element.get(f"{W}val", "")) if element is not None else ""


def _is_shaded(run: Any, paragraph: Any) -> bool:
    """Whether something dark may stand behind a run: white letters on it are meant to be read."""
    if run.find(f"{W}rPr/{W}highlight") is not None:
        return True
    cells = paragraph.iterancestors(f"{W}tc", f"{W}tbl")
    shades = [run.find(f"{W}rPr/{W}shd"), paragraph.find(f"{W}pPr/{W}shd"),
              *(around.find(f"{W}{around.tag[len(W):]}Pr/{W}shd") for around in cells)]
    return any(shade is not None and shade.get(f"{W}fill", "").upper() not in _UNCOLOURED for shade in shades)
