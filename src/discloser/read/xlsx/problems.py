"""What can be wrong with a workbook before its values are judged: the file (XLS001 to 009), its sheets, its cells."""

from __future__ import annotations

from ...model.finding import Nature, Problems, Severity

WORKBOOK_PROBLEMS = Problems()
_problem = WORKBOOK_PROBLEMS.declare

OLD_FORMAT = _problem(
    "XLS001", "工作簿是 .xlsx 格式",
    message="这是旧格式的工作簿（.xls，或 WPS 表格的 .et），读不出里面的公式和错误值",
    hint="请用 Excel 或 WPS 打开，选“另存为”，类型选“Excel 工作簿（*.xlsx）”",
    nature=Nature.UNREADABLE,
)
PASSWORD = _problem(
    "XLS002", "工作簿没有打开密码",
    message="这个工作簿设了打开密码",
    hint="请用 Excel 或 WPS 打开，在“另存为”的“工具→常规选项”里清空打开密码，再保存；工作表的保护不必取消",
    nature=Nature.UNREADABLE,
)
DAMAGED = _problem(
    "XLS003", "工作簿没有损坏",
    message="工作簿已经损坏或者没有传完：{reason}",
    hint="请用 Excel 或 WPS 打开看看；能打开的，另存一份再试；打不开的，请重新取得文件",
    nature=Nature.UNREADABLE,
)
NOT_A_WORKBOOK = _problem(
    "XLS004", "文件的内容是工作簿",
    message="文件名像工作簿，内容却是{found}",
    hint="请用 Excel 或 WPS 打开，选“另存为”，类型选“Excel 工作簿（*.xlsx）”；只改扩展名没有用",
    nature=Nature.UNREADABLE,
)
TOO_LARGE = _problem(
    "XLS005", "工作簿不太大",
    message="{what}超过 {expected} 的上限",
    hint="填报表一般不到 1 MB，请确认选对了文件；多余的工作表、图片请删去，多余的空行请整行删除",
    nature=Nature.UNREADABLE,
)
NOT_THE_FORM = _problem(
    "XLS006", "工作簿是填报表",
    message="工作簿里没有填报表的工作表，只有{found}",
    hint="请确认选对了文件；空白填报表用 discloser new 生成",
    nature=Nature.UNREADABLE,
)

SHEET_MISSING = _problem(
    "XLS010", "填报表的工作表都在",
    message="没有“{expected}”工作表{found}",
    hint="{advice}",
)
HEADINGS_MISSING = _problem(
    "XLS011", "表头都在",
    message="“{where}”的表头不见了，应当有：{expected}",
    hint="请恢复这一行表头，可以从空白填报表里复制",
)
COLUMN_MISSING = _problem(
    "XLS012", "表里的列都在",
    message="“{where}”没有“{expected}”这一列",
    hint="{advice}",
)
COLUMN_TWICE = _problem(
    "XLS013", "同一列只有一个",
    message="“{where}”有两列“{expected}”，另一列在 {first}",
    hint="请把多出来的一列整列删去，或者改掉它的标题",
)
ROW_MISSING = _problem(
    "XLS014", "表里的栏目都在",
    message="“{where}”没有“{expected}”这一行",
    hint="{advice}",
)
ROW_TWICE = _problem(
    "XLS015", "同一栏目只有一行",
    message="“{where}”有两行“{expected}”，另一行在 {first}",
    hint="请把多出来的一行删去",
)
UNKNOWN_ROW = _problem(
    "XLS016", "填写的栏目都认得",
    message="“{where}”没有“{found}”这个栏目，这一行填的内容没有读取",
    hint="{advice}",
    severity=Severity.WARNING,
)
TOTAL_ROW = _problem(
    "XLS017", "明细里没有合计行",
    message="“{where}”里的这一行是“{found}”，没有当作明细读取",
    hint="不必改；合计由程序计算，“核对”里也有",
    severity=Severity.INFO,
)
UNTITLED_BLOCK = _problem(
    "XLS018", "每一块都有标题",
    message="从这里开始的一块没有标题“{expected}”，没有读取",
    hint="请把这一块上面一行的第一格改回“{expected}”",
)

