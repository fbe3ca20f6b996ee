"""Random forms that a body could hand in: every source, carried-in money, empty blocks, awkward amounts.

What the rules forbid is not made: change without a reason, two equal lines, a target form whose money differs from its
project's, 机关运行经费 of a public institution.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from helpers import a_form, basic, compared, kind_named, prior_year, project
from hypothesis import strategies as st

from discloser.model.form.budget import Form, ProjectLine
from discloser.model.form.terms import APPROPRIATIONS, FUNDS, NATURES_OF_UNIT, PROJECT_CLASSES, THREE_PUBLICS

FUNCTIONS = (
    "2059999", "2070101", "2070109", "2070308", "2080501", "2080505", "2080506", "2101101", "2101102", "2110301",
    "2120803", "2130506", "2210201", "2230105", "2296003",
)
ECONOMICS = (
    "30101", "30102", "30103", "30108", "30109", "30110", "30113", "30201", "30205", "30217", "30228", "30299", "30302",
    "30307", "30901", "31002", "31013", "31204", "39999",
)
SUBJECTS = (
    {"编码": "1030148", "名称": "国有土地使用权出让收入"}, {"编码": "1030155", "名称": "彩票公益金收入"},
    {"编码": "1030601", "名称": "利润收入"},
)
REASONS = ("任务增加", "任务增加。", "机构调整，人员划转；", "落实过紧日子要求，", "统计口径变化。。", "更新设备；。")

Lines = list[dict[str, Any]]

ODD_FEN = st.sampled_from(["0.01", "49.99", "50", "50.01", "149.99", "150.00", "9999.99", "1234550", "0"])
"""Around the middle between two hundredths of 万元, and too small to be printed."""



@st.composite
def amounts(draw: st.DrawFn) -> Decimal:
    """An amount in 元, often one that rounding has to decide about."""
    if draw(st.booleans()):
        return Decimal(draw(ODD_FEN))
    middle = Decimal(draw(st.integers(0, 2_000_000))) * 100 + 50  # x.005 万元
    return max(Decimal(0), middle + Decimal(draw(st.integers(-5000, 5000))) / 100)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form of any nature of unit, with or without each of its blocks."""
    nature = draw(st.sampled_from(NATURES_OF_UNIT))
    lines = draw(st.lists(basic_lines(), max_size=8, unique_by=_same_line))
    projects = draw(st.lists(project_lines(), max_size=7, unique_by=_same_line))
    last_year = draw(amounts())
    return a_form(
        单位={"性质": nature, "主管部门": "205-云岭县农业农村局"},
        基本支出=lines,
        项目支出=projects,
        三公经费={item: draw(publics()) for item in THREE_PUBLICS},
        机关运行经费=_agency_operating(nature, lines, draw(amounts()), draw(st.sampled_from(REASONS))),
        政府采购={key: draw(amounts()) for key in ("货物", "工程", "服务")},
        绩效={"项目绩效目标": draw(targets(projects)), "整体绩效目标": draw(whole_targets(lines, projects))},
        国有资产={"车辆": draw(vehicles())},
        上年=prior_year(last_year, last_year, draw(amounts())),
        变动原因={"收支": draw(st.sampled_from(REASONS)), "三公": draw(st.sampled_from(REASONS))},
    )


@st.composite
def basic_lines(draw: st.DrawFn) -> dict[str, Any]:
    """A line of basic expenditure."""
    return basic(draw(st.sampled_from(FUNCTIONS)), draw(st.sampled_from(ECONOMICS)), draw(amounts()), **draw(money()))


@st.composite
def project_lines(draw: st.DrawFn) -> dict[str, Any]:
    """A line of one of a few projects; class and publication belong to the project, not to the line."""
    number = draw(st.integers(0, 4))
    return project(
        f"第{number}号项目", draw(st.sampled_from(FUNCTIONS)), draw(amounts()),
        **draw(money()) | {"类别": PROJECT_CLASSES[number % 2], "公开绩效目标": "否" if number > 2 else "是"},
    )


@st.composite
def money(draw: st.DrawFn) -> dict[str, Any]:
    """Where the money of a line comes from; the first source more often than the others."""
    fund = draw(st.sampled_from((*FUNDS, FUNDS[0], FUNDS[0])))
    subject = {"收入科目": draw(st.sampled_from(SUBJECTS))} if fund in APPROPRIATIONS[1:] else {}
    return {"来源": fund, "上年结转": draw(st.sampled_from(["否", "否", "是"])), **subject}


