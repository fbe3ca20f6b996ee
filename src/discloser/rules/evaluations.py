"""EVA: each 绩效自评表 is whole, agrees with its project, and its weights, scores and grade with each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ..model.case import Case
from ..model.finding import Severity
from ..model.form.base import key_of
from ..model.form.terms import APPROPRIATIONS, PERSONAL
from ..model.kind.evaluation_form import EvaluationFormSpec
from ..model.money import ZERO, shortest
from ..model.place import FormPath
from ..model.text.likeness import Names, likeness
from .catalogue import rule
from .rule import Hit, Parameters, hit
from .wording import guessed, money, unit_of

if TYPE_CHECKING:
    from ..model.form.evaluation import EvaluationFunding, ProjectEvaluation
    from ..model.form.final import FinalProjectLine

_BASIS = "《项目支出绩效评价管理办法》（财预〔2020〕10号）"
_NEARLY = 0.75


class _Evaluated(NamedTuple):
    """A self-evaluation, where it stands, how its kind prints it, and the lines of its project."""

    path: FormPath
    one: ProjectEvaluation
    spec: EvaluationFormSpec
    lines: tuple[FinalProjectLine, ...]

    @property
    def spent(self) -> Decimal:
        """What the project's lines add up to."""
        return sum((line.amount for line in self.lines), ZERO)


def _evaluated(case: Case) -> Iterator[_Evaluated]:
    """Every self-evaluation of a form whose kind prints any."""
    spec = case.kind.evaluation_form
    for number, one in enumerate(case.final.performance.evaluations if spec else ()):
        lines = tuple(line for line in case.final.project_lines if line.project == one.project)
        if spec is not None:
            yield _Evaluated(("绩效", "项目自评", number), one, spec, lines)


@rule(
    "EVA001", "自评表各项分值加起来等于满分", sort="final",
    message="“{project}”各项指标的分值合计 {found}，加上资金的 {funding} 是 {whole}，满分是 {full}",
    hint="请核对各项指标的分值：合计应当是 {expected}",
    basis=_BASIS,
)
def weights_add_up(case: Case) -> Iterator[Hit]:
    """The money's own weight is the kind's to say."""
    for seen in _evaluated(case):
        whole, of_money = seen.one.weights(seen.spec.funding_weight), seen.spec.funding_weight
        if whole != seen.spec.full_mark:
            yield hit(*seen.path, "指标", project=seen.one.project, found=shortest(whole - of_money),
                      funding=shortest(of_money), whole=shortest(whole), full=shortest(seen.spec.full_mark),
                      expected=shortest(seen.spec.full_mark - of_money))


@rule(
    "EVA002", "得分不超过分值", sort="final",
    message="“{project}”的{what}得分是 {found}，分值只有 {expected}",
    hint="请核对分值和得分有没有填反",
    basis=_BASIS,
)
def scores_stay_within_their_weights(case: Case) -> Iterator[Hit]:
    """Of the money and of every indicator."""
    for seen in _evaluated(case):
        if seen.one.funding_score > seen.spec.funding_weight:
            yield hit(*seen.path, "资金得分", project=seen.one.project, what="资金",
                      found=shortest(seen.one.funding_score), expected=shortest(seen.spec.funding_weight))
        for i, indicator in enumerate(seen.one.indicators):
            if indicator.score > indicator.weight:
                yield hit(*seen.path, "指标", i, "得分", project=seen.one.project, what=f"“{indicator.third}”",
                          found=shortest(indicator.score), expected=shortest(indicator.weight))


@rule(
    "EVA003", "自评等级是版式里的一个", sort="final",
    message="“{project}”的评级是“{found}”，没有这样的等级",
    hint="请写{grades}中的一个，或者不填，由程序照总分定",
    basis=_BASIS,
)
def grades_are_known(case: Case) -> Iterator[Hit]:
    """What grades are called differs from place to place."""
    for seen in _evaluated(case):
        if seen.one.grade and case.kind.grades and seen.one.grade not in case.kind.grades:
            yield hit(*seen.path, "评级", project=seen.one.project, found=seen.one.grade,
                      grades="、".join(case.kind.grades))


@rule(
    "EVA004", "自评等级与总分一致", sort="final",
    message="“{project}”总分 {score}，照分数是“{expected}”，评级填的是“{found}”",
    hint="请核对各项得分和评级",
    severity=Severity.WARNING, basis=_BASIS,
)
def grades_follow_from_scores(case: Case) -> Iterator[Hit]:
    """Nothing is said where the kind does not tell from which score on a grade is given."""
    for seen in _evaluated(case):
        score = seen.one.total()
        grade = seen.spec.grade_of(score)
        if grade and seen.one.grade in case.kind.grades and seen.one.grade != grade:
            yield hit(*seen.path, "评级", project=seen.one.project, score=shortest(score), found=seen.one.grade,
                      expected=grade)


