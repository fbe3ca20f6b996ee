"""What can be wrong with a report kind (KND). Messages are for the finance bureau's staff who edit its files."""

from __future__ import annotations

from ...model.finding import Problems, Severity

KIND_PROBLEMS = Problems()
_problem = KIND_PROBLEMS.declare

FILE_MISSING = _problem(
    "KND001", "版式文件夹里该有的文件都在",
    message="版式里缺少 {found}",
    hint="请从别的版式里复制这个文件，再改成自己的",
)
WRONG_FILE = _problem(
    "KND002", "版式文件由栏目或者一行一行的内容组成",
    message="这个文件应当{expected}，现在不是",
    hint="请对照别的版式里的同名文件改写",
)
MISSING_KEY = _problem(
    "KND003", "必写的键都写了",
    message="{where}缺少“{key}”",
    hint="请补上“{key}”：{description}",
)
UNKNOWN_KEY = _problem(
    "KND004", "没有版式不认识的键",
    message="{where}没有“{found}”这个键",
    hint="{advice}",
)
SHAPE = _problem(
    "KND005", "每个键按规定的样子写",
    message="“{field}”应当写成“{expected}”，这里写的是{what}",
    hint="{description}",
)
VALUE = _problem(
    "KND006", "取值在可选的范围里",
    message="“{field}”写的是“{found}”，应当是{expected}",
    hint="{description}",
)
NO_DIMENSION = _problem(
    "KND007", "范围里的名称都有",
    message="范围里没有“{found}”这个名称",
    hint="{advice}",
)
NO_VALUE = _problem(
    "KND008", "范围里的取值都有",
    message="“{key}”没有“{found}”这个取值，这样取到的数永远是零",
    hint="{advice}",
)
NO_FIGURE = _problem(
    "KND009", "用到的取数、增减都有",
    message="没有“{found}”这个{sort}",
    hint="{advice}",
)
WRONG_FIGURE = _problem(
    "KND010", "金额的地方用金额，分项的地方用分项",
    message="“{found}”是{what}，这里要的是{expected}",
    hint="请换一个取数，或者在 figures.yaml 里另写一个",
)
NO_FORM_PATH = _problem(
    "KND011", "写到的填报表位置都有",
    message="填报表里没有“{found}”这个位置{what}",
    hint="{advice}",
)
NO_TEXT = _problem(
    "KND012", "用到的文稿都有",
    message="narrative 里没有“{found}”这篇文稿",
    hint="{advice}",
)
NO_NAME = _problem(
    "KND013", "文稿里的名称都有",
    message="文稿里用了没有的{sort}“{found}”",
    hint="{advice}",
)
SYNTAX = _problem(
    "KND014", "文稿的写法读得通",
    message="文稿从这里起读不下去：{reason}",
    hint="请检查这一行的花括号、引号是否成对，每个 if、for、macro 是否都有 endif、endfor、endmacro",
)
FAILS = _problem(
    "KND015", "文稿在各种情况下都印得出来",
    message="{case}，文稿印不出来：{reason}",
    hint="请检查这一行的名称和格式；可能没有的内容，先用 if 判断",
)
NO_MARK = _problem(
    "KND016", "文稿里的图和表都有",
    message="没有“{found}”这样的图或表",
    hint="可以写的有：{expected}",
)
NO_WORD = _problem(
    "KND017", "标题里的词都有",
    message="“{field}”里没有 {found} 这个词",
    hint="这里可以用：{expected}",
)
NO_COLUMN = _problem(
    "KND018", "行和“等于”里写的栏、列都有",
    message="这张表没有“{found}”这一{sort}",
    hint="可以写的有：{expected}",
)
NEVER = _problem(
    "KND019", "每一列、每一行、每个取数都可能有数",
    message="{what}的范围互相矛盾，永远取不到数：{selection}",
    hint="请改正范围；取数时，表、栏、行的范围要同时满足",
)
NO_RULE = _problem(
    "KND020", "停用、调整的规则都有",
    message="没有 {found} 这条规则",
    hint="discloser rules 列出全部规则；文件、写法、栏目这几类（FIL、YML、XLS、FRM）不能停用",
)
NO_PARAMETER = _problem(
    "KND021", "调整的参数都有",
    message="规则 {code} 没有参数“{found}”",
    hint="{advice}",
)
TIE_OUT = _problem(
    "KND022", "勾稽关系读得通",
    message="勾稽读不通：{reason}",
    hint="请对照别的版式里的 tie_outs.yaml 改写",
)
UNUSED = _problem(
    "KND023", "写了的文稿、图都用上",
    message="{sort}“{found}”没有用上",
    hint="请写到用它的地方：文稿写在 kind.yaml 的“部分”里，图在文稿里写“::图 名称”；不用的删去",
    severity=Severity.INFO,
)
CONTRADICTS = _problem(
    "KND024", "试印的报告与自己的勾稽一致",
    message="{case}，试印的报告与 tie_outs.yaml 对不上：{reason}",
    hint="请核对这条勾稽写的行、栏，或者表格取数的范围",
)
TWICE = _problem(
    "KND025", "编号不重复",
    message="{sort}“{found}”与第 {first} 处重复了",
    hint="请改成不同的编号",
)
NO_CODES = _problem(
    "KND026", "科目年度的科目表已安装",
    message="没有 {found} 年的科目表",
    hint="已安装的有：{expected}；要用别的年度，请在版式文件夹旁边的 codes 里放一份",
)
NOT_SAID = _problem(
    "KND027", "文稿只用规定的写法",
    message="文稿里有不能用的写法：{reason}",
    hint="文稿可以用：名称和“|”格式、if、for、set、macro、from … import、比较、加减乘、“~”连接文字",
)
CIRCLE = _problem(
    "KND028", "文稿和说法不绕圈",
    message="“{found}”绕了一圈又用到它自己：{way}",
    hint="请改成一个用另一个，不要互相用",
)
NOT_IN_FONTS = _problem(
    "KND029", "版式印的字都在程序自带的字体里",
    message="“{found}”不在程序自带的字体里，每份报告的 PDF 里都会印成“〓”",
    hint="请换成通行的写法，例如“㎡”写成“平方米”",
    severity=Severity.WARNING,
)
TOO_MUCH = _problem(
    "KND030", "版式的大小有限度",
    message="“{field}”有 {found}，最多 {expected}",
    hint="请删去用不着的；确实要这么多，请分成几个版式",
)
CODES = _problem(
    "KND031", "科目表读得通",
    message="科目表“{found}”读不通：{reason}",
    hint="请对照 templates/codes 里的同名文件改写：第一行是各栏的名称，每行的栏数相同",
)
NOT_SHARED = _problem(
    "KND033", "“同”写的版式能用",
    message="不能从“{found}”取：{reason}",
    hint="“同”写同一个省文件夹里另一个版式文件夹的名称，例如：budget-2025",
)
NOT_ASKED = _problem(
    "KND034", "文稿里印的，填报表都问",
    message="文稿里印了“{found}”，空白的填报表里却没有这一栏",
    hint="请在 kind.yaml 的“另填”里写上这个位置；不用的，从文稿里删去",
)
LINKED = _problem(
    "KND032", "版式里没有链接",
    message="“{found}”是一个链接，它指到别处，不能当作版式的文件读",
    hint="请把文件或者文件夹本身复制到这里，换掉链接",
)
