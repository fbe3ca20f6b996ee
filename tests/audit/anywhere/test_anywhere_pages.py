"""Every page of what holds in any report is run: what it says is found, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from changed_reports import GOOD, written
from pages import PAGES, Example, examples, lacking

from discloser.audit.anywhere import ANYWHERE_PROBLEMS
from discloser.usecases.audit import audit, audit_each

CODES = [problem.code for problem in ANYWHERE_PROBLEMS]
EXAMPLES = [example for code in CODES for example in examples(PAGES / f"{code}.md")]


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_gives_what_its_page_says(example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    path = written(example) if "整份" not in example.options else Path(example.name)
    if "整份" in example.options:
        path.write_text(example.content, encoding="utf-8")
    [found] = audit([path]).values()
    assert [f"{finding.place}: {finding.code} {finding.message}" for finding in found] == example.expected


def test_every_page_has_an_example_that_fails_and_one_that_passes():
    assert lacking(EXAMPLES, CODES) == []


def test_the_audit_says_family_by_family_how_much_it_judged(tmp_path: Path):
    path = tmp_path / "报告.html"
    path.write_text(GOOD, encoding="utf-8")
    [one] = audit_each([path]).values()
    assert one.findings == []
    kind, *families = one.judged
    assert "没有安装" in kind
    assert [line.split("：")[0] for line in families] == ["表内", "表与表", "文字与表", "增减和占比", "用词和年度"]
    assert all("核对" in line and "对上" in line for line in families)


def test_tables_without_a_unit_of_money_are_not_held_against_texts(tmp_path: Path):
    path = tmp_path / "报告.html"
    path.write_text(GOOD.replace("<p>单位：元</p>", ""), encoding="utf-8")
    [one] = audit_each([path]).values()
    assert one.findings == []
    assert any("没有印金额单位" in line for line in one.judged)


def test_a_code_of_another_year_is_told_with_what_stands_for_it_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.chdir(tmp_path)
    changes = "".join(f"表{table} 群众文化 第{cell}格：{part}\n" for table in (2, 3, 5)
                      for cell, part in ((1, "201"), (2, "03"), (3, "08")))
    [found] = audit([written(Example("", "报告.html", {}, changes, []))]).values()
    told = [finding.message for finding in found if finding.code == "CRS012"]
    assert [one for one in told if "编码 2010308 在当年的科目表里没有，只用到 2023 年，后来改用 20140 信访事务" in one]
