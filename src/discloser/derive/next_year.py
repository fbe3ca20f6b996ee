"""Last year's form → the beginnings of this year's: what stays, last year's figures, and texts to be gone through.

Amounts of this year, reasons and personal data are never carried over. Where texts are carried over, the first of each
block bears a mark, and the mark is an error until an officer has read the block and taken it off.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..model.case import Case
from ..model.form.base import key_of
from ..model.form.budget import Line
from ..model.form.final import FinalForm
from ..model.form.flat import flat, nested
from ..model.form.sorts import form_of
from ..model.form.terms import TO_CONFIRM
from ..model.kind.report_kind import ReportKind
from ..model.place import FormPath
from .prior_figures import prior_categories, prior_figures

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_TARGETS: FormPath = ("绩效", "项目绩效目标")
_OPENING, _CLOSING = key_of(FinalForm, "opening"), key_of(FinalForm, "closing")
_STAYS = (
    "报告/财政区划", "报告/公开个人信息", "单位/*", "金额单位", "科目名称/*/*", "其他说明/自设栏目/*/标题",
    "基本支出/*/功能科目", "基本支出/*/经济科目", "基本支出/*/来源", "基本支出/*/政府经济科目", "基本支出/*/科目名称",
    "基本支出/*/收入科目/*", "基本支出/*/转拨给", "基本支出/*/转拨自", "项目支出/*/转拨给", "项目支出/*/转拨自",
    "项目支出/*/项目", "项目支出/*/功能科目", "项目支出/*/经济科目", "项目支出/*/来源",
    "项目支出/*/类别", "项目支出/*/政府经济科目", "项目支出/*/科目名称", "项目支出/*/收入科目/*",
    "项目支出/*/公开绩效目标", "绩效/项目绩效目标/*/项目", "绩效/项目绩效目标/*/属性", "绩效/项目绩效目标/*/项目期",
    "绩效/项目绩效目标/*/指标/*/一级", "绩效/项目绩效目标/*/指标/*/二级", "绩效/整体绩效目标/口径",
    "收入/*/功能科目", "收入/*/来源", "收入/*/科目名称", "收入/*/转拨自", "其他性质支出/*/性质",
    "其他性质支出/*/功能科目", "其他性质支出/*/科目名称", "其他性质支出/*/转拨给", "分类预算/*/类",
    "分项预算/*/功能科目", "分项预算/*/来源", "科目用途/*/功能科目", "绩效/项目绩效目标/*/项目性质",
    "绩效/项目绩效目标/*/项目类别", "绩效/项目自评/*/项目", "绩效/项目自评/*/项目编码",
    "绩效/项目自评/*/指标/*/一级", "绩效/项目自评/*/指标/*/二级",
)
_TO_BE_READ = (
    "概况/*", "国有资产/车辆说明", "国有资产/房屋说明",
    "其他说明/政府购买服务", "其他说明/其他", "其他说明/自设栏目/*/正文", "绩效/项目绩效目标/*/概况",
    "绩效/项目绩效目标/*/立项依据", "绩效/项目绩效目标/*/必要性", "绩效/项目绩效目标/*/制度措施",
    "绩效/项目绩效目标/*/实施计划", "绩效/项目绩效目标/*/实施期目标", "绩效/项目绩效目标/*/年度目标",
    "绩效/项目绩效目标/*/指标/*/三级", "分类预算/*/用途", "国有资产/资产说明", "三公经费/*/用途",
    "科目用途/*/用途", "绩效/项目绩效目标/*/实施主体", "分项预算/*/用途", "绩效/绩效管理/制度", "绩效/绩效管理/机制",
)


def next_year(raw: Mapping[str, Any], case: Case, kind: ReportKind) -> dict[str, Any]:
    """The texts of the next year's form under a kind. `raw`, `case`: last year's form as typed and as understood."""
    form = case.form
    typed = flat(raw, type(form))
    carried_in = {
        (key, i) for key, lines in (("基本支出", form.basic_lines), ("项目支出", form.project_lines))
        for i, line in enumerate(lines) if isinstance(line, Line) and line.carried_in
    }
    values: dict[FormPath, str | None] = {
        ("报告", "地区"): kind.region, ("报告", "类型"): kind.kind, ("报告", "年度"): str(form.request.year + 1),
    }
    marked: set[FormPath] = set()
    for path, text in typed.items():
        if path[:2] not in carried_in and _is_one_of(path, _STAYS):
            values[path] = text
        elif _is_one_of(path, _TO_BE_READ):
            first = _block(path) not in marked
            marked.add(_block(path))
            values[path] = f"{TO_CONFIRM if first else ''}{text.replace(TO_CONFIRM, '')}"
    if as_of := form.state_assets.as_of:
        values["国有资产", "截至日期"] = _a_year_later(as_of).isoformat()
    values |= {figure.path: _typed(figure.amount, case) for figure in prior_figures(case, kind)}
    if isinstance(form, FinalForm):
        values |= _opening(typed) | {
            figure.path: _typed(figure.amount, case) for figure in prior_categories(form, case)}
    return nested(values, form_of(kind.sort))


def _block(path: FormPath) -> FormPath:
    """What an officer reads at one go and confirms once: the targets of one project, else a whole block."""
    return path[:3] if path[:2] == _TARGETS else path[:1]


def _opening(typed: Mapping[FormPath, str]) -> dict[FormPath, str]:
    """What is left over at the end of a year is there at the beginning of the next."""
    return {(_OPENING, *path[1:]): text for path, text in typed.items() if path[0] == _CLOSING}


def years_named(raw: Mapping[str, Any], before: int) -> dict[FormPath, list[str]]:
    """Path → the years up to `before` that a text names; a text carried over may still speak of them."""
    texts = {path: text for path, text in flat(raw).items() if _is_one_of(path, _TO_BE_READ)}
    years = {path: [year for year in dict.fromkeys(_YEAR.findall(text)) if int(year) <= before]
             for path, text in texts.items()}
    return {path: named for path, named in years.items() if named}


def _a_year_later(day: dt.date) -> dt.date:
    """The same day of the next year; a 29th of February becomes the 28th."""
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)


def _typed(amount: Decimal, case: Case) -> str:
    """An amount as it would be typed in the unit of the form."""
    if case.form.currency_unit == "万元":
        amount = amount / 10000
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_one_of(path: FormPath, patterns: tuple[str, ...]) -> bool:
    return any(_fits(path, pattern.split("/")) for pattern in patterns)


def _fits(path: FormPath, pattern: list[str]) -> bool:
    return len(path) == len(pattern) and all(
        wanted == "*" or wanted == part for part, wanted in zip(path, pattern, strict=True))
