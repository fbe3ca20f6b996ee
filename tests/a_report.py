"""A small invented report with one of every block a report may hold, for the tests of all renderers.

The bureau, its figures and its projects are made up. Some texts carry characters that XML, HTML and JSON must escape.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from discloser.model.report.digest import Digest, DigestChart, DigestFigure, DigestReason, Reference
from discloser.model.report.report import (
    Block,
    Cell,
    Chart,
    Column,
    ColumnShow,
    Cover,
    Funding,
    Heading,
    Indicator,
    Paragraph,
    Part,
    Report,
    Row,
    RowRole,
    Slice,
    Table,
    TableList,
    TargetForm,
    Term,
)
from discloser.model.report.sourced import Passage, Sourced

UNIT = "云山县茶叶技术推广中心"
YEAR = 2025


def a_report() -> Report:
    """The invented report: four parts, every block type, figures that tie."""
    tables = (_revenue_and_expenditure(), _revenue_by_function(), _government_fund(), _projects())
    return Report(
        unit=UNIT,
        year=YEAR,
        kind="budget",
        template="shanxi/budget-2025",
        currency_unit="万元",
        title=f"{UNIT}{YEAR}年单位预算公开报告",
        file_stem=f"{UNIT}{YEAR}年单位预算公开报告",
        contents_title="目　录",
        cover=Cover(unit=UNIT, title=f"{YEAR}年单位预算公开报告", date=f"{YEAR}年2月18日"),
        duties=DUTIES,
        organization=ORGANIZATION,
        digest=_digest(),
        parts=(
            _overview(),
            Part("tables", f"第二部分 {YEAR}年单位预算报表",
                 (_table_list(tables), Paragraph(ROUNDING, "note"), *tables)),
            Part("narrative", f"第三部分 {YEAR}年度单位预算情况说明", _narrative()),
            Part("glossary", "第四部分 名词解释", _glossary()),
        ),
    )


DUTIES = (
    "本单位承担全县茶树良种引进、试验和示范，指导茶园管护与病虫害绿色防控，组织茶农技术培训；"
    "开展茶叶质量安全检测，收集并发布市场信息。"
)
ORGANIZATION = "本单位内设综合股、技术股、检测股3个股室，编制12名，实有11名，为县农业农村局所属二级预算单位。"
ROUNDING = "注：各表数据以元计算、以万元列示，逐项四舍五入，部分合计数与分项之和因此相差0.01万元。"


def _digest() -> Digest:
    """A digest of the invented report: figures with and without last year's, one chart, one reason."""
    reason = "新增良种苗圃建设项目"
    return Digest(
        name="一图读懂", title=f"一图读懂{YEAR}年单位预算", unit=UNIT, currency_unit="万元",
        years=(f"{YEAR}年", f"{YEAR - 1}年"), reasons_title="为什么增减", page="第{页码}页",
        source=f"数字取自《{UNIT}{YEAR}年单位预算公开报告》", whole_reason="（全文见{页}）",
        figures=(
            DigestFigure("收入、支出总计", Decimal("1327.35"), "1,327.35", "比上年增加127.35万元（10.61%）",
                         Decimal("1200.00"), places=(Reference(2, 0, "一、"),)),
            DigestFigure("政府采购预算", Decimal("40.00"), "40.00", parts=(_slice("货物", "40.00", "100.00%"),)),
        ),
        charts=(DigestChart(replace(_expenditure_chart(), shape="bar"), (Reference(1, 2, "预算公开表1"),)),),
        reasons=(DigestReason("收入、支出总计", reason, "比上年增加127.35万元（10.61%）"),),
    )


def _overview() -> Part:
    blocks: tuple[Block, ...] = (
        Heading("一、本单位职责", 1, toc=True),
        Paragraph(DUTIES, passages=(Passage(0, len(DUTIES), "概况/职责"),)),
        Heading("二、机构设置情况", 1, toc=True),
        Paragraph(ORGANIZATION),
    )
    return Part("overview", "第一部分 概况", blocks)


def _table_list(tables: tuple[Table, ...]) -> TableList:
    return TableList(tuple((table.label, table.title) for table in tables))


def wan(text: str, role: RowRole = "plain") -> Cell:
    """An amount cell from the figure it prints, in 万元; an empty text is a blank cell."""
    return Cell(text, Decimal(text.replace(",", "")) * 10000 if text else None, role=role)


