"""Addresses of many publications are noted at once; what can't be stays to be mended."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from owing import approved, owed
from people import body_of

from discloser.web.bureau.models import DueReport, Event, PublishedPage


def test_lines_that_can_be_noted_are_and_the_others_say_why(person: Any):
    bureau, reviewer = person("bureau"), person("reviewer").actor
    for code in ("205", "206"):
        approved(person("unit", body_of(code)).actor, reviewer, owed(body_of(code)))
    owed(body_of("207"))
    day = timezone.localdate().isoformat()
    lines = [f"205\thttps://example.cn/205.html {day}", f"206 example.cn {day}", f"207 https://example.cn/1 {day}",
             f"999 https://example.cn/2 {day}", "206 https://example.cn/3 三月", "206", ""]
    page = bureau.browser.post("/bureau/addresses/", {"lines": "\r\n".join(lines)}).content.decode()
    assert "登记了 1 份：</b>单位205" in page
    assert "5 行没有登记" in page
    for why in ("以 http:// 或 https:// 开头", "待填报", "没有代码 999", "不是日期", "一行写三样"):
        assert why in page
    assert f"206 example.cn {day}\n" in page.partition("<textarea")[2]
    [noted] = PublishedPage.objects.all()
    assert (noted.url, noted.due.unit.code) == ("https://example.cn/205.html", "205")
    assert DueReport.objects.get(unit__code="205").stage == "published"
    assert Event.objects.filter(act="publish").count() == 1


def test_only_the_bureau_notes_many_at_once(person: Any):
    person("unit", body_of("205")).reads("/bureau/addresses/", 403)
    person("reviewer").reads("/bureau/addresses/", 403)
