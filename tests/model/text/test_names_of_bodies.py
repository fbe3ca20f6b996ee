"""A name that is nearly a body's is found; another body's is let be."""

from __future__ import annotations

import pytest

from discloser.model.text.names import near_names, short_name

NAME = "临河市医疗保险服务中心"


@pytest.mark.parametrize("text", [
    "临河市医疗保险管理服务中心是事业单位", "由临河市医疗保障服务中心承担", "临河医疗保险服务中心",
])
def test_a_name_that_is_nearly_the_units_is_found(text: str):
    assert len(near_names(text, NAME)) == 1


@pytest.mark.parametrize("text", [
    f"{NAME}承担经办工作", "原临河市医疗保险管理服务中心", "临河市人民医院医疗服务中心", "临河市医疗保障局",
    "临河市，医疗保险服务中心", "由前身为临河市医疗保险所的中心承担",
])
def test_another_name_is_let_be(text: str):
    assert near_names(text, NAME) == []


def test_a_sister_body_is_another_body():
    assert near_names("临河市第二实验小学", "临河市第一实验小学") == []


def test_a_name_is_short_without_its_city():
    assert short_name("临河市东坪区医疗保险服务中心") == "东坪区医疗保险服务中心"
    assert short_name("青川省临河市文化局") == "临河市文化局"
    assert short_name("临河市社区服务中心") == ""
    assert short_name("云岭县文化局") == ""
