"""What a document's styles and numbering do to its text: whether a reader sees it, and what is put before it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final, NamedTuple

from .seen import W

HIDDEN: Final = "隐藏"
_TOGGLES = {"vanish": HIDDEN, "specVanish": HIDDEN, "strike": "划掉", "dstrike": "划掉"}
_ON_WHITE = "白色"
_WHITE = frozenset({"FFFFFF", "FEFEFE", "FDFDFD"})
_UNCOLOURED = frozenset({"", "AUTO", *_WHITE})
_LEGIBLE = 5
"""Half-points: smaller type is there to be overlooked."""
_NARROW = 10
"""Per cent of their width: narrower letters are strokes."""
_LIT = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000",
    "black": "000000", "white": "FFFFFF", "lightGray": "C0C0C0", "darkGray": "808080",
}
_OFF = frozenset({"0", "false", "off"})
_SYMBOL_FONTS = frozenset({
    "wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "marlett", "mt extra", "zapf dingbats",
})


class Type(NamedTuple):
    """In which letters East Asian text is set: size in half-points, 0 for the usual one; font; whether bold."""

    size: int = 0
    face: str = ""
    bold: bool = False


class Look(NamedTuple):
    """How a run looks. `why_unseen`: why a reader overlooks it (隐藏, 划掉 …), "" for one that he sees.

    `symbol_font`: the font in which its Latin letters and figures stand for signs; "" for any other.
    """

    why_unseen: str
    symbol_font: str
    type: Type = Type()


class Looks:
    """The styles of a document, and its numbering. `roots`: the roots of those parts, where there are any.

    Of a paragraph only its properties are looked at (`w:pPr`, None without any): it may have any number of runs.
    """

    def __init__(self, styles: Any = None, numbering: Any = None) -> None:
        """Styles by identifier; an identifier given twice is the first one's."""
        self._styles: dict[str, Any] = {}
        self._numbering = numbering
        for style in () if styles is None else styles.iterfind(f"{W}style"):
            self._styles.setdefault(style.get(f"{W}styleId", ""), style)
        self._chains: dict[str, tuple[Any, ...]] = {}
        self._known: dict[tuple[Any, ...], Look] = {}
        self._names: dict[str, str] = {}
        self._numbers: dict[str, tuple[Any, ...]] = {}

    @cached_property
    def _usual_style(self) -> str:
        """The style of a paragraph that names none."""
        return next((name for name, style in self._styles.items() if style.get(f"{W}type") == "paragraph"
                     and style.get(f"{W}default", "0") not in _OFF), "")

    def name(self, properties: Any) -> str:
        """The name of a paragraph's style in small letters: identifiers differ from program to program."""
        identifier = _named(properties, "pStyle")
        if identifier not in self._names:
            style = self._styles.get(identifier)
            self._names[identifier] = (_value(style.find(f"{W}name")) if style is not None else identifier).lower()
        return self._names[identifier]

    def of_run(self, run: Any, properties: Any) -> Look:
        """How a run looks by its own properties and its styles. `properties`: those of its paragraph."""
        own = run.find(f"{W}rPr")
        said = () if own is None else tuple((one.tag, *one.attrib.items()) for one in own)
        key = (_named(properties, "pStyle"), *said)
        look = self._known.get(key)
        if look is None:
            styles = self._looks(_named(own, "rStyle")), self._looks(self._style(properties))
            look = self._known[key] = _look(own, *styles)
        return look._replace(why_unseen="") if look.why_unseen == _ON_WHITE and _is_shaded(run, properties) else look

    def said(self, properties: Any, name: str) -> Iterator[Any]:
        """What a paragraph and its styles say of a property of paragraphs, the nearest first."""
        styles = (style.find(f"{W}pPr") for style in self._chain(self._style(properties)))
        every = (said.find(f"{W}{name}") for said in (properties, *styles) if said is not None)
        return (found for found in every if found is not None)

    def is_numbered(self, properties: Any) -> bool:
        """Whether Word puts a number or a bullet before a paragraph."""
        number = level = ""
        own = properties.find(f"{W}numPr") if properties is not None else None
        for found in (*(() if own is None else (own,)), *self._numbers_of(self._style(properties))):
            number = number or _value(found.find(f"{W}numId"))
            level = level or _value(found.find(f"{W}ilvl"))
        return number not in ("", "0") and self._levels.get((number, level or "0"), "?") != ""

    @cached_property
    def _levels(self) -> dict[tuple[str, str], str]:
        """Number of a list and level → what is put there; outlines of headings often have nothing."""
        if self._numbering is None:
            return {}
        abstract: dict[str, dict[str, str]] = {}
        for one in self._numbering.iterfind(f"{W}abstractNum"):
            abstract.setdefault(one.get(f"{W}abstractNumId", ""), _texts_of_levels(one))
        found: dict[tuple[str, str], str] = {}
        for number in self._numbering.iterfind(f"{W}num"):
            levels = abstract.get(_value(number.find(f"{W}abstractNumId")), {}) | _texts_of_levels(number)
            found |= {(number.get(f"{W}numId", ""), level): text for level, text in levels.items()}
        return found

    def _style(self, properties: Any) -> str:
        return _named(properties, "pStyle") or self._usual_style

    def _looks(self, identifier: str) -> tuple[Any, ...]:
        """What a style and those it is based on say of runs."""
        return tuple(found for style in self._chain(identifier) if (found := style.find(f"{W}rPr")) is not None)

    def _numbers_of(self, identifier: str) -> tuple[Any, ...]:
        """What a style and those it is based on say of numbering."""
        if identifier not in self._numbers:
            chain = self._chain(identifier)
            said = (style.find(f"{W}pPr/{W}numPr") for style in chain)
            self._numbers[identifier] = tuple(one for one in said if one is not None)
        return self._numbers[identifier]

    def _chain(self, identifier: str) -> tuple[Any, ...]:
        """A style and those it is based on, the nearest first."""
        if identifier not in self._chains:
            chain: dict[str, Any] = {}
            name = identifier
            while name in self._styles and name not in chain:
                chain[name] = self._styles[name]
                name = _value(chain[name].find(f"{W}basedOn"))
            self._chains[identifier] = tuple(chain.values())
        return self._chains[identifier]


