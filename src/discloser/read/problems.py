"""What can be wrong with a form before a rule judges it: the file (FIL), its writing (YML), its shape (FRM, AMT).

Messages are for the person who fills in the form, not for the person who wrote this program.
"""

from __future__ import annotations

from ..model.finding import Nature, Problems, Severity

FORM_PROBLEMS = Problems()
"""What may be wrong with the writing of a form, before any rule judges it."""
REPORT_PROBLEMS = Problems()
"""What may be wrong with the file of a report."""
_problem = FORM_PROBLEMS.declare

FILE_MISSING = _problem(
    "FIL001", "填报表文件存在",
    message="没有找到这个文件",
    hint="请核对文件名和所在的文件夹",
    nature=Nature.UNREADABLE,
)
FILE_IS_FOLDER = _problem(
    "FIL002", "给出的是文件，不是文件夹",
    message="这是一个文件夹，不是填报表文件",
    hint="请写出文件夹里填报表的文件名",
    nature=Nature.UNREADABLE,
)
FILE_UNREADABLE = _problem(
    "FIL003", "填报表文件能打开",
    message="文件打不开：{reason}",
    hint="请确认文件没有被其他程序占用，并且您有读取它的权限",
    nature=Nature.UNREADABLE,
)
FILE_EXTENSION = _problem(
    "FIL004", "填报表是工作簿或者文本文件",
    message="文件扩展名是“{found}”，填报表应当是 {expected} 文件",
    hint="请选择填报表文件；如果这就是文本的填报表，请把扩展名改为 .yaml",
    nature=Nature.UNREADABLE,
)
FILE_TOO_LARGE = _problem(
    "FIL005", "填报表文件不太大",
    message="文件超过 {expected} 的上限",
    hint="填报表一般只有几十 KB，请确认选对了文件",
    nature=Nature.UNREADABLE,
)
FILE_ENCODING = _problem(
    "FIL006", "填报表文件按 UTF-8 编码保存",
    message="从这里起读不出文字：文件{found}",
    hint="请用记事本打开，选“另存为”，编码选“UTF-8”，保存后再试",
    nature=Nature.UNREADABLE,
)
FILE_EMPTY = _problem(
    "FIL007", "填报表文件里有内容",
    message="文件里没有填任何内容",
    hint="请用 discloser new 生成一份空白填报表，照着填写",
    nature=Nature.UNREADABLE,
)
FILE_OF_AN_OPEN_ONE = _problem(
    "FIL008", "给出的是填报表，不是打开它时留下的临时文件",
    message="这是办公软件打开文件时留下的临时文件，里面没有填报的内容",
    hint="请选名字里没有“~$”“.~”的那一份",
    nature=Nature.UNREADABLE,
)
FILE_OF_ANOTHER_SORT = _problem(
    "FIL010", "填报表不是别的程序的文件",
    message="这是{found}，不是填报表",
    hint="{advice}",
    nature=Nature.UNREADABLE,
)

OTHER_FORM_THERE = _problem(
    "FIL011", "一份报告只由一份填报表生成",
    message="{folder}里同名的报告是由另一份填报表“{other}”生成的，两份填报表是同一个单位、同一年度的，印出来的不一样；"
            "没有生成，原来的报告没有动",
    hint="请核对哪一份要公开：旧的不用了，请把它移走或删去，或者生成时加 --force，原来的报告会存到“历史”里；"
         "两份都要的，请用 -o 生成到另一个文件夹；单位名称或年度填错了的，请改正",
)
NAME_TOO_LONG = _problem(
    "FIL009", "报告的文件名不太长",
    message="报告的文件名“{found}”太长，有的电脑存不下，最多 {expected} 个汉字",
    hint="文件名由单位名称得来：请核对名称里是不是混进了别的内容；名称确实这么长的，请在版式里把“文件名”改短",
)

