"""A Word document is opened without trusting it; whatever is wrong with it is one finding that says what."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from small_documents import NAMESPACES, STRICT, W, docx, packed, paragraph, reason_of, relations, run

from discloser.read.docx.report import read_word_report, read_words

GOOD = docx(paragraph(run("正文")))


def document(content: str | bytes) -> bytes:
    return packed({"word/document.xml": content})


def with_body(body: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def test_strict_open_xml_is_read_like_any_other():
    content = docx(paragraph(run("看"), run("不看", "<w:vanish/>"), properties='<w:pStyle w:val="1"/>'), STRICT,
                   styles='<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>')
    [words] = read_words(content, Path("报告.docx")).paragraphs
    assert (words.text, words.heading, words.unseen[0].text) == ("看", True, "不看")


def test_the_main_part_is_found_by_its_relation():
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    relation = relations(f'<Relationship Id="r" Type="{strict}/officeDocument" Target="/word/document2.xml"/>')
    content = packed({"_rels/.rels": relation, "word/document2.xml": with_body(paragraph(run("正文")))})
    assert [words.text for words in read_words(content, Path("报告.docx")).paragraphs] == ["正文"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_any_encoding_of_xml_is_read(encoding: str):
    text = f'<?xml version="1.0" encoding="{encoding}"?>{with_body(paragraph(run("正文")))}'
    content = document(text.encode(encoding))
    assert [words.text for words in read_words(content, Path("报告.docx")).paragraphs] == ["正文"]


_BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]>'


@pytest.mark.parametrize(("content", "reason"), [
    (b"", "是空的"), (b"plain", "打不开，或者已损坏"), (b"%PDF-1.7", "是 PDF"), (b"PK\x03\x04", "打不开，或者已损坏"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "是旧的 .doc 或者 .wps 格式"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "加了密码"),
    (GOOD[:-30], "打不开，或者已损坏"), (packed({"xl/workbook.xml": "<a/>"}), "是工作簿（Excel 文件）"),
    (packed({"mimetype": "x", "content.xml": "<a/>"}), "是OpenDocument 文档（.odt）"), (packed({"a": "b"}), "没有正文"),
    (document("<a/>"), "没有正文"), (document(with_body("")[:-3]), "word/document.xml 已损坏"),
    (document(_BOMB + with_body(run("&c;"))), "word/document.xml 里有文档不该有的声明"),
    (document(f"<!--{'x' * 9000}-->" + _BOMB + with_body("")), "word/document.xml 里有文档不该有的声明"),
    (document((_BOMB + with_body("")).encode("utf-16")), "word/document.xml 里有文档不该有的声明"),
    (document(with_body("<w:p>" * 400 + "</w:p>" * 400)), "word/document.xml 已损坏"),
    (document(with_body("<w:p/>" * 1_100_000)), "word/document.xml 太大"),
    (document(with_body(" " * (49 << 20))), "word/document.xml 太大"),
    (packed({"word/document.xml": with_body(""), "Word/Document.XML": with_body("")}), "里面有重名的文件"),
    (docx("", styles="<w:style>"), "word/styles.xml 已损坏"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_what_can_not_be_read_is_told_with_its_reason(content: bytes, reason: str):
    assert reason_of(content) == reason


def test_an_archive_whose_index_is_enormous_is_refused_before_it_is_read():
    end = GOOD.rindex(b"PK\x05\x06")
    forged = GOOD[:end + 12] + struct.pack("<I", 1 << 30) + GOOD[end + 16:]
    assert reason_of(forged) == "里面的文件太多"


def test_damaged_bytes_never_end_in_anything_but_a_finding():
    damaged = (GOOD[:at] + bytes([GOOD[at] ^ 0x55]) + GOOD[at + 1:] for at in range(0, len(GOOD), 7))
    reasons = {reason_of(content) for content in damaged}
    assert any("损坏" in reason for reason in reasons if reason)


def test_links_to_other_files_are_not_followed():
    relation = relations('<Relationship Id="r" Type="x/comments" TargetMode="External" Target="comments.xml"/>')
    content = packed({"word/document.xml": with_body(paragraph(run("正文"))), "word/_rels/document.xml.rels": relation,
                      "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment><w:p><w:r><w:t>批</w:t></w:r></w:p>'
                                           "</w:comment></w:comments>"})
    assert read_words(content, Path("报告.docx")).others == ()


@pytest.mark.parametrize("value", ["²", "⑨", "-3", "1e9", "99999999999", "", "٣", "１"])
def test_odd_numbers_of_columns_are_one(value: str):
    cells = f'<w:tc><w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>{paragraph(run("格"))}</w:tc>'
    content = docx(f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="{value}"/></w:trPr>{cells}</w:tr></w:tbl>')
    [table] = read_words(content, Path("报告.docx")).tables
    assert [words.text for words in table.rows[0]] == ["格"]


def test_a_path_that_is_no_file_is_told(tmp_path: Path):
    assert "没有找到" in read_word_report(tmp_path / "没有.docx").findings[0].message
    assert "文件夹" in read_word_report(tmp_path).findings[0].message
