"""What lies in a folder of reports: each with its form checked again, papers as built, corrections."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ...disk import Given, given
from ...model.finding import Finding, has_errors
from ...model.place import Place
from ...model.publication import LooseText
from ...model.report.report import Report
from ...model.text.squeezing import squeezed
from ...read.kind.library import Library
from ...read.publications.reading import LARGEST_FILE, read_loose
from .. import manifest
from ..build import Printed, made_of, print_report
from ..manifest import Manifest, OutputState
from .persons import person_in_texts, persons_of_form
from .problems import NAMES_A_PERSON, NOT_AS_BUILT, NOT_CHECKED, OTHER_SUBJECT
from .published_set import Correction

_CORRECTION: Final = "更正说明"
_PAPERS = (".docx", ".pdf")
_DATE = re.compile(r"(20\d\d)\s*[年.-]\s*(\d{1,2})\s*[月.-]\s*(\d{1,2})(?:\s*日)?")
_CODE = re.compile(r"[0-9A-Za-z]+(?=-)")
_NOT_AS_BUILT = {
    OutputState.EDITED: "生成以后被改动过", OutputState.STALE: "是填报表改动以前生成的",
}


@dataclass
class Gathered:
    """A report of a folder. `found`: what keeps it off the web; `code`: of the unit, as the folder is called by it."""

    home: Path
    code: str = ""
    printed: Printed | None = None
    made: dict[str, bytes] = field(default_factory=dict)
    corrections: list[Correction] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)


def gathered(folder: Path, library: Library) -> Iterator[Gathered]:
    """The reports of a folder, or of the folders in it, as a batch files them."""
    homes = [home for home in (folder, *sorted(path for path in folder.iterdir() if path.is_dir()))
             if any(True for _ in manifest.manifests(home))]
    homes = homes[:1] if homes[:1] == [folder] else homes
    if not homes:
        yield Gathered(folder, found=[NOT_CHECKED.at(Place(str(folder)), reason="没有用 discloser build 生成的报告")])
    for home in homes:
        reports = [_report(home, path, library) for path in manifest.manifests(home)]
        _take_corrections(home, reports)
        yield from reports


def _report(home: Path, path: Path, library: Library) -> Gathered:
    code = _CODE.match(home.name)
    one = Gathered(home, code[0] if code else "")
    known = manifest.read_manifest(path)
    if known is None or not (home / known.form).is_file():
        why = "记录生成的文件损坏了" if known is None else f"生成它的填报表“{Path(known.form).name}”不在原处"
        one.found.append(NOT_CHECKED.at(Place(str(path)), reason=why))
        return one
    one.printed = print_report(Path(os.path.normpath(home / known.form)), [], library)
    report = one.printed.report
    if report is None:
        one.found += [*(f for f in one.printed.checked.findings if has_errors([f])),
                      NOT_CHECKED.at(Place(str(path)), reason="填报表有错误")]
        return one
    one.found += _changed(home, known, one.printed, report)
    one.made = {name: content for name in known.outputs
                if (content := _content(home / name)) is not None}
    return one


def _changed(home: Path, known: Manifest, printed: Printed, report: Report) -> Iterator[Finding]:
    """Files that are not what the form gives."""
    states = manifest.states(home, known)
    wrong = {name: _NOT_AS_BUILT[state] for name, state in states.items() if state in _NOT_AS_BUILT}
    for name, reason in wrong.items():
        yield NOT_AS_BUILT.at(Place(str(home / name)), found=name, reason=reason)
    if not wrong and known.printed != made_of(printed, report).manifest.printed:
        yield NOT_AS_BUILT.at(Place(str(home)), found=report.title, reason="是早先的程序或者版式生成的")


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _take_corrections(home: Path, reports: list[Gathered]) -> None:
    """Give each 更正说明 of a folder to the reports of its unit and year."""
    papers = (path for path in sorted(home.iterdir())
              if _CORRECTION in path.name and path.suffix.lower() in _PAPERS and path.is_file())
    for path in papers:
        file = given(path, LARGEST_FILE)
        texts = texts_of(file)
        own = [one for one in reports if one.printed and one.printed.report and _is_about(texts, one.printed.report)]
        for one in own:
            one.corrections.append(Correction(path.name, file.content, last_date(texts)))
            if who := person_in_texts(texts, persons_of_form(one.printed.checked) if one.printed else ()):
                one.found.append(NAMES_A_PERSON.at(Place(str(path)), found=path.name, who=who))
        if not own and reports and not reports[0].found:
            reports[0].found.append(OTHER_SUBJECT.at(
                Place(str(path)), found=path.name, reason="说的不是这里的单位和年度，或者读不出文字"))


def texts_of(file: Given) -> list[str]:
    """The texts of a paper, in their order; none of one that can't be read."""
    texts: list[str] = []
    for block in read_loose(file).blocks:
        texts += [block.text] if isinstance(block, LooseText) else [cell.text for row in block.rows for cell in row]
    return texts


def last_date(texts: Iterable[str]) -> dt.date | None:
    """The date that a paper ends with, as official letters do."""
    for text in reversed(list(texts)):
        for found in reversed(list(_DATE.finditer(text))):
            with suppress(ValueError):
                return dt.date(*map(int, found.groups()))
    return None


def _is_about(texts: list[str], report: Report) -> bool:
    """Whether a paper names a report's unit and year."""
    whole = squeezed("".join(texts))
    return squeezed(report.unit) in whole and f"{report.year}年" in whole
