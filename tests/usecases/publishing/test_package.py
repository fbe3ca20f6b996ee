"""A site as values: what was published is never lost, a corrected page says since when, the lists go by departments."""

from __future__ import annotations

import csv
import datetime as dt
import json
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import html
from openpyxl import load_workbook
from published import DATED, SAMPLE

from discloser.disk import Handed
from discloser.model.report.online import ArticleFacts, SiteOwner
from discloser.usecases.build import print_report
from discloser.usecases.publishing.package import SitePackage, package
from discloser.usecases.publishing.published_set import Correction, Publishable

AT = "2025/budget/301001"
OWNER = SiteOwner("云岭县人民政府", "www.example.gov.cn", "1400000001")
PAPER = Correction("更正说明.docx", b"PK first", dt.date(2025, 3, 10))
SECOND = Correction("第二次更正说明.docx", b"PK second", dt.date(2025, 4, 1))


def ready(amount: str = "1.2", corrections: tuple[Correction, ...] = (), code: str = "301001", unit: str = "",
          facts: ArticleFacts = ArticleFacts()) -> Publishable:  # noqa: B008  a value that nothing changes
    """The sample's report, one amount of which is another, with papers that cost nothing to make."""
    text = SAMPLE.replace(*DATED).replace("金额: 1.2}", f"金额: {amount}}}")
    text = text.replace("云岭县青少年校外活动中心", unit) if unit else text
    printed = print_report(Handed("填报表.yaml", text.encode()), ())
    assert printed.report is not None
    stem = printed.report.file_stem
    made = {f"{stem}{ending}": f"{amount} {ending}".encode() for ending in (
        ".pdf", ".docx", "-一图读懂.html", "-一图读懂.pdf", "-一图读懂.png")}
    return Publishable(printed, code, made, corrections, facts, "报告")


@pytest.fixture(scope="module")
def first() -> dict[str, bytes]:
    return package([ready()], {}, OWNER).whole({})


@pytest.fixture(scope="module")
def second(first: dict[str, bytes]) -> SitePackage:
    return package([ready("1.3", (PAPER,))], first, OWNER)


def test_a_corrected_report_leaves_the_old_page_and_its_papers_byte_for_byte(
    first: dict[str, bytes], second: SitePackage,
):
    old = {path.removeprefix(f"{AT}/"): content for path, content in first.items() if path.startswith(AT)}
    kept = {path.removeprefix(f"{AT}/v1/"): content for path, content in second.files.items()
            if path.startswith(f"{AT}/v1/")}
    assert kept.keys() == old.keys()
    assert [path for path, content in kept.items() if content != old[path]] == ["index.html", "item.json"]
    assert second.files[f"{AT}/report.pdf"] == b"1.3 .pdf"


def test_each_page_says_which_counts_since_when_and_why(second: SitePackage):
    new, old = (html.fromstring(second.files[f"{AT}/{path}index.html"]) for path in ("", "v1/"))
    assert new.xpath("string(//aside[@class='version'])").strip() == (
        "本页自 2025-03-10 起代替 2025-02-20 公布的旧版，见更正说明。")
    assert new.xpath("//aside[@class='version']//a/@href") == ["v1/index.html", "correction-1.docx"]
    assert old.xpath("string(//aside[@class='version'])").strip() == (
        "这是 2025-02-20 公布的旧版，自 2025-03-10 起由现行的报告代替，见更正说明。")
    assert old.xpath("//aside[@class='version']//a/@href") == ["../index.html", "../correction-1.docx"]
    assert old.xpath("//nav[@class='home']/a/@href") == ["../../../../index.html"]
    assert old.findtext(".//title").endswith("（旧版，2025-03-10 已更正）")


def test_a_second_correction_keeps_both_earlier_pages(first: dict[str, bytes], second: SitePackage):
    site = second.whole(first)
    third = package([ready("1.4", (PAPER, SECOND))], site, OWNER)
    whole = third.whole(site)
    assert {path for path in site if path.startswith(f"{AT}/v1/")} & third.files.keys() == set()
    assert whole[f"{AT}/v2/report.pdf"] == b"1.3 .pdf"
    page = html.fromstring(whole[f"{AT}/index.html"])
    assert page.xpath("//aside[@class='version']//a/@href") == [
        "v1/index.html", "v2/index.html", "correction-1.docx", "correction-2.docx"]
    assert html.fromstring(whole[f"{AT}/v2/index.html"]).xpath("//aside[@class='version']//a/@href") == [
        "../index.html", "../correction-2.docx"]


def test_a_report_that_says_the_same_stays_as_it_was_published(first: dict[str, bytes]):
    again = ready()
    again = replace(again, made=dict.fromkeys(again.made, b"set anew"))
    assert package([again], first, OWNER).files == {}


def test_a_changed_report_without_a_new_correction_is_refused(first: dict[str, bytes], second: SitePackage):
    assert [finding.code for finding in package([ready("1.3")], first, OWNER).found] == ["PUB006"]
    unsaid = package([ready("1.4", (PAPER,))], second.whole(first), OWNER)
    assert [finding.code for finding in unsaid.found] == ["PUB006"]


