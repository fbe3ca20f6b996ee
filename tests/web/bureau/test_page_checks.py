"""What stands on the web is held against what was approved; nobody asks the net."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from approving import approved_sample
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from owing import owed
from people import Person, body_of

from discloser.web import store
from discloser.web.bureau import acts
from discloser.web.bureau.models import BureauBatch, Event, PublishedPage, WebSite

AT = "2025/budget/407001/"
People = Callable[..., Person]
Published = tuple[Person, Any, dict[str, bytes]]


@pytest.fixture
def published(person: People, work: Callable[[], int]) -> Published:
    """The bureau, a published report, and the files of its package."""
    bureau, unit = person("bureau"), person("unit", body_of("407001"))
    due = owed(body_of("407001"))
    approved_sample(unit.actor, person("reviewer").actor, due)
    bureau.browser.post("/bureau/batches/begin/", {"what": "publish", "due": due.pk})
    work()
    acts.publish(bureau.actor, due.pk, "https://example.cn/1.html", timezone.localdate(), "晚了几天")
    result = BureauBatch.objects.get().job.result
    packed = ZipFile(BytesIO(store.content_of(result)))
    return bureau, due, {name[len(AT):]: packed.read(name) for name in packed.namelist() if name.startswith(AT)}


def looked_at(bureau: Person, due: Any, **files: bytes) -> str:
    sent = [SimpleUploadedFile(name.replace("_", "."), content) for name, content in files.items()]
    return bureau.browser.post(f"/due/{due.pk}/page/", {"page": sent}).content.decode()


def test_the_published_page_with_its_pdf_is_found_to_be_what_was_approved(published: Published):
    bureau, due, files = published
    told = looked_at(bureau, due, index_html=files["index.html"], report_pdf=files["report.pdf"])
    assert "PDF 就是审核通过的那一个" in told
    page = PublishedPage.objects.get()
    assert page.checked is not None
    assert Event.objects.get(act="page_check").data["same"] is True


def test_the_approved_pdf_alone_is_enough_whatever_it_is_called(published: Published):
    bureau, due, files = published
    assert "PDF 就是审核通过的那一个" in looked_at(bureau, due, P0202502_pdf=files["report.pdf"])


def test_another_pdf_and_another_title_are_told_and_kept(published: Published):
    bureau, due, files = published
    page = files["index.html"].decode().replace("预算", "预祘").encode()
    told = looked_at(bureau, due, index_html=page, report_pdf=b"%PDF-1.7 other")
    assert "不是审核通过的那一个" in told
    kept = PublishedPage.objects.get().result
    assert kept.startswith("交来的 PDF 不是")
    assert "标题" in kept
    assert "交来的 PDF 不是" in bureau.reads(f"/due/{due.pk}/page/")


def test_what_cannot_be_compared_is_refused_with_a_sentence(published: Published):
    bureau, due, files = published
    assert "没有核对" in looked_at(bureau, due, a_html=files["index.html"], b_html=files["index.html"])
    assert bureau.browser.post(f"/due/{due.pk}/page/").status_code == 400
    assert not Event.objects.filter(act="page_check").exists()


def test_a_report_that_was_never_packed_is_held_against_what_its_package_would_be(published: Published):
    bureau, due, files = published
    WebSite.objects.update(manifest=None)
    told = looked_at(bureau, due, index_html=files["index.html"], report_pdf=files["report.pdf"])
    assert "PDF 就是审核通过的那一个" in told