def _texts_of_levels(numbering: Any) -> dict[str, str]:
    return {level.get(f"{W}ilvl", "0"): _value(level.find(f"{W}lvlText")) for level in numbering.iter(f"{W}lvl")}


def _look(own: Any, by_run: tuple[Any, ...], by_paragraph: tuple[Any, ...]) -> Look:
    """How a run looks: `own`: what it says itself; the rest: what the styles of run and paragraph say."""
    said = (*(() if own is None else (own,)), *by_run, *by_paragraph)
    font = _found("rFonts", said, f"{W}ascii")
    symbols = font if font.lower() in _SYMBOL_FONTS else ""
    size = _found("sz", said)
    letters = Type(int(size[:4]) if size.isascii() and size.isdigit() else 0, _found("rFonts", said, f"{W}eastAsia"),
                   _is_on("b", own, by_run, by_paragraph))
    why = next((why for name, why in _TOGGLES.items() if _is_on(name, own, by_run, by_paragraph)), "")
    return Look(why or _faint(said), symbols, letters)


def _faint(said: tuple[Any, ...]) -> str:
    """Why letters can't be seen by their colour or size."""
    colour = _found("color", said).upper()
    behind = _found("shd", said, f"{W}fill").upper(), _LIT.get(_found("highlight", said))
    if colour not in ("", "AUTO") and colour in behind:
        return "与底色一样"
    if colour in _WHITE:
        return _ON_WHITE
    return "极小" if _is_less(_found("sz", said), _LEGIBLE) or _is_less(_found("w", said), _NARROW) else ""


def _is_less(typed: str, least: int) -> bool:
    return typed.isascii() and typed.isdigit() and int(typed[:6]) < least


def _is_on(name: str, own: Any, by_run: tuple[Any, ...], by_paragraph: tuple[Any, ...]) -> bool:
    """A property that is on or off: what the run says, else what its styles say; two styles cancel each other."""
    found = own.find(f"{W}{name}") if own is not None else None
    if found is not None:
        return found.get(f"{W}val", "1") not in _OFF
    return _is_said(name, by_run) != _is_said(name, by_paragraph)


def _is_said(name: str, looks: tuple[Any, ...]) -> bool:
    found = next((one for look in looks if (one := look.find(f"{W}{name}")) is not None), None)
    return found is not None and found.get(f"{W}val", "1") not in _OFF


def _found(name: str, looks: tuple[Any, ...], attribute: str = f"{W}val") -> str:
    """A property's value: the first that is said."""
    values = (one.get(attribute) for look in looks if (one := look.find(f"{W}{name}")) is not None)
    return next((str(value) for value in values if value is not None), "")


def _named(properties: Any, name: str) -> str:
    """The style that a run's or paragraph's properties name."""
    return _value(properties.find(f"{W}{name}")) if properties is not None else ""


def _value(element: Any) -> str:
    return str(element.get(f"{W}val", "")) if element is not None else ""


def _is_shaded(run: Any, properties: Any) -> bool:
    """Whether something dark may stand behind a run: white letters on it are meant to be read."""
    own = run.find(f"{W}rPr")
    around = [one.find(f"{W}{one.tag[len(W):]}Pr") for one in run.iterancestors(f"{W}tc", f"{W}tbl")]
    shades = [one.find(f"{W}shd") for one in (own, properties, *around) if one is not None]
    lit = own is not None and own.find(f"{W}highlight") is not None
    return lit or any(shade is not None and shade.get(f"{W}fill", "").upper() not in _UNCOLOURED for shade in shades)