FULL_WIDTH_MARKS = _problem(
    "YML001", "栏目名称后面用英文冒号",
    message="这一行用了全角标点“{found}”来分隔，应当用英文半角的“{expected}”",
    hint="栏目名称后面写英文冒号加一个空格，例如“金额: 100”；花括号里各项之间用英文逗号",
)
NO_BLANK_AFTER_COLON = _problem(
    "YML002", "冒号后面有一个空格",
    message="“{found}”的冒号后面缺少空格",
    hint="冒号后面空一格再写内容，例如“金额: 100”",
)
INDENTED_WITH_OTHER_THAN_SPACES = _problem(
    "YML003", "行首只用空格缩进",
    message="{lines}行首用了{found}，应当用半角空格",
    hint="把行首的{found}删掉，改用半角空格，与同一栏目的其他行对齐",
)
DUPLICATE_KEY = _problem(
    "YML004", "同一个栏目只写一次",
    message="“{found}”重复了，第 {first_line} 行已经写过",
    hint="只保留一处；如果要填多行，每行前面加“- ”",
)
UNCLOSED_QUOTE = _problem(
    "YML005", "引号成对",
    message="从这里开始的引号没有配对",
    hint="请在这段文字的末尾补上同样的英文引号；文字里本来就有的引号请改用中文引号“”",
)
UNCLOSED_BRACKET = _problem(
    "YML006", "括号成对，各项之间有逗号",
    message="从第 {first_line} 行开始的“{bracket}”，到这里还没有正确结束",
    hint="请检查这一段：结尾是否有“{closing}”，各项之间是否都有英文逗号，冒号后面是否有空格",
)
MISALIGNED = _problem(
    "YML007", "同一栏目的各行左端对齐",
    message="这一行的写法接不上前面的内容：行首空格数与上下行不一致，或者引号、括号后面多了文字",
    hint="同一栏目下的各行，行首空格数要一样；文字里有引号的，整段文字用另一种引号括起来",
)
NOT_A_KEY = _problem(
    "YML008", "每一行都是“栏目: 内容”",
    message="这一行“{found}”后面缺少英文冒号",
    hint="每行写成“栏目: 内容”；如果这一行是上一栏文字的下半段，请把行首空格加到比栏目名称多两格",
)
COLON_IN_TEXT = _problem(
    "YML009", "文字里没有多余的英文冒号",
    message="“{found}”里多了一个英文冒号",
    hint="文字里的冒号请用中文冒号，或者把这段文字用英文双引号括起来",
)
SPECIAL_START = _problem(
    "YML010", "以特殊符号开头的文字加引号",
    message="这里的内容以“{found}”开头，不能直接写",
    hint="请把这段内容用英文双引号括起来，例如 \"{found}…\"",
)
SEVERAL_FORMS = _problem(
    "YML011", "一个文件只有一份填报表",
    message="从这一行起是另一份，一个文件只能放一份",
    hint="请删去单独成行的“---”，或者把两份填报表分成两个文件",
)
TOO_DEEP = _problem(
    "YML012", "栏目套栏目不超过二十层",
    message="这里一层套一层，超过了 {expected} 层",
    hint="请检查这一行的括号和“- ”，填报表最多只有五六层",
)
TOO_MANY_ENTRIES = _problem(
    "YML013", "填报表的内容不太多",
    message="到这一行已经超过 {expected} 项内容",
    hint="请确认选对了文件，并检查有没有大段重复",
)
NOT_A_FORM = _problem(
    "YML014", "填报表由“栏目: 内容”组成",
    message="整个文件读下来不是填报表，开头是“{found}”",
    hint="填报表从“报告:”“单位:”等栏目开始，每个栏目顶格写，冒号用英文冒号；可以用 discloser new 生成空白表",
)
CONTROL_CHARACTER = _problem(
    "YML015", "没有看不见的控制字符",
    message="这里有一个看不见的控制字符（{found}）",
    hint="多半是从别处复制时带来的，请删掉这个位置的字符，重新输入",
)
NOT_A_NAME = _problem(
    "YML016", "栏目名称是文字",
    message="冒号前面是一组内容，不是栏目名称",
    hint="花括号、方括号只用来括一行里的多个栏目；如果是文字里的括号，请把整段文字用英文双引号括起来",
)
UNREADABLE_WRITING = _problem(
    "YML017", "填报表的写法读得通",
    message="从这里起读不下去",
    hint="请检查这一行和上一行的冒号、引号、括号和行首空格；文字里有特殊符号的，用英文双引号括起来",
)
TOO_MANY_FINDINGS = _problem(
    "YML018", "问题不太多",
    message="只列出前 {listed} 处问题，后面至少还有 {left} 处",
    hint="请先改正列出的问题，再检查一次",
)