def words(text: str, role: RowRole = "plain", indent: int = 0) -> Cell:
    """A cell of words."""
    return Cell(text, role=role, indent=indent)


def columns(*specs: tuple[str, ColumnShow, float]) -> tuple[Column, ...]:
    """Columns from `("支出/金额/小计", "amount", 2)`."""
    return tuple(Column(tuple(path.split("/")), show, width) for path, show, width in specs)


def _table(no: int, ordinal: str, title: str, heads: tuple[Column, ...], rows: tuple[Row, ...],
           *, note: str | None = None, number_row: bool = False, landscape: bool = False) -> Table:
    return Table(
        no=no, label=f"预算公开表{no}", title=f"{YEAR}年{title}", toc=f"表{ordinal}{YEAR}年{title}",
        unit_line="单位：万元", owner_line=f"单位名称：{UNIT}", currency_unit="万元", columns=heads, rows=rows,
        note=note, landscape=landscape,
        column_numbers=tuple(str(number) for number in range(1, len(heads) + 1)) if number_row else (),
    )


def _revenue_and_expenditure() -> Table:
    """A two-sided table: income left, expenditure right, a blank row before the totals."""
    heads = columns(
        ("收入/项目", "name", 4), (f"收入/{YEAR}年", "amount", 2), ("支出/项目", "name", 4),
        (f"支出/{YEAR}年合计", "amount", 2), ("支出/当年预算安排", "amount", 2), ("支出/上年结转安排", "amount", 2),
    )
    body = (
        ("一、一般公共预算", "1,262.35", "一、一般公共服务支出", "", "", ""),
        ("二、政府性基金预算", "", "二、外交支出", "", "", ""),
        ("三、国有资本经营预算", "", "三、社会保障和就业支出", "96.40", "96.40", ""),
        ("四、财政专户管理资金", "", "四、农林水支出", "1,170.95", "1,135.95", "35.00"),
        ("五、单位资金", "30.00", "五、住房保障支出", "60.00", "60.00", ""),
        ("", "", "", "", "", ""),
    )
    totals = (
        ("本年收入合计", "1,292.35", "本年支出合计", "1,327.35", "1,292.35", "35.00"),
        ("上年结转", "35.00", "年终结转", "", "", ""),
        ("收入总计", "1,327.35", "支出总计", "1,327.35", "1,292.35", "35.00"),
    )
    roles: tuple[RowRole, ...] = ("plain",) * 5 + ("blank",) + ("total", "plain", "total")
    rows = tuple(
        Row(tuple((words if i in (0, 2) else wan)(text, role) for i, text in enumerate(texts)))
        for texts, role in zip(body + totals, roles, strict=True)
    )
    return _table(1, "一", "预算收支总表", heads, rows)


def _revenue_by_function() -> Table:
    """A wide landscape table with a row of column numbers, codes and indented names."""
    heads = columns(
        ("项目/科目编码", "code", 2), ("项目/科目名称", "name", 5), ("本年收入/合计", "amount", 2),
        ("本年收入/一般公共预算", "amount", 2), ("本年收入/政府性基金", "amount", 2),
        ("本年收入/国有资本经营预算", "amount", 2), ("本年收入/财政专户管理资金", "amount", 2),
        ("本年收入/单位资金", "amount", 2), ("上年结转", "amount", 2),
    )
    lines: tuple[tuple[RowRole, str, str, str, str, str, str], ...] = (
        ("total", "合计", "", "1,292.35", "1,262.35", "30.00", "35.00"),
        ("category", "208", "社会保障和就业支出", "96.40", "96.40", "", ""),
        ("section", "20805", "行政事业单位养老支出", "96.40", "96.40", "", ""),
        ("item", "2080505", "机关事业单位基本养老保险缴费支出", "96.40", "96.40", "", ""),
        ("category", "213", "农林水支出", "1,135.95", "1,105.95", "30.00", "35.00"),
        ("section", "21301", "农业农村", "1,135.95", "1,105.95", "30.00", "35.00"),
        ("item", "2130104", "事业运行", "620.15", "590.15", "30.00", ""),
        ("item", "2130106", "科技转化与推广服务", "515.80", "515.80", "", "35.00"),
        ("category", "221", "住房保障支出", "60.00", "60.00", "", ""),
        ("section", "22102", "住房改革支出", "60.00", "60.00", "", ""),
        ("item", "2210201", "住房公积金", "60.00", "60.00", "", ""),
    )
    indents = {"total": 0, "category": 0, "section": 1, "item": 2}
    rows = tuple(
        Row((words(code, role), words(name, role, indents[role]), wan(total, role), wan(general, role), wan("", role),
             wan("", role), wan("", role), wan(own, role), wan(carried, role)))
        for role, code, name, total, general, own, carried in lines
    )
    return _table(2, "二", "预算收入总表", heads, rows, number_row=True, landscape=True)


