"""Figures against figures: within a table (TAB), between tables (TIE), in sentences (NAR), percentages (PCT)."""

from __future__ import annotations

from ...model.finding import Nature, Severity
from .catalogue import problem

LEVELS = problem(
    "TAB001", "上级科目等于下级科目之和",
    message="{total}，下级各行之和 {parts}，相差 {gap}{verdict}",
    hint="请核对这一栏的上下级各行；一个数改了，其他表和文字里的同一个数也要改",
    nature=Nature.OWN,
)
ACROSS = problem(
    "TAB002", "合计栏等于各分栏之和",
    message="{total}，各分栏之和 {parts}，相差 {gap}{verdict}",
    hint="请核对这一行的各栏",
    nature=Nature.OWN,
)
WITHIN = problem(
    "TAB003", "表内的合计、总计等于所列各项之和",
    message="{total}，所列各项之和 {parts}，相差 {gap}{verdict}",
    hint="请核对合计和所列各项",
    nature=Nature.OWN,
)
BALANCE = problem(
    "TAB004", "同一张表里同一个数前后一致",
    message="{here}是 {found}，{others}是 {expected}，应当相同{verdict}",
    hint="收入总计和支出总计等是同一个数，请核对后改成一致",
    nature=Nature.OWN,
)
DOUBTFUL = problem(
    "TAB005", "合计与各项之和的差是尾差",
    message="{total}，各项之和 {parts}，相差 {gap}：印出来的项太少，四舍五入不会差这么多{verdict}",
    hint="如果另有不足 50 元、印不出来的金额，可以不改；否则请核对这几个数",
    severity=Severity.WARNING,
)
PART_OF = problem(
    "TAB006", "其中数不超过总数",
    message="{here}是 {found}，总数才 {expected}",
    hint="请核对总数和其中数",
)
TABLES_DIFFER = problem(
    "TIE001", "同一个数在各张表里一致",
    message="{here}是 {found}，{others}是 {expected}，应当相同{verdict}",
    hint="请核对出处，把各张表改成一致",
    nature=Nature.OWN,
)
TABLES_SUM = problem(
    "TIE002", "几张表合起来对得上",
    message="{total}，有关各表合起来 {parts}，相差 {gap}{verdict}",
    hint="请对照这几张表核对",
    nature=Nature.OWN,
)
CODE_PARENT = problem(
    "TIE003", "每个科目的上级科目都在表里",
    message="{found} 的上级科目 {expected} 不在表里",
    hint="功能分类要类、款、项逐级列出，请补上上级科目那一行",
    basis="《中华人民共和国预算法实施条例》第六条：部门支出按功能分类公开到项",
    nature=Nature.OWN,
)
CODE_ORDER = problem(
    "TIE004", "科目按编码从小到大排列",
    message="{found} 排在 {expected} 后面，或者列了两次",
    hint="请按编码从小到大排列，每个科目一行",
    nature=Nature.OWN,
)
CODE_NAME = problem(
    "TIE005", "一个编码只有一个名称",
    message="编码 {code} 在这里叫“{found}”，在{elsewhere}叫“{expected}”",
    hint="请按当年的政府收支分类科目统一名称",
    nature=Nature.OWN,
)
CODE_DEPTH = problem(
    "TIE011", "科目列到最末级",
    message="{found} 只列到“{level}”，下面没有{expected}级科目",
    hint="功能分类公开到项，经济分类公开到款，请补上下级科目",
    basis="《中华人民共和国预算法实施条例》第六条：部门支出按功能分类公开到项，基本支出按经济分类公开到款",
)
CODE_DAMAGED = problem(
    "TIE012", "科目编码完整",
    message="编码栏里是“{found}”，不是三位、五位或七位数字",
    hint="请核对编码；表格软件会吃掉开头的零，或者把长数字印成 2.08E+06",
)
CODE_LISTED = problem(
    "TIE013", "科目名称与科目表一致",
    message="编码 {code} 在这里叫“{found}”，当年的科目表里叫“{expected}”",
    hint="请核对编码和名称：编码错了、名称抄错了，或者用了以前年度的名称",
    severity=Severity.WARNING,
)
INSURANCE = problem(
    "TIE006", "社会保险、住房公积金的经济科目等于对应的功能科目",
    message="{here}是 {found}，{others}是 {expected}，通常相等",
    hint="请核对表5的基本支出和表6；有别的人员经费列在同一个功能科目时可以不改",
    severity=Severity.WARNING,
)
ANNUITY = problem(
    "TIE007", "职业年金缴费是养老保险缴费的一半",
    message="{here}是 {found}，职业年金缴费的两倍是 {expected}；单位缴费比例为 16% 和 8%，两数通常相等",
    hint="部分缴费由财政另行负担时可以不是一半，请核对",
    severity=Severity.INFO,
)
INSURANCE_ABSENT = problem(
    "TIE008", "有社会保险、住房公积金就有对应的功能科目",
    message="{here}是 {found}，功能分类表里却没有对应科目的基本支出",
    hint="请核对这笔支出列在了哪个功能科目；统一列在一个科目里的可以不改",
    severity=Severity.WARNING,
)
FUND_TRANSFER = problem(
    "TIE009", "对社会保障基金的补助列在对应的经济科目",
    message="{here}是 {found}，{others}却是 {expected}",
    hint="请核对经济分类：补助社会保险基金的支出一般列“对社会保障基金补助”，不列对个人和家庭的补助",
    severity=Severity.WARNING,
)
OVERSPENT = problem(
    "TIE010", "决算数不超过预算数",
    message="{here}是 {found}，{others}是 {expected}",
    hint="“三公”经费超过预算的，请核对预算数是不是调整后的数",
    severity=Severity.INFO,
)
SCOPE = problem(
    "TIE014", "一种口径的数不超过更大口径的数",
    message="{here}是 {found}，{others}才 {expected}",
    hint="请核对两张表：全部财政拨款的数包括一般公共预算的数",
)
TEXT_AMOUNT = problem(
    "NAR001", "文字里的金额等于表里的数",
    message="{here}是 {found}，{others}是 {expected}，应当相同{verdict}",
    hint="请对照表和文字，改掉错的一处",
    nature=Nature.OWN,
)
TEXT_COUNT = problem(
    "NAR002", "文字里的个数等于表里的行数",
    message="文字里是 {found} 个，{others}是 {expected} 个{verdict}",
    hint="请数一数表里的行，再改文字",
    nature=Nature.OWN,
)
LIST = problem(
    "NAR003", "文字列举的名称与表一致",
    message="与表{table}对照，{what}",
    hint="有金额的项目都要列举，没有金额的不列举，名称与表里一字不差",
    nature=Nature.OWN,
)
TEXT_SUM = problem(
    "NAR004", "文字里的总数等于分项之和",
    message="{total}，分项之和 {parts}，相差 {gap}{verdict}",
    hint="请核对这段话里的各个数",
    nature=Nature.OWN,
)
TEXT_REPEATED = problem(
    "NAR005", "文字里同一个数前后一致",
    message="这里是 {found}，{others}是 {expected}，应当相同{verdict}",
    hint="请核对后改成一致",
    nature=Nature.OWN,
)
WHOLE_TARGET = problem(
    "NAR006", "整体绩效目标的金额是全部支出",
    message="{here}是 {found}，{others}是 {expected}",
    hint="整体绩效目标应当覆盖单位全部支出；只覆盖项目支出的，请与财政部门确认口径",
    severity=Severity.INFO,
)
NOTHING_SAID = problem(
    "NAR007", "写“没有”的地方表里确实没有",
    message="文字写“{found}”，{others}却有数",
    hint="请核对表和文字，改掉错的一处",
    nature=Nature.OWN,
)
CARS_SUM = problem(
    "NAR008", "车辆总数等于各类车辆之和",
    message="{here}是 {found}，各类合起来是 {expected}",
    hint="请核对固定资产台账",
)
CARS_QUOTA = problem(
    "NAR009", "实有车辆不超过编制",
    message="{here}是 {found}，编制是 {expected}",
    hint="超编的请核对是否已经报废、是否写反了",
    severity=Severity.INFO,
)
CARS_COST = problem(
    "NAR010", "有车才有运行维护费，有运行维护费就有车",
    message="{here}是 {found}，{others}是 {expected}",
    hint="请核对；车辆由别的单位负担费用，或者费用列在项目支出的，可以不改",
    severity=Severity.WARNING,
)
SAME_PRIOR = problem(
    "NAR011", "收入和支出说的上年数一致",
    message="收入说比上年变动 {found}，支出说变动 {expected}",
    hint="上年的收入总计与支出总计相等时，两处增减额也应当相等，请核对",
    severity=Severity.WARNING,
)
CHANGES_SUM = problem(
    "NAR012", "分项增减合起来等于总的增减",
    message="{here}变动 {found}，分项合起来变动 {expected}",
    hint="请核对各项的上年数",
    severity=Severity.WARNING,
)
NEAR_NAME = problem(
    "NAR013", "文字里的项目名称与表里一字不差",
    message="文字里叫“{found}”，表{table}里叫“{expected}”",
    hint="请统一成批复的名称",
    severity=Severity.WARNING,
)
BRACKET_SUM = problem(
    "NAR014", "括号里的分项合起来等于括号前的数",
    message="“{found}”，括号里合起来是 {expected}",
    hint="请核对括号前后的数",
    severity=Severity.WARNING,
)
OTHER_CATEGORY = problem(
    "NAR015", "写某一类支出的数就是那一类的数",
    message="文字里“{name}”是 {found}，{others}是 {expected}",
    hint="请核对这句话说的是哪一类支出",
)
DESCRIBED = problem(
    "NAR016", "有支出的各类、各项都有说明",
    message="文字只说明了 {found} {level}支出，表里有支出的是 {expected} {level}",
    hint="请逐{level}说明",
    severity=Severity.WARNING,
)
PART_ABOVE = problem(
    "NAR018", "文字里的部分不超过总数",
    message="{here}是 {found}，{others}才 {expected}",
    hint="请核对这句话里的金额和范围",
)
PLAN_TERM = problem(
    "NAR017", "用科目名称说的数就是那个科目的数",
    message="文字里是 {found}，{others}是 {expected}{verdict}",
    hint="名称与政府预算支出经济科目相同，数也应当相同；说的是别的范围时请换个名称",
    severity=Severity.WARNING,
)
COUNTS = problem(
    "NAR019", "实物量与金额相称，人次与批次相称",
    message="{here}是 {found}，{others}却是 {expected}",
    hint="有费用就有团组、批次、车辆，没有费用就没有；请核对金额和实物量。费用由别的单位负担的，可以不改",
    severity=Severity.WARNING,
)
BESIDE_BUDGET = problem(
    "NAR020", "决算数大于、小于预算数的说法与两个数一致",
    message="说决算数{found}预算数，前面的预算数是 {budget}，决算数是 {spent}，应当是{expected}",
    hint="请核对两个数，或者改正“大于”“小于”；两个数相同的写持平，不写原因",
    severity=Severity.WARNING,
)
SHARE = problem(
    "PCT001", "占比等于分项除以总数",
    message="印的是 {found}%，应为 {expected}%（{ground}）{why}",
    hint="占比按印出来的数计算，保留两位小数，四舍五入",
    nature=Nature.OWN,
)
RATE = problem(
    "PCT002", "增减比例等于增减额除以上年数",
    message="印的是 {found}%，应为 {expected}%（{ground}）{why}",
    hint="请核对增减额和比例；比例以上年数为基数，保留两位小数，四舍五入",
    nature=Nature.OWN,
)
ZERO_BASE = problem(
    "PCT003", "基数为零时不写比例",
    message="写了 {found}，{ground}却是零，没有比例可算",
    hint="请删去比例，只写增减额",
    severity=Severity.WARNING,
    nature=Nature.OWN,
)
DIRECTION = problem(
    "PCT004", "增减的说法与数字一致",
    message="{what}",
    hint="数字没有变化写“与上年持平”，增加就写增长，减少就写下降",
    nature=Nature.OWN,
)
NO_RATE = problem(
    "PCT005", "上年有数就写增减比例",
    message="写了增减 {found}，按此推算上年是 {prior}，应当写出比例 {expected}",
    hint="请补上比例；上年确实为零的，增减额应当等于本年数",
    nature=Nature.OWN,
)
NO_SIGN = problem(
    "PCT006", "比例带百分号",
    message="{found} 后面没有百分号",
    hint="请补上百分号",
    nature=Nature.OWN,
)
NEGATIVE_PRIOR = problem(
    "PCT007", "增加额不超过本年数",
    message="增加 {found}，本年才 {expected}，上年就成了负数",
    hint="请核对增减额",
)
