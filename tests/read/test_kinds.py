"""Report kinds are folders of data: which one a form gets, and what a faulty folder is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from discloser.core.form import Request
from discloser.core.kind import KindError
from discloser.read.kinds import NoSuchKind, choose, find_shared, kind_folders, read_kind, template_roots

INSTALLED = Path(__file__).parents[2] / "templates"


def request(year: int, template: str = "", region: str = "山西", kind: str = "单位预算") -> Request:
    return Request(region=region, kind=kind, year=year, template=template)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's own templates: one kind, copied from an installed one and edited."""
    shutil.copytree(INSTALLED / "shanxi" / "budget-2025", tmp_path / "yunling" / "budget-2024")
    edit(tmp_path / "yunling" / "budget-2024" / "kind.yaml", "地区: 山西", "地区: 云岭")
    edit(tmp_path / "yunling" / "budget-2024" / "kind.yaml", "年度: 2025", "年度: 2024")
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def read_own(own: Path):
    return read_kind("yunling/budget-2024", own / "yunling" / "budget-2024")


@pytest.mark.parametrize(
    ("year", "chosen"),
    [(2023, "shanxi/budget-2023"), (2024, "shanxi/budget-2023"), (2025, "shanxi/budget-2025"),
     (2031, "shanxi/budget-2025")],
)
def test_a_form_gets_the_newest_kind_not_later_than_its_year(year: int, chosen: str):
    assert choose(request(year), template_roots())[0] == chosen


def test_a_form_may_name_its_kind(own: Path):
    assert choose(request(2025, "shanxi/budget-2023"), template_roots())[0] == "shanxi/budget-2023"
    assert choose(request(2025, "yunling/budget-2024"), template_roots(own))[0] == "yunling/budget-2024"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (request(2019), "最早从2023年起"),
        (request(2025, region="云岭"), "已安装的有"),
        (request(2025, kind="单位决算"), "已安装的有"),
        (request(2025, "shanxi/无"), "没有“shanxi/无”这个版式"),
    ],
)
def test_a_form_without_a_kind_is_told_what_there_is(wanted: Request, words: str):
    with pytest.raises(NoSuchKind, match=words):
        choose(wanted, template_roots())


def test_a_users_folder_comes_first(own: Path):
    shutil.copytree(INSTALLED / "shanxi" / "budget-2025", own / "shanxi" / "budget-2025")
    edit(own / "shanxi" / "budget-2025" / "kind.yaml", "名称: 山西省单位预算公开报告", "名称: 本局改过的版式")
    folders = dict(kind_folders(template_roots(own)))
    assert folders["shanxi/budget-2025"] == own / "shanxi" / "budget-2025"
    assert folders["shanxi/budget-2023"] == INSTALLED / "shanxi" / "budget-2023"
    assert find_shared("codes/2025", template_roots(own)) == INSTALLED / "codes" / "2025"


def test_a_copied_and_edited_kind_is_read(own: Path):
    assert read_own(own).region == "云岭"
    assert len(read_own(own).tables) == 13


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("kind.yaml", "金额单位: 万元", "金额单位: 亿元", "金额单位"),
        ("kind.yaml", "表号:", "表号啊:", "表号"),
        ("kind.yaml", "类型: 单位预算", "类型: [单位预算", "kind.yaml"),
        ("tables/03.yaml", "口径: 支出", "口经: 支出", "没有这样的范围：口经"),
        ("tables/03.yaml", "等于: [基本, 项目]", "等于: [基本, 专项]", "“等于”里写了没有的列：专项"),
        ("tables/01.yaml", "逐行: 支出类别", "逐行: 支出大类", "逐行"),
        ("figures.yaml", "口径: 收入", "范畴: 收入", "没有这样的范围：范畴"),
    ],
)
def test_a_fault_in_a_kind_is_named(own: Path, file: str, old: str, new: str, words: str):
    edit(own / "yunling" / "budget-2024" / file, old, new)
    with pytest.raises(KindError, match=words):
        read_own(own)


def test_a_missing_file_of_a_kind_is_named(own: Path):
    (own / "yunling" / "budget-2024" / "charts.yaml").unlink()
    with pytest.raises(KindError, match=r"读不到.*charts\.yaml"):
        read_own(own)
