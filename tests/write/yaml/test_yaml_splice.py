"""One text replaced where it stands; every other character stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from discloser.model.form.flat import flat
from discloser.model.place import FormPath
from discloser.read.yaml.reader import read_yaml_text
from discloser.write.yaml.splice import spliced

FORM = """\
# 说明
概况:
  职责: |   # 可以分段
    第一段。

    第二段。
  # 机构
  机构设置: 编制3名。   # 一行

其他说明:
  其他:          # 没有就留空
  政府购买服务: "无, 也没有: 安排"
三公经费:
  公务接待费: {本年: 0, 上年: 0, 原因: 减少, }   # 接待
绩效:
  项目绩效目标:
    - 项目: 道路养护
      指标:
        - {一级: 产出指标, 三级: 里程}
"""


def after(new: dict[FormPath, str], text: str = FORM) -> str:
    return spliced(text, new, read_yaml_text(text, "表.yaml").places)[0]


@pytest.mark.parametrize(("path", "old", "new"), [
    (("概况", "机构设置"), "机构设置: 编制3名。   #", "机构设置: 编制5名。   #"),
    (("三公经费", "公务接待费", "原因"), "原因: 减少,", "原因: 编制5名。,"),
    (("其他说明", "政府购买服务"), '"无, 也没有: 安排"', "编制5名。"),
    (("其他说明", "其他"), "其他:          #", "其他: 编制5名。          #"),
    (("绩效", "项目绩效目标", 0, "项目"), "道路养护", "编制5名。"),
    (("概况", "职责"), "|   # 可以分段\n    第一段。\n\n    第二段。", "编制5名。   # 可以分段"),
])
def test_a_line_replaces_what_stood_there_and_nothing_else(path: FormPath, old: str, new: str):
    assert after({path: "编制5名。"}) == FORM.replace(old, new)


@pytest.mark.parametrize(("path", "old", "new"), [
    (("概况", "职责"), "第一段。\n\n    第二段。", "甲。\n\n    乙。"),
    (("概况", "机构设置"), "编制3名。   # 一行", "|   # 一行\n    甲。\n\n    乙。"),
    (("其他说明", "其他"), "其他:          # 没有就留空", "其他: |          # 没有就留空\n    甲。\n\n    乙。"),
    (("三公经费", "公务接待费", "原因"), "减少,", '"甲。\\n\\n乙。",'),
])
def test_paragraphs_stand_below_their_key_where_there_is_room(path: FormPath, old: str, new: str):
    assert flat(read_yaml_text(after({path: "甲。\n\n乙。"}), "表.yaml").raw or {})[path].strip() == "甲。\n\n乙。"
    assert after({path: "甲。\n\n乙。"}) == FORM.replace(old, new)


@pytest.mark.parametrize(("path", "old", "new"), [
    (("绩效", "项目绩效目标", 0, "指标", 0, "年度三级"), "{一级: 产出", "{年度三级: 甲, 一级: 产出"),
    (("绩效", "项目绩效目标", 0, "概况"), "- 项目: 道路养护", "- 概况: 甲\n      项目: 道路养护"),
])
def test_a_key_that_was_left_out_is_put_into_its_block(path: FormPath, old: str, new: str):
    assert after({path: "甲"}) == FORM.replace(old, new)


def test_a_text_without_a_block_to_stand_in_is_left():
    places = read_yaml_text(FORM, "表.yaml").places
    assert spliced(FORM, {("国有资产", "车辆说明"): "甲"}, places) == (FORM, [("国有资产", "车辆说明")])


AWKWARD = st.text(st.sampled_from("甲乙。：: #-{}[],'\"|>\\n\n&*!%@`？ "), min_size=1, max_size=20).filter(str.strip)
PLACES = st.sampled_from([
    ("概况", "职责"), ("概况", "机构设置"), ("其他说明", "其他"), ("三公经费", "公务接待费", "原因"),
    ("绩效", "项目绩效目标", 0, "项目"), ("绩效", "项目绩效目标", 0, "指标", 0, "年度值"),
])


@given(st.dictionaries(PLACES, AWKWARD, min_size=1))
def test_any_texts_are_read_back_as_they_were_meant(new: dict[FormPath, str]):
    def meant(texts: dict[FormPath, str]) -> dict[FormPath, list[str]]:
        return {path: [line.strip() for line in text.splitlines() if line.strip()] for path, text in texts.items()}

    before, now = (flat(read_yaml_text(text, "表.yaml").raw or {}) for text in (FORM, after(new)))
    assert meant(now) == meant(before | new)


LINE = {"规则": "BAL002", "说明": "甲: 乙, 丙"}
WRITTEN = '{规则: BAL002, 说明: "甲: 乙, 丙"}'


@pytest.mark.parametrize(("before", "after"), [
    ("单位: {名称: 甲}", "单位: {名称: 甲}\n\n确认:\n  - WRITTEN\n"),
    ("确认:   # 没有\n单位: 甲\n", "确认:\n  - WRITTEN   # 没有\n单位: 甲\n"),
    ("确认: []   # 没有\n", "确认: [WRITTEN]   # 没有\n"),
    ("确认: [{规则: A}]\n", "确认: [{规则: A}, WRITTEN]\n"),
    ("确认:\n- 规则: A\n  说明: B   # 一\n\n# 二\n单位: 甲\n",
     "确认:\n- 规则: A\n  说明: B   # 一\n- WRITTEN\n\n# 二\n单位: 甲\n"),
    ("确认:\n  - 规则: A\n    说明: |\n      一\n\n", "确认:\n  - 规则: A\n    说明: |\n      一\n  - WRITTEN\n\n"),
    ("确认:\n  - {规则: A}   # 一\n单位: 甲\n", "确认:\n  - {规则: A}   # 一\n  - WRITTEN\n单位: 甲\n"),
])
def test_a_line_stands_below_the_last_of_its_list(before: str, after: str):
    places = read_yaml_text(before, "表.yaml").places
    assert spliced(before, {}, places, {("确认",): [LINE]})[0] == after.replace("WRITTEN", WRITTEN)


def test_lines_of_a_list_and_of_a_list_in_it_and_a_text_beside_them_are_put_in_at_once():
    before = "绩效:\n  项目绩效目标:\n    - 项目: 甲\n      指标:\n        - 三级: A\n          年度值:"
    target = ("绩效", "项目绩效目标")
    done = spliced(before, {(*target, 0, "指标", 0, "年度值"): "1"}, read_yaml_text(before, "表.yaml").places,
                   {(*target, 0, "指标"): [{"三级": "B"}], target: [{"项目": "乙", "指标": [{"三级": "C"}]}]})[0]
    assert done == (f"{before} 1\n        - {{三级: B}}\n    - {{项目: 乙, 指标: [{{三级: C}}]}}")
