"""Every sort of person at every address of the hosted server: what each is answered."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from approving import content_of_sample
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from owing import DAY, handed, owed, ready
from people import Person, account_with, body_of, signed_in

from discloser.model.roster import RosterUnit
from discloser.usecases.rosters import roster_workbook
from discloser.web import engine, sources, store
from discloser.web.bureau import acts, links
from discloser.web.bureau.actor import Actor
from discloser.web.bureau.inspecting import items
from discloser.web.bureau.models import BureauBatch, CorrectionRound, DueReport, HandedBy, PublishedPage
from discloser.web.bureau.urls import urlpatterns
from discloser.web.engine import Paper
from discloser.web.models import HandedIn, Job

METHODS = ("GET", "POST")
PASSED, DENIED, ABSENT, AT_THE_DOOR, NO_SUCH_METHOD = "+", "-", ".", "?", "x"
"""Let through, whatever comes then; told that it is not for them; told that it is not there; asked to sign in."""

AMOUNT = "v" + json.dumps(["基本支出", 0, "金额"], ensure_ascii=False, separators=(",", ":"))
SEASON = {"season": "2025-budget"}
_UNIT = "汾阳市医疗保险服务中心"
ROSTER = roster_workbook([RosterUnit("101", "社保局", "", "部门", "行政单位")])
_DAY = DAY.isoformat()


def _file(field: str, name: str, content: bytes) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    return lambda values: {field: SimpleUploadedFile(name, content)}


SENT: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "audit": _file("report", "报告.html", b"<p>x</p>"),
    "pull": _file("report", "报告.docx", b"PK"),
    "pulled": lambda values: {"take": "x"},
    "findings": lambda values: {AMOUNT: "7"},
    "sheet": lambda values: {AMOUNT: "7"},
    "sheet_named": lambda values: {AMOUNT: "7"},
    "paste": lambda values: {"table": "基本支出", "rows": "2010101\t30101\t5"},
    "upload_version": _file("form", "填报表.yaml", content_of_sample()),
    "upload_beside": _file("beside", "附件.yaml", b"x: 1"),
    "due_upload": _file("form", "填报表.yaml", content_of_sample()),
    "due_begin": _file("form", "填报表.yaml", content_of_sample()),
    "due_page": _file("page", "页.html", b"<p>x</p>"),
    "due_sign": lambda values: {"version": values["version_id"], "what": "单位负责人", "name0": "某人", "on0": _DAY},
    "due_answer": lambda values: {"item": "1", "answered1": "mended"},
    "due_submit": lambda values: {"version": values["version_id"]},
    "due_publish": lambda values: {"url": "https://www.example.gov.cn/1.html", "on": _DAY},
    "due_correct": lambda values: {"reason": "录入有误"},
    "due_statement": lambda values: {"version": values["version_id"], "on": _DAY},
    "due_recall": lambda values: {"reason": "看错了"},
    "due_exempt": lambda values: {"reason": "涉密"},
    "due_restore": lambda values: {"reason": "不涉密"},
    "due_assign": lambda values: {"account": values["account_id"]},
    "review_judge": lambda values: {"review": values["review_id"], "do": "keep"},
    "roster": _file("roster", "名录.xlsx", ROSTER),
    "batch_begin": lambda values: {**SEASON, "what": "build", "due": values["due_id"]},
    "unit_links": lambda values: {**SEASON, "due": values["due_id"]},
    "people": lambda values: {"username": "neu", "role": "reviewer"},
    "person": lambda values: {"act": "link"},
}
"""What is sent to an address, so that nothing but who sends it stands in the way."""
ASKED: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "due_list": lambda values: SEASON, "unit_links": SENT["unit_links"], "batch_begin": SENT["batch_begin"],
    "redline": lambda values: {"old": values["back.version_id"]},
}
"""What is asked beside an address."""


@dataclass
class Town:
    """A report under review with all that belongs to it, and everybody who may ask for it."""

    values: Mapping[str, Any]
    browsers: Mapping[str, Client]

    def address(self, name: str) -> str:
        """An address about this report, or about what its unit handed in."""
        pattern = next(one for one in urlpatterns if one.name == name)
        given = {key: self.values[f"{name}.{key}"] if f"{name}.{key}" in self.values else self.values[key]
                 for key in pattern.pattern.converters}
        return reverse(name, kwargs=given)

    def answer(self, who: str, method: str, name: str) -> str:
        """What becomes of a request, which leaves nothing behind."""
        browser = self.browsers[who]
        cookies = browser.cookies.copy()
        said, send = (ASKED, browser.get) if method == "GET" else (SENT, browser.post)
        with transaction.atomic():
            answer = send(self.address(name), said[name](self.values) if name in said else {})
            transaction.set_rollback(True)
        browser.cookies = cookies
        return meaning_of(answer)


def meaning_of(answer: Any) -> str:
    """What a status says of who may."""
    words = "" if answer.streaming else answer.content.decode("utf-8", "replace")
    asked = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/")
    if asked or (answer.status_code == 403 and "您已经退出登录" in words):
        return AT_THE_DOOR
    assert answer.status_code < 500, answer
    denied = "您不能做这一步" in words
    return {403: DENIED, 404: ABSENT, 405: NO_SUCH_METHOD}.get(answer.status_code, DENIED if denied else PASSED)


def town() -> Town:
    """A town with a report of 101001, which belongs to department 101."""
    department, foreign = body_of("101", "社保局"), body_of("102", "卫生局")
    body, other = body_of("101001", _UNIT, department), body_of("102001", "卫生所", foreign)
    due, others = owed(body), owed(other)
    people = {
        "unit": signed_in(account_with("unit", body)), "stranger": signed_in(account_with("unit", other)),
        "department": signed_in(account_with("department", department)),
        "foreign": signed_in(account_with("department", foreign)),
        **{role: signed_in(account_with(role)) for role in ("reviewer", "bureau", "auditor")},
    }
    values = {
        **under_review(people["unit"].actor, people["reviewer"].actor, due), **of_the_bureau(people["bureau"]),
        "code": "BAL001", "token": links.issued(due=due)[1], "number": 1,
        "begun.job_id": handed_in(people["unit"].actor, "begin", b"PK").pk,
        "seat_id": people["unit"].account.seats.get().pk, "season_id": due.season_id,
        "name": "docx", "sheet_named.name": "基本支出", "paste.name": "基本支出",
        "job_id": audited(people["unit"].actor).pk,
        "pulled.job_id": handed_in(people["unit"].actor, "pull", b"PK", due).pk,
        "due_sum.due_id": owed(department, "department").pk,
    }
    browsers = {who: one.browser for who, one in people.items()}
    return Town(values, browsers | {"nobody": Client(), "link": by_link(due), "other link": by_link(others)})


def under_review(unit: Actor, reviewer: Actor, due: DueReport) -> dict[str, Any]:
    """A report of two versions of which the second is judged."""
    first = ready(handed(unit, due, content_of_sample().decode()))
    second = ready(handed(unit, due, content_of_sample().decode() + "\n"), signed_by=unit)
    acts.submit(unit, second)
    review = acts.begin_review(reviewer, due.pk)
    acts.fill(reviewer, due.pk, review.pk, {item: acts.FilledItem(True) for item in items()})
    page = PublishedPage.objects.create(due=due, review=review, url="https://www.example.gov.cn/", published_on=DAY)
    correction = CorrectionRound.objects.create(
        due=due, page=page, reason="录入有误", paper=store.kept(b"PK"), name="说明.docx")
    due.refresh_from_db()
    return {"due_id": due.pk, "version_id": second.pk, "back.version_id": first.pk, "form_id": due.form_id,
            "review_id": review.pk, "round_id": correction.pk}


def handed_in(owner: Actor, what: str, content: bytes, due: DueReport | None = None) -> Job:
    """Something that a unit handed in beside its form."""
    version = due.form.newest if due and due.form else None
    one = HandedIn.objects.create(what=what, name="报告.html", blob=store.kept(content), version=version)
    HandedBy.objects.create(handed=one, due=due, by=owner.account)
    return Job.objects.create(what=what, handed=one, version=version, state="failed", error="读不出来")


def audited(owner: Actor) -> Job:
    """A report that was audited, with its marked copy and a page."""
    content = b"<table><tr><td>x</td></tr></table>"
    job, blob = handed_in(owner, "audit", content), store.kept(b"marked")
    found = sources.audited(Paper("报告.html", content)) | {"marked": blob.digest, "pages": {"1": blob.digest}}
    Job.objects.filter(pk=job.pk).update(state="done", result=store.kept_json(found))
    return job


def of_the_bureau(bureau: Person) -> dict[str, Any]:
    """What only the bureau's pages are about."""
    job = Job.objects.create(what="batch", state="done", result=store.kept(b"PK"))
    plan = HandedIn.objects.create(what="roster", name="名录.xlsx", blob=store.kept(ROSTER))
    HandedBy.objects.create(handed=plan, by=bureau.account)
    link, _ = links.issued(account=bureau.account)
    return {"batch_id": BureauBatch.objects.create(what="build", job=job, by=bureau.account).pk, "handed_id": plan.pk,
            "account_id": bureau.account.pk, "link_id": link.pk}


def by_link(due: DueReport) -> Client:
    browser = Client()
    browser.post(f"/link/{links.issued(due=due)[1]}/")
    return browser


def names() -> Iterator[str]:
    """The addresses of the server, by name."""
    return (one.name for one in urlpatterns)


def quickened(patch: pytest.MonkeyPatch) -> None:
    """Papers that take a while are prepared: who may have them is all that is asked."""
    for room, name in ((engine, "paper_of_check"), (engine, "marked_copy"), (engine, "red_line"),
                       (engine, "correction"), (sources, "paper_of_audit")):
        patch.setattr(room, name, lambda *_: b"PK")
    for name in ("values_of", "choices", "compared"):
        patch.setattr(engine, name, once_each(getattr(engine, name)))


def once_each(asked: Callable[..., Any]) -> Callable[..., Any]:
    """Answer again what was answered for the same papers."""
    known: dict[Any, Any] = {}

    def answer(*papers: Any) -> Any:
        key = tuple(one.content if isinstance(one, Paper) else one for one in papers)
        if key not in known:
            known[key] = asked(*papers)
        return known[key]

    return answer