def _government_fund() -> Table:
    """A table without data: its heads, its total row, one blank row and the note that says so."""
    heads = columns(("项目/收入科目编码", "code", 2), ("项目/科目名称", "name", 4), ("政府性基金收入预算", "amount", 3))
    rows = (
        Row((words("合计", "total"), words("", "total"), wan("", "total"))),
        Row((words("", "blank"), words("", "blank"), wan("", "blank"))),
    )
    return _table(7, "七", "政府性基金预算收入表（不含上年结转）", heads, rows, note="注：本表无数据")


def _projects() -> Table:
    """A table of a unit's row and its indented projects, one with characters that need escaping."""
    heads = columns(
        ("项目名称", "name", 6), ("合计", "amount", 2), (f"{YEAR}年财政拨款/一般公共预算", "amount", 2),
        (f"{YEAR}年财政拨款/政府性基金预算", "amount", 2), (f"{YEAR}年财政拨款/国有资本经营预算", "amount", 2),
        ("财政专户管理资金", "amount", 2), ("单位资金", "amount", 2),
    )
    lines: tuple[tuple[RowRole, str, str, str, str], ...] = (
        ("total", UNIT, "515.80", "515.80", ""),
        ("item", "茶树良种“三圃”建设", "300.00", "300.00", ""),
        ("item", "病虫害绿色防控 <二期> & 质量检测", "215.80", "215.80", ""),
    )
    rows = tuple(
        Row((words(name, role, 1 if role == "total" else 2), wan(total, role), wan(general, role), wan("", role),
             wan("", role), wan("", role), wan(own, role)))
        for role, name, total, general, own in lines
    )
    return _table(12, "十二", "项目支出预算表（本年预算）", heads, rows, number_row=True, landscape=True)


def _narrative() -> tuple[Block, ...]:
    return (
        Heading("一、单位预算收支数据变动情况及原因", 1, toc=True),
        Paragraph(
            f"{YEAR}年度{UNIT}预算收入总计1,327.35万元，其中：本年收入1,292.35万元，上年结转35.00万元，比上年增加127.35万元，"
            "增长10.61%，主要原因是新增良种苗圃建设项目；本年单位预算支出总计1,327.35万元，其中：本年预算安排1,292.35万元，"
            "上年结转35.00万元，比上年增加127.35万元，增长10.61%，主要原因是新增良种苗圃建设项目。"
        ),
        Heading("二、支出预算情况说明", 1, toc=True),
        _expenditure(f"{YEAR}年度{UNIT}支出预算1,327.35万元，其中：基本支出776.55万元，占58.50%；项目支出550.80万元，占41.50%。"),
        _expenditure_chart(),
        Heading("三、一般公共预算支出情况说明", 1, toc=True),
        Heading("（一）一般公共预算当年支出结构情况", 2),
        Paragraph(
            f"{YEAR}年度{UNIT}一般公共预算当年支出1,262.35万元，主要用于以下方面：社会保障和就业支出96.40万元，占7.64%；"
            "农林水支出1,105.95万元，占87.61%；住房保障支出60.00万元，占4.75%等。"
        ),
        Heading("1.“三公”经费", 3),
        Paragraph("公务接待费0.60万元，公务用车购置及运行费2.40万元 <均在限额内> & 与上年持平。"),
        _three_publics_chart(),
        Heading("四、绩效管理情况", 1, toc=True),
        Paragraph(f"{YEAR}年{UNIT}纳入绩效目标管理的二级项目2个，公开项目绩效目标1个，涉及项目金额300.00万元。"),
        _target_form(),
        Heading("五、其他说明", 1, toc=True),
        Paragraph("本单位无政府购买服务指导性目录。"),
        Paragraph("注：以上数据均为年初预算数。", "note"),
    )


def _expenditure(text: str) -> Paragraph:
    figures = {"取数/支出总计": "1,327.35", "取数/基本支出": "776.55", "取数/项目支出": "550.80"}
    return Paragraph(text, passages=tuple(
        Passage(text.index(figure), text.index(figure) + len(figure), source) for source, figure in figures.items()
    ))


