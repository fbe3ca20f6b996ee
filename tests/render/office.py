"""LibreOffice as a second opinion on a DOCX: what it prints, page by page, with the project's own fonts in sight."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
from report_texts import bare

FONTS = Path(__file__).parents[2] / "templates" / "fonts"
_OFFICIAL_FONTS = {
    "方正小标宋简体": "FandolSong", "黑体": "FandolHei", "楷体_GB2312": "FandolKai", "仿宋_GB2312": "FandolFang R",
    "宋体": "FandolSong",
}


def convert(documents: Mapping[str, bytes], target: str, folder: Path) -> dict[str, Path]:
    """The documents, by name, converted in one run of a LibreOffice that has never run before."""
    sources = []
    for name, data in documents.items():
        sources.append(folder / f"{name}.docx")
        sources[-1].write_bytes(data)
    command = [
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", target,
        "--outdir", str(folder / target), *map(str, sources),
    ]
    environment = {**os.environ, "FONTCONFIG_FILE": str(_font_configuration(folder))}
    subprocess.run(command, env=environment, capture_output=True, check=True, timeout=300)
    return {name: folder / target / f"{name}.{target}" for name in documents}


def _font_configuration(folder: Path) -> Path:
    stand_ins = "".join(
        f'<match target="pattern"><test name="family"><string>{official}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{free}</string></edit></match>'
        for official, free in _OFFICIAL_FONTS.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FONTS}</dir>'
        f"<cachedir>{folder / 'fontcache'}</cachedir>{stand_ins}</fontconfig>",
        encoding="utf-8",
    )
    return path


def printed_pages(pdf: Path) -> list[str]:
    """The text of every page, line by line."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    document.close()
    return pages


def printed_number(page: str) -> int | None:
    """The page number in a page's footer."""
    found = re.search(r"^— ?(\d+) ?—$", page, re.MULTILINE)
    return int(found[1]) if found else None


def lines_of(page: str) -> set[str]:
    """The lines of a page without white space, and up to three that follow one another as one."""
    lines = [bare(line) for line in page.split("\n")]
    return {"".join(lines[start : start + count]) for start in range(len(lines)) for count in (1, 2, 3)}


def count_tables(odt: Path) -> int:
    """The tables of a text document."""
    with ZipFile(odt) as package:
        return package.read("content.xml").decode().count("<table:table ")
