"""Reading a report that people edited in Word back into its form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..compare.values import tree_of
from ..derive.case import case_of
from ..disk import ChangedMeanwhile, Document, digest, digest_at, located, write_all
from ..model.case import Case
from ..model.finding import Finding
from ..model.form.base import field_of
from ..model.form.common import CommonForm
from ..model.form.outline import entry_at
from ..model.place import FormPath, Place, written
from ..pull.differences import blanks_in, blanks_of, read_edits
from ..pull.edits import Edits, Typed
from ..pull.outcome import pulled
from ..pull.pulled import CHANGED_SINCE, NO_HOME, OTHER_FORM, Pulled
from ..pull.three_way import since_built
from ..read.docx.report import EDGES, Extra, WordReport, read_word_report, read_words
from ..read.kind.library import INSTALLED, Library
from ..render import FORMATS
from ..trace.reach import with_another_value
from . import manifest
from .build import report_of
from .check import Checked, check
from .write_back import written_back

LEFT = ".未收回{}.txt"
INSTEAD = ".收回结果{}"
_MOST_FILES = 1000
_ROW = re.compile("0|[1-9][0-9]{0,5}")
_DERIVED = ("取数", "增减")
_ABOUT_THE_REPORT = ("报告", "单位", "控制数")


@dataclass(frozen=True)
class PullProposal:
    """What a report would change in its form. `content`: the form's new bytes; None when nothing goes back."""

    checked: Checked
    pulled: Pulled
    content: bytes | None = None


@dataclass(frozen=True)
class WrittenFiles:
    """The files that a pull wrote. `history`: where the form is kept as it was.

    `instead`: where the form with its new texts lies when the form itself was changed after it had been read, and so
    was left alone.
    """

    files: list[Path]
    history: Path | None = None
    instead: Path | None = None


def propose(report: Document, form: Document, library: Library = INSTALLED) -> PullProposal:
    """What an edited report says otherwise than its form; nothing is written yet."""
    checked = check(form, library)
    edited = read_word_report(report)
    if edited.findings or checked.case is None:
        return PullProposal(checked, Pulled(findings=edited.findings))
    path, _ = located(report)
    made = _words(checked, path, library)
    whole = checked.case.form

    def typed(source: str) -> bool:
        return _is_typed(whole, source)

    def there() -> WordReport:
        return _words(checked._replace(case=_filled(case)), path, library)

    case = checked.case
    built, changed_since = _built(report, checked, made)
    edits = _edits(made, edited, built, typed, there)
    found = pulled(edits, Place(str(path)), _path, lambda source: str(_value(whole, source) or ""))
    source = checked.source._replace(places=checked.places)
    texts = {change.path: change.new for change in found.changes}
    content, homeless = written_back(checked.files[0], source, texts)
    found = _without(found, homeless, path)
    if changed_since:
        told = CHANGED_SINCE if built is not None else OTHER_FORM
        found = replace(found, findings=(told.at(Place(str(path))), *found.findings))
    return PullProposal(checked, found, content if found.changes else None)


def _edits(
    made: WordReport, edited: WordReport, built: WordReport | None, typed: Typed, filled: Callable[[], WordReport],
) -> Edits:
    """What was edited. `made`: what the form gives now; `built`: the report as built from the form as it was then."""
    edits = read_edits(made, edited, typed)
    blanks = blanks_of(made, filled(), typed) if edits.wording or edits.added else {}
    if blanks:
        edits = read_edits(made, edited, typed, blanks)
    if built is None:
        return edits
    earlier = read_edits(built, edited, typed, blanks_in(built, made, blanks))
    return since_built(earlier, edits, built, made, typed)


def _built(report: Document, checked: Checked, made: WordReport) -> tuple[WordReport | None, bool]:
    """The words of the report as it was built, if it would be built otherwise now; and whether its form was changed.

    An earlier program worded and laid out some things otherwise; that is nobody's edit.
    """
    output = manifest.output_of(report)
    if output is None:
        return None, False
    changed = output.form != manifest.digest_of_all(checked.sources().values())
    words = read_words(manifest.as_built(output), located(report)[0])
    alike = (words.paragraphs, words.tables) == (made.paragraphs, made.tables)
    return None if words.findings or (alike and not changed) else words, changed


