"""The official inspection sheet of a round: what the program can answer beforehand, what was answered, what is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .. import engine, jobs, store
from ..models import HandedIn, Job
from .models import ChecklistAnswer, Review

_INSPECT = "inspect"
_READ = ("docx", "html", "pdf")
"""The formats of a report that can be read back, the surest first."""
_FITS: Mapping[str, bool] = {"合格": True, "不合格": False}
"""What the program may answer by itself; whatever else it says is for a person to judge."""


def items() -> list[str]:
    """The names of the sheet's items, in its order."""
    return [one.name for one in engine.inspected_items()]


def inspect(review: Review) -> None:
    """Have the sheet filled in beforehand, for the report as it was submitted."""
    files = {one.format: one for one in review.files.all()}
    report = next((files[name] for name in _READ if name in files), None)
    if report is not None:
        handed = HandedIn.objects.create(
            what=_INSPECT, name=report.name, blob_id=report.blob_id, version=review.version)
        jobs.asked(_INSPECT, version=review.version, handed=handed)


@dataclass(frozen=True)
class SheetRow:
    """An item as the reviewer's page shows it. `who`: 程序填的, 请您判断, 您填的; `fits`: None for 不涉及."""

    number: int
    category: str
    name: str
    who: str
    filled: bool
    fits: bool | None
    place: str
    note: str
    remarks: str

    @property
    def chosen(self) -> str:
        """What of the three is picked; "" for none."""
        return ("na" if self.fits is None else "yes" if self.fits else "no") if self.filled else ""


def sheet_of(review: Review) -> list[SheetRow]:
    """Every item: as the reviewer answered it, else as the program did, else open."""
    answers = {one.item: one for one in review.answers.all()}
    told = _told(review)
    return [_row(number, one.category, one.name, answers.get(one.name), told.get(one.name, {}))
            for number, one in enumerate(engine.inspected_items(), start=1)]


def _row(
    number: int, category: str, name: str, answer: ChecklistAnswer | None, told: Mapping[str, str],
) -> SheetRow:
    verdict, places = told.get("verdict", ""), told.get("places", "")
    if answer is not None:
        who = "程序填的" if answer.by_program else "您填的"
        return SheetRow(number, category, name, who, True, answer.fits, answer.place or places, answer.note,
                        told.get("remarks", ""))
    by_program = verdict in _FITS
    return SheetRow(
        number, category, name, "程序填的" if by_program else "请您判断", by_program, _FITS.get(verdict), places, "",
        told.get("remarks", ""))


def inspecting(review: Review) -> bool:
    """Whether the program is still at it."""
    job = _job(review)
    return job is not None and job.open


def _told(review: Review) -> Mapping[str, Mapping[str, str]]:
    job = _job(review)
    rows = store.json_of(job.result)["checklist"] if job and job.result else ()
    return {row["name"]: row for row in rows}


def _job(review: Review) -> Job | None:
    jobs_there = Job.objects.filter(what=_INSPECT, version=review.version_id).select_related("result")
    return jobs_there.order_by("-id").first()
