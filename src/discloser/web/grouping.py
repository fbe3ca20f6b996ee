"""Findings in the order in which an officer works: by sheet, the gravest sheet first; those alike told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .findings import key_of_path

JSON = Mapping[str, Any]

_GRAVITY = {"error": 0, "warning": 1, "info": 2}
_CLASSES = {"error": "err", "warning": "warn", "info": "note"}
_WHOLE = "整份填报表"
_MOST_TOGETHER = 40
_MOST_LOOKED_AT = 6
_FEW = 3
_APPROVED = "控制数"


@dataclass
class Card:
    """One thing to do: a finding, with those that say the same of other places."""

    finding: JSON
    others: list[JSON] = field(default_factory=list)
    anchor: str = ""

    @property
    def style(self) -> str:
        """Its class in the page."""
        return _CLASSES[self.finding["severity"]]

    @property
    def places(self) -> list[JSON]:
        """Every place at which the same is wrong."""
        return [self.finding, *self.finding["alike"], *(place for one in self.others for place in (one, *one["alike"]))]

    @property
    def editable(self) -> list[JSON]:
        """The places among them at which another value may be typed."""
        return [place for place in self.places if place["editable"]]

    @property
    def has_more(self) -> bool:
        """Whether there are several fields, so that each has to say where it is."""
        return len(self.editable) > 1

    @property
    def same_value(self) -> bool:
        """Whether one field does for all places: the same is typed at each."""
        return self.has_more and len({(place["value"], place["field"]) for place in self.editable}) == 1

    @property
    def many(self) -> str:
        """The name of the field that does for all places."""
        return f"m[{','.join(key_of_path(place['path']) for place in self.editable)}]"

    @property
    def many_label(self) -> str:
        """What that field is called."""
        return f"{len(self.editable)} 处都改成　{self.finding['field']}"

    @property
    def is_error(self) -> bool:
        """Whether what stands there can't stay."""
        return self.finding["severity"] == "error"

    @property
    def confirming(self) -> str:
        """The name of the field for why the warning is right."""
        return f"c{key_of_path([self.finding['code'], self.finding['name']])}"

    @property
    def may_confirm(self) -> bool:
        """Whether it can be confirmed in the form's own file."""
        return bool(self.finding["name"]) and not self.finding["file"]

    @property
    def suspects(self) -> list[JSON]:
        """Related places that may be typed anew and are named for a reason of their own."""
        return [one for one in self.finding["related"]
                if one["editable"] and one["reason"] not in self._common and not _is_approved(one)]

    @property
    def approved(self) -> list[JSON]:
        """Figures that finance approved, the finding's own among them: typed anew only after a new approval."""
        return [one for one in (*self.editable, *self.finding["related"]) if one["editable"] and _is_approved(one)]

    @property
    def own(self) -> list[JSON]:
        """The places of the finding itself at which another value may be typed."""
        return [one for one in self.editable if not _is_approved(one)]

    @property
    def to_look_at(self) -> list[JSON]:
        """Related places that are only to be looked at."""
        return [one for one in self.finding["related"] if not one["editable"]][:_MOST_LOOKED_AT]

    @property
    def rows(self) -> int:
        """How many rows more were added up: too many to be typed anew here, the sheet shows them all."""
        return sum(one["reason"] in self._common for one in self.finding["related"])

    @property
    def row_sheet(self) -> str:
        """The sheet on which the first of those rows stands."""
        found = (one["where"] for one in self.finding["related"] if one["reason"] in self._common)
        sheet, mark, _ = str(next(found, "")).partition("!")
        return sheet if mark else ""

    @property
    def _common(self) -> set[str]:
        """Reasons that many places share: none of them is a suspect."""
        counts = Counter(one["reason"] for one in self.finding["related"])
        return {reason for reason, count in counts.items() if count > _FEW}


@dataclass
class SheetCards:
    """The cards of one sheet."""

    name: str
    cards: list[Card] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many findings there are."""
        return sum(1 + len(card.others) for card in self.cards)


def _is_approved(place: JSON) -> bool:
    return list(place["path"][:1]) == [_APPROVED]


def groups_of(findings: Iterable[JSON]) -> list[SheetCards]:
    """The findings that are open, by sheet."""
    groups: dict[str, SheetCards] = {}
    for card in _together(one for one in findings if one["confirmed"] is None):
        where = card.finding["file"] or card.finding["sheet"] or card.finding["block"] or _WHOLE
        groups.setdefault(where, SheetCards(where)).cards.append(card)
    for group in groups.values():
        group.cards.sort(key=_gravity)
    ordered = sorted(groups.values(), key=lambda group: _gravity(group.cards[0]))
    _anchor([card for group in ordered for card in group.cards])
    return ordered


def _anchor(cards: Iterable[Card]) -> None:
    """The first card of each severity is where its count leads."""
    seen: set[str] = set()
    for card in cards:
        severity = str(card.finding["severity"])
        if severity not in seen:
            card.anchor = severity
            seen.add(severity)


def _gravity(card: Card) -> int:
    return _GRAVITY[card.finding["severity"]]


def _together(findings: Iterable[JSON]) -> list[Card]:
    """A card each, those of one card that say the same of several places with the same value there."""
    cards: dict[tuple[str, ...], Card] = {}
    for one in findings:
        key = (one["code"], one["file"], one["sheet"], one["hint"], one["value"], one["field"],
               "" if one["value"] and not one["related"] and not one["name"] else one["where"] + one["message"])
        card = cards.get(key)
        if card is None or len(card.others) >= _MOST_TOGETHER:
            cards[key] = Card(one)
        else:
            card.others.append(one)
    return list(cards.values())
