"""FIN: 三公经费, procurement, cars and self-evaluation of final accounts agree with the lines and with themselves."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.terms import APPROPRIATIONS, PUBLICS_SECTIONS
from ..model.mistyped import IN_WAN
from ..model.money import ZERO
from .catalogue import rule
from .doubted import doubted, slipped_publics
from .rule import Hit, hit
from .tail import nearly
from .wording import every_line, guessed, money, unit_of

_TRAVEL, _PURCHASE, _OPERATION, _HOSPITALITY = "因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费"
_COUNTS = {
    _TRAVEL: ("团组", "人次"), _PURCHASE: ("购置辆数",), _OPERATION: ("保有量",),
    _HOSPITALITY: ("国内批次", "国外批次"),
}
_NOT_MORE = (
    (_TRAVEL, "团组", "人次"), (_HOSPITALITY, "国内批次", "国内人次"), (_HOSPITALITY, "外事批次", "外事人次"),
    (_HOSPITALITY, "国外批次", "国外人次"), (_HOSPITALITY, "外事批次", "国内批次"),
    (_HOSPITALITY, "外事人次", "国内人次"),
)
"""Item of 三公经费, and a count that is never more than another."""
_BASIS = "《中华人民共和国预算法实施条例》第六条：公开财政拨款安排的“三公”经费"
_EVALUATION = "绩效", "绩效自评"
_LEVELS = ("一级", "二级")
_GRADES = ("优", "良", "中", "差")


@rule(
    "FIN010", "“三公”经费决算数等于支出各行里的同一项", sort="final",
    message="{item}决算数填的是 {found}，支出各行里财政拨款的经济科目 {section} 合计 {expected}，相差 {gap}{guess}",
    hint="请核对两处的金额；决算的支出各行都有经济科目，两边应当相等",
    basis=_BASIS,
)
def publics_are_what_the_lines_hold(case: Case) -> Iterator[Hit]:
    """The table of details and the table of 三公经费 print the same money."""
    unit, lists, slips = unit_of(case.form), case.classification.department_economic, slipped_publics(case)
    for item, spent in case.final.three_publics.by_item().items():
        lines = sum((line.amount for line in every_line(case.form)
                     if line.department_economic in PUBLICS_SECTIONS[item] and line.fund in APPROPRIATIONS), ZERO)
        path = ("三公经费", item, "决算")
        if spent.outturn != lines:
            yield hit(*path, item=item, found=money(spent.outturn, unit),
                      expected=money(lines, unit), gap=money(abs(spent.outturn - lines), unit),
                      guess=guessed(spent.outturn, lines) or (f"，{IN_WAN}" if path in slips else ""),
                      section="、".join(f"{code} {lists.name(code)}" for code in PUBLICS_SECTIONS[item]))


@rule(
    "FIN011", "“三公”经费决算数不超过全年预算数", sort="final",
    message="{item}决算数 {found}，全年预算数只有 {expected}",
    hint="全年预算数是按规定程序调整以后的数：请核对有没有填成年初数；确实超出的，请在原因里写明",
    severity=Severity.WARNING, basis=_BASIS,
)
def publics_stay_within_their_budget(case: Case) -> Iterator[Hit]:
    """Money beyond the adjusted budget is possible and always asked about."""
    unit = unit_of(case.form)
    for item, spent in case.final.three_publics.by_item().items():
        known = doubted(case).keys() & {("三公经费", item, key) for key in ("预算", "决算")}
        if spent.outturn > spent.budget and not known:
            yield hit("三公经费", item, "决算", item=item, found=money(spent.outturn, unit),
                      expected=money(spent.budget, unit))


@rule(
    "FIN012", "“三公”经费的金额与实物量相称", sort="final",
    message="{what}",
    hint="请核对金额和实物量",
    severity=Severity.WARNING, basis=_BASIS,
)
def publics_and_their_counts_go_together(case: Case) -> Iterator[Hit]:
    """Money without a journey, or a car bought for nothing. Cars may be held though another body pays for them."""
    for item, spent in case.final.three_publics.by_item().items():
        keys = _COUNTS[item]
        counted = {key: case.form.at(("三公经费", item, key)) for key in keys}
        if spent.outturn and not any(counted.values()):
            told = money(spent.outturn, unit_of(case.form))
            yield hit("三公经费", item, keys[0], found=0, what=f"{item}决算数是 {told}，{'、'.join(keys)}都是 0")
        elif not spent.outturn and item != _OPERATION and any(counted.values()):
            key = next(key for key in keys if counted[key])
            yield hit("三公经费", item, key, found=counted[key], what=f"{item}决算数是 0，{key}是 {counted[key]}")


@rule(
    "FIN029", "人次不少于批次，外事不多于国内", sort="final",
    message="{item}的{more}是 {found}，{less}是 {expected}",
    hint="请核对两个数有没有填反",
    severity=Severity.WARNING, basis=_BASIS,
)
def counts_agree_with_each_other(case: Case) -> Iterator[Hit]:
    """Every group and every reception has people in it; receptions of foreigners at home are among those at home."""
    for item, more, less in _NOT_MORE:
        first, second = (case.form.at(("三公经费", item, key)) for key in (more, less))
        if first > second and second:
            yield hit("三公经费", item, more, item=item, more=more, less=less, found=first, expected=second)


@rule(
    "FIN013", "没有支出的“三公”经费不写用途", sort="final",
    message="{item}决算数是 0，用途却写了“{found}”",
    hint="请删去用途：报告里只说明没有支出",
    severity=Severity.WARNING,
)
def nothing_spent_has_no_purpose(case: Case) -> Iterator[Hit]:
    """Otherwise the report says what nothing was used for."""
    for item, spent in case.final.three_publics.by_item().items():
        if spent.purpose.strip() and not spent.outturn:
            yield hit("三公经费", item, "用途", item=item, found=spent.purpose)


@rule(
    "FIN014", "“三公”经费各部分不超过全部", sort="final",
    message="{item}的{part}是 {found}，{whole}只有 {expected}",
    hint="预算分一般公共预算和别的财政拨款；公务接待费分国内、国（境）外两部分，外事接待是国内接待的一部分：请核对金额",
)
def parts_of_publics_are_within_the_whole(case: Case) -> Iterator[Hit]:
    """General public money is a part of the budget; at home was spent the whole less what was spent abroad."""
    for item, spent in case.final.three_publics.by_item().items():
        if (general := spent.general_budget) is not None and general > spent.budget:
            yield hit("三公经费", item, "一般公共预算预算", item=item, part="一般公共预算预算", whole="预算",
                      found=money(general, unit_of(case.form)), expected=money(spent.budget, unit_of(case.form)))
    yield from _parts_of_hospitality(case)


def _parts_of_hospitality(case: Case) -> Iterator[Hit]:
    hospitality, unit = case.final.three_publics.official_hospitality, unit_of(case.form)
    home = hospitality.outturn - hospitality.abroad_amount
    if ("三公经费", _HOSPITALITY, "决算") in doubted(case):
        return
    if home < 0:
        yield hit("三公经费", _HOSPITALITY, "国外金额", item=_HOSPITALITY, part="国外金额", whole="决算数",
                  found=money(hospitality.abroad_amount, unit), expected=money(hospitality.outturn, unit))
    elif hospitality.foreign_amount > home and not nearly(hospitality.foreign_amount, home, case, [
            (("三公经费", _HOSPITALITY, key), case.form.at(("三公经费", _HOSPITALITY, key)))
            for key in ("国外金额", "外事金额")]):
        yield hit("三公经费", _HOSPITALITY, "外事金额", item=_HOSPITALITY, part="外事金额", whole="国内部分",
                  found=money(hospitality.foreign_amount, unit), expected=money(home, unit))


@rule(
    "FIN015", "授予中小企业的不超过政府采购总额", sort="final",
    message="{part}合同金额是 {found}，{whole}只有 {expected}",
    hint="请核对三个数：小微企业的包含在中小企业里，中小企业的包含在政府采购总额里",
    basis="《政府采购促进中小企业发展管理办法》：公开面向中小企业采购的情况",
)
def shares_of_smaller_enterprises_are_within_procurement(case: Case) -> Iterator[Hit]:
    """Each is a part of the one before."""
    bought, unit = case.final.procurement, unit_of(case.form)
    amounts: list[tuple[str, str, Decimal]] = [
        ("政府采购总额", "", bought.goods + bought.works + bought.services),
        ("授予中小企业的", "授予中小企业", bought.smaller), ("授予小微企业的", "授予小微企业", bought.smallest),
    ]
    known = any(path[0] == "政府采购" for path in doubted(case))
    for (whole, _, most), (part, key, amount) in pairwise(amounts):
        if amount > most and not known:
            yield hit("政府采购", key, part=part, whole=whole, found=money(amount, unit), expected=money(most, unit))


@rule(
    "FIN016", "各类车辆相加等于实有车辆", sort="final",
    message="各类车辆相加是 {expected} 辆，实有车辆是 {found} 辆",
    hint="请核对实有数和各类车辆数；用途不在各类里的，填在“其他用车”",
    basis="《中华人民共和国预算法实施条例》第六条：公开国有资产占有使用情况",
)
def cars_by_use_add_up(case: Case) -> Iterator[Hit]:
    """The last table prints the number of cars and then every use."""
    vehicles = case.final.state_assets.vehicles
    uses = sum(vehicles.by_use().values())
    if uses != vehicles.held:
        yield hit("国有资产", "车辆", "实有", found=vehicles.held, expected=uses)


@rule(
    "FIN017", "绩效自评的资金不超过项目支出", sort="final",
    message="一级、二级项目自评资金合计 {found}，项目支出决算只有 {expected}；报告里不会印自评资金",
    hint="请核对自评资金：应当是这些项目的决算数，不是预算数",
    severity=Severity.WARNING,
)
def evaluated_money_is_within_projects(case: Case) -> Iterator[Hit]:
    """A part larger than its whole is not printed; the counts are."""
    evaluated = case.facts.where({"口径": "绩效自评"}).total()
    projects, unit = case.facts.where({"口径": "支出", "支出性质": "项目支出"}).total(), unit_of(case.form)
    if evaluated > projects:
        yield hit(*_EVALUATION, "一级项目金额", found=money(evaluated, unit), expected=money(projects, unit))


@rule(
    "FIN018", "自评等级的个数相加等于项目个数", sort="final",
    message="{level}项目自评等级的个数相加是 {found}，{level}项目数是 {expected}",
    hint="请核对优、良、中、差各有几个；报告里会逐级说明",
    severity=Severity.WARNING,
)
def grades_add_up(case: Case) -> Iterator[Hit]:
    """Grades that do not add up are not printed."""
    for level in _LEVELS:
        graded = sum(case.form.at((*_EVALUATION, f"{level}{grade}")) for grade in _GRADES)
        projects = case.form.at((*_EVALUATION, f"{level}项目数"))
        if graded != projects:
            yield hit(*_EVALUATION, f"{level}项目数", found=graded, expected=projects, level=level)


@rule(
    "FIN019", "自评为中、差的项目有改进措施", sort="final",
    message="{what}",
    hint="有自评为“中”“差”的项目，写明改进措施；没有的，不写",
    severity=Severity.WARNING,
)
def poor_grades_and_improvements_go_together(case: Case) -> Iterator[Hit]:
    """Measures for projects that do not exist are as odd as poor grades without any."""
    evaluation = case.final.performance.evaluation
    poor = (evaluation.first_medium + evaluation.first_poor + evaluation.second_medium + evaluation.second_poor)
    if poor and not evaluation.improvement.strip():
        yield hit(*_EVALUATION, "改进措施", what=f"自评为“中”“差”的项目有 {poor} 个，没有写改进措施")
    elif evaluation.improvement.strip() and not poor:
        yield hit(*_EVALUATION, "改进措施", what="没有自评为“中”“差”的项目，却写了改进措施")
