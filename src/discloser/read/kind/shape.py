"""The files of a report kind → `ReportKind`, or all that is wrong with them and whatever pieces can still be judged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from ...model.finding import Finding, has_errors, in_reading_order
from ...model.kind.report_kind import ReportKind
from ...model.kind.tables import TableSpec
from ..yaml.reader import read_plainly
from .files import KindFiles, read_files
from .sizes import too_much


class ShapedKind(NamedTuple):
    """A kind as read. `whole`: absent when it has a fault of writing or shape; `pieces`: what is right in itself.

    `tables`: number of the file, from 0, → table, for those that are right in themselves. `stopped`: no more is to be
    done with it.
    """

    files: KindFiles
    findings: tuple[Finding, ...]
    whole: ReportKind | None
    pieces: ReportKind
    tables: Mapping[int, TableSpec]
    stopped: bool = False


def right_kind(kind_id: str, folder: Path) -> ReportKind | None:
    """The kind in a folder, if nothing at all is wrong with it: read without the places that findings need."""
    files = read_files(folder, read_plainly)
    if files.findings or files.faulty:
        return None
    try:
        kind = ReportKind.model_validate({**files.data, "标识": kind_id})
    except ValidationError:
        return None
    return None if any(too_much(files, kind)) else _ordered(kind)


def shape_kind(kind_id: str, folder: Path) -> ShapedKind:
    """The kind in a folder; whatever is wrong with it is a finding, never an exception."""
    files = read_files(folder)
    data = {**files.data, "标识": kind_id}
    findings = list(files.findings)
    try:
        kind = ReportKind.model_validate(data)
    except ValidationError as error:
        from .refusals import findings_of  # installed kinds are right and need none of it

        one_block = {i for i, table in enumerate(data["表格"]) if isinstance(table, dict) and "列" in table}
        findings += findings_of(error, one_block, files.places, files.faulty)
        tables = dict(_each(data["表格"], TableSpec))
        return ShapedKind(
            files, tuple(in_reading_order(findings)), None, _salvaged(data, tables), tables, files.stopped)
    tables = dict(enumerate(kind.tables))
    larger = list(too_much(files, kind))
    kind, findings = _ordered(kind), [*findings, *larger]
    whole = None if has_errors(findings) else kind
    return ShapedKind(files, tuple(in_reading_order(findings)), whole, kind, tables, files.stopped or bool(larger))


def _ordered(kind: ReportKind) -> ReportKind:
    """The kind with its tables by their numbers."""
    return kind.model_copy(update={"tables": tuple(sorted(kind.tables, key=lambda table: table.no))})


def _salvaged(data: Mapping[str, Any], tables: Mapping[int, TableSpec]) -> ReportKind:
    """A kind of those pieces that are right in themselves; what is not is empty."""
    values: dict[str, Any] = {}
    for name, info in ReportKind.model_fields.items():
        raw = data.get(str(info.alias))
        values[name] = tuple(tables.values()) if name == "tables" else _right(raw, info)
    return ReportKind.model_construct(**values)


def _right(raw: Any, info: FieldInfo) -> Any:
    """A value if it is right, else those of its pieces that are."""
    kind: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    try:
        return TypeAdapter(kind).validate_python(raw)
    except ValidationError:
        origin, inner = get_origin(info.annotation), get_args(info.annotation)
    if isinstance(raw, Mapping) and origin in (dict, Mapping):
        return dict(_each(raw, inner[-1]))
    if isinstance(raw, list) and origin is tuple:
        return tuple(value for _, value in _each(raw, inner[0]))
    return _nothing(info)


def _each(raw: Any, piece: Any) -> list[tuple[Any, Any]]:
    """The pieces that are right, by key or number."""
    found = []
    adapter = TypeAdapter(piece)
    for key, value in raw.items() if isinstance(raw, Mapping) else enumerate(raw):
        try:
            found.append((key, adapter.validate_python(value)))
        except ValidationError:
            continue
    return found


def _nothing(info: FieldInfo) -> Any:
    """What stands for a value that is wrong: the default, or an empty one of its sort."""
    if not info.is_required():
        return info.default
    annotation: Any = info.annotation
    if annotation in (str, int):
        return annotation()
    origin = get_origin(annotation)
    if origin is Literal:
        return get_args(annotation)[0]
    return () if origin is tuple else {} if origin in (dict, Mapping) else None
