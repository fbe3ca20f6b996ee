"""Compile the Chinese words of the command line: messages.po → messages.mo."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parents[1] / "src/discloser/cli/locale/zh_CN/LC_MESSAGES"

if __name__ == "__main__":
    with (FOLDER / "messages.po").open("rb") as source, (FOLDER / "messages.mo").open("wb") as target:
        write_mo(target, read_po(source, locale="zh_CN"))
