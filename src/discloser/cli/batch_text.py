"""What a batch tells: counts, what to look at, where the lists are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..usecases.batch.new_forms import RosterForm
from ..usecases.batch.records import State
from ..usecases.batch.run import Run, Told
from ..usecases.batch.summary import Bureau, not_submitted

_MOST_TOLD = 20
_FINE = (State.BUILT, State.CHECKED)


def json_of_unit(one: Told) -> dict[str, Any]:
    """A unit as a line of JSON."""
    record = one.record
    return {
        "form": record.key, "code": one.code, "unit": record.name, "state": record.state.value, "skipped": one.skipped,
        "errors": record.errors, "warnings": record.warnings, "folder": one.folder,
        "files": dict(record.files), "message": "；".join(filter(None, (record.message, one.doubt))),
    }


def lines_of_run(done: Run, bureau: Bureau, files: Sequence[Path]) -> Iterator[str]:
    """What became of a batch, for a person."""
    units = list(done.units.values())
    states = Counter(one.record.state for one in units)
    skipped = sum(one.skipped for one in units)
    counts = "，".join(f"{state.value} {states[state]}" for state in State if states[state])
    unchanged = f"；其中没有变、跳过的 {skipped}" if skipped else ""
    yield f"共 {len(units) + len(done.left)} 份填报表：{counts or '没有做'}{unchanged}"
    yield from _listed("要看的", [_line(one) for one in units if one.record.state not in _FINE or one.doubt])
    yield from _listed("同名", [f"{name}：{'、'.join(keys)}" for name, keys in done.collisions])
    if bureau.roster.units:
        yield from _listed("没有报", [f"{unit.code} {unit.name}" for unit in not_submitted(done, bureau.roster)])
    yield from _listed("还没有做（再运行一次就接着做）", done.left)
    yield from _listed("多出来的文件夹（这次没有对应的填报表）", done.stale)
    yield from (f"已写好：{file}" for file in files)


def lines_of_new(begun: Sequence[RosterForm], doubts: Sequence[str] = ()) -> Iterator[str]:
    """What forms were written for a roster; `doubts`: of the list that their lines were taken from."""
    written = [one for one in begun if one.file]
    from_last = sum(bool(one.last_year) and not one.why for one in written)
    listed = sum(one.listed for one in written)
    taken = f"；其中从清单取了各行的 {listed}" if listed else ""
    yield f"写好 {len(written)} 份填报表：从上年开头的 {from_last}，新开的 {len(written) - from_last}{taken}"
    yield from _listed("清单里要看的", doubts)
    told = [f"{one.unit.code} {one.unit.name}：{one.why}" + (f"（{one.last_year}）" if one.last_year else "")
            for one in begun if one.why]
    yield from _listed("要看的", told)


def _line(one: Told) -> str:
    record = one.record
    name = f"（{record.name}）" if record.name else ""
    errors = f"，错误 {record.errors} 处" if record.errors else ""
    told = "；".join(filter(None, (record.message, one.doubt)))
    return f"{record.key}{name}：{record.state.value}{errors}" + (f"。{told}" if told else "")


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if not lines:
        return
    yield f"{title} {len(lines)}："
    yield from (f"  {line}" for line in lines[:_MOST_TOLD])
    if len(lines) > _MOST_TOLD:
        yield f"  ……另有 {len(lines) - _MOST_TOLD}，见批量结果.xlsx"