def test_what_was_never_really_public_is_replaced(first: dict[str, bytes], second: SitePackage):
    draft = package([ready("1.3")], first, OWNER, replace=True)
    assert not any("/v1/" in path for path in draft.files)
    assert draft.whole(first)[f"{AT}/report.pdf"] == b"1.3 .pdf"
    rewritten = replace(PAPER, content=b"PK again")
    site = package([ready("1.4", (rewritten,))], second.whole(first), OWNER, replace=True).whole(second.whole(first))
    assert site[f"{AT}/correction-1.docx"] == b"PK again"
    assert f"{AT}/correction-2.docx" not in site
    assert site[f"{AT}/v1/report.pdf"] == b"1.2 .pdf"


def test_a_published_file_that_was_changed_or_is_gone_keeps_the_site_as_it_is(first: dict[str, bytes]):
    for spoilt in ({**first, f"{AT}/report.pdf": b"other"},
                   {path: content for path, content in first.items() if path != f"{AT}/report.docx"},
                   {**first, f"{AT}/item.json": b"{}"}):
        refused = package([ready("1.3", (PAPER,))], spoilt, OWNER)
        assert [finding.code for finding in refused.found] == ["PUB008"]
        assert refused.files == {}


def test_a_folder_with_pages_of_anybody_else_is_left_alone():
    assert [finding.code for finding in package([ready()], {"index.html": b"<p>"}, OWNER).found] == ["PUB008"]


def test_units_stand_under_their_departments_the_departments_own_report_first():
    department = ArticleFacts(department="205-云岭县文化和旅游局")
    made = package([
        ready(code="301001"), ready(code="205002", unit="云岭县图书馆", facts=department),
        ready(code="205001", unit="云岭县文化和旅游局"),
    ], {}, OWNER)
    for path, level in (("index.html", 3), ("2025/budget/index.html", 2)):
        page = html.fromstring(made.files[path])
        assert page.xpath(f"//h{level}/text()") == ["云岭县文化和旅游局", "云岭县青少年校外活动中心"]
        assert page.xpath(f"//h{level + 1}/text()") == ["云岭县图书馆"]
        assert [link for link in page.xpath("//main//li/a/@href") if "0" in link.split("/")[-2]][:3] == [
            f"{'2025/budget/' if level == 3 else ''}{code}/index.html" for code in ("205001", "205002", "301001")]


def test_what_an_article_is_asked_for_stands_in_sight_and_in_the_lists_and_nothing_is_made_up():
    facts = ArticleFacts("000014349/2025-00012", "云财函〔2025〕3号", "", "2025-02-18")
    made = package([ready(facts=facts), ready(code="301002", unit="云岭县少年宫")], {}, OWNER)
    told, plain = (html.fromstring(made.files[f"2025/budget/{code}/index.html"]).xpath(
        "//section[contains(@class, 'beside')]//dt/text()") for code in ("301001", "301002"))
    assert told == ["标题", "索引号", "文号", "发布机构", "成文日期", "发布日期"]
    assert plain == ["标题", "发布机构", "发布日期"]
    row = next(csv.DictReader(made.files["list.csv"].decode("utf-8-sig").splitlines()))
    assert (row["索引号"], row["文号"], row["发布机构"], row["成文日期"]) == (
        "000014349/2025-00012", "云财函〔2025〕3号", "云岭县青少年校外活动中心", "2025-02-18")
    sheet = load_workbook(BytesIO(made.files["list.xlsx"])).active
    assert [cell.value for cell in sheet[2]][4:8] == list(row.values())[4:8]


def test_facts_that_were_published_stay_when_nobody_tells_them_again():
    facts = ArticleFacts(index_number="000014349/2025-00012")
    site = package([ready(facts=facts)], {}, OWNER).whole({})
    assert package([ready()], site, OWNER).files == {}


def test_what_a_bureau_puts_on_record_stands_in_the_package(first: dict[str, bytes]):
    made = package([ready()], {}, OWNER, chain={"chain_head": "ab12"})
    record = json.loads(made.files["package.json"])
    assert record["chain_head"] == "ab12"
    assert [one["path"] for one in record["reports"]] == [AT]


def test_a_day_that_is_told_counts_where_the_form_says_none_and_stays(first: dict[str, bytes]):
    def day(site: SitePackage) -> str:
        return str(json.loads(site.files[f"{AT}/item.json"])["published"])

    said = ready()
    unsaid = replace(said, printed=print_report(Handed("填报表.yaml", SAMPLE.encode()), ()))
    told = replace(unsaid, published_on=dt.date(2025, 3, 6))
    assert [finding.code for finding in package([unsaid], {}, OWNER).found] == ["PUB005"]
    site = package([told], {}, OWNER)
    assert (day(site), day(package([replace(said, published_on=told.published_on)], {}, OWNER))) == (
        "2025-03-06", "2025-02-20")
    later = replace(unsaid, published_on=dt.date(2025, 4, 1))
    assert package([later], site.whole({}), OWNER).files == {}