TEXT_AS_REMARK = _problem(
    "YML019", "文字里的 # 没有变成注释",
    message="“{found}”前面有空格，从 # 起当成了注释，没有读进来",
    hint="是正文的，把整句用引号括起来；是注释的，在 # 后面空一格",
    severity=Severity.WARNING,
)

MISSING_KEY = _problem(
    "FRM001", "必填的栏目都有",
    message="{where}缺少“{key}”",
    hint="{advice}请补上“{key}”：{description}",
)
UNKNOWN_KEY = _problem(
    "FRM002", "没有表里没有的栏目",
    message="{where}没有“{found}”这个栏目",
    hint="{advice}",
)
BLOCK_EXPECTED = _problem(
    "FRM003", "分栏目填写的地方分栏目填",
    message="“{field}”应当分栏目填写，这里填的是{what}",
    hint="请写出各个栏目：{expected}",
)
ROWS_EXPECTED = _problem(
    "FRM004", "逐行填写的地方逐行填",
    message="“{field}”应当一行一行地填写，这里填的是{what}",
    hint="每一行前面写“- ”，只有一行时也要写",
)
VALUE_EXPECTED = _problem(
    "FRM005", "只填一个内容的栏目只填一个",
    message="“{field}”只能填一个内容，这里填的是{what}",
    hint="请只留一个内容：{description}；文字本身以方括号、花括号开头的，用英文双引号括起来",
)
BLANK = _problem(
    "FRM006", "必填的栏目不空着",
    message="“{field}”没有填写",
    hint="请填写：{description}",
)
NOT_ALLOWED = _problem(
    "FRM007", "内容在可选的范围里",
    message="“{field}”填的是“{found}”，应当是{expected}",
    hint="请改写这一项：{description}",
)
NUMBER_EXPECTED = _problem(
    "FRM008", "编码、数量是数字",
    message="“{field}”填的是“{found}”，应当是{expected}",
    hint="只写数字，不写单位和其他文字；{description}",
)
DATE_EXPECTED = _problem(
    "FRM009", "日期写作年-月-日",
    message="“{field}”填的是“{found}”，不是正确的日期",
    hint="按“年-月-日”写，年份四位，例如 1月5日写作 01-05；{description}",
)
SAME_KEY_TWICE = _problem(
    "FRM010", "同一栏目只用一种写法填一次",
    message="“{found}”与“{first}”是同一个栏目，填了两次",
    hint="只保留其中一处",
)
NO_SUCH_KIND = _problem(
    "FRM011", "有适用的版式",
    message="{found}",
    hint="请核对“报告”里的地区、类型、年度；discloser kinds 列出已安装的版式",
)

AMOUNT_MALFORMED = _problem(
    "AMT001", "金额是数字",
    message="“{field}”填的是“{found}”，不是金额",
    hint="只写数字，例如 1234.50 或 1,234.50，不写“元”“万元”和其他文字；没有就写 0 或者空着{meant}",
)
AMOUNT_NEGATIVE = _problem(
    "AMT002", "金额不是负数",
    message="“{field}”填的是负数“{found}”",
    hint="{advice}",
)
AMOUNT_TOO_PRECISE = _problem(
    "AMT003", "金额到分为止",
    message="“{field}”填的是“{found}”，比“分”还细",
    hint="以元为单位最多两位小数，以万元为单位最多六位小数；请核对小数点和“金额单位”",
)
AMOUNT_TOO_LARGE = _problem(
    "AMT004", "金额不太大",
    message="“{field}”填的是“{found}”，超过一千万亿元",
    hint="请核对小数点和“金额单位”：金额单位是万元时，不要填以元为单位的数",
)
