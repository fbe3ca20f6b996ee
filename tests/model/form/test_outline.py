"""The outline tells what may be written where."""

from __future__ import annotations

from discloser.model.form.budget import BasicLine, Form
from discloser.model.form.outline import canonical_key, entries, entry_at, homes
from discloser.model.form.targets import TargetFunding


def test_sorts_are_told_from_the_models():
    sorts = {key: entry.sort for key, entry in entries(Form).items()}
    assert sorts["单位"] == "block"
    assert sorts["金额单位"] == "value"
    assert sorts["基本支出"] == "lines"
    assert sorts["科目名称"] == "names"
    line = {key: entry.sort for key, entry in entries(BasicLine).items()}
    assert (line["金额"], line["来源"], line["收入科目"]) == ("amount", "value", "block")
    assert entry_at(("三公经费", "公务接待费", "本年")).sort == "amounts"
    assert entry_at(("控制数", "收入总计")).sort == "amount"


def test_required_keys_are_told_from_the_models():
    assert [key for key, entry in entries(BasicLine).items() if entry.required] == ["功能科目", "金额", "经济科目"]


def test_every_spelling_leads_to_one_entry():
    funding = entries(TargetFunding)
    assert funding["市县（区）级财政资金"] is funding["市县财政资金"]
    assert funding["市县财政资金"].key == "市县财政资金"


def test_a_path_leads_to_its_entry_whatever_the_row():
    assert entry_at(("绩效", "项目绩效目标", 3, "指标", 0, "一级")).key == "一级"
    assert entry_at(("绩效", "没有")) is None
    assert entry_at(("单位", "名称", "没有")) is None


def test_a_key_is_at_home_in_its_blocks():
    assert homes()["名称"] == (("单位",), ("基本支出", "收入科目"), ("项目支出", "收入科目"))
    assert homes()["单位"] == ((),)
    assert "市县（区）财政资金" in homes()


def test_keys_are_compared_without_blanks_and_with_full_width_brackets():
    assert canonical_key(" 因公 出国(境)费\u3000\u200b") == "因公出国（境）费"
