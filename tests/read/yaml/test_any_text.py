"""Whatever is in a file, reading it gives findings or a form: never an exception, never English."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from helpers import read_yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from discloser.model.finding import has_errors
from discloser.model.form.budget import Form
from discloser.model.form.outline import homes
from discloser.model.money import parse_amount
from discloser.model.place import Places
from discloser.read.form.shape import shape
from discloser.read.source import Source
from discloser.read.yaml.reader import read_yaml_text

GOOD = (Path(__file__).parents[2] / "rules" / "good.yaml").read_text(encoding="utf-8")
KEYS = sorted(homes())
ENGLISH = re.compile(r"input|should|valid|expect|error|field required|found|mapping", re.IGNORECASE)
SIGNS = " \t\n\r:：,，、-－|>&*!%@`#'\"“”{}[]｛｝()（）?~.0\u3000\xa0\u200b\ufeff\x00\x07\u2028é𠮷"

scraps = st.lists(
    st.one_of(
        st.sampled_from([*SIGNS, "\n  ", "\n- ", ": ", "- {", "}\n", "&a ", "*a", "<<: ", "---\n", "|\n", "\\u0000"]),
        st.sampled_from(KEYS), st.text(max_size=4), st.integers(-10, 10**9).map(str),
    ),
    max_size=30,
).map("".join)


def judged(text: str) -> None:
    source = read_yaml_text(text, "表.yaml")
    result = shape(source)
    everything = (*source.findings, *result.findings)
    assert (result.form is None) == has_errors(everything) or source.raw is None
    assert result.form is not None or everything
    last = len(re.split(r"\r\n|\r|\n", text))
    for finding in everything:
        assert not ENGLISH.search(finding.message.replace(finding.found or "\0", "")), finding.message
        assert "\n" not in finding.line() + finding.hint
        assert finding.place.line is None or 1 <= finding.place.line <= last
        assert finding.place.column is None or finding.place.column >= 1


@given(st.text())
@settings(deadline=None)
def test_any_text_is_read(text: str):
    judged(text)


@given(scraps)
@settings(deadline=None)
def test_any_scraps_of_a_form_are_read(text: str):
    judged(text)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_read(tmp_path_factory, content: bytes):
    path = tmp_path_factory.mktemp("any") / "表.yaml"
    path.write_bytes(content)
    source = read_yaml(path)
    assert shape(source).form is None
    assert source.findings or shape(source).findings


@given(st.integers(0, len(GOOD)), st.integers(0, 8), scraps)
@settings(max_examples=200, deadline=None)
def test_a_good_form_with_any_damage_is_read(at: int, length: int, scrap: str):
    judged(GOOD[:at] + scrap + GOOD[at + length:])


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.sampled_from(SIGNS)), max_size=6))
@settings(max_examples=200, deadline=None)
def test_a_good_form_with_mistyped_signs_is_read(slips: list[tuple[int, str]]):
    text = list(GOOD)
    for at, sign in slips:
        text[at] = sign
    judged("".join(text))


values = st.recursive(
    st.none() | st.text(max_size=5) | st.sampled_from(["1", "是", "1,000", "2025-01-01", "2101550", "行政单位"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner,
                                                                max_size=6),
    max_leaves=30,
)


@given(st.dictionaries(st.sampled_from(KEYS[:60]), values, max_size=8))
@settings(max_examples=200, deadline=None)
def test_any_tree_of_texts_has_a_shape_or_findings(raw: dict):
    result = shape(Source(raw, Places("表.yaml")))
    assert (result.form is None) == has_errors(result.findings)
    for finding in result.findings:
        assert not ENGLISH.search(finding.message.replace(finding.found or "\0", ""))


amounts = st.decimals(0, Decimal("999999999999.99"), places=2)


def as_typed(amount: Decimal, way: str) -> str:
    text = {"plain": f"{amount}", "separators": f"{amount:,}", "short": f"{amount.normalize():f}"}[way.split()[0]]
    if "wide" in way:
        text = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,"})
    if "quoted" in way:
        text = f'"{text}"'
    return f" {text} "


@given(amounts, st.sampled_from(["plain", "separators", "short", "plain wide", "separators wide", "separators quoted"]))
@settings(deadline=None)
def test_an_amount_reads_back_equal_however_it_is_typed(amount: Decimal, way: str):
    typed = as_typed(amount, way)
    in_braces = shape(read_yaml_text(GOOD.replace(" 600000}", f"{typed}}}"), "表.yaml")).form
    by_lines = shape(read_yaml_text(GOOD.replace("{收入总计: 900000, ", f"\n  收入总计:{typed}\n  ").replace(
        "支出总计: 900000, 一般公共预算当年支出: 900000}", "支出总计: 0\n  一般公共预算当年支出: 0"), "表.yaml")).form
    assert isinstance(in_braces, Form)
    assert isinstance(by_lines, Form)
    assert (in_braces.basic_lines[0].amount, by_lines.prior_year.revenue) == (amount, amount)


@given(amounts)
@settings(deadline=None)
def test_an_amount_in_wan_is_ten_thousand_times_as_much(amount: Decimal):
    assert parse_amount(f"{amount / 10000:f}", "万元") == amount
    text = "金额单位: 万元\n" + GOOD.replace(" 600000}", f" {amount / 10000:f}}}")
    form = shape(read_yaml_text(text, "表.yaml")).form
    assert isinstance(form, Form)
    assert form.basic_lines[0].amount == amount


@given(st.integers(0, 20), st.integers(0, 20), st.sampled_from(["\n", "\r\n"]), st.text("# 甲b", max_size=5))
@settings(deadline=None)
def test_positions_are_those_of_the_text(blank_lines: int, blanks: int, end: str, comment: str):
    head = f"#{comment}{end}" * blank_lines
    text = f"{head}单位:{end}  名称:{' ' * (blanks + 1)}甲{end}  𠮷号: {{乙:{' ' * (blanks + 1)}丙}}{end}"
    places = read_yaml_text(text, "表.yaml").places
    name, inner = places.of(("单位", "名称")), places.of(("单位", "𠮷号", "乙"))
    assert (name.line, name.column) == (blank_lines + 2, 7 + blanks)
    assert (inner.line, inner.column) == (blank_lines + 3, 11 + blanks)
