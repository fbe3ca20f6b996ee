"""The YAML reader: texts and places, and a finding for every way a file can be wrong."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from helpers import read_yaml

from discloser.model.place import Place
from discloser.read.source import Source
from discloser.read.yaml.reader import LARGEST, read_yaml_text


def read(text: str) -> Source:
    return read_yaml_text(text, "表.yaml")


def lines(text: str) -> list[str]:
    return [finding.line().removeprefix("表.yaml:") for finding in read(text).findings]


def codes(text: str) -> list[str]:
    return [f"{f.place.line}:{f.place.column} {f.code}" for f in read(text).findings]


def test_every_scalar_stays_text():
    typed = "甲: 0301\n乙: NO\n丙: 2025-01-01\n丁: 1e3\n戊: 0x1F\n己: ~\n庚: null\n辛: .5\n壬: 1_000\n癸: '007'\n"
    assert read(typed).raw == {
        "甲": "0301", "乙": "NO", "丙": "2025-01-01", "丁": "1e3", "戊": "0x1F", "己": "~", "庚": "null", "辛": ".5",
        "壬": "1_000", "癸": "007",
    }


def test_nothing_typed_is_nothing_and_quotes_around_nothing_are_a_text():
    assert read("甲:\n乙: ''\n丙: {丁: , 戊: 1}\n己:\n  - \n  - 1\n").raw == {
        "甲": None, "乙": "", "丙": {"丁": None, "戊": "1"}, "己": [None, "1"],
    }


def test_texts_of_several_lines_are_kept():
    assert read("甲: |\n  一：段\n\n  二段\n乙: >\n  接\n  着\n").raw == {"甲": "一：段\n\n二段\n", "乙": "接着\n"}


def test_places_count_characters_from_one():
    source = read("单位:\n  名称: 甲\n行:\n  - {金额: 1, 来源: 乙}\n  - 丙\n")
    assert {path: (place.line, place.column) for path, place in source.places.values.items()} == {
        (): (1, 1), ("单位",): (2, 3), ("单位", "名称"): (2, 7), ("行",): (4, 3), ("行", 0): (4, 5),
        ("行", 0, "金额"): (4, 10), ("行", 0, "来源"): (4, 17), ("行", 1): (5, 5),
    }
    assert {path: (place.line, place.column) for path, place in source.places.keys.items()} == {
        ("单位",): (1, 1), ("单位", "名称"): (2, 3), ("行",): (3, 1), ("行", 0, "金额"): (4, 6),
        ("行", 0, "来源"): (4, 13),
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_the_same_with_every_sort_of_line_end(end: str):
    source = read(end.join(["# 说明", "", "甲: 1", "乙: 2"]))
    assert source.places.of(("乙",)) == Place("表.yaml", 4, 4)


def test_separators_that_no_editor_counts_as_lines_do_not_shift_places():
    source = read("甲: 一\u2028二\x85三\n乙: 2\n")
    assert source.raw == {"甲": "一二三", "乙": "2"}
    assert source.places.of(("乙",)).line == 2


def test_keys_are_canonical():
    assert read("因公出国(境)费: 1\n 名 称 : 2\n'\u3000性质\u200b': 3\n").raw is None
    assert read("因公出国(境)费: 1\n名 称 : 2\n'\u3000性\u3000质\u200b ': 3\n").raw == {
        "因公出国（境）费": "1", "名称": "2", "性质": "3",
    }


def test_values_keep_their_brackets():
    assert read("属性: 一次性项目(1年结束)\n").raw == {"属性": "一次性项目(1年结束)"}


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("50,000.00", "50,000.00"), ("1,234,567", "1,234,567"), ("-1,234", "-1,234"), ("5万", "5万"),
        ("１,２３４.５０", "１,２３４.５０"), ("1, 234", "1,234"), ("1,2345", "1,2345"),
        ("５０，０００", "５０，０００"),
    ],
)
def test_thousands_separators_between_braces_belong_to_the_number(typed: str, read_as: str):
    assert read(f"甲: {{货物: {typed}, 工程: 0}}\n").raw == {"甲": {"货物": read_as, "工程": "0"}}
    assert read(f"甲: {{工程: 0, 货物: {typed}}}\n").raw == {"甲": {"工程": "0", "货物": read_as}}


def test_a_number_that_is_really_a_key_stays_one():
    assert read("甲: {210: 卫生, 211: 环保}\n").raw == {"甲": {"210": "卫生", "211": "环保"}}
    assert read("甲: {乙: 12, 345: 6}\n").raw == {"甲": {"乙": "12", "345": "6"}}
    assert read("甲:\n  乙: 1\n  234:\n").raw == {"甲": {"乙": "1", "234": None}}


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path):
    path = tmp_path / "表.yaml"
    path.write_bytes("\ufeff甲: 1\n".encode())
    source = read_yaml(path)
    assert source.raw == {"甲": "1"}
    assert source.places.keys[("甲",)].column == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("表.yaml", "甲: 金额".encode("gb18030"), "FIL006"),
        ("表.yaml", "甲: 金额".encode("utf-16"), "FIL006"),
        ("表.yaml", b"PK\x03\x04\xff\xfe", "FIL006"),
        ("表.yaml", b"\xff\xff\xff", "FIL006"),
        ("表.yaml", b"#" * (LARGEST + 1), "FIL005"),
        ("表.yaml", b"", "FIL007"),
        ("表.yaml", b"\xef\xbb\xbf\r\n \r\n", "FIL007"),
        ("表.yaml", b"# only a comment", "FIL007"),
        ("表.yaml", b"--- ''", "FIL007"),
        ("表.xlsx", b"PK", "FIL004"),
        ("表", b"a: 1", "FIL004"),
    ],
)
def test_a_file_that_is_no_form_is_one_finding(tmp_path: Path, name: str, content: bytes, code: str):
    path = tmp_path / name
    path.write_bytes(content)
    source = read_yaml(path)
    assert [finding.code for finding in source.findings] == [code]
    assert source.raw is None


def test_the_first_character_in_another_encoding_is_pointed_at(tmp_path: Path):
    path = tmp_path / "表.yaml"
    path.write_bytes("甲: 1\n乙丙: ".encode() + "金额".encode("gb18030"))
    [finding] = read_yaml(path).findings
    assert (finding.place.line, finding.place.column) == (2, 5)
    assert "GBK" not in finding.message


def test_a_missing_file_a_folder_and_a_pipe_are_told_apart(tmp_path: Path):
    (tmp_path / "夹.yaml").mkdir()
    os.mkfifo(tmp_path / "管.yaml")
    found = {name: read_yaml(tmp_path / name).findings[0].code for name in ("无.yaml", "夹.yaml", "管.yaml")}
    assert found == {"无.yaml": "FIL001", "夹.yaml": "FIL002", "管.yaml": "FIL003"}


@pytest.mark.parametrize("name", ["a\0b.yaml", "长" * 300 + ".yaml"])
def test_an_impossible_file_name_is_a_finding(tmp_path: Path, name: str):
    assert [f.code[:3] for f in read_yaml(tmp_path / name).findings] == ["FIL"]


@pytest.mark.parametrize("error", [PermissionError(13, "denied"), OSError(5, "input/output error")])
def test_a_file_that_does_not_open_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError):
    def refuse(*_: object) -> None:
        raise error

    path = tmp_path / "表.yaml"
    path.write_text("甲: 1")
    monkeypatch.setattr(os, "open", refuse)
    assert [f.code for f in read_yaml(path).findings] == ["FIL003"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("单位:\n  名称：甲\n  性质: 乙\n", ["2:5 YML001"]),
        ("单位:\n  名称: 甲\n  性质：乙\n", ["3:5 YML001"]),
        ("单位:\n  名称: 甲\n  性质：乙\n概况:\n  职责: 丙\n", ["3:5 YML001"]),
        ("报告：\n  地区：甲\n单位：\n  名称：乙\n", ["1:3 YML001", "2:5 YML001", "3:3 YML001", "4:5 YML001"]),
        ("名字：甲\n单位: 乙\n", ["1:3 YML001"]),
        ("- {功能科目：2101550，经济科目: 30101，金额：5}\n甲: 1\n", ["1:8 YML001", "2:1 YML007"]),
        ("基本支出:\n  - {功能科目: 2101550，金额: 5}\n", ["2:19 YML001"]),
        ("基本支出:\n  - ｛功能科目: 2101550, 金额: 5｝\n", ["2:5 YML001"]),
        ("金额:5\n单位: 3\n", ["1:3 YML002"]),
        ("单位:\n\t名称：甲\n", ["2:1 YML003", "2:4 YML001"]),
    ],
)
def test_slips_of_a_chinese_keyboard_are_found_where_they_are(text: str, found: list[str]):
    assert codes(text) == found


def test_all_slips_of_a_file_are_found_at_once_and_the_rest_is_read():
    source = read("单位：\n  名称:甲\n  性质: 乙\n行:\n  - {项目：丙，金额: 1，来源：丁}\n")
    assert [f.code for f in source.findings] == ["YML001", "YML002", "YML001"]
    assert source.raw == {"单位": {"名称": "甲", "性质": "乙"}, "行": [{"项目": "丙", "金额": "1", "来源": "丁"}]}


def test_places_behind_a_mended_slip_are_those_typed():
    source = read("单位:\n  名称：甲\n  性质: 乙\n行: {金额：1，来源: 丙, 项目: 丁}\n")
    assert source.places.of(("单位", "名称")) == Place("表.yaml", 2, 6)
    assert source.places.of(("行", "来源")) == Place("表.yaml", 4, 14)
    assert source.places.of(("行", "项目")) == Place("表.yaml", 4, 21)


def test_full_width_colons_inside_texts_are_no_slips():
    text = "概况:\n  职责: |\n    其他：甲\n    金额：乙\n  机构设置: \"丙\n    其他：丁\"\n单位：\n  名称: 戊\n"
    assert codes(text) == ["7:3 YML001"]


def test_neighbouring_lines_with_tabs_are_one_finding():
    text = "单位:\n\t名称: 甲\n\t性质: 乙\n概况:\n  职责: 丙\n\t机构设置: 丁\n"
    assert lines(text) == [
        "2:1: YML003 第 2 行到第 3 行的行首用了制表符（Tab），应当用半角空格",
        "6:1: YML003 行首用了制表符（Tab），应当用半角空格",
    ]


def test_full_width_spaces_before_a_key_are_found_though_the_text_can_be_read():
    assert codes("单位:\n\u3000\u3000名称: 甲\n") == ["2:1 YML003"]
    assert codes("单位:\n  名称: 甲\n\xa0 性质: 乙\n") == ["3:1 YML003"]


def test_full_width_spaces_inside_a_text_set_off_are_text():
    assert read("职责: |\n  \u3000\u3000甲\n  \t乙\n").raw == {"职责": "\u3000\u3000甲\n\t乙\n"}


def test_a_line_of_blanks_and_tabs_is_empty():
    assert read("甲: 1\n \t\n乙: 2\n").raw == {"甲": "1", "乙": "2"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("甲: 1\n甲: 2\n", ["2:1 YML004"]),
        ("费(境): 1\n费（境）: 2\n", ["2:1 YML004"]),
        ("甲: {乙: 1, 乙: {丙: 1, 丙: 2}}\n", ["1:11 YML004"]),
        ("甲: \"乙\n丙: 1\n", ["1:4 YML005"]),
        ("甲: '乙\n丙: 1\n", ["1:4 YML005"]),
        ("甲: {乙: 1\n丙: 2\n", ["2:2 YML006"]),
        ("甲: [乙, 丙\n丁: 2\n", ["2:2 YML006"]),
        ("甲:\n- 1\n  - 2\n 乙: 1\n", ["4:3 YML007"]),
        ("甲: 1\n  乙: 2\n", ["2:4 YML007"]),
        ("甲: '乙' 丙\n", ["1:8 YML007"]),
        ("甲:\n  乙: 1\n  丙丁\n戊: 1\n", ["3:3 YML008"]),
        ("甲: 乙: 丙\n", ["1:5 YML009"]),
        ("甲: *乙\n", ["1:4 YML010"]),
        ("甲: @乙\n", ["1:4 YML010"]),
        ("甲: `乙\n", ["1:4 YML010"]),
        ("甲: >=98%\n", ["1:4 YML010"]),
        ("甲: |乙\n", ["1:4 YML010"]),
        ("甲: !乙 1\n", ["1:4 YML010"]),
        ("甲: &乙 1\n", ["1:4 YML010"]),
        ("%乙\n", ["1:1 YML010"]),
        ("甲: &a 1\n乙: *a\n丙: !!int 5\n丁: !x {戊: 1}\n", ["1:4 YML010", "2:4 YML010", "3:4 YML010", "4:4 YML010"]),
        ("<<: *a\n*b : 1\n", ["1:5 YML010", "2:1 YML010"]),
        ("甲: 1\n---\n甲: 2\n", ["2:1 YML011"]),
        ("只是文字\n", ["1:1 YML014"]),
        ("- 甲\n- 乙\n", ["1:1 YML014"]),
        ("# 说明\n\n[甲]\n", ["3:1 YML014"]),
        ("甲: 一\x07二\x0b\n乙: \x7f\n", ["1:5 YML015", "2:4 YML015"]),
        ("\x00\n", ["1:1 YML015"]),
        ("甲: {{乙}}\n丙: 1\n", ["1:5 YML016"]),
        ("? [甲]\n: {乙: 1}\n丙: 1\n", ["1:3 YML016"]),
        ("甲: \"\\q\"\n", ["1:5 YML017"]),
        ("甲: }\n", ["1:4 YML017"]),
    ],
)
def test_each_fault_of_writing_is_one_finding_at_its_place(text: str, found: list[str]):
    assert codes(text) == found


def test_what_stands_under_a_repeated_key_is_thrown_away():
    source = read("甲: {乙: 1}\n甲: {乙: 2, 丙: 3}\n丁: 4\n")
    assert source.raw == {"甲": {"乙": "1"}, "丁": "4"}
    assert source.places.of(("甲", "乙")) == Place("表.yaml", 1, 8)


def test_libyaml_is_not_heard_in_any_message():
    for text in ("甲: {乙", '甲: "\\q"', "甲: 乙: 丙", "%x", "甲: |2x", "甲: [", "- 1\n甲: 1", "甲: !<", "? ?"):
        findings = read(text).findings
        assert findings
        words = "".join(finding.message + finding.hint for finding in findings)
        assert not any(word in words for word in ("expected", "found", "while", "scan"))


BUSY = [
    ("", "[", ""), ("", "{", ""), ("", "- ", ""), ("", "? ", ""), ("", "! ", ""), ("", "甲: {", ""),
    ("a: &x [1]\n", "b: *x\n", ""), ("a: [", "1,", "]"), ("a: {b: ", "1,", "1}"), ("", "a: 1\n", ""),
    ("", "\x01\n", ""), ("", "\ta: 1\n", ""), ("", "名称：甲\n", "a: b: c"), ("", "x", ": 1"), ("a: ", "x", ""),
    ('a: "', "x\n", ""), ("", "a: |\n", ""), ("", "\n", ""), ("a: ", "：", ""), ("- {", "功能科目：1，", "}\na: b: c"),
]
"""What stands before, again and again, and after."""


@pytest.mark.parametrize("size", [LARGEST // 4, pytest.param(LARGEST, marks=pytest.mark.whole)])
@pytest.mark.parametrize(("before", "again", "after"), BUSY, ids=range(len(BUSY)))
def test_no_file_can_keep_the_reader_busy(before: str, again: str, after: str, size: int):
    text = before + again * (size // len(again.encode())) + after
    begun = time.process_time()
    source = read(text)
    assert time.process_time() - begun < 15  # a second or two; the bound only tells it from endless
    assert len(source.findings) <= 201
    assert source.findings or source.raw is not None


def test_many_findings_are_cut_and_counted():
    findings = read("甲: 1\n" + "甲: 2\n" * 300).findings
    assert len(findings) == 201
    assert findings[0].message == "只列出前 200 处问题，后面至少还有 100 处"
