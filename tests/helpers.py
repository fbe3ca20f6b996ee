"""Forms, cases and reports for tests, and tiny constructors so that a test reads like a statement.

Form fragments are written with the form's own Chinese keys, as an officer writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from discloser.derive.case import case_of
from discloser.derive.report import assemble
from discloser.model.case import Case
from discloser.model.codes import Classification
from discloser.model.fact import Fact
from discloser.model.form.budget import Form
from discloser.model.form.common import CommonForm
from discloser.model.form.final import FinalForm
from discloser.model.form.sorts import likeliest
from discloser.model.kind.report_kind import ReportKind
from discloser.model.place import Places
from discloser.model.report.report import Report
from discloser.read.form.shape import shape
from discloser.read.given_forms import given_form
from discloser.read.kind.library import INSTALLED
from discloser.read.source import Source
from discloser.read.xlsx.reader import filled_workbook_in
from discloser.read.yaml.reader import read_yaml_text, yaml_in
from discloser.render.neutral import neutral
from discloser.usecases.check import check

PROJECT_FOLDER = Path(__file__).parents[1]
SAMPLES = PROJECT_FOLDER / "sample_inputs"
KIND = "shanxi/budget-2025"
FINAL_KIND = "shanxi/final-2022"
UNIT = "云岭县茶叶技术推广站"

FormData = Mapping[str, Any]


def read_yaml(path: Path) -> Source:
    """The form in a YAML file."""
    return yaml_in(given_form(path))


def read_workbook(path: Path) -> Source:
    """The form in a workbook."""
    return filled_workbook_in(given_form(path)).source


def any_form_from(source: str | Path | FormData) -> CommonForm:
    """A form from YAML text, from a file, or from plain data; raises ValueError with what the reader finds wrong."""
    if isinstance(source, Path):
        read = read_yaml(source)
    elif isinstance(source, str):
        read = read_yaml_text(source, "表.yaml")
    else:
        raw = _texts(source)
        read = Source(raw, Places("表"), form=likeliest(raw))
    shaped = shape(read)
    if shaped.form is None:
        raise ValueError("\n".join(finding.line() for finding in shaped.findings))
    return shaped.form


def form_from(source: str | Path | FormData) -> Form:
    """The form of a budget."""
    form = any_form_from(source)
    assert isinstance(form, Form)
    return form


def final_form_from(source: str | Path | FormData) -> FinalForm:
    """The form of final accounts."""
    form = any_form_from(source)
    assert isinstance(form, FinalForm)
    return form


def sample(name: str) -> Form:
    """A budget out of `sample_inputs/`."""
    return form_from(SAMPLES / f"{name}.yaml")


def final_sample(name: str) -> FinalForm:
    """Final accounts out of `sample_inputs/`."""
    return final_form_from(SAMPLES / f"{name}.yaml")


@cache
def kind_named(name: str = KIND) -> ReportKind:
    """An installed report kind."""
    return INSTALLED.kind(name)


@cache
def classification_of(year: int = 2025, name: str = "2025") -> Classification:
    """The code lists of a year."""
    return INSTALLED.codes(name, year)


def case_of_form(form: CommonForm, kind: ReportKind | None = None) -> Case:
    """The case of a form, under the installed kind of its sort unless another is given."""
    kind = kind or kind_named(FINAL_KIND if isinstance(form, FinalForm) else KIND)
    return case_of(form, kind, classification_of(form.request.year, kind.codes_year))


def report_of(form: CommonForm, kind: ReportKind | None = None) -> Report:
    """The report of a form."""
    return assemble(case_of_form(form, kind))


def neutral_of(form: CommonForm) -> dict[str, Any]:
    """The neutral JSON of a form's report, as data."""
    return neutral(report_of(form))


def case_of_file(path: Path) -> Case:
    """The case of a form in a file, with the forms it names; the form must have no errors."""
    checked = check(path)
    assert checked.case is not None, [finding.line() for finding in checked.findings]
    return checked.case


def neutral_of_case(case: Case) -> dict[str, Any]:
    """The neutral JSON of a case's report, as data."""
    return neutral(assemble(case))


def a_form(**blocks: Any) -> Form:
    """A form with nothing in it but what is given: `a_form(基本支出=[basic(…)], 单位={"性质": "行政单位"})`.

    A block given as a mapping changes only the keys it names.
    """
    data = _empty()
    for key, value in blocks.items():
        data[key] = {**data[key], **value} if isinstance(value, Mapping) and key in data else value
    return form_from(data)


def basic(function: str, economic: str, amount: object, **more: Any) -> dict[str, Any]:
    """A 基本支出 line."""
    return {"功能科目": function, "经济科目": economic, "金额": amount, **more}


def project(name: str, function: str, amount: object, **more: Any) -> dict[str, Any]:
    """A 项目支出 line, 特定目标类 unless told otherwise."""
    return {"项目": name, "功能科目": function, "金额": amount, "类别": "特定目标类", **more}


def compared(current: object, prior: object, reason: str = "") -> dict[str, Any]:
    """This year's amount, last year's, and why they differ."""
    return {"本年": current, "上年": prior, "原因": reason}


def prior_year(revenue: object, expenditure: object, general_public: object) -> dict[str, Any]:
    """The 上年 block."""
    return {"收入总计": revenue, "支出总计": expenditure, "一般公共预算当年支出": general_public}


def some_of(values: Iterable[Any], count: int) -> list[Any]:
    """Values to try a test with: the first so many always, the others under the marker `whole`."""
    return [value if number < count else pytest.param(value, marks=pytest.mark.whole)
            for number, value in enumerate(values)]


def spent(function: str, amount: str, **dimensions: str) -> Fact:
    """Money going out for a functional item."""
    return Fact("支出", Decimal(amount), ("基本支出", 0, "金额"), function=function, **dimensions)


def section(report: Mapping[str, Any], start: str) -> str:
    """The text of the narrative sections whose first-level heading starts so, subheadings left out."""
    texts: list[str] = []
    inside = False
    for part in report["narrative"]:
        if part["level"] == 1:
            inside = part["heading"].startswith(start)
        if inside:
            texts.extend(part["paragraphs"])
    return "\n".join(texts)


def table(report: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A table of a neutral report."""
    found: dict[str, Any] = next(table for table in report["tables"] if table["no"] == number)
    return found


def _empty() -> dict[str, Any]:
    nothing = {"本年": "0", "上年": "0"}
    return {
        "报告": {"地区": "山西", "类型": "单位预算", "年度": "2025"},
        "单位": {"名称": UNIT, "性质": "事业单位"},
        "概况": {"职责": "推广茶叶技术。", "机构设置": "编制3名。"},
        "基本支出": [], "项目支出": [],
        "三公经费": dict.fromkeys(
            ("因公出国（境）费", "公务接待费", "公务用车购置费", "公务用车运行维护费"), nothing
        ),
        "机关运行经费": nothing,
        "政府采购": {"货物": "0", "工程": "0", "服务": "0"},
        "上年": prior_year("0", "0", "0"),
        "变动原因": {"收支": "任务变化", "三公": "车辆变化"},
    }


def _texts(value: Any) -> Any:
    """Plain data as a reader hands it over: every scalar a text."""
    if isinstance(value, Mapping):
        return {str(key): _texts(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(item) for item in value]
    return value if value is None else str(value)
