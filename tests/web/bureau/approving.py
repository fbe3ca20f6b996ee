"""Sample forms approved with prepared files, so that nothing but what a test is about is made."""

from __future__ import annotations

from functools import cache

from helpers import SAMPLES
from owing import ready

from discloser.disk import Handed
from discloser.usecases.build import file_stem, print_report
from discloser.web import engine, store
from discloser.web.bureau import acts
from discloser.web.bureau.actor import Actor
from discloser.web.bureau.inspecting import items
from discloser.web.bureau.models import DueReport, Review
from discloser.web.bureau.readiness import demanded_signs
from discloser.web.models import FormOutput, FormVersion

SAMPLE = "fenyang-2025-budget"
DIGESTS = ("html", "pdf", "png")


def content_of_sample(**changed: str) -> bytes:
    """The sample form, some words of it changed."""
    text = (SAMPLES / f"{SAMPLE}.yaml").read_text(encoding="utf-8")
    for old, new in changed.items():
        text = text.replace(old, new)
    return text.encode()


@cache
def stem_of(content: bytes) -> str:
    report = print_report(Handed("填报表.yaml", content), ()).report
    assert report is not None
    return file_stem(report)


def prepared(version: FormVersion, content: bytes, by: Actor) -> FormVersion:
    """A version as it is once its report was built and signed, its files called as a build calls them."""
    version, stem = ready(version), stem_of(content)
    day = "2025-02-20" if "公开日期" in content.decode() else ""
    told = store.json_of(version.checked) | {"texts": {'["报告","公开日期"]': day}}
    FormVersion.objects.filter(pk=version.pk).update(checked=store.kept_json(told))
    for one in version.outputs.all():
        FormOutput.objects.filter(pk=one.pk).update(name=f"{stem}.{'zip' if one.format == 'data' else one.format}")
    FormOutput.objects.filter(version=version, format="pdf").update(
        blob=store.kept(f"%PDF-1.7 of {version.pk}".encode()))
    for ending in DIGESTS:
        FormOutput.objects.get_or_create(
            version=version, format=f"digest-{ending}", engine=engine.engine_of_today(), defaults={
                "name": f"{stem}-一图读懂.{ending}", "blob": store.kept(f"{ending} of {version.pk}".encode())})
    for what in demanded_signs(version):
        acts.sign(by, version, what, "某人", version.made.date())
    return version


def approved_sample(unit: Actor, reviewer: Actor, due: DueReport, content: bytes | None = None) -> Review:
    """The sample handed in, submitted and approved."""
    content = content or content_of_sample()
    due.refresh_from_db()
    version = acts.hand_in(unit, due.pk, due.form.newest if due.form else None, "填报表.yaml", content)
    acts.submit(unit, prepared(version, content, unit))
    review = acts.begin_review(reviewer, due.pk)
    acts.fill(reviewer, due.pk, review.pk, {item: acts.FilledItem(True) for item in items()})
    return acts.approve(reviewer, due.pk, review.pk, review.report)
