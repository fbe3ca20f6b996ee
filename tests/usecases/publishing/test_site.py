"""The static site: what stands in it, that every link leads somewhere, that a second run changes what changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest
from helpers import SAMPLES
from lxml import html
from published import DATED, UNIT, built, corrected

from discloser.disk import Handed
from discloser.model.report.online import SiteOwner
from discloser.usecases.build import build, print_report
from discloser.usecases.publishing.published_set import Correction, Publishable, PublishedSet, published_set
from discloser.usecases.publishing.site import publish

OWNER = SiteOwner("云岭县人民政府", "www.example.gov.cn", "1400000001")
AT = "2025/budget/301001"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report, its correction, and the site that was made of them."""
    folder = tmp_path_factory.mktemp("公开")
    home = built(folder, DATED, name=f"301001-{UNIT}", formats=("docx",))
    corrected(folder / "填报表.yaml", ("金额: 1.2}", "金额: 1.3}"), home)
    published = publish([home], folder / "网站", OWNER)
    assert list(published.found) == []
    return folder


@pytest.fixture
def site(place: Path) -> Path:
    return place / "网站"


def files_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_set_holds_page_papers_data_digest_and_correction(site: Path):
    names = {name.removeprefix(f"{AT}/") for name in files_of(site) if name.startswith(AT)}
    assert {name for name in names if not name.startswith("data/table-")} == {
        "index.html", "report.pdf", "report.docx", "digest.html", "digest.pdf", "digest.png", "tables.xlsx",
        "data/datapackage.json", "correction-1.docx", "item.json",
    }
    assert all(name.isascii() for name in files_of(site))


def test_papers_that_were_built_are_published_byte_for_byte(place: Path, site: Path):
    (built_one,) = (place / f"301001-{UNIT}").glob("*报告.docx")
    assert (site / AT / "report.docx").read_bytes() == built_one.read_bytes()


def test_every_link_leads_to_a_file_and_every_file_of_a_set_is_linked(site: Path):
    linked = set()
    for path in site.rglob("index.html"):
        page = html.fromstring(path.read_bytes())
        assert page.xpath("//script") == []
        for href in page.xpath("//a/@href[not(starts-with(., '#'))]"):
            assert (path.parent / href).resolve().is_file(), href
            linked.add((path.parent / href).resolve().relative_to(site.resolve()).as_posix())
    assert set(files_of(site)) - linked == {f"{AT}/item.json", "style.css"}


def test_the_index_names_a_report_by_its_title_under_its_year(site: Path):
    page = html.fromstring((site / "index.html").read_bytes())
    title = f"{UNIT}2025年单位预算公开报告"
    assert page.xpath("//section[h2='2025年']//li/a/text()") == ["2025年单位预算公开", title]
    assert html.fromstring((site / AT / "index.html").read_bytes()).findtext(".//title") == title


def test_the_page_carries_the_elements_that_government_sites_are_asked_for(site: Path):
    page = html.fromstring((site / AT / "index.html").read_bytes())
    told = {element.get("name"): element.get("content") for element in page.xpath("//meta[@name]")}
    assert {"SiteName": "云岭县人民政府", "SiteIDCode": "1400000001", "PubDate": "2025-02-20 00:00",
            "ContentSource": UNIT}.items() <= told.items()
    assert "" not in told.values()


def test_sums_and_sizes_are_those_of_the_files(site: Path):
    files = files_of(site)
    sums = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    item = json.loads(files[f"{AT}/item.json"])
    assert item["files"]["report.pdf"]["bytes"] == len(files[f"{AT}/report.pdf"])
    assert sums[f"{AT}/report.pdf"] in files[f"{AT}/index.html"].decode()


def test_a_second_run_writes_nothing(place: Path, site: Path):
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    assert publish([place / f"301001-{UNIT}"], site, OWNER).changed == 0
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} == before


def test_a_report_of_another_year_joins_those_that_stand_there(place: Path, site: Path, tmp_path: Path):
    before = files_of(site)
    form = SAMPLES / "library-2022-final.yaml"
    build(form, tmp_path / "205002-图书馆", ["json"])
    later = tmp_path / "网站"
    assert publish([place / f"301001-{UNIT}", tmp_path / "205002-图书馆"], later, OWNER).found == ()
    assert publish([tmp_path / "205002-图书馆"], site, OWNER).changed > 0
    assert files_of(site) == files_of(later)
    assert {name for name, content in before.items() if files_of(site)[name] != content} == {
        "index.html", "list.csv", "list.xlsx", "package.json", "SHA256SUMS"}


def test_the_same_set_is_made_of_bytes(place: Path):
    form = (place / "填报表.yaml").read_bytes()
    paper = next(place.glob("*/更正说明.docx")).read_bytes()
    made = published_set(Publishable(
        print_report(Handed("填报表.yaml", form), ["docx"]), "301001",
        corrections=[Correction("更正说明.docx", paper, dt.date(2025, 2, 20))]), OWNER)
    assert isinstance(made, PublishedSet)
    assert made.files == {name.removeprefix(f"{AT}/"): content for name, content in files_of(place / "网站").items()
                          if name.startswith(AT)}


def test_two_different_reports_of_one_unit_and_year_are_refused(tmp_path: Path):
    (tmp_path / "一").mkdir()
    (tmp_path / "二").mkdir()
    one = built(tmp_path / "一", DATED)
    other = built(tmp_path / "二", DATED, ("金额: 1.2}", "金额: 1.3}"))
    assert [finding.code for finding in publish([one, other], tmp_path / "网站").found] == ["PUB003"]
    assert not (tmp_path / "网站").exists()


def test_a_person_whom_the_form_holds_for_the_office_keeps_its_report_off(tmp_path: Path):
    text = (SAMPLES / "bureau-2025-budget.yaml").read_text("utf-8")
    (tmp_path / "表.yaml").write_text(
        text.replace("      概况: 对12所", "      负责人: 钱小青\n      概况: 由钱小青对12所", 1), "utf-8")
    build(tmp_path / "表.yaml", tmp_path / "报告", ["json"])
    found = publish([tmp_path / "报告"], tmp_path / "网站").found
    assert [(finding.code, finding.field) for finding in found] == [("PUB004", "绩效 项目绩效目标 第1行 概况")]


def test_a_form_that_was_changed_since_is_told(tmp_path: Path):
    home = built(tmp_path, DATED)
    with (tmp_path / "填报表.yaml").open("a", encoding="utf-8") as form:
        form.write("# 又改了\n")
    assert [finding.code for finding in publish([home], tmp_path / "网站").found] == ["PUB002"]


def test_a_form_with_an_error_is_told_with_what_is_wrong(tmp_path: Path):
    home = built(tmp_path, DATED)
    form = tmp_path / "填报表.yaml"
    form.write_text(form.read_text("utf-8").replace("金额: 1.2}", "金额: 一点二}"), "utf-8")
    assert [finding.code for finding in publish([home], tmp_path / "网站").found][-1] == "PUB001"


def test_a_form_that_is_gone_is_told(tmp_path: Path):
    home = built(tmp_path, DATED)
    (tmp_path / "填报表.yaml").unlink()
    assert [finding.code for finding in publish([home], tmp_path / "网站").found] == ["PUB001"]
