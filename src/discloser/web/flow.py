"""What becomes of what officers hand in and type: always a new version, written with what must be done to it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from . import jobs, store
from .models import BesideFile, Blob, FormVersion, HandedIn, Job, YearForm

UPLOADED, TYPED, BEGUN, PULLED = "上传", "在页面上改的", "由上年开始", "收回 Word 修改"
BACK, READ = "改回第 {} 版", "由报告读入"
_LONGEST_NAME = 100


class Overtaken(Exception):  # noqa: N818  an answer to the officer, not a fault
    """Another version came between; `newest` is the one that counts now."""

    def __init__(self, newest: FormVersion) -> None:
        super().__init__(newest.number)
        self.newest = newest


def file_name(given: str) -> str:
    """A file's bare name, without what does not show, not too long; it is only ever shown, never a path."""
    bare = given.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in unicodedata.normalize("NFC", bare) if unicodedata.category(c)[0] != "C").strip()
    stem, dot, ending = shown.rpartition(".")
    name = f"{stem[:_LONGEST_NAME]}{dot}{ending[:10]}" if dot else shown[:_LONGEST_NAME]
    return name or "填报表"


def new_form(name: str, content: bytes, beside: Mapping[str, bytes], how: str = UPLOADED) -> FormVersion:
    """A form handed in for the first time."""
    blob, others = store.kept(content), _kept(beside)
    with transaction.atomic():
        form = YearForm.objects.create()
        _put_beside(form, others)
        return _version(form, 1, blob, name, how, None)


def new_version(
    base: FormVersion, name: str, content: bytes, how: str, beside: Mapping[str, bytes] | None = None,
) -> FormVersion:
    """A version made from another, which must be the newest. Raises `Overtaken`."""
    blob, others = store.kept(content), _kept(beside or {})
    with transaction.atomic():
        form = YearForm.objects.select_for_update().get(id=base.form_id)
        newest = form.newest
        if newest is None or newest.id != base.id:
            raise Overtaken(newest or base)
        _put_beside(form, others)
        return _version(form, base.number + 1, blob, name, how, base)


def beside_added(version: FormVersion, files: Mapping[str, bytes]) -> None:
    """Files that a form names, handed in later; the newest version is checked again."""
    others = _kept(files)
    with transaction.atomic():
        _put_beside(version.form, others)
        jobs.asked("check", version=version)


def joined(version: FormVersion, other: YearForm) -> FormVersion:
    """A form that was uploaded beside one of the same unit, as the next version of that one; it is put away itself."""
    newest = other.newest
    if newest is None:
        return version
    beside = {one.name: store.content_of(one.blob) for one in version.form.beside.select_related("blob")}
    made = new_version(newest, version.name, store.content_of(version.blob), UPLOADED, beside)
    YearForm.objects.filter(id=version.form_id).update(removed=timezone.now())
    return made


def twin_of(form: YearForm) -> YearForm | None:
    """Another form of the same unit, year and sort."""
    if not (form.unit and form.year):
        return None
    alike = YearForm.objects.filter(unit=form.unit, year=form.year, sort=form.sort, removed=None)
    return alike.exclude(id=form.id).order_by("id").first()


def handed_in(what: str, name: str, content: bytes, version: FormVersion | None = None) -> Job:
    """A file that is no version of a form, with what is to be done with it."""
    blob = store.kept(content)
    with transaction.atomic():
        handed = HandedIn.objects.create(what=what, name=file_name(name), blob=blob, version=version)
        return jobs.asked(what, version=version, handed=handed)


def _version(
    form: YearForm, number: int, blob: Blob, name: str, how: str, base: FormVersion | None,
) -> FormVersion:
    version = FormVersion.objects.create(
        form=form, number=number, blob=blob, name=file_name(name), how=how, base=base)
    jobs.asked("check", version=version)
    return version


def _kept(files: Mapping[str, bytes]) -> list[tuple[str, Blob]]:
    return [(file_name(name), store.kept(content)) for name, content in files.items()]


def _put_beside(form: YearForm, files: Iterable[tuple[str, Blob]]) -> None:
    for name, blob in files:
        BesideFile.objects.update_or_create(form=form, name=name, defaults={"blob": blob})
