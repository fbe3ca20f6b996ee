"""The workbook form in LibreOffice: its sums are the tool's, and a saved copy is still the same form."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from helpers import read_workbook
from workbooks import BUREAU, MAIN, Edited, blank_workbook, raw_of, sample_source, sample_workbook, where, workbook_of

from discloser.disk import Handed
from discloser.model.finding import Finding, Severity
from discloser.model.form.flat import flat
from discloser.model.form.workbook import RESULT_SHEET, sheets
from discloser.model.place import Place
from discloser.read.form.shape import shape
from discloser.read.xlsx.cells import cell_name
from discloser.read.xlsx.package import Package
from discloser.read.xlsx.sheets import Workbook
from discloser.usecases.write_back import replace_values
from discloser.write.marked.marked import marked_workbook

pytestmark = pytest.mark.office

ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>"""
STALE = b"-77"


def saved(books: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Workbooks opened, recalculated and saved by LibreOffice."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, encoding="utf-8")
    for name, content in books.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    subprocess.run([
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
        "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "saved"), *(str(folder / f"{n}.xlsx") for n in books),
    ], capture_output=True, check=True, timeout=300)
    return {name: (folder / "saved" / f"{name}.xlsx").read_bytes() for name in books}


def printed(books: dict[str, bytes], folder: Path) -> dict[str, str]:
    """All that LibreOffice prints of some workbooks."""
    for name, content in books.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    subprocess.run([
        "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
        "--outdir", str(folder), *(str(folder / f"{name}.xlsx") for name in books),
    ], capture_output=True, check=True, timeout=300)
    return {name: text_of_pdf((folder / f"{name}.pdf").read_bytes()) for name in books}


def text_of_pdf(content: bytes) -> str:
    with contextlib.closing(pypdfium2.PdfDocument(content)) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def with_targets(filled: int) -> bytes:
    raw = raw_of(BUREAU)
    raw["绩效"]["项目绩效目标"] = raw["绩效"]["项目绩效目标"][:filled]
    return workbook_of(raw)


def test_a_print_shows_every_block_that_is_filled_and_no_blank_one(tmp_path: Path):
    begun = replace_values(
        Handed("表.xlsx", blank_workbook()), {("绩效", "项目绩效目标", 0, "概况"): "在页面上填的一块"}).content
    books = {f"filled-{filled}": with_targets(filled) for filled in range(4)}
    texts = printed({**books, "blank": blank_workbook(), "begun": begun}, tmp_path)
    blocks = {name: text.count("项目名称，与“项目支出”里的一致") for name, text in texts.items()}
    assert blocks == {"filled-0": 0, "filled-1": 1, "filled-2": 2, "filled-3": 3, "blank": 0, "begun": 1}
    assert "在页面上填的一块" in texts["begun"]


def stale(content: bytes) -> bytes:
    """The workbook with a wrong value stored for every formula, so that only recalculation can be right."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as origin, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in origin.namelist():
            copy.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v>" + STALE + b"</v>", origin.read(name)))
    return stream.getvalue()


def spoilt() -> bytes:
    """A form with all that totals have to cope with."""
    raw = raw_of(BUREAU)
    raw["基本支出"][0]["金额"] = "十万元"
    raw["基本支出"][1]["功能科目"] = "9990101"
    raw["控制数"]["项目支出"] = "1"
    raw["绩效"]["项目绩效目标"][0]["年度资金"] = {"中央财政资金": "5"}
    return workbook_of(raw)


@pytest.fixture(scope="module")
def originals() -> dict[str, bytes]:
    return {"filled": sample_workbook(BUREAU), "blank": blank_workbook(), "spoilt": spoilt(),
            "new": sample_workbook("new-unit-2025-budget")}


@pytest.fixture(scope="module")
def copies(originals: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return saved({name: stale(content) for name, content in originals.items()}, tmp_path_factory.mktemp("office"))


def opened(content: bytes) -> Workbook:
    return Workbook(Package(content, Place("表.xlsx")))


def same(ours: str, theirs: str) -> bool:
    try:
        return abs(Decimal(ours) - Decimal(theirs)) < Decimal("0.0000001")
    except ArithmeticError:
        return ours == theirs


@pytest.mark.parametrize("name", ["filled", "blank", "spoilt", "new"])
def test_every_formula_computes_what_we_stored(name: str, originals: dict[str, bytes], copies: dict[str, bytes]):
    ours, theirs = opened(originals[name]), opened(copies[name])
    different, compared = [], 0
    for sheet in ours.names:
        computed = theirs.grid(sheet).cells
        for position, cell in ours.grid(sheet).cells.items():
            if cell.formula is not None:
                compared += 1
                text = computed[position].text if position in computed else ""
                if not same(cell.text, text):
                    different.append(f"{sheet}!{cell_name(position)}: {cell.text} ≠ {text}")
    assert different == []
    assert compared > 200


@pytest.mark.parametrize(("name", "sample"), [("filled", BUREAU), ("new", "new-unit-2025-budget")])
def test_a_saved_form_is_the_same_form(name: str, sample: str, copies: dict[str, bytes], tmp_path: Path):
    path = tmp_path / "表.xlsx"
    path.write_bytes(copies[name])
    source = read_workbook(path)
    assert [finding.line() for finding in source.findings] == []
    assert shape(source).form == shape(sample_source(sample)).form


def test_a_saved_blank_form_is_still_blank(copies: dict[str, bytes], tmp_path: Path):
    path = tmp_path / "表.xlsx"
    path.write_bytes(copies["blank"])
    source = read_workbook(path)
    assert source.findings == ()
    assert {key[0] for key in flat(source.raw or {})} == {"报告", "金额单位"}


def count(content: bytes, sheet: str, tag: str) -> int:
    return len(list(Edited(content).sheet(sheet).iter(f"{MAIN}{tag}")))


@pytest.mark.parametrize("name", ["filled", "blank"])
def test_drop_downs_locks_and_colours_survive_a_save(name: str, originals: dict[str, bytes], copies: dict[str, bytes]):
    for sheet in (sheet.name for sheet in sheets(asked=frozenset())):
        assert count(copies[name], sheet, "dataValidation") >= count(originals[name], sheet, "dataValidation")
        assert count(copies[name], sheet, "sheetProtection") == (sheet != "绩效目标")
        assert count(copies[name], sheet, "cfRule") >= count(originals[name], sheet, "cfRule")
    rules = Edited(copies[name]).sheet("基本支出").iter(f"{MAIN}dataValidation")
    rule = next(rule for rule in rules if rule.get("type") == "list")
    assert rule.findtext(f"{MAIN}formula1") in ("功能科目", "部门经济科目", "资金来源", "是否", "政府经济科目")


def test_notes_survive_a_save(originals: dict[str, bytes], copies: dict[str, bytes]):
    def notes(content: bytes) -> set[str]:
        book = Edited(content)
        parts = [book.root(name) for name in book.parts if re.search(r"comments\d+\.xml$", name)]
        return {"".join(text.itertext()).strip() for part in parts for text in part.iter(f"{MAIN}text")}

    assert notes(copies["filled"]) == notes(originals["filled"])


def test_a_marked_copy_opens_with_its_marks(tmp_path: Path):
    sheet, cell = where("基本支出", 0, "金额")
    found = Finding("AMT001", Severity.ERROR, "不对", "改正", Place("表.xlsx", sheet=sheet, cell=cell))
    parts = Package(sample_workbook(BUREAU), Place("表.xlsx")).parts()
    copy = saved({"marked": marked_workbook(parts, [found])}, tmp_path)["marked"]
    assert opened(copy).names[-1] == RESULT_SHEET
    assert any("〔检查结果〕错误 AMT001：不对" in "".join(root.itertext()) for root in _comments(copy))
    path = tmp_path / "表.xlsx"
    path.write_bytes(copy)
    assert shape(read_workbook(path)).form == shape(sample_source(BUREAU)).form


def _comments(content: bytes):
    book = Edited(content)
    return [book.root(name) for name in book.parts if re.search(r"comments\d+\.xml$", name)]
