"""Edits → texts that go back into the form, and a finding for each edit that does not."""

from __future__ import annotations

from collections.abc import Callable

from ..compare.word_changes import fragments
from ..model.finding import Finding
from ..model.place import FormPath, Place, written
from .edits import Edits
from .pulled import CLASH, EMPTIED, FIGURE, NO_CONTROLS, NO_HOME, TWO_WORDINGS, UNSEEN, WORDING, Pulled, TextChange

_CONTROLS_MISSED = 3


def pulled(
    edits: Edits, place: Place, path_of: Callable[[str], FormPath], text_at: Callable[[FormPath], str],
) -> Pulled:
    """What is to be done. `path_of`: a source's way into the form; `text_at`: what the form says there."""
    changes: dict[FormPath, TextChange] = {}
    findings: list[Finding] = []
    unseen = list(dict.fromkeys(edits.unseen))
    left = [*edits.figures, *edits.wording, *edits.added]
    left += [(where, "", f"（{why}）{text}") for where, why, text in unseen]
    for source, new in edits.new_texts().items():
        path = path_of(source)
        old = text_at(path) or _printed(edits, source)
        if len(new) > 1:
            findings.append(TWO_WORDINGS.at(place, field=written(path), found="；".join(new)))
            left += [(written(path), old, text) for text in new]
        elif not new[0]:
            findings.append(EMPTIED.at(place, field=written(path), expected=_short(old)))
            left.append((written(path), old, ""))
        else:
            changes[path] = TextChange(path, old, _joined_like(old, new[0]))
    for source, (said, typed) in edits.clashes.items():
        field = written(path_of(source))
        findings.append(CLASH.at(place, field=field, found=_short(typed), expected=_short(said) or "（无）"))
        left.append((field, said, typed))
    findings += [FIGURE.at(place, field=where, found=now, expected=was) for where, was, now in edits.figures]
    findings += [WORDING.at(place, field=where, found=_differences(was, now)) for where, was, now in edits.wording]
    findings += [NO_HOME.at(place, field=where, found=now) for where, _, now in edits.added]
    findings += [UNSEEN.at(place, field=where, found=text, why=why) for where, why, text in unseen]
    if edits.matched >= _CONTROLS_MISSED:
        findings.insert(0, NO_CONTROLS.at(place, found=edits.matched))
    return Pulled(tuple(changes.values()), tuple(findings), tuple(left))


def _printed(edits: Edits, source: str) -> str:
    """A text as the report was made with it; the year of a target prints what is typed for the whole term."""
    if source in edits.texts:
        return edits.texts[source][0][0]
    return "\n".join(edits.parts[source][0])


def _joined_like(old: str, new: str) -> str:
    """The new text with its paragraphs as far apart as those of the old one."""
    lines = [line.strip() for line in new.splitlines() if line.strip()]
    several = "\n" in old.strip()
    apart = "\n\n" if "\n\n" in old or not several else "\n"
    return apart.join(lines)


def _differences(was: str, now: str) -> str:
    if not now:
        return f"删去了“{_short(was)}”"
    return "；".join(f"“{part.old}”改成了“{part.new}”" for part in fragments(was, now))


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