@rule(
    "EVA005", "自评表的执行数等于项目支出的决算数", sort="final",
    message="“{project}”的执行数{what} {found}，项目支出里是 {expected}{guess}",
    hint="请核对两处的金额；自评的范围与决算不同的，在评价结论里说明",
    severity=Severity.WARNING, basis=_BASIS,
)
def money_spent_is_that_of_the_project(case: Case) -> Iterator[Hit]:
    """In all, and what of it is 财政拨款."""
    unit = unit_of(case.form)
    for seen in _evaluated(case):
        stated = seen.one.outturn
        if not seen.lines or not seen.one.is_typed("outturn"):
            continue
        fiscal = sum((line.amount for line in seen.lines if line.fund in APPROPRIATIONS), ZERO)
        if stated.total() != seen.spent:
            yield hit(*seen.path, "执行数", project=seen.one.project, what="合计", found=money(stated.total(), unit),
                      expected=money(seen.spent, unit), guess=guessed(stated.total(), seen.spent))
        elif not stated.carried and stated.appropriation != fiscal:
            yield hit(*seen.path, "执行数", "财政拨款", project=seen.one.project, what="里财政拨款是",
                      found=money(stated.appropriation, unit), expected=money(fiscal, unit), guess="")


@rule(
    "EVA006", "没有得满分的写明原因", sort="final",
    message="“{project}”的{what}，没有写原因",
    hint="请在“原因”里写偏差的原因和改进措施",
    severity=Severity.WARNING, basis=_BASIS, parameters={"执行率下限": 90},
)
def shortfalls_have_reasons(case: Case, least: Parameters) -> Iterator[Hit]:
    """Where the form has a column for them."""
    for seen in _evaluated(case):
        rate = seen.one.rate(case.kind.evaluation_unit)
        asked = "reason" in seen.spec.funding_columns and not seen.one.funding_reason
        if asked and rate is not None and rate < least["执行率下限"]:
            yield hit(*seen.path, "执行数", project=seen.one.project, what=f"预算执行率只有 {rate}%")
        for i, indicator in enumerate(seen.one.indicators):
            if "reason" in seen.spec.indicator_columns and indicator.score < indicator.weight and not indicator.reason:
                what = f"“{indicator.third}”分值 {shortest(indicator.weight)}，得分 {shortest(indicator.score)}"
                yield hit(*seen.path, "指标", i, "得分", project=seen.one.project, what=what)


@rule(
    "EVA007", "自评的项目在项目支出里", sort="final",
    message="自评表里叫“{found}”，项目支出里没有{like}",
    hint="是同一个项目的，请把两处名称写成一样；本年没有支出的项目，不必改",
    severity=Severity.WARNING, basis=_BASIS,
)
def projects_are_those_that_were_paid(case: Case) -> Iterator[Hit]:
    """A reader looks the project up by its name."""
    names = tuple(dict.fromkeys(line.project for line in case.final.project_lines))
    known = Names(names)
    for seen in _evaluated(case):
        if not seen.lines:
            near = known.nearest(seen.one.project) if names else None
            like = near if near and likeness(near, seen.one.project) >= _NEARLY else ""
            yield hit(*seen.path, "项目", found=seen.one.project, like=f"，有相近的“{like}”" if like else "")


@rule(
    "EVA008", "一个项目一张自评表", sort="final",
    message="“{found}”已经有一张自评表（{first}）",
    hint="请删去重复的一张，或者改正项目名称",
    basis=_BASIS,
)
def projects_have_one_evaluation(case: Case) -> Iterator[Hit]:
    """Two forms for one project contradict each other sooner or later."""
    first: dict[str, FormPath] = {}
    for seen in _evaluated(case):
        path = (*seen.path, "项目")
        if seen.one.project in first:
            yield hit(*path, found=seen.one.project, first=first[seen.one.project])
        first.setdefault(seen.one.project, path)


@rule(
    "EVA009", "执行数不超过全年预算数", sort="final",
    message="“{project}”的执行数合计 {found}，全年预算只有 {expected}",
    hint="全年预算数是调整以后的数：请核对有没有填成年初数",
    severity=Severity.WARNING, basis=_BASIS,
)
def projects_stay_within_their_budget(case: Case) -> Iterator[Hit]:
    """Money beyond the adjusted budget is possible and always asked about."""
    unit = unit_of(case.form)
    for seen in _evaluated(case):
        spent, budget = seen.one.outturn.total(), seen.one.budget.total()
        if spent > budget:
            yield hit(*seen.path, "执行数", project=seen.one.project, found=money(spent, unit),
                      expected=money(budget, unit))


