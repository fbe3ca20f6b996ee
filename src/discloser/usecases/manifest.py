"""Versions of a report in a folder: what each file was made from, older ones kept, nothing edited by hand ever lost.

Beside the outputs stands a manifest, `<report>.版本`, JSON. It holds hashes, no clock and nothing of the form but what
the report prints.
"""

from __future__ import annotations

import base64
import json
import os
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from ..compare.printed import PrintedSnapshot
from ..disk import Document, Handed, digest, digest_at, located, settle

SUFFIX = ".版本"
HISTORY = "历史"
_EDITION = re.compile(r"第(\d{1,6})版")
_LARGEST_MANIFEST = 8 * 2**20
_LARGEST_REPORT = 32 * 2**20
_READ_BACK = re.compile(r"word/((_rels/)?document\.xml(\.rels)?|(header|footer|styles|charts/chart[0-9]+)\.xml)")


class OutputState(StrEnum):
    """What became of an output since it was made."""

    CURRENT = "最新"
    STALE = "填报表已改，要重新生成"
    EDITED = "生成以后被改动过"
    MISSING = "不在了"
    UNKNOWN = "找不到填报表，不知道是不是最新"


class Output(NamedTuple):
    """One output: the hash of its bytes, and of the form it was made from. `body`: a DOCX's words as made, packed."""

    digest: str
    form: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a report's files were made from. `form`: the form's path from the folder; `date`: the form's own.

    `named`: the paths of the forms that the form names and of what it appends; `form_digest` stands for it and them.
    `packed`: what the report printed, small.
    """

    tool: str
    kind: str
    form: str
    form_digest: str
    date: str
    outputs: Mapping[str, Output] = field(default_factory=dict)
    packed: str = ""
    named: tuple[str, ...] = ()

    @property
    def printed(self) -> PrintedSnapshot | None:
        """What the report printed."""
        return _unpacked(self.packed)


class Kept(NamedTuple):
    """What a build leaves of the version before: copies to write, and which of the copied files were edited by hand."""

    copies: Mapping[Path, bytes]
    edited: tuple[Path, ...]
    folder: Path | None


def digest_of_all(digests: Iterable[str]) -> str | None:
    """One hash for the hashes of all that a report is made from; None when one of these is missing."""
    digests = list(digests)
    if not all(digests):
        return None
    return digests[0] if len(digests) == 1 else digest("\n".join(digests).encode())


def manifest_path(folder: Path, stem: str) -> Path:
    """Where the manifest of a report stands."""
    return folder / f"{stem}{SUFFIX}"


def standing(paths: Iterable[Path], folder: Path) -> dict[Path, bytes | None]:
    """What lies where files are about to be written, None for nothing; what a dead process left is settled first."""
    settle(folder)
    return {path: _content(path) for path in paths}


def kept(
    new: Mapping[Path, bytes], was: Mapping[Path, bytes | None], old: Manifest | None, folder: Path, manifest: Path,
) -> Kept:
    """Copies of every file of a folder that is about to change, for a folder of their own in its history."""
    changed = {path: content for path, content in was.items()
               if content is not None and path in new and content != new[path]}
    if not changed:
        return Kept({}, (), None)
    home = folder / HISTORY / f"第{_next_edition(folder / HISTORY)}版"
    edited = tuple(path for path, content in changed.items() if not _is_as_made(_name(path, folder), content, old))
    copies = {home / path.relative_to(folder): content for path, content in changed.items()}
    if (content := was.get(manifest)) is not None:
        copies[home / manifest.name] = content
    return Kept(copies, edited, home)


def outputs_of(files: Mapping[str, bytes], form_digest: str) -> dict[str, Output]:
    """The outputs of a build that made some files, by name."""
    return {name: Output(digest(content), form_digest, _body(name, content)) for name, content in files.items()}


def manifest_bytes(manifest: Manifest, old: Manifest | None) -> bytes:
    """The manifest's bytes; outputs of another format that an earlier build made are remembered."""
    outputs = {**(old.outputs if old else {}), **manifest.outputs}
    data = {
        "discloser": manifest.tool, "kind": manifest.kind, "date": manifest.date,
        "form": {"file": manifest.form, "sha256": manifest.form_digest} | (
            {"named": list(manifest.named)} if manifest.named else {}),
        "outputs": {
            name: {"sha256": one.digest, "form_sha256": one.form} | ({"body": one.body} if one.body else {})
            for name, one in sorted(outputs.items())
        },
        "printed": manifest.packed,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def read_manifest(path: Path) -> Manifest | None:
    """The manifest in a file; None for a file that is missing or damaged, which makes all outputs unknown."""
    return manifest_in(_content(path))


def manifest_in(content: bytes | None) -> Manifest | None:
    """The manifest in a file's bytes, if there is one."""
    if content is None or len(content) > _LARGEST_MANIFEST:
        return None
    try:
        return _manifest(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def states(folder: Path, manifest: Manifest) -> dict[str, OutputState]:
    """Output → what became of it."""
    settle((folder / manifest.form).parent)
    now = digest_of_all(digest_at(folder / name) for name in (manifest.form, *manifest.named))
    return {name: _state(folder, name, output, now) for name, output in manifest.outputs.items()}


def form_from(folder: Path, form: Path) -> str:
    """The form's path as seen from the folder of its report, the same on every system."""
    try:
        return Path(os.path.relpath(form, folder)).as_posix()
    except ValueError:  # on another drive
        return form.name


def manifests(folder: Path) -> Iterable[Path]:
    """The manifests in a folder, by name."""
    return sorted(path for path in folder.glob(f"*{SUFFIX}") if path.is_file())


def output_of(report: Document) -> Output | None:
    """The output that a file is or was: people rename a report they edit, and most keep the beginning of its name."""
    path, files = located(report)
    names = report.beside if isinstance(report, Handed) else [one.name for one in manifests(path.parent)]
    stems = (name.removesuffix(SUFFIX) for name in names if name.endswith(SUFFIX))
    stem = max((stem for stem in stems if path.stem.startswith(stem)), key=len, default="")
    content = files.given(manifest_path(path.parent, stem), _LARGEST_MANIFEST).content if stem else b""
    manifest = manifest_in(content or None)
    return manifest.outputs.get(f"{stem}{path.suffix}") if manifest else None


def as_built(output: Output) -> bytes:
    """What is read of a DOCX, as it was made, in a package that holds nothing else; b"" when it is not known."""
    try:
        return base64.b64decode(output.body, validate=True)
    except ValueError:
        return b""


def _body(name: str, content: bytes) -> str:
    """What stands in a DOCX, in a package of its own: with it, edits are told from what the form changed since."""
    if not name.endswith(".docx"):
        return ""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as whole, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as alone:
        for name in filter(_READ_BACK.fullmatch, whole.namelist()):
            alone.writestr(zipfile.ZipInfo(name), whole.read(name), zipfile.ZIP_DEFLATED)
    return base64.b64encode(packed.getvalue()).decode()


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _state(folder: Path, name: str, output: Output, form: str | None) -> OutputState:
    inside = ".." not in Path(name).parts and not Path(name).is_absolute()
    found = digest_at(folder / name) if inside else ""
    if not found:
        return OutputState.MISSING
    if found != output.digest:
        return OutputState.EDITED
    if form is None:
        return OutputState.UNKNOWN
    return OutputState.CURRENT if form == output.form else OutputState.STALE


def _is_as_made(name: str, content: bytes, old: Manifest | None) -> bool:
    known = old.outputs.get(name) if old else None
    return known is not None and known.digest == digest(content)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _next_edition(history: Path) -> int:
    names = (entry.name for entry in history.iterdir()) if history.is_dir() else ()
    return max((int(found[1]) for name in names if (found := _EDITION.fullmatch(name))), default=0) + 1


def packed(printed: PrintedSnapshot) -> str:
    """What a report printed, packed into a text."""
    data = {"neutral": printed.neutral, "cover": printed.cover, "charts": printed.charts}
    return base64.b64encode(zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 9)).decode()


def _unpacked(packed: str) -> PrintedSnapshot | None:
    """The report as it was printed. Raises ValueError for anything but what `_packed` made."""
    if not packed:
        return None
    try:
        content = zlib.decompressobj().decompress(base64.b64decode(packed, validate=True), _LARGEST_REPORT)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    data = json.loads(content)
    charts = {str(title): tuple((str(name), str(text)) for name, text in slices)
              for title, slices in data["charts"].items()}
    return PrintedSnapshot(dict(data["neutral"]), tuple(str(text) for text in data["cover"]), charts)


def _manifest(data: Any) -> Manifest:
    outputs = {
        str(name): Output(str(one["sha256"]), str(one["form_sha256"]), str(one.get("body", "")))
        for name, one in data["outputs"].items()
    }
    form, printed = data["form"], str(data["printed"])
    _unpacked(printed)  # a damaged one makes the whole manifest one
    return Manifest(
        str(data["discloser"]), str(data["kind"]), str(form["file"]), str(form["sha256"]), str(data["date"]),
        outputs, printed, tuple(map(str, form.get("named", ()))),
    )
