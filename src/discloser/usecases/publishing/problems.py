"""What keeps a report off the web site (PUB)."""

from __future__ import annotations

from ...model.finding import Problems, Severity

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
CHANGED_UNSAID = _problem(
    "PUB006", "公开过的报告改了，要有更正说明",
    message="《{found}》公开过，现在的内容和公开的不一样，却没有新的更正说明",
    hint="用 discloser compare 原来的填报表 现在的填报表 -o 更正说明.docx --reason 原因 写一份，放在报告的文件夹里；"
    "还没有真正放到网上的，加 --replace 换掉",
)
UNDATED_CORRECTION = _problem(
    "PUB007", "更正说明有日期",
    message="“{found}”里没有日期，不知道公开的报告从哪天起更正",
    hint="请在更正说明的末尾写明日期，例如 年、月、日都写全；用 discloser compare 写的，加 --date",
)
EDITED_ON_SITE = _problem(
    "PUB008", "网站文件夹里的文件是由这个程序放进去的",
    message="“{found}”{reason}，再写就会丢掉",
    hint="请把原来的放回来（改动过的移到别处），或者换一个空的网站文件夹，再放一次",
)
UNKNOWN_FACTS = _problem(
    "PUB009", "目录里补填的索引号、日期认得出",
    message="{reason}",
    hint="请照 discloser publish 写出的目录填：标题不改，成文日期写成 年-月-日，其余照填",
)

NO_PAGE = _problem(
    "PUB011", "公布的每份报告在网站上有一页",
    message="没有找到《{expected}》的网页",
    hint="请把这一页放到网站上；已经放了的，把它也存进这个文件夹，再核对一次",
)
OTHER_TITLE = _problem(
    "PUB012", "网页的标题就是公布的那一份报告的标题",
    message="网页的标题是“{found}”，公布的是{expected}",
    hint="请核对是不是放错了网页；标题在发布系统里改过的，照报告的标题改回来",
)
OTHER_DATE = _problem(
    "PUB013", "网页上的日期就是公开的日期",
    message="网页上的日期是“{found}”，公布的是 {expected}",
    hint="请改发布系统里的发布日期；确实是另一天公开的，改填报表里的“公开日期”，再生成、再公布",
)
DEAD_LINKS = _problem(
    "PUB014", "网页里的链接都打得开",
    message="有的链接没有找到文件：{found}",
    hint="请把整个文件夹一起放到网站上，不要只放网页；从网站上存网页核对的，把链接的文件也存在原来的位置",
)
OTHER_PAPER = _problem(
    "PUB015", "网站上的文件就是公布的那一份",
    message="“{found}”和公布的不一样：SHA-256 现在是 {is_now}，公布的是 {expected}",
    hint="请把网站上的文件换成公布的那一份；内容要改的，先写更正说明，再用 discloser publish 放一次",
)
NOT_COMPARED = _problem(
    "PUB016", "网页里的 PDF 核对过",
    message="没有比对“{found}”：网页没有链接到它，或者它没有和网页存在一起",
    hint="请从网站上把这份 PDF 下载到网页旁边，再核对一次；网页里没有它的链接的，补上",
    severity=Severity.WARNING,
)
