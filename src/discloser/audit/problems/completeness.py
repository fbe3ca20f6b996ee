"""What a report must hold and in which order (CMP), and how its figures are printed (FMT)."""

from __future__ import annotations

from ...model.finding import Nature, Severity
from .catalogue import problem

_DISCLOSURE = "财政部《地方预决算公开操作规程》：没有数据的表格列出空表并说明"

NO_BOOK = problem(
    "CMP001", "报告属于已安装的一种版式",
    message="没有适用于这份报告的勾稽关系（{found}），只核对了文字和通用的内容",
    hint="请核对报告里的版式、年度、种类和金额单位",
    severity=Severity.WARNING,
    nature=Nature.OWN,
)
TABLE_MISSING = problem(
    "CMP002", "应有的表都有",
    message="没有表{number}“{expected}”",
    hint="没有数的表也要公开，印空表并注明",
    basis=_DISCLOSURE,
    nature=Nature.OWN,
)
TABLE_ORDER = problem(
    "CMP003", "各张表按顺序排列，不重复",
    message="表{found} 排在表{expected} 后面",
    hint="请按表号排列",
    nature=Nature.OWN,
)
TITLE = problem(
    "CMP004", "表名与版式一致",
    message="表名是“{found}”，应为“{expected}”",
    hint="请核对表名里的年度和文字",
    nature=Nature.OWN,
)
LABEL = problem(
    "CMP005", "表号与版式一致",
    message="表号是“{found}”，应为“{expected}”",
    hint="请改成统一的表号",
    severity=Severity.WARNING,
)
NOTE = problem(
    "CMP006", "空表注明没有数据，有数的表不注",
    message="{what}",
    hint="没有数的表在表下注明，有数的表不要留着这句话",
    basis=_DISCLOSURE,
    nature=Nature.OWN,
)
EMPTY_ROWS = problem(
    "CMP007", "空表不列明细",
    message="表注明没有数据，却列了 {found} 行科目",
    hint="请删去没有数的行",
    severity=Severity.WARNING,
)
SECTION_MISSING = problem(
    "CMP008", "应有的各段都有",
    message="没有“{expected}”这一段",
    hint="没有这项内容的，也要保留标题并说明没有",
    basis=_DISCLOSURE,
)
HEADING_ORDER = problem(
    "CMP009", "标题序号连续",
    message="“{found}”的序号应为 {expected}",
    hint="请核对标题的序号和次序",
)
HEADING = problem(
    "CMP010", "标题与版式一致",
    message="标题是“{found}”，应为“{expected}”",
    hint="请改成规定的标题",
    severity=Severity.WARNING,
)
SENTENCE_MISSING = problem(
    "CMP011", "应有的数都写到",
    message="没有找到“{expected}”和它的数",
    hint="请按版式补上这句话；已经换了说法写到的，可以不改",
    severity=Severity.WARNING,
)
UNIT_ROW = problem(
    "CMP012", "表里的单位名称与封面一致",
    message="写的是“{found}”，应为“{expected}”",
    hint="请统一单位名称",
)
UNIT_LINE = problem(
    "CMP013", "各张表的金额单位一致",
    message="金额单位是“{found}”，应为“{expected}”",
    hint="一份报告只用一种金额单位",
)
SIDE_LABELS = problem(
    "CMP014", "两张收支总表列同样的支出类别",
    message="这里是“{found}”，表{table}同一行是“{expected}”",
    hint="请按版式统一",
    severity=Severity.INFO,
)
CONTENTS = problem(
    "CMP015", "目录里有每张表和每个一级标题",
    message="目录里没有“{expected}”",
    hint="请更新目录",
    severity=Severity.WARNING,
)
ATTACHMENT = problem(
    "CMP016", "写了“见附件”就有附件",
    message="文字写“{found}”，附件却是“{expected}”",
    hint="请补上附件，或者改掉这句话",
    severity=Severity.WARNING,
)
UNIT_LINE_SIGNS = problem(
    "CMP017", "各张表的单位行写法一致",
    message="写的是“{found}”，别的表写“{expected}”",
    hint="请统一写法",
    severity=Severity.INFO,
)
TERM_MISSING = problem(
    "CMP018", "名词解释里有规定的词",
    message="名词解释里没有“{expected}”，版式规定要解释",
    hint="请补上这个词的解释；没有用到的词也照版式保留",
    severity=Severity.WARNING,
)
KIND_NOT_NAMED = problem(
    "CMP019", "报告写明版式",
    message="报告没有写明版式，按“{found}”核对",
    hint="用的是另一种版式的，请写上 template，再核对一次",
    severity=Severity.INFO,
)
NOT_AN_AMOUNT = problem(
    "FMT001", "金额栏里是金额",
    message="“{found}”不是金额",
    hint="金额栏只填数字，没有数就空着",
    nature=Nature.OWN,
)
DECIMALS = problem(
    "FMT002", "表里的金额保留两位小数",
    message="“{found}”不是两位小数",
    hint="请统一为两位小数",
    severity=Severity.WARNING,
)
ZEROS = problem(
    "FMT003", "零的印法一致",
    message="这里印 {found}，同一张表里别处的零是空着的",
    hint="请统一：要么都空着，要么都印 0.00",
    severity=Severity.WARNING,
)
SEPARATORS = problem(
    "FMT004", "千分位的写法一致",
    message="写的是 {found}，别处同一个数写 {expected}，全文共 {times} 个大数没有写千分位",
    hint="请统一：要么都有千分位，要么都没有",
    severity=Severity.WARNING,
)
TEXT_DECIMALS = problem(
    "FMT005", "小数位数一致",
    message="“{found}”的小数位数与别处不同，全文共 {times} 处",
    hint="金额和比例都保留两位小数",
    severity=Severity.INFO,
)
NO_UNIT = problem(
    "FMT006", "金额后面有单位",
    message="“{found}”后面没有金额单位",
    hint="请补上单位",
)
ROW_NUMBERS = problem(
    "FMT007", "行次、栏次是整数",
    message="印的是 {found}，应为 {expected}，表里共 {times} 处",
    hint="行次、栏次不带小数",
    severity=Severity.INFO,
)
ROW_NUMBER_GAP = problem(
    "FMT008", "行次连续",
    message="{found} 后面是 {expected}",
    hint="请核对有没有漏行",
    severity=Severity.INFO,
)
TOO_MANY_CELLS = problem(
    "FMT009", "每一行的格数与表头一致",
    message="这一行有 {found} 格，表头只有 {expected} 栏",
    hint="请核对这一行有没有串格",
)
