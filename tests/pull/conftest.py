"""Equal reports are written and read once: every pull writes its form's report anew, here mostly the same one."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from discloser.model.report.report import Report
from discloser.read.docx.report import WordReport, read_words
from discloser.render import FORMATS
from discloser.usecases import pull


@pytest.fixture(scope="package", autouse=True)
def each_report_once() -> Iterator[None]:
    """Keeps what Word reports and their words come to, by what they are made of."""
    word, written, read = FORMATS["docx"], dict[bytes, bytes](), dict[bytes, WordReport]()

    def render(report: Report, fonts: Path) -> bytes:
        made_of = pickle.dumps((report, fonts))
        if made_of not in written:
            written[made_of] = word.render(report, fonts)
        return written[made_of]

    def words(content: bytes, path: Path) -> WordReport:
        if content not in written.values():
            return read_words(content, path)
        if content not in read:
            read[content] = read_words(content, path)
        return read[content]

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(FORMATS, "docx", replace(word, render=render))  # type: ignore[arg-type]
        patch.setattr(pull, "read_words", words)
        yield
