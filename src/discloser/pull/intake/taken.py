"""What was taken for a form: value by value, with the place that says it."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.place import FormPath, Place


@dataclass(frozen=True, slots=True)
class TakenValue:
    """A text for a path of the form, and where it stands. `how`: in words, where it was worked out."""

    path: FormPath
    text: str
    place: Place
    how: str = ""
