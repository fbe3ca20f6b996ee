"""核对: totals that move while an officer types, beside what was approved. Shown only; the report computes its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ...model.form.base import key_of
from ...model.form.budget import Controls, Form
from ...model.form.terms import FUNDS
from ...model.form.workbook import CHECK_SHEET
from ...model.kind.report_kind import ReportKind
from ...model.money import ZERO, printed
from ...model.place import FormPath
from .cells import amount_of
from .draft import CellPlace, WorkbookDraft
from .publics import publics
from .sheet import SheetWriter, heads
from .sums import AMOUNT, BASIC, CARRIED, CURRENT, FUNCTION, PROJECT, Condition, begins, of_fund, total

_WIDTHS = (40, 24, 30, 20, 20, 20, 26)
_TITLE_HEIGHT = 32
_UNIT: FormPath = (key_of(Form, "currency_unit"),)
CONTROLS = key_of(Form, "controls")
_BOTH = (BASIC, PROJECT)
_TIMES = (CURRENT, CARRIED)
_DERIVED: Mapping[str, tuple[tuple[str, ...], tuple[Condition, ...], tuple[Condition, ...]]] = {
    **{fund: (_BOTH, of_fund(fund), (CURRENT,)) for fund in FUNDS},
    key_of(Controls, "basic"): ((BASIC,), (), _TIMES), key_of(Controls, "project"): ((PROJECT,), (), _TIMES),
    key_of(Controls, "expenditure"): (_BOTH, (), _TIMES), key_of(Controls, "revenue"): (_BOTH, (), _TIMES),
    key_of(Controls, "carried_in"): (_BOTH, (), (CARRIED,)),
}
"""Control → the tables it is about, which of their lines, and whether this year's, carried-in money or both count."""
_SPLIT = (f"{BASIC} 本年", f"{BASIC} 上年结转", f"{PROJECT} 本年", f"{PROJECT} 上年结转", "合计")


def add_checks(draft: WorkbookDraft, kind: ReportKind) -> None:
    """The sheet of checks, after all sheets it looks at."""
    writer = opened(draft)
    _approved(writer)
    _targets(writer)
    publics(writer, "budget")
    amounts_are_numbers(writer, _BOTH)
    _split(writer, "来源", [(fund, of_fund(fund, kind.funds)) for fund in kind.funds])
    categories = [(f"{c.code} {c.name}", (begins(FUNCTION, c.code),)) for c in kind.categories]
    _split(writer, "支出功能分类", categories, rest="编码不在上列各类")
    writer.colour_verdicts(1, 0, writer.row, 6)
    writer.finish()


def opened(draft: WorkbookDraft) -> SheetWriter:
    """The sheet with its title, ready for the first table."""
    writer = SheetWriter(draft, CHECK_SHEET, _WIDTHS)
    writer.text(0, CHECK_SHEET, writer.styles.title)
    writer.next(_TITLE_HEIGHT)
    unit, shown = draft.spots[_UNIT], draft.shown.get(_UNIT, "") or "元"
    writer.text(0, "填数时自动计算，不用填写；只供核对，报告的数由程序另算。", writer.styles.hint)
    writer.formula(6, f'="单位："&IF({unit.there}="","元",{unit.there})', f"单位：{shown}", writer.styles.hint)
    writer.next()
    writer.row += 1
    return writer


def _approved(writer: SheetWriter) -> None:
    """This year's, carried in, together, and what was approved."""
    heads(writer, ("收支合计", "本年", "上年结转", "合计", "控制数", "差额", "结果"))
    for field in Controls.model_fields:
        key = key_of(Controls, field)
        tables, lines, times = _DERIVED[key]
        writer.text(0, key, writer.styles.label)
        sums = [
            amount(writer, column, tables, (*lines, time)) if time in times else no_amount(writer, column)
            for column, time in enumerate(_TIMES, start=1)
        ]
        row = writer.row + 1
        writer.formula(3, f"=SUM(B{row}:C{row})", sum(sums, ZERO), writer.styles.computed_total)
        against_control(writer, sum(sums, ZERO), (CONTROLS, key))
        writer.next()
    writer.row += 1


def no_amount(writer: SheetWriter, column: int) -> Decimal:
    """Write a blank where no amount can be."""
    writer.sheet.write_blank(writer.row, column, None, writer.styles.computed)
    return ZERO


