"""Texts of a form are tidied where they stand; everything else of the file keeps its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import SAMPLES

from discloser.disk import ChangedMeanwhile
from discloser.model.form.flat import flat
from discloser.read.form.files import read_form
from discloser.usecases.convert import convert
from discloser.usecases.tidy import carry_out, propose

SAMPLE = SAMPLES / "fenyang-2025-budget.yaml"
DUTY = "办理参保登记、权益记录"
TIDY = "办理参保登记、权益记录〔2023〕5号其他"


@pytest.fixture(params=[".yaml", ".xlsx"])
def form(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    text = SAMPLE.read_text("utf-8")
    assert DUTY in text
    written = tmp_path / "源.yaml"
    written.write_text(text.replace(DUTY, '办理参保登记、、权益记录  【2023】5号其它'), "utf-8")
    if request.param == ".yaml":
        return written
    assert convert(written, tmp_path / "表.xlsx") == []
    return tmp_path / "表.xlsx"


def test_a_text_is_tidied_and_nothing_else_of_the_form(form: Path):
    before = flat(read_form(form).raw or {})
    proposal = propose(form)
    [change] = proposal.changes
    assert change.path == ("概况", "职责")
    carry_out(proposal)
    after = flat(read_form(form).raw or {})
    assert {path for path in before | after if before.get(path) != after.get(path)} == {change.path}
    assert TIDY in after[change.path]
    assert propose(form).changes == ()


def test_the_form_is_kept_as_it_was(form: Path):
    before = form.read_bytes()
    history = carry_out(propose(form))
    assert history == form.parent / "历史" / "第1版"
    assert (history / form.name).read_bytes() == before


def test_a_form_changed_meanwhile_is_left_alone(form: Path):
    proposal = propose(form)
    form.write_bytes(b"another")
    with pytest.raises(ChangedMeanwhile):
        carry_out(proposal)
    assert form.read_bytes() == b"another"


def test_amounts_codes_and_names_are_never_touched(tmp_path: Path):
    form = tmp_path / "表.yaml"
    form.write_text(
        "报告: {地区: 山西, 类型: 单位预算, 年度: 2025}\n"
        "单位: {名称: 其它　　单位。。, 编码: '001  002'}\n"
        "项目支出:\n- {项目: 其它项目。。, 功能科目: '2013299  其它', 金额: '1  000'}\n"
        "绩效:\n  项目绩效目标:\n  - 项目: 其它项目。。\n    指标:\n"
        "    - {一级: 其它, 二级: 其它, 三级: 其它, 实施期值: '≥  98'}\n",
        "utf-8")
    assert [change.path[-1] for change in propose(form).changes] == ["三级"]


def test_a_form_with_other_faults_is_tidied_too(tmp_path: Path):
    form = tmp_path / "表.yaml"
    form.write_text("概况:\n  职责: 其它工作。。\n没有的栏: 1\n", "utf-8")
    carry_out(propose(form))
    assert form.read_text("utf-8") == "概况:\n  职责: 其他工作。\n没有的栏: 1\n"


def test_what_is_no_form_is_said(tmp_path: Path):
    proposal = propose(tmp_path / "没有.yaml")
    assert [finding.code for finding in proposal.findings] == ["FIL001"]
    assert carry_out(proposal) is None
