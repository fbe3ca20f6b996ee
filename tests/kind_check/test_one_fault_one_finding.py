"""A slip in one column of a kind is told once: what follows from it is put right with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from discloser.read.kind.library import INSTALLED
from discloser.usecases.kinds import check_kind_folder

KIND = INSTALLED.folder("shanxi/budget-2025")


@pytest.mark.parametrize(("old", "new", "told"), [
    ("标题: 合计", "标提: 合计", "tables/08.yaml:7:14: KND004"),
    ("取: 金额", "取: 金颔", "tables/08.yaml:7:25: KND006"),
    ("编号: 8", "编好: 8", "tables/08.yaml:1:1: KND004"),
    ("编号: 合计, 标题: 合计", "编号: 合计, 标题: 合汁", "表8没有“合计”这一列；有的是：合汁、基本支出、项目支出"),
    ("标题: 基本支出", "标题: 基本支付", "表8没有“基本支出”这一列；有的是：合计、基本支付、项目支出"),
])
def test_a_mistyped_column_is_one_finding(old: str, new: str, told: str, tmp_path: Path):
    folder = Path(shutil.copytree(KIND, tmp_path / "shanxi" / "budget-2025"))
    table = folder / "tables" / "08.yaml"
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new, 1), encoding="utf-8")
    [finding] = check_kind_folder(folder)
    assert told in finding.line()