@st.composite
def publics(draw: st.DrawFn) -> dict[str, Any]:
    """One kind of 三公经费, with last year's."""
    by_fund = {fund: draw(amounts()) for fund in draw(st.sets(st.sampled_from(APPROPRIATIONS)))}
    return compared(by_fund or "0", draw(st.one_of(st.just(Decimal(0)), amounts())), draw(st.sampled_from(REASONS)))


@st.composite
def targets(draw: st.DrawFn, lines: Lines) -> Lines:
    """A target form for every published project with money of this year."""
    current: dict[str, Decimal] = {}
    for line in lines:
        if line["上年结转"] == "否" and line["公开绩效目标"] == "是":
            current[line["项目"]] = current.get(line["项目"], Decimal(0)) + line["金额"]
    return [_target(name, total, draw(st.integers(0, 100))) for name, total in current.items() if total]


@st.composite
def whole_targets(draw: st.DrawFn, lines: Lines, projects: Lines) -> dict[str, Any] | None:
    """No target of the whole body, or one over its projects of this year, or over its whole budget."""
    current = [line for line in projects if line["上年结转"] == "否"]
    covered = draw(st.sampled_from([None, current, [*lines, *projects]]))
    return None if covered is None else {"金额": sum((line["金额"] for line in covered), Decimal(0))}


@dataclass(frozen=True)
class RandomDepartment:
    """A department of random units. `passed_on`: (giver, receiver) and the line that both have of a transfer."""

    own: Form
    units: tuple[Form, ...]
    passed_on: tuple[tuple[int, int, ProjectLine], ...]


@st.composite
def departments(draw: st.DrawFn) -> RandomDepartment:
    """Two or three units, some of which pass money on to each other, one perhaps what it was given itself."""
    units = [
        unit.model_copy(update={"unit": unit.unit.model_copy(update={"name": f"云岭县第{number}农技站"})})
        for number, unit in enumerate(draw(st.lists(forms(), min_size=2, max_size=3)), start=1)
    ]
    passed_on: list[tuple[int, int, ProjectLine]] = []
    for number in range(draw(st.integers(0, 3))):
        giver = draw(st.integers(0, len(units) - 1))
        receiver = (giver + draw(st.integers(1, len(units) - 1))) % len(units)
        line = _line(draw(project_lines()), f"第{number}笔转拨项目")
        units[giver] = _with_line(units[giver], line, passed_to=units[receiver].unit.name)
        units[receiver] = _with_line(units[receiver], line, received_from=units[giver].unit.name)
        passed_on.append((giver, receiver, line))
    own = a_form(
        报告={"类型": "部门预算"}, 单位={"名称": "云岭县农业农村局", "性质": "行政单位"},
        三公经费=dict.fromkeys(THREE_PUBLICS, compared("0", "0", "任务变化")),
        机关运行经费=compared("0", "0", "任务变化"),
    )
    return RandomDepartment(own, tuple(units), tuple(passed_on))


def _line(data: Mapping[str, Any], name: str) -> ProjectLine:
    """A project line of which no target form is published."""
    return a_form(项目支出=[{**data, "项目": name, "公开绩效目标": "否"}]).project_lines[0]


def _with_line(unit: Form, line: ProjectLine, **transfer: str) -> Form:
    return unit.model_copy(update={"project_lines": (*unit.project_lines, line.model_copy(update=transfer))})


def _target(name: str, total: Decimal, percent: int) -> dict[str, Any]:
    central = (total * percent / 100).quantize(Decimal("0.01"))
    funding = {"中央财政资金": central, "其他资金": total - central}
    return {"项目": name, "项目期": "1年", "实施期资金": funding, "年度资金": funding, "联系电话": "0000000"}


@st.composite
def vehicles(draw: st.DrawFn) -> dict[str, int]:
    """Cars by kind, never more than the body may have."""
    kinds = {kind: draw(st.integers(0, 3)) for kind in ("领导用车", "执法执勤用车", "其他公务用车")}
    held = sum(kinds.values())
    return {"编制": held + draw(st.integers(0, 2)), "实有": held, **kinds}


def _agency_operating(nature: str, lines: Lines, prior: Decimal, reason: str) -> dict[str, Any]:
    """公用经费 of basic expenditure from 财政拨款, for bodies that have 机关运行经费."""
    if kind_named().natures[nature] != "有机关运行经费":
        return compared("0", "0")
    operating = kind_named().expense_classes["公用经费"]
    by_fund = dict.fromkeys(APPROPRIATIONS, Decimal(0))
    for line in lines:
        if line["来源"] in by_fund and line["经济科目"].startswith(operating):
            by_fund[line["来源"]] += line["金额"]
    return compared(by_fund, prior, reason)


def _same_line(line: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(line.get(key) for key in ("项目", "功能科目", "经济科目", "来源", "上年结转"))