ERROR_VALUE = _problem(
    "XLS020", "单元格里没有错误值",
    message="“{field}”是错误值 {found}",
    hint="请在这一格直接填写内容；是公式的，请改正公式",
)
NOT_CALCULATED = _problem(
    "XLS021", "公式算出过结果",
    message="“{field}”是公式，但还没有算出结果",
    hint="请用 Excel 或 WPS 打开、重新计算并保存，或者直接填写数字",
)
FORMULA = _problem(
    "XLS022", "填写格里是内容，不是公式",
    message="“{field}”是公式，按它上一次算出的结果“{found}”读取",
    hint="请核对结果；最好在这一格直接填写内容",
    severity=Severity.INFO,
)
LINKED_FORMULA = _problem(
    "XLS023", "公式不取别的工作簿里的数",
    message="“{field}”的公式取自另一个工作簿，现在的结果“{found}”可能已经过时",
    hint="请在这一格直接填写内容",
    severity=Severity.WARNING,
)
MERGED = _problem(
    "XLS024", "填写格没有合并",
    message="“{field}”与相邻的格合并了（{found}），分不清内容属于哪一格",
    hint="请取消合并单元格，把内容填在各自的格里",
)
INVISIBLE_REMAINDER = _problem(
    "XLS025", "数里没有看不见的零头",
    message="“{field}”存的是 {found}，按 Excel 里看得见的 {expected} 读取",
    hint="多半是公式或复制留下的零头；重新输入一次就没有了",
    severity=Severity.INFO,
)
WRONG_FORMAT = _problem(
    "XLS026", "单元格的格式与内容相符",
    message="“{field}”被当成了{what}（{found}）",
    hint="请把这一格的格式改为“{expected}”，再重新输入内容",
)
DIGITS_LOST = _problem(
    "XLS027", "长编号没有丢失数字",
    message="“{field}”的数字太长，Excel 只存了前 15 位（{found}）",
    hint="请把这一格的格式改为“文本”，再重新输入",
)
NAME_TWICE = _problem(
    "XLS028", "一个编码只写一个名称",
    message="编码“{found}”在“{where}”里写了两次，另一次在 {first}",
    hint="请只保留一行",
)
BEYOND_ROOM = _problem(
    "XLS029", "填写的行不太多",
    message="“{where}”填写的内容超过 {expected} 行，后面的没有读取",
    hint="请检查有没有大段重复；多余的行请整行删除",
)
NO_CELL = _problem(
    "XLS030", "填报表的内容工作簿都放得下",
    message="“{field}”放不进工作簿：{reason}",
    hint="请改正栏目名称，或者缩短这段文字，再转换一次",
)

OTHER_NAME = _problem(
    "XLS031", "编码和后面的名称是同一个科目",
    message="“{field}”填的是 {found}，{code} 却是“{expected}”：不知道要哪一个科目",
    hint="请从下拉列表里重新选一次，或者只留编码",
)
CELL_UNREADABLE = _problem(
    "XLS032", "每一格存的内容都读得通",
    message="这一格读不通：{reason}",
    hint="多半是别的程序写坏的：请用 Excel 或 WPS 打开工作簿，核对这一格，重新输入内容，再保存一次",
)
SHEET_TWICE = _problem(
    "XLS033", "同一张工作表只有一张",
    message="有 {found} 张“{expected}”工作表，不知道用哪一张",
    hint="请只保留一张，其余的删去或者改成别的名称",
)
OLD_NAME = _problem(
    "XLS034", "编码后面的名称是报告年度的名称",
    message="“{field}”填的是 {found}，这是 {years}的名称，报告里印“{expected}”",
    hint="请从下拉列表里重新选一次；对照当年的《政府收支分类科目》核对",
    severity=Severity.INFO,
)
HIDDEN_BLOCK = _problem(
    "XLS036", "填了内容的一块没有收起来",
    message="这一块“{found}”收起来了，里面却填了内容：看不见、打印不出来，报告照样会印",
    hint="请点左边的 ＋ 展开（或者取消隐藏），核对里面的内容；不要的清空",
    severity=Severity.INFO,
)
OTHER_YEAR = _problem(
    "XLS035", "年度是工作簿要填的年度",
    message="年度填的是 {found}，这份工作簿是为 {expected} 年做的",
    hint="年度决定用哪一年的版式：填错的请改回 {expected}；要填 {found} 年的，最好用 discloser new 另做一份；"
         "确实要用这一份的，不必改",
    severity=Severity.WARNING,
)
