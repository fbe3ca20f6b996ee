"""Names by which the pieces of a kind speak of each other, of the form, and of rules: whether each is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..model.fact import DIMENSIONS
from ..model.finding import Finding
from ..model.form.common import CommonForm
from ..model.form.outline import FormKey, entry_at
from ..model.form.sorts import form_of
from ..model.form.terms import FUNDS, NATURES_OF_UNIT, OWN_INCOMES
from ..model.kind.report_kind import FigureSpec
from ..model.place import FormPath
from ..read.kind import problems
from .pieces import Desk, advice, rows_of

_FUNDS = (*FUNDS, *OWN_INCOMES)
_AGENCY = ("有机关运行经费", "无机关运行经费")
_BY = ("支出类别", *DIMENSIONS)

RuleParameters = Mapping[str, Mapping[str, Decimal]]
"""Code of every rule that a kind may set → the rule's parameters."""


def judge_references(desk: Desk, rules: RuleParameters, code_years: list[str]) -> Iterator[Finding]:
    """Every name that leads nowhere."""
    yield from _figures(desk)
    yield from _changes(desk)
    yield from _charts(desk)
    yield from _digest(desk)
    yield from _glossary(desk)
    yield from _parts(desk)
    yield from _tables(desk)
    yield from _head(desk, code_years)
    yield from _rules(desk, rules)


def _figures(desk: Desk) -> Iterator[Finding]:
    for name, figure in desk.kind.figures.items():
        for key, value, known in (("计数", figure.count, tuple(DIMENSIONS)), ("分项", figure.by, _BY)):
            if value and value not in known:
                yield problems.NO_DIMENSION.at(
                    desk.place("取数", name, key), field=f"{name} {key}", found=value, advice=advice(value, known),
                )
        for i, one in enumerate(figure.listed):
            yield from _figure(desk, ("取数", name, "逐个", i), one, "金额")


def _sort(figure: FigureSpec) -> str:
    return "计数" if figure.count else "分项" if figure.by or figure.listed else "金额"


def _figure(desk: Desk, path: FormPath, name: str, expected: str) -> Iterator[Finding]:
    """The finding for a figure that is not there or of another sort."""
    if desk.lacks("取数"):
        return
    if name not in desk.declared("取数"):
        known = tuple(n for n, figure in desk.kind.figures.items() if _sort(figure) == expected)
        yield problems.NO_FIGURE.at(desk.place(*path), found=name, sort="取数", advice=advice(name, known))
    elif name in desk.kind.figures and (what := _sort(desk.kind.figures[name])) != expected:
        yield problems.WRONG_FIGURE.at(desk.place(*path), found=name, what=what, expected=expected)


def _changes(desk: Desk) -> Iterator[Finding]:
    earlier: list[str] = []
    for name, change in desk.kind.changes.items():
        yield from _figure(desk, ("增减", name, "本年"), change.current, "金额")
        for key, paths, wanted in (("上年", change.prior, ("amount", "amounts")), ("原因", change.reasons, ("value",))):
            for i, written in enumerate(paths):
                yield from _form_path(desk, ("增减", name, key, i), written, wanted)
        if change.otherwise:
            yield from _form_path(desk, ("增减", name, "缺省上年"), change.otherwise, ("amount", "amounts"))
        for i, other in enumerate(change.merged):
            if other not in desk.declared("增减"):
                yield problems.NO_FIGURE.at(desk.place("增减", name, "合并原因", i), found=other, sort="增减",
                                            advice=advice(other, tuple(earlier)))
            elif other not in earlier:
                yield problems.NO_FIGURE.at(desk.place("增减", name, "合并原因", i), found=other, sort="写在前面的增减",
                                            advice=f"请把“{other}”移到“{name}”的前面")
        earlier.append(name)


def _form_path(desk: Desk, path: FormPath, written: str, sorts: tuple[str, ...]) -> Iterator[Finding]:
    entry = form_entry(desk, written)
    if entry is None:
        hint = "位置见填报表逐项说明（docs/form.md），用 / 隔开，例如：上年/收入总计"
        yield problems.NO_FORM_PATH.at(desk.place(*path), found=written, what="", advice=hint)
    elif entry.sort not in sorts:
        what = "金额" if "amount" in sorts else "文字"
        yield problems.NO_FORM_PATH.at(desk.place(*path), found=written, what=f"的{what}",
                                       advice=f"这里要写一个填{what}的位置")


def form_entry(desk: Desk, written: str) -> FormKey | None:
    """What the form of the kind's reports has at a path; rows are written `*`."""
    return entry_at(tuple(part for part in written.split("/") if part != "*"), form_of_kind(desk))


def form_of_kind(desk: Desk) -> type[CommonForm]:
    """The form from which the kind's reports are made."""
    return form_of(getattr(desk.kind, "sort", "budget"))


def _charts(desk: Desk) -> Iterator[Finding]:
    for name, chart in desk.kind.charts.items():
        yield from _figure(desk, ("图形", name, "合计"), chart.whole, "金额")
        if chart.listed:
            yield from _figure(desk, ("图形", name, "分项取数"), chart.listed, "分项")
        for i, part in enumerate(chart.slices):
            yield from _figure(desk, ("图形", name, "数据", i, "取数"), part.figure, "金额")
            if part.change and part.change not in desk.declared("增减"):
                yield problems.NO_FIGURE.at(desk.place("图形", name, "数据", i, "增减"), found=part.change, sort="增减",
                                            advice=advice(part.change, tuple(desk.declared("增减"))))


