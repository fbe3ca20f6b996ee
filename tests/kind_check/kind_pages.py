"""Reads the pages of the KND family in docs/rules and runs their examples.

An example is a fenced block that names a file of a kind, and, if something is to be found, a block `text` with the
findings. The file is put into a copy of the invented province's kind. Of a file made of keys only those that matter
are written; the others follow from the kind, so line numbers stay true. Tables, texts and files made of rows are
written whole. Words after the file name: `整份` nothing is appended, `不存在` the file is taken away, `编码=gb18030`,
`链接` the file stands elsewhere and only a link to it here, `份数=101` so many copies of it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from pages import Example

from discloser.model.finding import Finding
from discloser.usecases.kinds import check_kind_folder

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "tests" / "own_kind" / "yunling" / "budget-2024"
KIND = Path("版式")
_TOP_KEY = re.compile(r"^([^\s#:：,，{\[-][^\s:：,，{]*?)\s*[:：]", re.M)


def findings(example: Example) -> list[Finding]:
    """What is found in the kind with an example's file, made in the current folder."""
    shutil.copytree(GOOD, KIND)
    file = KIND / example.name
    if "不存在" in example.options:
        file.unlink()
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        content = _content(example).encode(example.options.get("编码", "utf-8"))
        for number in range(int(example.options.get("份数", "1")) - 1):
            file.with_name(f"{number}-{file.name}").write_bytes(content)
        if "链接" in example.options:
            file.unlink(missing_ok=True)
            file.symlink_to(Path("别处").resolve())
            file.resolve().write_bytes(content)
        else:
            file.write_bytes(content)
    return check_kind_folder(KIND)


def _content(example: Example) -> str:
    whole = "整份" in example.options or "/" in example.name or example.name == "glossary.yaml"
    if whole:
        return example.content
    present = set(_TOP_KEY.findall(example.content))
    parts = re.split(r"^(?=\S)", (GOOD / example.name).read_text(encoding="utf-8"), flags=re.M)
    kept = (part for part in parts if part and part.split(":")[0] not in present and not part.startswith("#"))
    return example.content + "".join(kept)