def against_control(writer: SheetWriter, derived: Decimal, path: FormPath) -> None:
    """The control, the difference and the verdict: a control in 万元 is itself rounded to two decimals."""
    spot, approved, row = writer.draft.spots[path], writer.draft.numbers.get(path), writer.row + 1
    unit = writer.draft.spots[_UNIT].there
    writer.formula(4, f'=IF(ISNUMBER({spot.there}),{spot.there},"")', "" if approved is None else approved,
                   writer.styles.computed)
    gap = "" if approved is None else derived - approved
    writer.formula(5, f'=IF(E{row}="","",ROUND(D{row}-E{row},6))', gap, writer.styles.computed)
    same = f'IF({unit}="万元",ROUND(D{row},2)=ROUND(E{row},2),F{row}=0)'
    writer.formula(6, f'=IF(E{row}="","没有填控制数",IF({same},"一致","不一致"))',
                   _verdict(derived, approved, writer.draft.shown.get(_UNIT, "")), writer.styles.verdict)


def _verdict(derived: Decimal, approved: Decimal | None, unit: str) -> str:
    if approved is None:
        return "没有填控制数"
    same = printed(derived, "元") == printed(approved, "元") if unit == "万元" else derived == approved
    return "一致" if same else "不一致"


def _split(writer: SheetWriter, title: str, rows: Sequence[tuple[str, tuple[Condition, ...]]], rest: str = "") -> None:
    """Amounts by something, basic and project, this year's and carried in."""
    heads(writer, (title, *_SPLIT))
    first = writer.row
    sums = [ZERO] * 4
    for label, conditions in rows:
        writer.text(0, label, writer.styles.label)
        values = _parts(writer, conditions)
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        writer.next()
    if rest:
        _rest(writer, rest, first, sums)
    writer.row += 1


def _parts(writer: SheetWriter, conditions: tuple[Condition, ...]) -> list[Decimal]:
    values = [
        amount(writer, column, (table,), (*conditions, time))
        for column, (table, time) in enumerate(
            [(BASIC, CURRENT), (BASIC, CARRIED), (PROJECT, CURRENT), (PROJECT, CARRIED)], start=1)
    ]
    row = writer.row + 1
    writer.formula(5, f"=SUM(B{row}:E{row})", sum(values, ZERO), writer.styles.computed_total)
    return values


def _rest(writer: SheetWriter, label: str, first: int, sums: list[Decimal]) -> None:
    """What none of the rows above took up."""
    writer.text(0, label, writer.styles.label)
    rest = []
    for column, (table, time) in enumerate(
            [(BASIC, CURRENT), (BASIC, CARRIED), (PROJECT, CURRENT), (PROJECT, CARRIED)], start=1):
        formula, value = total(writer.draft.lines[(table,)], (time,))
        letter = "ABCDE"[column]
        rest.append(value - sums[column - 1])
        writer.formula(column, f"=ROUND({formula}-SUM({letter}{first + 1}:{letter}{writer.row}),6)", rest[-1],
                       writer.styles.computed)
    row = writer.row + 1
    writer.formula(5, f"=SUM(B{row}:E{row})", sum(rest, ZERO), writer.styles.computed_total)
    writer.next()


def _targets(writer: SheetWriter) -> None:
    """The money of each 绩效目标 block beside its project's."""
    heads(writer, ("绩效目标：项目", "年度资金", "结果"))
    for block in writer.draft.blocks:
        verdict = CellPlace(block.total.sheet, block.total.row, block.total.column + 1)
        writer.formula(0, f'=IF({block.name.there}="","",{block.name.there})', block.project, writer.styles.label)
        writer.formula(1, f'=IF(A{writer.row + 1}="","",{block.total.there})', block.amount if block.project else "",
                       writer.styles.computed)
        writer.formula(2, f"={verdict.there}", block.verdict, writer.styles.verdict)
        writer.next()
    writer.row += 1


def amounts_are_numbers(writer: SheetWriter, tables: Sequence[str]) -> None:
    """How many amounts are texts, which no total counts."""
    heads(writer, ("金额是不是都是数字", "结果"))
    for table in tables:
        place = writer.draft.lines[(table,)]
        count = f"SUMPRODUCT(ISTEXT({place.range(AMOUNT)})*1)"
        texts = sum(1 for line in place.written if line[AMOUNT] and amount_of(line[AMOUNT]) is None)
        writer.text(0, table, writer.styles.label)
        writer.formula(1, f'=IF({count}=0,"都是数字","有 "&{count}&" 格是文字，没有计入")',
                       f"有 {texts} 格是文字，没有计入" if texts else "都是数字", writer.styles.verdict)
        writer.next()
    writer.row += 1


def amount(writer: SheetWriter, column: int, tables: Sequence[str], conditions: tuple[Condition, ...]) -> Decimal:
    """Write the sum of the lines of some tables, and give it."""
    sums = [total(writer.draft.lines[(table,)], conditions) for table in tables]
    value = sum((value for _, value in sums), ZERO)
    writer.formula(column, "=" + "+".join(formula for formula, _ in sums), value, writer.styles.computed)
    return value
