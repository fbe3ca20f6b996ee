"""A department is summed from what was approved of its units, from nothing else, and it shows when that is stale."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from approving import approved_sample
from django.core.files.uploadedfile import SimpleUploadedFile
from helpers import SAMPLES
from owing import approved, handed, owed, submitted, to_mend
from people import Person, body_of

from discloser.web import store
from discloser.web.bureau import acts, sums
from discloser.web.bureau.flow import Hindered
from discloser.web.bureau.models import DueReport, Event, PublicBody, YearSeason
from discloser.web.bureau.readiness import stale_sum
from discloser.web.handed_papers import paper_of
from discloser.web.models import YearForm

People = Callable[..., Person]
HOME = SAMPLES / "department-2025-budget"
FORMS = {"205001": "head-office.yaml", "205002": "library.yaml"}


@pytest.fixture
def culture(hosted: Any) -> dict[str, DueReport]:
    """A department's report and those of its two units, the first its own part."""
    department = body_of("205", "云岭县文化局")
    PublicBody.objects.filter(pk=department.pk).update(level="部门", nature="行政单位")
    department.refresh_from_db()
    reports = {"205": owed(department, "department")}
    for code in FORMS:
        reports[code] = owed(body_of(code, department=department))
    return reports


@pytest.fixture
def people(person: People, culture: dict[str, DueReport]) -> dict[str, Any]:
    known = {code: person("unit", due.unit).actor for code, due in culture.items() if code != "205"}
    return {**known, "205": person("department", culture["205"].unit), "reviewer": person("reviewer").actor}


def approve_all(people: dict[str, Any], culture: dict[str, DueReport]) -> None:
    for code, name in FORMS.items():
        approved_sample(people[code], people["reviewer"], culture[code], (HOME / name).read_bytes())


def words(culture: dict[str, DueReport]) -> str:
    due = DueReport.objects.select_related("unit").get(pk=culture["205"].pk)
    return sums.words_of([due]).get(due.pk, "")


def test_nothing_is_summed_before_anything_was_approved(people: dict[str, Any], culture: dict[str, DueReport]):
    submitted(people["205001"], culture["205001"])
    with pytest.raises(Hindered, match="还没有哪个单位"):
        acts.sum_up(people["205"].actor, culture["205"].pk)
    assert words(culture) == "汇总：还差 2 个单位"


def test_a_department_begins_with_a_form_that_names_its_units_approved_forms(
    people: dict[str, Any], culture: dict[str, DueReport], work: Callable[[], int],
):
    approve_all(people, culture)
    page = people["205"].reads(f"/due/{culture['205'].pk}/sum/")
    assert "汇总 2 个单位" in page
    answer = people["205"].browser.post(f"/due/{culture['205'].pk}/sum/")
    assert answer.status_code == 302
    work()
    form = YearForm.objects.get(due=culture["205"])
    found = store.json_of(form.newest.checked)
    assert found["unit"] == "云岭县文化局"
    assert {one["code"] for one in found["findings"]} == {"FRM006"}
    assert sorted(paper_of(form.newest).beside) == ["205001/填报表.yaml", "205002/填报表.yaml"]
    assert words(culture) == ""
    [event] = Event.objects.filter(act="sum")
    assert event.data["units"]["205002"] == store.digest((HOME / "library.yaml").read_bytes())


def test_a_departments_form_may_be_handed_in_before_anything_is_summed(
    people: dict[str, Any], culture: dict[str, DueReport],
):
    approve_all(people, culture)
    form = SimpleUploadedFile("部门.yaml", (HOME / "department.yaml").read_bytes().replace(
        "云岭县文化和旅游局".encode(), "云岭县文化局".encode()))
    answer = people["205"].browser.post(f"/due/{culture['205'].pk}/upload/", {"form": form})
    assert answer.status_code == 302


def test_what_was_typed_in_a_departments_form_stays_when_it_is_summed_again(
    people: dict[str, Any], culture: dict[str, DueReport],
):
    acts.hand_in(people["205"].actor, culture["205"].pk, None, "部门.yaml", (HOME / "department.yaml").read_bytes())
    approve_all(people, culture)
    version = acts.sum_up(people["205"].actor, culture["205"].pk)
    text = store.content_of(version.blob).decode()
    assert version.number == 2
    assert "205001/填报表.yaml" in text
    assert "三公: 执法执勤用车维修费用增加多于接待费压减" in text
    assert acts.sum_up(people["205"].actor, culture["205"].pk).blob_id == version.blob_id


def test_a_unit_with_a_newer_approved_version_makes_the_sum_stale_until_it_is_summed_again(
    people: dict[str, Any], culture: dict[str, DueReport], person: People,
):
    approve_all(people, culture)
    acts.sum_up(people["205"].actor, culture["205"].pk)
    bureau = person("bureau").actor
    again = acts.recall(bureau, culture["205002"].pk, "漏了一项")
    assert words(culture) == "汇总：还差 1 个单位"
    assert "还差 1 个单位" in stale_sum(DueReport.objects.get(pk=culture["205"].pk))[0]
    acts.send_back(bureau, culture["205002"].pk, again.pk, [to_mend()])
    acts.answer(people["205002"], culture["205002"].pk, again.items.get().pk, "mended", "")
    newer = (HOME / "library.yaml").read_bytes() + b"\n"
    approved_sample(people["205002"], people["reviewer"], culture["205002"], newer)
    assert words(culture) == "要汇总：1 个单位有新通过的一版"
    version = acts.sum_up(people["205"].actor, culture["205"].pk)
    assert paper_of(version).beside["205002/填报表.yaml"] == newer
    assert words(culture) == ""


def test_files_beside_that_somebody_changed_are_no_sum(people: dict[str, Any], culture: dict[str, DueReport]):
    approve_all(people, culture)
    version = acts.sum_up(people["205"].actor, culture["205"].pk)
    version.form.beside.filter(name__startswith="205001/").update(blob=store.kept(b"other"))
    assert words(culture) == "要汇总：1 个单位有新通过的一版"


def test_only_the_department_and_the_bureau_sum_up(
    people: dict[str, Any], culture: dict[str, DueReport], person: People,
):
    approve_all(people, culture)
    address = f"/due/{culture['205'].pk}/sum/"
    person("unit", culture["205001"].unit).reads(address, 404)
    auditor = person("auditor")
    auditor.reads(address)
    assert auditor.browser.post(address).status_code == 403
    assert person("bureau").browser.post(address).status_code == 302


def test_a_season_without_a_kind_for_departments_says_so(people: dict[str, Any], culture: dict[str, DueReport]):
    YearSeason.objects.update(department_kind="")
    approved(people["205001"], people["reviewer"], culture["205001"])
    with pytest.raises(Hindered, match="部门汇总用的版式"):
        acts.sum_up(people["205"].actor, culture["205"].pk)


def test_a_draft_of_a_unit_is_never_summed(people: dict[str, Any], culture: dict[str, DueReport]):
    approved_sample(people["205001"], people["reviewer"], culture["205001"], (HOME / FORMS["205001"]).read_bytes())
    handed(people["205002"], culture["205002"])
    version = acts.sum_up(people["205"].actor, culture["205"].pk)
    assert sorted(paper_of(version).beside) == ["205001/填报表.yaml"]
