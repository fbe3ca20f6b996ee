"""Of a form that can't be shaped only what is true of it anyway is told, nothing that follows from the fault."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from helpers import SAMPLES
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from discloser.model.finding import Finding
from discloser.usecases.check import Checked, check

NAMES = [path.name for path in sorted(SAMPLES.glob("*.yaml"))]
OF_WRITING = re.compile(r"FIL|YML|XLS|FRM0(?!12)|AMT00[1-4]")
KEY = re.compile(r"([\u4e00-\u9fff（）]{1,14}):(?: |$)")
NUMBER = re.compile(r"(?<=: )\d[\d.]*(?=[,}\s]|$)")
Edit = Callable[[str, random.Random], str]


def _number(line: str, draw: random.Random) -> str:
    """Another amount or code, still one."""
    if "年度:" in line or "日期" in line:
        return line
    return NUMBER.sub(lambda match: match[0][:-1] + str(draw.randint(1, 9)), line, count=1)


SLIPS: list[Edit] = [
    _number, _number, _number,
    lambda line, draw: line.replace("，", "，，", 1),
    lambda line, draw: re.sub(r"([\u4e00-\u9fff])，", r"\1,", line, count=1),
    lambda line, draw: re.sub(r"原因: [^,}]+", "原因: 无", line),
    lambda line, draw: re.sub(r"20(\d\d)年", lambda match: f"20{int(match[1]) - 1}年", line),
    lambda line, draw: re.sub(r"项目: ([^,}]+)", r"项目: \1费", line),
]
"""Local faults, which rules may find; the form can still be shaped."""


def _renamed(line: str, draw: random.Random) -> str:
    key = draw.choice(list(KEY.finditer(line)))
    other = draw.choice([key[1][:-1] + "甲", "abc", "原因", "变动原因", "金额", "金额单", "上年", "来源", "所属单位"])
    return line[:key.start(1)] + other + line[key.end(1):]


def _without_a_key(line: str, draw: random.Random) -> str:
    key = draw.choice(list(KEY.finditer(line)))
    return re.sub(rf"(, )?{key[1]}: [^,}}{{]*", "", line).replace("{, ", "{") if "{" in line else f"# {line}"


def _repeated(line: str, draw: random.Random) -> str:
    keys = list(KEY.finditer(line))
    first, second = keys[0], keys[-1]
    return line[:second.start(1)] + first[1] + line[second.end(1):]


SPOILT: list[Edit] = [
    lambda line, draw: NUMBER.sub(
        lambda match: match[0] + draw.choice(["元", "..", "，来源：单位资金", "，原因：增人"]), line, count=1),
    _renamed, _renamed, _without_a_key, _repeated,
    lambda line, draw: f"  {line}",
    lambda line, draw: line.removeprefix("  "),
    lambda line, draw: re.sub(r"^(\s*)- ", r"\1  ", line),
    lambda line, draw: re.sub(r":$", f": {draw.choice(['5', '无', '[1]'])}", line),
    lambda line, draw: KEY.sub(lambda match: f"{match[1]}:", line, count=1),
]
"""Faults of writing, by which most forms can't be shaped any more."""


def edited(text: str, edits: list[tuple[Edit, int]], draw: random.Random) -> str:
    """A form with some of its lines changed; those without a key stay."""
    lines = text.splitlines()
    keyed = [number for number, line in enumerate(lines) if KEY.search(line) and not line.lstrip().startswith("#")]
    for edit, at in edits:
        number = keyed[at % len(keyed)]
        lines[number] = edit(lines[number], draw)
    return "\n".join(lines)


def edits(kinds: list[Edit], **count: int) -> st.SearchStrategy[list[tuple[Edit, int]]]:
    return st.lists(st.tuples(st.sampled_from(kinds), st.integers(0, 400)), **count)


@cache
def sample(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


def checked(text: str, folder: Path) -> Checked:
    path = folder / "表.yaml"
    path.write_text(text, encoding="utf-8")
    return check(path)


def told(findings: list[Finding]) -> set[tuple[object, ...]]:
    """What is told, whatever columns have moved."""
    return {(f.code, f.severity, f.place.line, f.place.sheet, f.place.cell, f.message, f.hint) for f in findings}


def of_rules(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if not OF_WRITING.match(finding.code)]


@settings(max_examples=settings().max_examples * 8 // 5,
          suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much])
@given(st.sampled_from(NAMES), edits(SLIPS, min_size=4, max_size=40), edits(SPOILT, min_size=1, max_size=1),
       st.randoms(use_true_random=False))
def test_whatever_a_rule_tells_of_a_spoilt_form_it_tells_of_the_mended_one(
    tmp_path: Path, name: str, slips: list[tuple[Edit, int]], fault: list[tuple[Edit, int]], draw: random.Random
):
    mended = edited(sample(name), slips, draw)
    whole = checked(mended, tmp_path)
    assume(whole.case is not None)
    spoilt = checked(edited(mended, fault, draw), tmp_path)
    assume(spoilt.case is None)
    assert told(of_rules(spoilt.findings)) <= told(whole.findings)


SLIP = "，，"
"""A doubled mark in a text: a rule finds it in that text alone."""


def with_slip(text: str) -> str:
    return re.sub(r"^(  职责: .*?[\u4e00-\u9fff])|^(  职责: \|-?\n.*?[\u4e00-\u9fff])，", rf"\1\2{SLIP}", text,
                  count=1, flags=re.M)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(NAMES), st.integers(0, 400), st.sampled_from(["元", "..", "万", "，", "l"]))
@example(NAMES[0], 0, "元")
def test_a_mistyped_number_and_a_slip_elsewhere_are_both_told(tmp_path: Path, name: str, at: int, more: str):
    good = with_slip(sample(name))
    lines = good.splitlines()
    typed = [i for i, line in enumerate(lines) if NUMBER.search(line) and not re.search("年度|日期|电话|指标|级:", line)
             and re.search(r"金额|本年|上年|预算|决算|支出|收入|货物|实有", line)]
    number = typed[at % len(typed)]
    lines[number] = NUMBER.sub(lambda match: match[0] + more, lines[number], count=1)
    spoilt = checked("\n".join(lines), tmp_path)
    assume(spoilt.case is None)
    assert {finding.place.line for finding in spoilt.findings if OF_WRITING.match(finding.code)} == {number + 1}
    assert [finding.code for finding in spoilt.findings if SLIP in (finding.found or "")] == ["TXT001"]
    assert told(of_rules(spoilt.findings)) <= told(checked(good, tmp_path).findings)
