"""What may be wrong with any report, of whatever kind: within tables (SUM), between them (CRS), in texts (SAY, WDG)."""

from __future__ import annotations

from functools import partial

from ...model.finding import Nature, Problems, Severity

ANYWHERE_PROBLEMS = Problems()
_problem = ANYWHERE_PROBLEMS.declare
_in_tables = partial(_problem, nature=Nature.IN_TABLES)
_WARNING, _INFO = Severity.WARNING, Severity.INFO

ACROSS = _in_tables(
    "SUM001", "一行的合计等于各栏之和",
    message="{here}是 {found}，{ground}{others}",
    hint="请核对这一行的各栏",
)
LEVELS = _in_tables(
    "SUM002", "上级科目、合计等于下级科目之和",
    message="{here}是 {found}，{ground}{others}",
    hint="请核对这一栏的上下级各行；一个数改了，别处的同一个数也要改",
)
TOTALS = _in_tables(
    "SUM003", "总表里合计、总计等于所列各项之和",
    message="{here}是 {found}，{ground}{others}",
    hint="请核对合计和所列各项",
)
BALANCE = _in_tables(
    "SUM004", "收入总计等于支出总计",
    message="{here}是 {found}，{ground}{others}",
    hint="收入总计和支出总计是同一个数，请核对",
)
DECIMALS = _in_tables(
    "SUM005", "同一张表的数印到同一位",
    message="{here}是 {found}，同一张表别的数印到 {expected}；差的零头没有印出来",
    hint="请把小数补全，不然合计和各项差一个零头",
    severity=_INFO,
)
CODE = _in_tables(
    "SUM006", "科目编码是三、五、七位",
    message="{here}的编码是“{found}”，科目编码应是类三位、款五位、项七位",
    hint="请核对编码；分栏印的，类三位，款、项各两位",
)
SHORT_CODE = _in_tables(
    "SUM007", "款、项的编码是两位",
    message="{here}的编码印成“{found}”，少了一个零，应为“{expected}”",
    hint="表格软件会吃掉开头的零，请把编码设成文本",
    severity=_WARNING,
)
TWICE = _in_tables(
    "SUM008", "一张表里一个科目只列一次",
    message="{here}的编码 {found} 在这张表里列了 {expected} 次",
    hint="请合成一行，或者改正编码",
)
PARENT = _in_tables(
    "SUM009", "科目的上级科目也在表里",
    message="{here}的上级科目 {expected} 不在表里",
    hint="请补上上级科目那一行",
    severity=_WARNING,
)
ORDER = _in_tables(
    "SUM010", "科目按编码由小到大列",
    message="{here}的编码 {found} 排在 {expected} 后面",
    hint="请按编码由小到大排列；编码抄错的请改正",
    severity=_INFO,
)
NOT_SHOWN = _in_tables(
    "SUM011", "格子里印出了数",
    message="{here}印的是“{found}”，看不到数{more}",
    hint="格子太窄的请放宽；公式出错的请改正，再重新导出",
)
SAME = _in_tables(
    "CRS001", "同一个数在各张表里一致",
    message="{here}是 {found}，{ground}{others}",
    hint="请核对出处，把各张表改成一致",
)
EXCEEDS = _in_tables(
    "CRS002", "部分不超过总数",
    message="{here}是 {found}，{ground}只有 {expected}",
    hint="一般公共预算支出是支出总表的一部分，机关运行经费是公用经费的一部分；请核对",
)
NOT_LISTED = _in_tables(
    "CRS003", "一般公共预算的科目都在支出总表里",
    message="{here}在支出总表里没有",
    hint="请核对编码，或者在支出总表补上这一行",
)
USUALLY_SAME = _in_tables(
    "CRS004", "社会保险、住房公积金的经济科目通常等于功能科目，收入通常等于支出",
    message="{here}是 {found}，{ground}；通常相等",
    hint="有别的缘故的可以不改，请核对",
    severity=_WARNING,
)
ONE_NAME = _in_tables(
    "CRS005", "一个编码只有一个名称",
    message="{here}叫“{found}”，{ground}叫“{expected}”",
    hint="请按政府收支分类科目统一名称",
)
LISTED_NAME = _in_tables(
    "CRS006", "科目名称与科目表一致",
    message="{here}叫“{found}”，科目表里 {code} 叫“{expected}”{others}",
    hint="请核对编码和名称：编码错了、名称抄错了，或者用了以前年度的名称",
    severity=_WARNING,
)
NO_NOTE = _in_tables(
    "CRS007", "空表有说明",
    message="《{found}》没有数，也没有说明为什么空着",
    hint="请在表下注明没有这项预算（决算），所以是空表",
    severity=_INFO,
)
FALSE_NOTE = _in_tables(
    "CRS008", "注明空表的表是空的",
    message="《{expected}》里有数，注却说“{found}”",
    hint="请删去这条注，或者改正表里的数",
    severity=_WARNING,
)
OTHER_NOTE = _in_tables(
    "CRS009", "表下的注说的是本表",
    message="《{expected}》的注说的是另一张表：“{found}”",
    hint="请改成本表的说明",
)
RENAMED = _in_tables(
    "CRS010", "总表与明细表用同一个科目名称",
    message="{here}用的是旧名称“{found}”，{ground}用的是“{expected}”",
    hint="请都用当年科目表的名称",
    severity=_WARNING,
)
BELOW_BASIC = _in_tables(
    "CRS011", "“三公”经费不少于基本支出里的同一项",
    message="{here}是 {found}，{ground}却有 {expected}",
    hint="“三公”经费包括基本支出和项目支出里的；请核对两张表",
    severity=_INFO,
)
UNLISTED = _in_tables(
    "CRS012", "编码在当年的科目表里",
    message="{here}的编码 {found} 在当年的科目表里没有{when}",
    hint="请核对编码；本地增设的科目可以不改",
    severity=_INFO,
)
AMOUNT = _problem(
    "SAY001", "文字里的数等于表里的数",
    message="文字里“{what}”是 {found}，{ground}是 {expected}",
    hint="请对照表和文字，改掉错的一处",
)
INSIDE = _problem(
    "SAY002", "一段话里同一个数前后一致",
    message="这一项前面是 {expected}，后面“{what}”却是 {found}",
    hint="请核对后改成一致",
)
RATE = _problem(
    "SAY003", "增减、完成的比例与数字一致",
    message="印的是 {found}%，应为 {expected}%（{ground}）{others}",
    hint="请核对两个数和比例",
)
DIRECTION = _problem(
    "SAY004", "增减、大小的说法与数字一致",
    message="{what}：{ground}",
    hint="数字没有变化写持平，变多写增加，变少写减少",
)
SHARE = _problem(
    "SAY005", "占比等于部分除以总数",
    message="印的是占 {found}%，应为 {expected}%（{ground}）",
    hint="请核对部分、总数和占比",
)
TEXT_SUM = _problem(
    "SAY006", "文字里的总数等于分项之和",
    message="{what}是 {found}，各项之和 {expected}（{ground}）",
    hint="请核对这段话里的各个数",
)
SUBJECT = _problem(
    "SAY007", "文字里的科目在表里",
    message="文字里的科目“{found}”在表里没有{others}",
    hint="请核对类、款、项的名称，与当年的科目表和报告的表一致",
    severity=_WARNING,
)
ITEMS = _problem(
    "SAY008", "逐项说明的科目不重不漏",
    message="{what}",
    hint="一般公共预算里有数的每个项级科目各说明一次",
    severity=_WARNING,
)
CHANGE = _problem(
    "SAY009", "增加额不超过本期数",
    message="本期才 {expected}，却比以前增加 {found}，以前就成了负数",
    hint="请核对本期数和增加额",
)
ZERO_BASE = _problem(
    "SAY010", "以前是零的不写比例",
    message="{ground}是零，没有比例可算，却写了 {found}%",
    hint="请删去比例，只写增减额",
    severity=_WARNING,
)
TEXT_PART = _problem(
    "SAY011", "文字里部分不超过总数，同样的项目金额相同",
    message="{what}是 {found}，{ground}是 {expected}",
    hint="请核对这段话里的各个数",
    severity=_WARNING,
)
LISTED_ITEMS = _problem(
    "SAY012", "列举的经济科目与基本支出表一致",
    message="{found}列举的科目与表不一致：{what}",
    hint="请对照基本支出表，删去没有数的，补上漏列的；只举几项的，末尾写“等”",
    severity=_WARNING,
)
CHANGES = _problem(
    "SAY013", "增减额前后一致，各项合起来等于总的增减",
    message="“{what}”增减 {found}，{ground}",
    hint="请核对各处的增减额；上年有别的资金、今年没有了的，可以不改",
    severity=_WARNING,
)
REASON_WAY = _problem(
    "SAY014", "原因与增减的方向一致",
    message="写的是{what}，原因却只说相反的：“{found}”",
    hint="请核对原因；有增有减的，两面都写",
    severity=_INFO,
)
MARKS = _problem(
    "WDG001", "标点不重复",
    message="标点重复：“{found}”{more}",
    hint="请删去多余的一个",
)
NO_REASON = _problem(
    "WDG002", "写了“主要原因”就写出原因",
    message="“{found}”后面没有原因",
    hint="请写出原因，或者删去这半句",
)
PLACEHOLDER = _problem(
    "WDG003", "没有待填的记号",
    message="还留着表样里待填的记号：“{found}”{more}",
    hint="请填好，或者删去",
)
CHOICE = _problem(
    "WDG004", "表样里的选择已经选定",
    message="还留着表样里供选择的写法：“{found}”{more}",
    hint="请留下合适的一个，删去其余的",
)
CODES = _problem(
    "WDG005", "没有软件留下的代码，单位前面有数",
    message="这里少了数，或者留着软件的代码：“{found}”{more}",
    hint="请补上数，或者更新目录和引用以后再导出",
)
PAIRS = _problem(
    "WDG006", "引号、括号、书名号成对",
    message="“{found}”里 {what}",
    hint="请补上缺的一半",
    severity=_WARNING,
)
PERCENT = _problem(
    "WDG007", "比例带百分号",
    message="“{found}”后面没有百分号",
    hint="请补上百分号",
)
OLD_NAME = _problem(
    "WDG008", "用当年的科目名称，不写重词",
    message="“{found}”应为“{expected}”",
    hint="请改成现在的说法",
    severity=_WARNING,
)
YEAR = _problem(
    "WDG009", "年度是报告的年度",
    message="“{found}”的年度不对：{what}",
    hint="报告的年度以封面和表题为准，比较的是上一年；请改正",
)
ODD_YEAR = _problem(
    "WDG010", "比较的是上一年",
    message="“{found}”比较的不是上一年（{expected}年）",
    hint="确实与更早的年度比较的可以不改，请核对",
    severity=_WARNING,
)
DATE = _problem(
    "WDG011", "截止日期与报告的年度相符",
    message="“{found}”的日期与 {expected} 不符",
    hint="请核对截止日期的年份",
)
LEVEL = _problem(
    "WDG012", "单位的报告说单位，部门的报告说部门",
    message="这是{expected}的报告，却写“{found}”",
    hint="请改成本级的说法",
    severity=_WARNING,
)
OTHER_UNIT = _problem(
    "WDG013", "单位名称前后一致",
    message="这里写“{found}”，报告的单位是“{expected}”",
    hint="请核对单位名称，多半是从别的报告抄来的，或者写错了字",
    severity=_WARNING,
)
REPEATED = _problem(
    "WDG014", "一段话不印两遍",
    message="这一段与前面一段一字不差：“{found}”",
    hint="请删去重复的一段",
    severity=_WARNING,
)
UNENDED = _problem(
    "WDG015", "说明原因的一段话写完整",
    message="这一段说明原因，末尾没有句号：“…{found}”",
    hint="请看看是不是漏印了后面的字，或者补上句号",
    severity=_WARNING,
)
NO_TABLE = _problem(
    "LAY001", "目录里的表都在",
    message="目录里有“{found}”，报告里没有这张表",
    hint="请补上这张表，或者改正目录",
)
NO_PART = _problem(
    "LAY003", "目录里的各部分都在",
    message="目录里有“{found}”，报告里没有这个标题",
    hint="请补上这一部分的标题，或者改正目录",
    severity=_INFO,
)
UNTESTED = _problem(
    "LAY002", "报告里有能核对的内容",
    message="这份报告没有一处能核对：{what}",
    hint="没有发现问题不等于没有问题；请确认这是一份有表有文字的报告，表题、表头是通行的写法",
    severity=_WARNING,
)
UNFILLED = _problem(
    "RPT010", "报告是填好的",
    message="这是还没有填的空白表样：有 {found} 处待填的记号，各表都没有数",
    hint="请核对填好的报告",
    nature=Nature.UNREADABLE,
)
