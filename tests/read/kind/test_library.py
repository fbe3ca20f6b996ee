"""Report kinds are folders of data: which one a form gets, and what a faulty folder is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from discloser.model.form.common import Request
from discloser.model.kind.report_kind import KindError, KindFaults
from discloser.read.kind.library import (
    INSTALLED,
    Library,
    NoSuchKind,
    read_kind,
)

TEMPLATES = Path(__file__).parents[3] / "templates"


def request(year: int, template: str = "", region: str = "山西", kind: str = "单位预算") -> Request:
    return Request(region=region, kind=kind, year=year, template=template)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's own templates: one kind, copied from an installed one and edited."""
    shutil.copytree(TEMPLATES / "shanxi" / "budget-2025", tmp_path / "yunling" / "budget-2024")
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
     (2031, "shanxi/budget-2027")],
)
def test_a_form_gets_the_newest_kind_not_later_than_its_year(year: int, chosen: str):
    assert INSTALLED.choose(request(year)) == chosen


def test_a_form_may_name_its_kind(own: Path):
    assert INSTALLED.choose(request(2025, "shanxi/budget-2023")) == "shanxi/budget-2023"
    assert Library(own).choose(request(2025, "yunling/budget-2024")) == "yunling/budget-2024"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (request(2019), "最早从2023年起"),
        (request(2025, region="云岭"), "已安装的有"),
        (request(2025, kind="乡镇决算"), "已安装的有"),
        (request(2025, "shanxi/无"), "没有“shanxi/无”这个版式"),
    ],
)
def test_a_form_without_a_kind_is_told_what_there_is(wanted: Request, words: str):
    with pytest.raises(NoSuchKind, match=words):
        INSTALLED.choose(wanted)


def test_a_users_folder_comes_first(own: Path):
    shutil.copytree(TEMPLATES / "shanxi" / "budget-2025", own / "shanxi" / "budget-2025")
    edit(own / "shanxi" / "budget-2025" / "kind.yaml", "名称: 山西省单位预算公开报告", "名称: 本局改过的版式")
    folders = Library(own).folders
    assert folders["shanxi/budget-2025"] == own / "shanxi" / "budget-2025"
    assert folders["shanxi/budget-2023"] == TEMPLATES / "shanxi" / "budget-2023"
    assert Library(own).shared("codes/2025") == TEMPLATES / "codes" / "2025"


def test_a_copied_and_edited_kind_is_read(own: Path):
    assert read_own(own).region == "云岭"
    assert len(read_own(own).tables) == 13


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("kind.yaml", "金额单位: 万元", "金额单位: 亿元", "金额单位"),
        ("kind.yaml", "表号:", "表号啊:", "表号"),
        ("kind.yaml", "类型: 单位预算", "类型: [单位预算", "kind.yaml"),
        ("tables/01.yaml", "逐行: 支出类别", "逐行: 支出大类", r"01\.yaml:22:14: KND006 .*应当是支出类别、"),
        ("tables/03.yaml", "取: 编码", "取: 代码", r"03\.yaml:5:30: KND006 “列 第1行 取”写的是“代码”"),
        ("tables/03.yaml", "层级: 1}", "层级: 甲}", r"03\.yaml:12:20: KND006 “行 第2行 层级”写的是“甲”，应当是整数"),
        ("figures.yaml", "收入总计: {范围", "收入总计: {范畴", r"figures\.yaml:4:8: KND004 “收入总计”里没有“范畴”"),
        ("charts.yaml", "    - {名称: 基本支出", "    - {名字: 基本支出", r"charts\.yaml:18:8: KND004 .*没有“名字”"),
        ("glossary.yaml", "- 词: 基本支出", "- 词语: 基本支出", r"glossary\.yaml:2:3: KND004 “第1行”里没有“词语”"),
    ],
)
def test_a_fault_in_a_kind_is_named(own: Path, file: str, old: str, new: str, words: str):
    edit(own / "yunling" / "budget-2024" / file, old, new)
    with pytest.raises(KindError, match=words):
        read_own(own)


def test_all_faults_are_told_at_once(own: Path):
    folder = own / "yunling" / "budget-2024"
    edit(folder / "kind.yaml", "报表种类: budget", "报表种类: 预算")
    edit(folder / "tables" / "02.yaml", "编号: 2", "编号: 二")
    edit(folder / "charts.yaml", "图形: 饼图", "图形: 圆饼图")
    (folder / "glossary.yaml").write_text("词: 基本支出\n", encoding="utf-8")
    with pytest.raises(KindFaults) as raised:
        read_own(own)
    assert [(Path(f.place.file).name, f.place.line, f.code) for f in raised.value.findings] == [
        ("charts.yaml", 5, "KND006"), ("glossary.yaml", 1, "KND002"), ("kind.yaml", 7, "KND006"),
        ("02.yaml", 1, "KND006"),
    ]


def test_yes_and_no_may_be_chinese(own: Path):
    edit(own / "yunling" / "budget-2024" / "tables" / "09.yaml", "编号: 9\n", "编号: 9\n横排: 是\n")
    edit(own / "yunling" / "budget-2024" / "kind.yaml", "文字千分位: true", "文字千分位: 否")
    kind = read_own(own)
    assert kind.tables[8].landscape
    assert not kind.numbers.text_separators


def test_tables_stand_in_the_order_of_their_numbers(own: Path):
    edit(own / "yunling" / "budget-2024" / "tables" / "01.yaml", "编号: 1", "编号: 14")
    assert [table.no for table in read_own(own).tables] == [*range(2, 15)]


def test_a_missing_file_of_a_kind_is_named(own: Path):
    (own / "yunling" / "budget-2024" / "charts.yaml").unlink()
    with pytest.raises(KindError, match=r"charts\.yaml: KND001 版式里缺少 charts\.yaml"):
        read_own(own)
