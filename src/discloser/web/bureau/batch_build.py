"""批量生成: the reports of many forms, made as `discloser batch` makes them, here or by a cluster, in one archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings

from ...disk import digest
from ...model.ledger import LedgerSheet, columns_of
from ...usecases.batch.cluster import cluster_hands
from ...usecases.batch.names import Folders, folder_name
from ...usecases.batch.tls import NoCluster, Tls
from ...usecases.batch.unit import Outcome, UnitTask, Wanted, one
from ...usecases.crew import Ended
from ...usecases.engine import engine_digest
from ...usecases.ledgers import ledger_workbook
from .. import engine, store
from ..handed_papers import paper_of
from ..kinds_at_hand import folders, library
from ..models import Blob, FormOutput
from .models import BatchPart, BureauBatch, Review
from .readiness import NEEDED

LIST = "批量结果.xlsx"
_BY_CLUSTER = 40
_WORDS = {
    Ended.TIMEOUT: "超过时限，没有做完；请单独生成这一份", Ended.DIED: "处理它的进程两次意外中断；请单独生成这一份"}


def at_once() -> int:
    """How many reports are worked at in one go."""
    return _BY_CLUSTER if settings.SCHEDULER else 1


def work(batch: BureauBatch, parts: list[BatchPart]) -> Iterator[tuple[BatchPart, str]]:
    """Make the reports of some parts that are not there yet; of each, why it could not be made."""
    tasks: list[UnitTask] = []
    for part in parts:
        try:
            if not _there(part):
                tasks.append(_task(part))
                continue
        except store.Lost as lost:
            yield part, str(lost)
        else:
            yield part, ""
    by_key = {str(part.pk): part for part in parts}
    for task, outcome in _outcomes(tasks):
        yield by_key[task.key], _kept(by_key[task.key], outcome)


def _there(part: BatchPart) -> bool:
    """Whether the report was made already: what was handed to the bureau is never made anew."""
    made = part.version.report_files().values()
    return bool(_submitted(part)) or set(NEEDED) <= {
        one.format for one in made if one.engine == engine.engine_of_today()}


def _submitted(part: BatchPart) -> Review | None:
    valid = Review.objects.filter(due=part.due, version=part.version).exclude(
        decision__in=(Review.Decision.WITHDRAWN, Review.Decision.RETURNED))
    return valid.order_by("id").last()


def _task(part: BatchPart) -> UnitTask:
    return UnitTask(str(part.pk), paper_of(part.version).handed(), Wanted(
        engine.FORMATS, open_data=True, templates=folders()), departments=True)


def _outcomes(tasks: Iterable[UnitTask]) -> Iterator[tuple[UnitTask, Outcome | Ended]]:
    """What becomes of units, here or on the cluster that the server was started with."""
    if not settings.SCHEDULER:
        yield from ((task, one(task)) for task in tasks)
        return
    files = [Path(name) if name else None for name in settings.SCHEDULER_FILES]
    waiting = list(tasks)
    try:
        with cluster_hands(settings.SCHEDULER, Tls(*files), engine_digest(library()), folders()) as hands:
            for task, outcome in hands(waiting, lambda: False):
                waiting.remove(task)
                yield task, outcome
    except NoCluster:
        yield from ((task, one(task)) for task in waiting)


def _kept(part: BatchPart, outcome: Outcome | Ended) -> str:
    """Keep what was made as the version's report; why there is none."""
    if isinstance(outcome, Ended):
        return _WORDS.get(outcome, "没有做成")
    if outcome.made is None:
        record = outcome.record
        return "；".join(filter(None, (record.state.value, record.message))) if record else "没有做成"
    for form, name, content in engine.outputs_of(outcome.made.files):
        FormOutput.objects.get_or_create(
            version=part.version, format=form, engine=engine.engine_of_today(),
            defaults={"name": name, "blob": store.kept(content)})
    return ""


def archive(batch: BureauBatch, parts: list[BatchPart]) -> Blob:
    """All reports in one archive, a folder a unit, with the list of what became of each."""
    names = Folders()
    for part in parts:
        names.ask(str(part.pk), folder_name(part.due.unit.code, f"{part.due.unit.name}{_scope(part)}"))
    sums: dict[str, str] = {}
    with store.big_file() as file, ZipFile(file, "w", ZIP_STORED) as packed:
        for part in (part for part in parts if part.state == "done"):
            for name, blob in _files(part).items():
                path = f"{names.names[str(part.pk)]}/{name}"
                sums[path] = blob.digest
                packed.writestr(ZipInfo(path), store.content_of(blob))
        book = _list(parts, names.names)
        packed.writestr(ZipInfo(LIST), book)
        sums[LIST] = digest(book)
        packed.writestr(ZipInfo("SHA256SUMS"), "".join(f"{one}  {path}\n" for path, one in sorted(sums.items())))
        packed.close()
        return store.kept_file(file)


def _files(part: BatchPart) -> Mapping[str, Blob]:
    review = _submitted(part)
    if review is not None:
        return {one.name: one.blob for one in review.files.exclude(format="").select_related("blob")}
    return {one.name: one.blob for one in part.version.report_files().values()}


def _scope(part: BatchPart) -> str:
    return "" if part.due.scope == "unit" else f"（{part.due.get_scope_display()}）"


def _list(parts: Iterable[BatchPart], names: Mapping[str, str]) -> bytes:
    columns = columns_of("代码 12", "单位 30", "种类 8", "版本 6 count", "结果 10", "说明 50", "文件夹 34")
    rows = [(part.due.unit.code, part.due.unit.name, part.due.get_scope_display(), part.version.number,
             part.get_state_display(), part.told, names[str(part.pk)] if part.state == "done" else "")
            for part in parts]
    return ledger_workbook("批量结果", [LedgerSheet("批量结果", columns, rows)])
