"""What keeps a report off the web site (PUB)."""

from __future__ import annotations

from ...model.finding import Problems

PUBLISHING_PROBLEMS = Problems()
_problem = PUBLISHING_PROBLEMS.declare

NOT_CHECKED = _problem(
    "PUB001", "放到网站上的报告是核对过的",
    message="这里没有核对过、可以公开的报告：{reason}",
    hint="请用 discloser build 由填报表生成报告（有错误的先改正），填报表留在原处，再对这个文件夹用 discloser publish",
)
NOT_AS_BUILT = _problem(
    "PUB002", "放到网站上的文件就是由填报表生成的那一份",
    message="“{found}”{reason}，各种格式印的就不一样了",
    hint="在 Word 里润色过的，先用 discloser pull 收回填报表；然后用 discloser build 重新生成，再放到网站上",
)
OTHER_SUBJECT = _problem(
    "PUB003", "放在一起的是同一个单位、同一年度的",
    message="“{found}”{reason}",
    hint="请核对是不是放错了文件夹：一个文件夹里放一个单位一个年度的报告和它的更正说明",
)
NAMES_A_PERSON = _problem(
    "PUB004", "放到网站上的文件不印没有公开的人",
    message="“{found}”里有{who}，填报表没有写明可以公开",
    hint="请把姓名、电话改成职务或者删去，再生成一次；应当公开的，在填报表“报告/公开个人信息”里写“是”",
)
NO_DATE = _problem(
    "PUB005", "放到网站上的报告有公开日期",
    message="填报表里没有公开日期，网页上的“发布日期”没有可写的",
    hint="请在填报表“报告/公开日期”里写明公开的日期，再生成一次",
)
