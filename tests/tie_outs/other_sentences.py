"""Sections 七 to 十一 (N7 to N11): 三公, 机关运行, procurement, targets, cars; and the target forms themselves (P)."""

from __future__ import annotations

import re
from decimal import Decimal

from .claims import ZERO, Claim, Claims, tie_out
from .reading import A, figures, in_wan, percentage, read, shown
from .seen import SeenReport, amount

NO_THREE_PUBLICS = "本单位无“三公”经费预算。"
_PUBLICS = {"“三公”经费预算": "合计", "因公出国（境）费": "因公出国（境）费", "公务接待费": "公务接待费",
            "公务用车购置及运行费": "公务用车购置及运行费", "公务用车运行维护费": "②公务用车运行维护费",
            "公务用车购置费": "①公务用车购置费"}
_COMPARED = r"(?:与上年预算数相同|比(?P<year>\d{4})年(?P<way>增加|减少)(?P<by>[\d,.]+)万元，主要原因是)"


def _publics(text: str, name: str) -> re.Match[str]:
    return read(text, rf"{name}{A}万元，{_COMPARED}")


@tie_out("N7.amount")
def _(report: SeenReport) -> Claims:
    text = report.section("七")
    for said, row in () if text == NO_THREE_PUBLICS else _PUBLICS.items():
        printed = report.tables[10].row(row).amounts["合计"]
        yield Claim(said, [amount(_publics(text, said)[1])], shown(report, [printed]))


@tie_out("N7.change")
def _(report: SeenReport) -> Claims:
    text = report.section("七")
    changes = {} if text == NO_THREE_PUBLICS else {said: _publics(text, said) for said in _PUBLICS}
    moved = {said: _signed(change) for said, change in changes.items()}
    for said, change in changes.items():
        yield Claim(f"{said} 比较的年度", change["year"], str(report.year - 1) if change["way"] else None)
        yield Claim(f"{said} 上年数不为负", amount(change[1]) - moved[said] >= 0, True)
    if moved:
        off = Decimal("0.01") * 4
        yield Claim("三公增减", moved["“三公”经费预算"], sum((moved[n] for n in list(_PUBLICS)[1:4]), ZERO), off)
        yield Claim("公车增减", moved["公务用车购置及运行费"], sum((moved[n] for n in list(_PUBLICS)[4:]), ZERO), off)


def _signed(change: re.Match[str]) -> Decimal:
    by = amount(change["by"] or "")
    return -by if change["way"] == "减少" else by


@tie_out("N7.none")
def _(report: SeenReport) -> Claims:
    """Where 三公 falls to nothing the sentence still compares; otherwise an empty table 10 means no 三公."""
    text = report.section("七")
    empty = all(not row.texts["合计"] for row in report.tables[10].rows)
    if NO_THREE_PUBLICS in text:
        yield Claim("表10 为空", empty, True)
    elif empty:
        yield Claim("三公减为零", _publics(text, "“三公”经费预算")["way"], "减少")


NO_AGENCY_OPERATING = "无机关运行经费"


@tie_out("N8.none")
def _(report: SeenReport) -> Claims:
    """A body that may have 机关运行经费 states its amount, zero included; one that may not says so."""
    text, total = report.section("八"), report.tables[11].rows[0].amounts["合计"]
    if NO_AGENCY_OPERATING in text:
        yield Claim("表11", shown(report, [total]), [ZERO])
    else:
        stated = figures(text, rf"机关运行经费预算{A}万元，(?:与上年预算数相同|比\d{{4}}年)")
        yield Claim("机关运行经费", stated, shown(report, [total]))


@tie_out("N9.sum")
def _(report: SeenReport) -> Claims:
    total, *parts = figures(
        report.section("九"),
        rf"政府采购预算总额{A}万元。其中：政府采购货物预算{A}万元、政府采购工程预算{A}万元、政府采购服务预算{A}万元。",
    )
    yield Claim("政府采购", total, sum(parts, ZERO), Decimal("0.005") * 4)


_N = r"(\d+)"
_CLASSES = rf"其他运转类项目{_N}个，涉及(?:项目)?金额{A}万元；特定目标类项目{_N}个，涉及(?:项目)?金额{A}万元。"
_PROJECTS = rf"二级项目{_N}个，共计金额{A}万元。其中：{_CLASSES}"
_PUBLISHED = rf"公开项目绩效目标{_N}个，涉及项目金额{A}万元，占单位项目支出总额的{A}%。"


def has_projects(report: SeenReport) -> bool:
    """Whether table 12 lists a project."""
    return len(report.tables[12].rows) > 1


def publishes_targets(report: SeenReport) -> bool:
    """Whether section 十 announces a published target."""
    return has_projects(report) and figures(report.section("十"), _PUBLISHED)[0] > 0


@tie_out("N10.whole")
def _(report: SeenReport) -> Claims:
    """Bodies report the money of their projects or, better, of the whole budget."""
    text = report.section("十")
    if "未编报单位整体绩效目标" not in text:
        stated = figures(text, rf"编报单位整体绩效目标，涉及资金{A}万元")[0]
        projects, whole = report.tables[12].rows[0], report.tables[3].row("合计")
        either = shown(report, [projects.amounts["合计"], whole.amounts["合计"]])
        yield Claim(f"整体绩效目标 {stated} 是 {either} 之一", stated in either, True)