def _slice(name: str, figure: str, share: str) -> Slice:
    return Slice(name, Decimal(figure), f"{figure}万元", share)


def _expenditure_chart() -> Chart:
    slices = (_slice("基本支出", "776.55", "58.50%"), _slice("项目支出", "550.80", "41.50%"))
    return Chart("支出预算结构图", "pie", slices, "万元",
                 "饼图：支出预算1,327.35万元，基本支出776.55万元，占58.50%；项目支出550.80万元，占41.50%。")


def _three_publics_chart() -> Chart:
    slices = (_slice("公务接待费", "0.60", "20.00%"), _slice("公务用车购置及运行费", "2.40", "80.00%"))
    return Chart("“三公”经费分布图", "bar", slices, "万元",
                 "条形图：“三公”经费3.00万元，公务接待费0.60万元，占20.00%；公务用车购置及运行费2.40万元，占80.00%。")


def _target_form() -> TargetForm:
    sources = ("中央财政资金", "省级财政资金", "市县（区）财政资金", "单位自筹", "其他资金")
    amounts = ("0", "1,000,000", "2,000,000", "0", "0")
    lines = tuple(zip(sources, amounts, strict=True))
    return TargetForm(
        title="云山县级预算部门（单位）项目支出绩效目标表",
        year_line=f"（{YEAR}年度）",
        project="茶树良种“三圃”建设",
        identity=(
            ("项目名称", "茶树良种“三圃”建设"), ("主管部门及代码", "501-云山县农业农村局"), ("实施单位", UNIT),
            ("项目属性", "一次性项目（1年结束）"), ("项目期", "1年"),
        ),
        funding_label="项目资金（元）",
        funding=(
            Funding("实施期资金总额", (("实施期资金总额", "3,000,000"), *lines)),
            Funding("年度资金总额", (("年度资金总额", "3,000,000"), *lines)),
        ),
        texts=(
            ("项目概况", "建设母本园20亩、采穗圃30亩、繁育圃50亩，引进良种3个，年育苗60万株。"),
            ("立项依据", Sourced("县人民政府关于加快茶产业发展的意见。", "绩效/项目绩效目标/0/立项依据")),
            ("项目设立必要性", "现有茶园良种率偏低，苗木依赖外购，成活率不稳定。"),
            ("保证项目实施的制度、措施", "实行专账核算，按进度拨付；技术人员包片，每月检查一次。"),
            ("项目实施计划", "3月整地，4月定植，9月补植，11月验收。"),
        ),
        goals_label="总体目标",
        goals=(("实施期目标", "建成三圃100亩，年育苗60万株，良种率提高5个百分点。"),
               ("年度目标", "建成三圃100亩，年育苗60万株，良种率提高5个百分点。")),
        indicators_label="绩效指标",
        indicator_heads=("一级指标", "二级指标", "三级指标", "指标值", "三级指标", "指标值"),
        indicators=(
            _indicator("产出指标", "数量指标", "建设苗圃面积", "≥100亩"),
            _indicator("产出指标", "数量指标", "年育苗数量", "≥60万株"),
            _indicator("产出指标", "质量指标", "苗木成活率", "≥95%"),
            _indicator("产出指标", "时效指标", "完成时间", "11月底前"),
            _indicator("产出指标", "成本指标", "每亩建设成本", "≤3万元"),
            _indicator("效益指标", "经济效益指标", "亩均增收", "≥800元"),
            _indicator("效益指标", "社会效益指标", "带动农户", "≥120户"),
            _indicator("效益指标", "生态效益指标", "", ""),
            _indicator("效益指标", "可持续影响指标", "良种率", "提高5个百分点"),
            _indicator("满意度指标", "服务对象满意度指标", "茶农满意度", "≥95%"),
        ),
        signature=(("负责人", ""), ("经办人", ""), ("联系电话", ""), ("填报日期", f"{YEAR - 1}年11月20日")),
    )


def _indicator(first: str, second: str, name: str, value: str) -> Indicator:
    return Indicator(first, second, name, value, name, value)


def _glossary() -> tuple[Term, ...]:
    return (
        Term("一", "基本支出", "指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"),
        Term("二", "项目支出", "指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。"),
        Term("三", "“三公”经费", "指用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。"),
    )
