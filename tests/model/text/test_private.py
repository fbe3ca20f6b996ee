"""What a text tells of people is found; what only looks like it is let be."""

from __future__ import annotations

import pytest

from discloser.model.text import private as check

WRONG = [
    (check.mobile_numbers, "请打 13800000000 或 139 0000 0000", ["13800000000", "139 0000 0000"]),
    (check.identity_numbers, "证件 110101190001010006", ["110101190001010006"]),
    (check.account_numbers, "缴款账号：6200 0000 0000 0000", ["6200 0000 0000 0000"]),
    (check.people, "联系人：张三，办公室", ["张三"]),
    (check.people, "经办人:李小四电话", ["李小四"]),
]

RIGHT = [
    (check.mobile_numbers, "预算13800000000元，编号1380000000012，电话0351-1234567，13800000000.5"),
    (check.identity_numbers, "110101190001010009、110101190013010006、140000202300000000"),
    (check.account_numbers, "账户管理办法，6200000000000000"),
    (check.people, "负责人审批，联系人：办公室，经办人：经济科，负责人：高新区办公室"),
]


@pytest.mark.parametrize(("checked", "text", "found"), WRONG, ids=lambda value: getattr(value, "__name__", None))
def test_what_must_stay_inside_is_found(checked, text: str, found: list):
    assert checked(text) == found


@pytest.mark.parametrize(("checked", "text"), RIGHT, ids=lambda value: getattr(value, "__name__", None))
def test_what_only_looks_like_it_is_let_be(checked, text: str):
    assert checked(text) == []
