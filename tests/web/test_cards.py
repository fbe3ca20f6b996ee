"""What a card of the page offers to be typed anew: suspects first, approved figures last and closed."""

from __future__ import annotations

from desk import Officer, with_cells

from discloser.web import store
from discloser.web.grouping import Card, groups_of
from discloser.web.models import FormVersion


def cards(officer: Officer, cells: dict[str, object]) -> dict[str, list[Card]]:
    officer.begins(with_cells("bureau-2025-budget", cells))
    version = FormVersion.objects.get()
    assert version.checked is not None
    return {group.name: group.cards for group in groups_of(store.json_of(version.checked)["findings"])}


def test_the_gravest_sheet_comes_first_and_each_severity_has_an_anchor(officer: Officer):
    found = cards(officer, {"基本支出!D17": "38,50O"})
    assert list(found) == ["基本支出", "项目支出"]
    assert [card.anchor for group in found.values() for card in group] == ["error", "info"]


def test_an_approved_figure_is_never_offered_before_the_rows_that_were_summed(officer: Officer):
    found = cards(officer, {"基本支出!D14": 186000, "项目支出!E5": 64000})
    approved = [card for group in found.values() for card in group if card.finding["code"] == "BAL001"]
    assert approved
    for card in approved:
        assert all(place["path"][0] != "控制数" for place in (*card.suspects, *card.own))
        assert card.approved
    read = officer.reads("/v/1/")
    assert "没有新的批复，请不要改。" in read


def test_what_was_saved_is_told(officer: Officer):
    first = officer.begins(with_cells("bureau-2025-budget", {"基本支出!D17": "38,50O"}))
    saved = officer.saves(first, {'v["基本支出",13,"金额"]': "38,500"}).headers["Location"]
    read = officer.reads(saved)
    assert "保存成第 2 版了。" in read
    assert "解决 1 处，没有错误了。" in read
