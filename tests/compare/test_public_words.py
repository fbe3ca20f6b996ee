"""A correction speaks to the public: names, not rows and codes; 元, not bare digits."""

from __future__ import annotations

import pytest

from discloser.compare.comparison import InputChange
from discloser.compare.public_words import is_amount, named, yuan
from discloser.model.place import FormPath

CODES = {"2101550": "事业运行", "30201": "办公费"}


@pytest.mark.parametrize(("path", "field", "words"), [
    (("概况", "职责"), "概况 职责", "概况的职责"),
    (("三公经费", "公务接待费", "本年"), "三公经费 公务接待费 本年", "三公经费中公务接待费的本年数"),
    (("项目支出", 5, "金额"), "项目支出 第6行（办公经费）金额", "项目支出中“办公经费”的金额"),
    (("基本支出", 9, "金额"), "基本支出 第10行（2101550 30201）金额", "基本支出中“事业运行 办公费”的金额"),
    (("绩效", "项目绩效目标", 1, "年度目标"), "绩效 项目绩效目标 第2行（培训（二期））年度目标",
     "项目绩效目标中“培训（二期）”的年度目标"),
    (("项目支出", 5), "项目支出 第6行（办公经费）", "项目支出中“办公经费”"),
])
def test_a_change_is_named_as_people_say_it(path: FormPath, field: str, words: str):
    assert named(InputChange("changed", field, "1", "2", (path,), (path,)), CODES) == words


@pytest.mark.parametrize(("typed", "said"), [("640,200", "640,200.00元"), ("0.5", "0.50元"), ("", "0.00元")])
def test_an_amount_has_its_unit(typed: str, said: str):
    assert yuan(typed) == said


def test_only_money_is_an_amount():
    amount, area = (InputChange("changed", "", "1", "2", (), (path,)) for path in (
        ("基本支出", 0, "金额"), ("国有资产", "房屋面积")))
    assert is_amount(amount)
    assert not is_amount(area)
