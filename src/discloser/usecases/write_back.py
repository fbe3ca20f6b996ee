"""New texts put into a form's file where the old ones stand; everything else in it stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..disk import Given
from ..model.form.flat import flat
from ..model.place import FormPath, Places
from ..read.form.files import form_in
from ..read.source import Source
from ..read.xlsx.package import holds_workbook, package_in
from ..write.marked.splice import with_texts
from ..write.yaml.splice import spliced


def written_back(
    form: Given, source: Source, texts: Mapping[FormPath, str],
) -> tuple[bytes | None, set[FormPath]]:
    """The form's bytes with the new texts, and the paths that have no place; each is tried against reading back.

    `source`: what was read from the file. No bytes where the file would not say just this.
    """
    if not texts:
        return None, set()
    write = _into_workbook if holds_workbook(form) else _into_text
    content, homeless = write(form, texts, source.places)
    wanted = _meant(source.raw or {}) | {p: _plain(t) for p, t in texts.items() if p not in homeless}
    there = _meant(form_in(replace(form, content=content)).raw or {})
    return (content, homeless) if there == wanted else (None, set(texts))


def _into_text(form: Given, texts: Mapping[FormPath, str], places: Places) -> tuple[bytes, set[FormPath]]:
    content = form.content.decode("utf-8")
    mark = "\ufeff" if content.startswith("\ufeff") else ""
    ends = "\r\n" if "\r\n" in content else "\n"
    text, left = spliced(content.removeprefix(mark).replace("\r\n", "\n"), texts, places)
    return (mark + text.replace("\n", ends)).encode(), set(left)


def _into_workbook(form: Given, texts: Mapping[FormPath, str], places: Places) -> tuple[bytes, set[FormPath]]:
    spots = {path: place for path in texts if (place := places.values.get(path)) and place.cell}
    content, left = with_texts(package_in(form).parts(), {spots[path]: texts[path] for path in spots})
    return content, {path for path in texts if path not in spots or spots[path] in left}


def _meant(raw: Mapping[str, Any]) -> dict[FormPath, str]:
    return {path: _plain(text) for path, text in flat(raw).items()}


def _plain(text: str) -> str:
    """A text as it is compared: its lines without blanks around them and between them."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