def _glossary(desk: Desk) -> Iterator[Finding]:
    for i, term in enumerate(desk.kind.glossary):
        if term.only_with and not desk.lacks("取数") and term.only_with not in desk.declared("取数"):
            yield problems.NO_FIGURE.at(desk.place("名词解释", i, "当"), found=term.only_with, sort="取数",
                                        advice=advice(term.only_with, tuple(desk.kind.figures)))


def _digest(desk: Desk) -> Iterator[Finding]:
    """The names in a digest; `见` may name a table that is not there, as kinds without one would."""
    digest = getattr(desk.kind, "digest", None)
    for i, one in enumerate(digest.figures if digest else ()):
        for key, name in (("取数", one.figure), ("合计", one.whole)):
            if name:
                yield from _figure(desk, ("摘要", "大数", i, key), name, "金额")
        for j, part in enumerate(one.parts):
            yield from _figure(desk, ("摘要", "大数", i, "数据", j, "取数"), part.figure, "金额")
        if one.change and one.change not in desk.declared("增减"):
            yield problems.NO_FIGURE.at(desk.place("摘要", "大数", i, "增减"), found=one.change, sort="增减",
                                        advice=advice(one.change, tuple(desk.declared("增减"))))
    for i, chart in enumerate(digest.charts if digest else ()):
        yield from _figure(desk, ("摘要", "图形", i, "合计"), chart.whole, "金额")
        if chart.listed:
            yield from _figure(desk, ("摘要", "图形", i, "分项取数"), chart.listed, "分项")
        for j, part in enumerate(chart.slices):
            yield from _figure(desk, ("摘要", "图形", i, "数据", j, "取数"), part.figure, "金额")


def _parts(desk: Desk) -> Iterator[Finding]:
    for i, part in enumerate(desk.kind.parts):
        for j, text in enumerate(part.texts):
            if text not in desk.kind.texts:
                yield problems.NO_TEXT.at(desk.place("部分", i, "文稿", j), found=text,
                                          advice=advice(text, tuple(desk.kind.texts)))


def _tables(desk: Desk) -> Iterator[Finding]:
    numbers: dict[int, int] = {}
    for number, table in desk.tables.items():
        if (first := numbers.setdefault(table.no, number)) != number:
            yield problems.TWICE.at(desk.place("表格", number, "编号"), found=table.no, sort="表的编号",
                                    first=first + 1)
        blocks = {block.id for block in table.blocks}
        for path, row in rows_of(table):
            if row.counted:
                yield from _form_path(desk, (*desk.table_path(number, *path), "填报数"), row.counted, ("value",))
            if (block := str(path[-2])) not in blocks and path[-1] == 0:
                place = desk.key_place(*desk.table_path(number, *path[:-1]))
                yield problems.NO_COLUMN.at(place, found=block, sort="栏", expected="、".join(sorted(blocks)))
        for b in range(len(table.blocks)):
            yield from _columns(desk, number, b)


def _columns(desk: Desk, number: int, b: int) -> Iterator[Finding]:
    columns = desk.tables[number].blocks[b].columns
    amounts = [column.id for column in columns if column.show == "金额"]
    first: dict[str, int] = {}
    for c, column in enumerate(columns):
        path = desk.table_path(number, "栏", b, "列", c)
        if first.setdefault(column.id, c) != c:
            yield problems.TWICE.at(desk.place(*path, "编号"), found=column.id, sort="列的编号",
                                    first=first[column.id] + 1)
        for i, part in enumerate(column.sum_of):
            if part not in amounts or part == column.id:
                yield problems.NO_COLUMN.at(desk.place(*path, "等于", i), found=part, sort="金额列",
                                            expected="、".join(name for name in amounts if name != column.id))


def _head(desk: Desk, code_years: list[str]) -> Iterator[Finding]:
    for name, funds in desk.kind.fund_sets.items():
        for i, fund in enumerate(funds):
            if fund not in _FUNDS:
                yield problems.NO_VALUE.at(desk.place("来源组", name, i), key=name, found=fund,
                                           advice=advice(fund, _FUNDS))
    for i, fund in enumerate(desk.kind.funds):
        if fund not in _FUNDS:
            yield problems.NO_VALUE.at(desk.place("资金来源", i), key="资金来源", found=fund,
                                       advice=advice(fund, _FUNDS))
    for nature, agency in desk.kind.natures.items():
        for found, known, place in (
            (nature, NATURES_OF_UNIT, desk.key_place("单位性质", nature)),
            (agency, _AGENCY, desk.place("单位性质", nature)),
        ):
            if found not in known:
                yield problems.VALUE.at(place, field="单位性质", found=found, expected="或".join(known),
                                        description="每种性质写明有没有机关运行经费")
    for key, listed in (("必填", desk.kind.required), ("另填", desk.kind.asks)):
        for i, written in enumerate(listed):
            if form_entry(desk, written) is None:
                yield from _form_path(desk, (key, i), written, ())
    if desk.kind.codes_year and desk.kind.codes_year not in code_years:
        yield problems.NO_CODES.at(desk.place("科目年度"), found=desk.kind.codes_year, expected="、".join(code_years))


def _rules(desk: Desk, rules: RuleParameters) -> Iterator[Finding]:
    for code, setting in desk.kind.rules.items():
        if code not in rules:
            yield problems.NO_RULE.at(desk.key_place("规则", code), found=code)
            continue
        for name in setting.parameters:
            if name not in rules[code]:
                yield problems.NO_PARAMETER.at(desk.key_place("规则", code, "参数", name), found=name, code=code,
                                               advice=advice(name, tuple(rules[code])) if rules[code]
                                               else "这条规则没有可以调整的参数")