@tie_out("N10.countT", when=has_projects)
def _(report: SeenReport) -> Claims:
    yield Claim("项目个数", figures(report.section("十"), _PROJECTS)[0], Decimal(len(report.tables[12].rows) - 1))


@tie_out("N10.total", when=has_projects)
def _(report: SeenReport) -> Claims:
    yield Claim("项目金额", [figures(report.section("十"), _PROJECTS)[1]],
                shown(report, [report.tables[12].rows[0].amounts["合计"]]))


@tie_out("N10.count", when=has_projects)
def _(report: SeenReport) -> Claims:
    count, _, first, _, second, _ = figures(report.section("十"), _PROJECTS)
    yield Claim("分类个数", count, first + second)


@tie_out("N10.listsum", when=has_projects)
def _(report: SeenReport) -> Claims:
    _, total, _, first, _, second = figures(report.section("十"), _PROJECTS)
    yield Claim("分类金额", total, first + second, Decimal("0.005") * 3)


@tie_out("N10.repeat", when=publishes_targets)
def _(report: SeenReport) -> Claims:
    """The published half has the first half's form; it repeats its figures when every target is published."""
    every, published = figures(report.section("十"), _PROJECTS), _published(report)
    yield Claim("公开的个数", published[0], published[2] + published[4])
    yield Claim("公开的金额", published[1], published[3] + published[5], Decimal("0.005") * 3)
    yield Claim("公开的不多于全部", all(a <= b for a, b in zip(published, every, strict=True)), True)
    if published[0] == every[0]:
        yield Claim("全部公开", published, every)


def _published(report: SeenReport) -> list[Decimal]:
    found = figures(report.section("十"), rf"{_PUBLISHED}其中：{_CLASSES}")
    return [*found[:2], *found[3:]]


@tie_out("N10.share", when=has_projects)
def _(report: SeenReport) -> Claims:
    _, part, rate = figures(report.section("十"), _PUBLISHED)
    yield Claim("公开占比", rate, percentage(part, figures(report.section("十"), _PROJECTS)[1]))


@tie_out("N10.none")
def _(report: SeenReport) -> Claims:
    yield Claim("有无项目", "无纳入绩效目标管理的项目" in report.section("十"), not has_projects(report))


@tie_out("N10.tables")
def _(report: SeenReport) -> Claims:
    announced = figures(report.section("十"), _PUBLISHED)[0] if has_projects(report) else ZERO
    yield Claim("绩效目标表张数", Decimal(len(report.targets)), announced)


_KINDS = (
    "领导用车", "机要通信用车", "应急保障用车", "执法执勤用车", "特种专业技术用车", "事业单位业务用车", "其他公务用车",
)


@tie_out("N11.cars")
def _(report: SeenReport) -> Claims:
    kinds = [figures(report.section("十一"), rf"{name}{_N}辆")[0] for name in _KINDS]
    yield Claim("车辆", figures(report.section("十一"), rf"实有{_N}辆")[0], sum(kinds, ZERO))


@tie_out("N11.quota")
def _(report: SeenReport) -> Claims:
    authorized, held = figures(report.section("十一"), rf"公务用车编制{_N}辆，实有{_N}辆")
    yield Claim("实有不多于编制", held <= authorized, True)


@tie_out("P.sum")
def _(report: SeenReport) -> Claims:
    for target in report.targets:
        for side, lines in target["资金(元)"].items():
            total, *parts = (amount(figure) for figure in lines.values())
            yield Claim(f"{target['项目名称']} {side}", total, sum(parts, ZERO))


@tie_out("P.oneyear")
def _(report: SeenReport) -> Claims:
    for target in report.targets:
        if target["项目期"] == "1年":
            term, year = (amount(lines["资金总额"]) for lines in target["资金(元)"].values())
            yield Claim(target["项目名称"], term, year)


@tie_out("P.name")
def _(report: SeenReport) -> Claims:
    projects = {row.texts["项目名称"] for row in report.tables[12].rows[1:]}
    yield Claim("表12 没有的项目", [t["项目名称"] for t in report.targets if t["项目名称"] not in projects], [])


@tie_out("P.amount")
def _(report: SeenReport) -> Claims:
    for target in report.targets:
        name = target["项目名称"]
        yuan = amount(target["资金(元)"]["年度"]["资金总额"])
        yield Claim(name, shown(report, [report.tables[12].row(name).amounts["合计"]]), [in_wan(yuan)])


@tie_out("P.dept")
def _(report: SeenReport) -> Claims:
    yield Claim("主管部门个数", len({t["主管部门及代码"] for t in report.targets}), min(1, len(report.targets)))


@tie_out("P.privacy")
def _(report: SeenReport) -> Claims:
    for target in report.targets:
        yield Claim(target["项目名称"], [target[key] for key in ("负责人", "经办人", "联系电话")], [""] * 3)