@rule(
    "EVA010", "自评表里有这一种资金", sort="final",
    message="“{project}”的{side}填了{found}，这种报告的自评表没有这一种资金",
    hint="请改填到{known}里，各项来源才加得到总额",
    basis=_BASIS,
)
def money_has_its_line(case: Case) -> Iterator[Hit]:
    """What has no line would be missing from the parts and still be in the total."""
    for seen in _evaluated(case):
        money_of = type(seen.one.opening)
        keys = {field: key_of(money_of, field) for field in money_of.model_fields}
        known = "、".join(keys[field] for field in seen.spec.funding_lines if field in keys)
        for side in ("opening", "budget", "outturn"):
            funding: EvaluationFunding = getattr(seen.one, side)
            for field, key in keys.items():
                if field not in seen.spec.funding_lines and getattr(funding, field) and seen.one.is_typed(side):
                    at = key_of(type(seen.one), side)
                    yield hit(*seen.path, at, key, project=seen.one.project, side=at, found=key, known=known)


@rule(
    "EVA011", "自评表与绩效管理的个数、评级一致", sort="final",
    message="{what}",
    hint="请核对“绩效管理”“评级”里的个数和自评表；自评表没有全部附上的，不必改",
    severity=Severity.WARNING, basis=_BASIS,
)
def counts_cover_the_evaluations(case: Case) -> Iterator[Hit]:
    """The narrative counts what was evaluated, and these forms are some of it or all."""
    every = list(_evaluated(case))
    performance = case.final.performance
    count = performance.management.evaluated
    if not every or not count:
        return
    if len(every) > count:
        yield hit("绩效", "绩效管理", "自评个数", found=count,
                  what=f"绩效自评的项目写了 {count} 个，自评表有 {len(every)} 张")
    given = [seen.one.grade or seen.spec.grade_of(seen.one.total()) for seen in every]
    for i, row in enumerate(performance.grades):
        made = given.count(row.grade)
        if made > row.projects or (len(every) == count and made < row.projects):
            yield hit("绩效", "评级", i, "个数", found=row.projects,
                      what=f"评级为“{row.grade}”的项目写了 {row.projects} 个，自评表里有 {made} 个")
    mean = sum((seen.one.total() for seen in every), ZERO) / len(every)
    stated = performance.management.score
    if len(every) == count and stated and abs(mean - stated) > Decimal(1).scaleb(int(stated.as_tuple().exponent)) / 2:
        yield hit("绩效", "绩效管理", "平均得分", found=shortest(stated),
                  what=f"平均得分写的是 {shortest(stated)}，{count} 张自评表的平均是 {mean.quantize(Decimal('0.01'))}")


@rule(
    "EVA012", "没有填的执行数由项目支出得出", sort="final",
    message="{count} 张自评表没有填执行数，按“项目支出”的决算数印：财政拨款记作“{fiscal}”，其余记作“{other}”",
    hint="请看一看是不是这样；用了上年结转资金、单位资金的，在那张表里分来源填执行数",
    severity=Severity.INFO, basis=_BASIS,
)
def money_that_was_not_typed(case: Case) -> Iterator[Hit]:
    """Whose money it is follows from no other cell: told once, so that nobody is taken by surprise."""
    derived = [seen for seen in _evaluated(case) if not seen.one.is_typed("outturn") and seen.spent]
    if derived:
        lines = derived[0].spec.funding_lines
        fiscal = lines.get("appropriation", "财政拨款")
        yield hit(*derived[0].path, "项目", count=len(derived), fiscal=fiscal, other=lines.get("other", "其他资金"))


@rule(
    "EVA013", "自评表里的姓名和电话不公开", sort="final",
    message="第 {number} 张绩效自评表填了{fields}，{verdict}",
    hint="{advice}",
    severity=Severity.WARNING, basis="《中华人民共和国个人信息保护法》第二十五条",
)
def persons_stay_inside(case: Case) -> Iterator[Hit]:
    """Names and telephone numbers are printed only when the form asks for it, and then still deserve a look."""
    printed = case.form.request.publish_personal_data
    for number, seen in enumerate(_evaluated(case), start=1):
        filled = [key_of(type(seen.one), field) for field in PERSONAL if getattr(seen.one, field)]
        if filled:
            yield hit(
                *seen.path, filled[0], number=number, fields="、".join(filled),
                verdict="将会公开" if printed else "不会公开，报告里印成空白",
                advice="请确认本人同意公开；不公开的，把“报告 公开个人信息”改为否" if printed
                else "不必改；确实要公开的，在“报告”里写“公开个人信息: 是”",
            )
