"""AST: what the unit holds: cars by kind, the quota, rooms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.base import key_of
from ..model.form.common import Cars
from .catalogue import rule
from .rule import Hit, Parameters, hit

_NO_KINDS = frozenset({"authorized", "held"})
_HELD = re.compile(r"实有(?:车辆|公务用车)?(?:数)?(?:共|为|：|:)?\s*(\d+)\s*辆")
_AREA = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(?:平方米|㎡|m²)")
_BUDGET_LAW = "《中华人民共和国预算法实施条例》第六条：公开国有资产占有使用情况"


@rule(
    "AST001", "各类车辆相加等于实有车辆", sort="budget",
    message="各类车辆相加是 {expected} 辆，实有车辆是 {found} 辆",
    hint="请核对实有数和各类车辆数",
    basis=_BUDGET_LAW,
)
def kinds_of_cars_add_up(case: Case) -> Iterator[Hit]:
    """The sentence names the cars held and then every kind; a reader adds up."""
    vehicles = case.form.state_assets.vehicles
    kinds = _by_kind(vehicles)
    if kinds and kinds != vehicles.held:
        yield hit("国有资产", "车辆", "实有", found=vehicles.held, expected=kinds)


@rule(
    "AST002", "实有车辆分用途填写", sort="budget",
    message="实有车辆 {found} 辆，没有填写各是什么用途",
    hint="请在“国有资产 车辆”里填写{kinds}",
    severity=Severity.WARNING, basis=_BUDGET_LAW,
)
def cars_are_told_by_kind(case: Case) -> Iterator[Hit]:
    """Without them the report says that the unit has cars and none of any kind."""
    vehicles = case.form.state_assets.vehicles
    if vehicles.held and not _by_kind(vehicles):
        keys = (key_of(type(vehicles), field) for field in type(vehicles).model_fields if field not in _NO_KINDS)
        kinds = "、".join(keys)
        yield hit("国有资产", "车辆", "实有", found=vehicles.held, kinds=kinds)


@rule(
    "AST003", "实有车辆不超过编制",
    message="实有车辆 {found} 辆，编制只有 {expected} 辆",
    hint="请核对编制数和实有数；确实超编的，不必改，公开后可能有人问起",
    severity=Severity.INFO, basis="《党政机关公务用车管理办法》：公务用车实行编制管理",
)
def cars_are_within_the_quota(case: Case) -> Iterator[Hit]:
    """Possible in fact, worth a question; final accounts do not print the quota, so there it may be left out."""
    vehicles = case.form.state_assets.vehicles
    if vehicles.held > vehicles.authorized and (vehicles.authorized or case.kind.sort == "budget"):
        yield hit("国有资产", "车辆", "实有", found=vehicles.held, expected=vehicles.authorized)


@rule(
    "AST004", "车辆说明里的辆数与填报的一致",
    message="车辆说明里说实有 {found} 辆，填报的实有车辆是 {expected} 辆",
    hint="请核对两处的辆数",
    severity=Severity.WARNING, basis=_BUDGET_LAW,
)
def the_note_on_cars_agrees(case: Case) -> Iterator[Hit]:
    """The note stands right below the sentence that gives the number."""
    assets = case.form.state_assets
    for told in _HELD.findall(assets.vehicles_note):
        if int(told) != assets.vehicles.held:
            yield hit("国有资产", "车辆说明", found=told, expected=assets.vehicles.held)


@rule(
    "AST005", "房屋说明里的面积不超过房屋面积", sort="budget",
    message="房屋说明里{what} {found} 平方米，房屋面积填的是 {expected} 平方米",
    hint="请核对房屋面积和说明；说明里说的不是本单位使用的面积，不必改",
    severity=Severity.WARNING, basis=_BUDGET_LAW,
)
def the_note_on_rooms_agrees(case: Case) -> Iterator[Hit]:
    """Parts named in the note can't be more than the whole."""
    assets = case.budget.state_assets
    areas = [Decimal(area.replace(",", "")) for area in _AREA.findall(assets.buildings_note)]
    if not areas or not assets.floor_area:
        return
    if max(areas) > assets.floor_area:
        yield hit("国有资产", "房屋说明", found=f"{max(areas):,f}", expected=f"{assets.floor_area:,f}", what="有")
    elif max(areas) < assets.floor_area < sum(areas):
        yield hit("国有资产", "房屋说明", found=f"{sum(areas):,f}", expected=f"{assets.floor_area:,f}",
                  what="各部分相加是")


@rule(
    "AST006", "房屋面积的数量级合理", sort="budget",
    message="房屋面积填的是 {found} 平方米，{what}",
    hint="面积以平方米填写，请核对小数点和单位；确实如此的，不必改",
    severity=Severity.WARNING, basis=_BUDGET_LAW, parameters={"下限": 5, "上限": 1_000_000},
)
def areas_are_in_square_metres(case: Case, limit: Parameters) -> Iterator[Hit]:
    """An area of 0.13 was typed in 万平方米; one above a square kilometre lost its point. Both limits in 平方米."""
    area = case.budget.state_assets.floor_area
    if 0 < area < limit["下限"]:
        yield hit("国有资产", "房屋面积", found=f"{area:,f}", what="小得不像是真的，像是按万平方米填的")
    elif area > limit["上限"]:
        yield hit("国有资产", "房屋面积", found=f"{area:,f}", what="大得不像是真的，像是小数点错了位")


def _by_kind(vehicles: Cars) -> int:
    return sum(getattr(vehicles, field) for field in type(vehicles).model_fields if field not in _NO_KINDS)
