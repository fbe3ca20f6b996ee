"""The text by itself (WRD): signs, leftovers, names, years, what must not be published."""

from __future__ import annotations

from ...model.finding import Severity
from .catalogue import problem

_WARN, _INFO = Severity.WARNING, Severity.INFO

DOUBLED = problem(
    "WRD001", "标点不重复",
    message="“{found}”标点重了{times}",
    hint="请删去多余的标点",
    severity=_WARN,
)
HALF_WIDTH = problem(
    "WRD002", "中文里用全角标点",
    message="“{found}”用了半角标点{times}",
    hint="请改成全角标点",
    severity=_INFO,
)
LEFTOVER = problem(
    "WRD003", "没有留下占位符和模板标记",
    message="“{found}”是没有替换的占位符或标记{times}",
    hint="请填上内容或删去",
    severity=_WARN,
)
ALTERNATIVE = problem(
    "WRD004", "模板里的二选一已经选定",
    message="“{found}”没有选定{times}",
    hint="{advice}",
    severity=_INFO,
)
YEAR = problem(
    "WRD005", "年度是本年度，写全四位",
    message="写的是 {found} 年，应为 {expected} 年",
    hint="请改掉上一年留下的年度，补全或者删去年度里的数字",
)
ODD_YEAR = problem(
    "WRD021", "年度用四位阿拉伯数字",
    message="年度写成了“{found}”，别处写 {expected}",
    hint="请统一写成四位半角数字",
    severity=_INFO,
)
COUNTED = problem(
    "WRD022", "国有资产的截至日期与年度相符",
    message="写的是“{found}”，这份报告的国有资产应当截至 {expected} 年底或者以后不远",
    hint="请写全年月日，核对截至日期，以及这些数是否还是上年报告里的",
    severity=_WARN,
)
SUBJECT = problem(
    "WRD023", "固定句子说的是本单位",
    message="“{words}”说的是“{found}”，应为“{expected}”",
    hint="像是从别的单位的报告抄来的，或者名称写错了：请写本单位的全称，并核对这句话里的数",
)
OTHER_SORT = problem(
    "WRD024", "标题里的“预算”“决算”没有写错",
    message="“{found}”写的是{other}，这份是{expected}",
    hint="像是从另一种报告抄来的：请改成{expected}，并核对下面的表和数",
)
UNIT_NAME = problem(
    "WRD006", "单位名称处处一致",
    message="写成了“{found}”，应为“{expected}”",
    hint="请统一成单位的全称；说的是别的单位时可以不改",
    severity=_WARN,
)
UNIT_SHORT = problem(
    "WRD007", "单位名称用全称",
    message="写成了“{found}”，全称是“{expected}”",
    hint="请用全称",
    severity=_INFO,
)
ANNOUNCED = problem(
    "WRD008", "说有几个就列出几个",
    message="“{found}”，列出的是 {expected} 个",
    hint="请数一数，改掉个数或补上名称",
)
PRIVATE = problem(
    "WRD009", "不公开手机号码和身份证号码",
    message="有{what}“{found}”",
    hint="请删去；需要联系电话的，写单位的办公电话",
    basis="《中华人民共和国个人信息保护法》第二十五条",
)
PERSON = problem(
    "WRD010", "不公开经办人姓名",
    message="“{found}”像是个人姓名",
    hint="请删去姓名",
    severity=_WARN,
    basis="《中华人民共和国个人信息保护法》第二十五条",
)
LEVEL = problem(
    "WRD011", "称谓与单位的级次相符",
    message="“{found}”与单位的级次不符{times}",
    hint="{advice}",
    severity=_INFO,
)
BRACKETS = problem(
    "WRD012", "括号成对、宽窄一致",
    message="“{found}”的括号一宽一窄{times}",
    hint="请统一成全角括号",
    severity=_INFO,
)
DOCUMENT_NUMBER = problem(
    "WRD013", "发文字号的年份用六角括号",
    message="“{found}”{times}",
    hint="发文字号的年份写在六角括号〔〕里",
    severity=_INFO,
    basis="《党政机关公文格式》（GB/T 9704—2012）",
)
WRONG_WORD = problem(
    "WRD014", "用词规范",
    message="“{found}”{times}",
    hint="{advice}",
    severity=_INFO,
)
REPEATED = problem(
    "WRD015", "没有重复的词句",
    message="“{found}”连着写了两遍{times}",
    hint="请删去一遍",
    severity=_WARN,
)
STRAY_SIGN = problem(
    "WRD016", "段落不以标点开头",
    message="“{found}”以标点开头{times}",
    hint="请删去标点，或者补上丢掉的文字",
    severity=_WARN,
)
NUMBER_MISSING = problem(
    "WRD017", "单位前面有数",
    message="“{found}”没有数{times}",
    hint="请补上数",
)
REASON_MISSING = problem(
    "WRD018", "增减的原因都写了",
    message="“{found}”后面没有原因",
    hint="请写明增减的具体原因",
)
OTHER_REASON = problem(
    "WRD019", "原因、用途说的是这一项",
    message="说的是“{found}”，写的却是“{expected}”",
    hint="像是从别的项目抄来的，请改成这一项自己的原因",
    severity=_WARN,
)
BLANKS = problem(
    "WRD020", "文字中间没有多余的空格",
    message="“{found}”中间有空格{times}",
    hint="请删去空格",
    severity=_INFO,
)