def _words(checked: Checked, report: Path, library: Library) -> WordReport:
    """The words of the report that a form gives, attachments included.

    Its title is known above the pages: an earlier program printed it there.
    """
    made = report_of(checked, library)
    made = replace(made, attachments=checked.attachments.printed())
    words = read_words(FORMATS["docx"].render(made, library.fonts), report)
    return replace(words, others=(*words.others, Extra(EDGES["header"], made.title)))


def _filled(case: Case) -> Case:
    """The case of the form with something in every text that was left blank, so as to see where such texts stand."""
    form = case.form
    for path in _blank_texts(tree_of(form), ()):
        form = with_another_value(form, path)
    return case_of(form, case.kind, case.classification)


def _blank_texts(block: Mapping[str, Any], path: FormPath) -> Iterator[FormPath]:
    for key, value in block.items():
        if isinstance(value, dict):
            yield from _blank_texts(value, (*path, key))
        elif value == "" and path and path[0] not in _ABOUT_THE_REPORT:
            yield (*path, key)


def carry_out(proposal: PullProposal, report: Path, form: Path) -> WrittenFiles:
    """Write the form with its new texts, and beside the report what does not go back.

    The form is kept as it was in its history. One that was changed since it was read is left alone.
    """
    left = _saved_beside(proposal.pulled, report)
    if proposal.content is None:
        return _only(left)
    was = {form: proposal.checked.files[0].content}
    kept = manifest.kept({form: proposal.content}, was, None, form.parent, form)
    try:
        write_all({**left, **kept.copies, form: proposal.content}, {**dict.fromkeys(kept.copies), **was})
    except ChangedMeanwhile:
        instead = _free(form, f"{INSTEAD}{form.suffix}", proposal.content)
        write_all({**left, instead: proposal.content})
        return WrittenFiles(list(left), instead=instead)
    return WrittenFiles([*left, form], kept.folder)


def save_left(proposal: PullProposal, report: Path) -> WrittenFiles:
    """Write only what does not go back."""
    return _only(_saved_beside(proposal.pulled, report))


def _only(left: dict[Path, bytes]) -> WrittenFiles:
    write_all(left)
    return WrittenFiles(list(left))


def _saved_beside(found: Pulled, report: Path) -> dict[Path, bytes]:
    """What does not go back, in a file of its own: an earlier list that says something else is kept."""
    if not found.left:
        return {}
    blocks = (f"【{where}】\n原来：{was or '（无）'}\n报告里：{now or '（删去）'}\n" for where, was, now in found.left)
    content = "\n".join(blocks).encode()
    return {_free(report, LEFT, content): content}


def _free(beside: Path, ending: str, content: bytes) -> Path:
    """A name beside a file for some bytes: one that nothing else has."""
    names = (f"{beside.stem}{ending.format(number)}" for number in ("", *(f"-{n}" for n in range(2, _MOST_FILES))))
    return next(
        path for path in map(beside.with_name, names) if not path.exists() or digest_at(path) == digest(content))


def _path(source: str) -> FormPath:
    """A source as a way into the form; a tag of somebody else's may hold anything."""
    return tuple(int(part) if _ROW.fullmatch(part) else part for part in source.split("/"))


def _is_typed(form: CommonForm, source: str) -> bool:
    """Whether a source is a text of the form: no figure, date, name of a block or derived value."""
    path = _path(source)
    entry = None if path[0] in _DERIVED else entry_at(path, type(form))
    return entry is not None and entry.sort == "value" and isinstance(_value(form, path), str | None)


def _value(form: CommonForm, path: FormPath) -> Any:
    value: Any = form
    for part in path:
        if isinstance(part, int):
            value = value[part] if isinstance(value, tuple) and part < len(value) else None
        elif value is not None:
            value = getattr(value, field_of(type(value), part))
    return value


def _without(found: Pulled, homeless: set[FormPath], report: Path) -> Pulled:
    """What was found, with texts that have no place in the form among what is left."""
    gone = [change for change in found.changes if change.path in homeless]
    told: tuple[Finding, ...] = tuple(
        NO_HOME.at(Place(str(report)), field=written(change.path), found=change.new) for change in gone)
    return Pulled(
        tuple(change for change in found.changes if change.path not in homeless), (*found.findings, *told),
        (*found.left, *((written(change.path), change.old, change.new) for change in gone)),
    )
