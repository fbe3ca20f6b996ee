"""A copy of a Word document has a comment at each paragraph that a finding points to; the rest stays as it is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from discloser.model.finding import Finding, Severity
from discloser.model.place import Place
from discloser.read.docx.package import WordPackage
from discloser.write.marked.document import marked_document
from discloser.write.marked.parts import UnreadablePart


def finding(paragraph: int | None, message: str = "合计不等于各栏之和") -> Finding:
    return Finding("SUM001", Severity.ERROR, message, "请核对", Place("报告.docx", paragraph=paragraph))


@pytest.fixture
def report() -> bytes:
    document = docx.Document()
    document.add_paragraph("收入预算12.50万元。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "合计", "12.50"
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def marked(content: bytes, *findings: Finding) -> bytes:
    return marked_document(WordPackage(content).parts(), findings)


def comments(content: bytes) -> list[tuple[str, str]]:
    """Author and words of each comment, as another program reads them."""
    return [(one.author, one.text) for one in docx.Document(BytesIO(content)).comments]


def commented(content: bytes) -> list[str]:
    """The texts of the paragraphs that bear a comment."""
    body = docx.Document(BytesIO(content)).element.body
    bearing = [p for p in body.iter("{*}p") if next(p.iter("{*}commentReference"), None) is not None]
    return ["".join(text.text for text in p.iter("{*}t")) for p in bearing]


def test_a_finding_is_a_comment_at_its_paragraph_in_a_cell_too(report: bytes):
    copy = marked(report, finding(3))
    assert comments(copy) == [("discloser", "1. 错误 SUM001 合计不等于各栏之和\n改法：请核对")]
    assert commented(copy) == ["12.50"]


def test_a_finding_without_a_paragraph_stands_at_the_first(report: bytes):
    assert commented(marked(report, finding(None))) == ["收入预算12.50万元。"]


def test_comments_of_others_stay_and_ours_of_an_earlier_audit_go(report: bytes):
    document = docx.Document(BytesIO(report))
    document.add_comment(document.paragraphs[0].runs, "请领导阅", author="科长")
    stream = BytesIO()
    document.save(stream)
    once = marked(stream.getvalue(), finding(2, "旧的"), finding(3, "也是旧的"))
    assert comments(marked(once, finding(3, "新的"))) == [
        ("科长", "请领导阅"), ("discloser", "1. 错误 SUM001 新的\n改法：请核对")]


def test_parts_that_say_nothing_of_the_findings_keep_their_bytes(report: bytes):
    copy = marked(report, finding(1))
    with ZipFile(BytesIO(report)) as before, ZipFile(BytesIO(copy)) as after:
        assert before.read("word/styles.xml") == after.read("word/styles.xml")
    assert marked(report, finding(1)) == copy


def faults(content: bytes, path: Path) -> list[str]:
    """What a validator says against a file."""
    path.write_bytes(content)
    return [error.description for error in OpenXmlValidator(FileFormat.OFFICE_2010).validate(path).errors]


def test_the_copy_is_as_valid_as_the_document(report: bytes, tmp_path: Path):
    copy = marked(report, finding(1), finding(1), finding(3))
    assert faults(copy, tmp_path / "标注.docx") == faults(report, tmp_path / "报告.docx")


def test_a_file_without_paragraphs_is_not_marked():
    with pytest.raises(UnreadablePart):
        marked_document({"word/document.xml": b"<document/>", "[Content_Types].xml": b"<Types/>"}, [])
