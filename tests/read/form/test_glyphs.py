"""Characters that no shipped font has are told where they first stand."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from helpers import PROJECT_FOLDER, SAMPLES, a_form, any_form_from

from discloser.model.place import Places
from discloser.read.form.glyphs import read_characters, unprintable

FONTS = PROJECT_FOLDER / "templates" / "fonts"
sys.path.append(str(PROJECT_FOLDER / "scripts"))


def told(**blocks: object) -> list[tuple[str | None, str | None]]:
    found = unprintable(a_form(**blocks), Places("表"), read_characters(FONTS))
    return [(finding.field, finding.found) for finding in found]


def test_the_list_is_what_the_fonts_have():
    from list_characters import characters

    assert (FONTS / "characters.txt").read_text("utf-8") == characters()


def test_each_character_is_told_once_where_it_first_stands():
    assert told(概况={"职责": "䶮㎡䶮", "机构设置": "䶮峠"}) == [("概况 职责", "䶮㎡"), ("概况 机构设置", "峠")]


def test_texts_in_rows_are_looked_at_and_those_never_printed_are_not():
    rows = [{"项目": "䶮山", "实施期资金": {"其他资金": "0"}, "年度资金": {"其他资金": "0"}}]
    assert told(绩效={"项目绩效目标": rows}) == [("绩效 项目绩效目标 第1行 项目", "䶮")]
    assert told(确认=[{"规则": "TXT016", "位置": "䶮", "说明": "有"}]) == []


@pytest.mark.parametrize("text", ["“引号”、≥95%、①、〔2025〕3号、Ⅳ、—、…", "line\nABC xyz 0123", "學龍"])
def test_usual_signs_letters_and_traditional_characters_are_there(text: str):
    assert told(概况={"职责": text}) == []


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_samples_can_all_be_printed(path: Path):
    assert list(unprintable(any_form_from(path), Places("表"), read_characters(FONTS))) == []


def test_a_folder_without_a_list_says_nothing(tmp_path: Path):
    assert list(unprintable(a_form(概况={"职责": "䶮"}), Places("表"), read_characters(tmp_path))) == []
