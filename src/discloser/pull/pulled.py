"""What reading an edited report back says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from ..model.finding import Finding, Problems, Severity
from ..model.place import FormPath

EDIT_PROBLEMS = Problems()
_problem = EDIT_PROBLEMS.declare

FIGURE: Final = _problem(
    "PUL002", "数字没有在 Word 里改",
    message="“{field}”：报告里改成了“{found}”，填报表得出的是“{expected}”",
    hint="数字由填报表得出，这处改动没有收回：要改，请改填报表再生成；不改，请按填报表的数改回",
)
WORDING: Final = _problem(
    "PUL003", "固定的文字没有在 Word 里改",
    message="“{field}”：{found}",
    hint="固定的句子由版式规定，这处改动没有收回，再生成时会变回原来的；内容已存在旁边的文件里",
    severity=Severity.WARNING,
)
NO_HOME: Final = _problem(
    "PUL004", "Word 里加的内容放得回填报表",
    message="“{field}”处加的内容“{found}”在填报表里没有地方放",
    hint="内容已存在旁边的文件里；要印在报告里，请写进填报表的“其他说明”等栏目",
    severity=Severity.WARNING,
)
NO_CONTROLS: Final = _problem(
    "PUL005", "报告里的内容控件都在",
    message="有 {found} 处内容控件已被删去，改按标题和文字对照",
    hint="请看仔细下面列出的改动，再决定是否收回",
    severity=Severity.INFO,
)
TWO_WORDINGS: Final = _problem(
    "PUL006", "同一内容在报告里改得一样",
    message="“{field}”在报告里印了几处，改成了几种写法：{found}",
    hint="没有收回；请在填报表里写成要的那一种",
    severity=Severity.WARNING,
)
EMPTIED: Final = _problem(
    "PUL007", "文字没有在 Word 里删空",
    message="“{field}”在报告里整段删去了，填报表里是“{expected}”",
    hint="没有收回；确实不要的，请在填报表里删去",
    severity=Severity.WARNING,
)
OTHER_FORM: Final = _problem(
    "PUL008", "报告是用这份填报表生成的",
    message="报告生成以后，填报表又改过：下面列出的不同，有的是填报表的改动",
    hint="请看仔细，或者先用 discloser build 重新生成（改过的报告会存到“历史”里）",
    severity=Severity.WARNING,
)
CLASH: Final = _problem(
    "PUL009", "报告和填报表没有改同一处文字",
    message="“{field}”在报告里改成了“{found}”；报告生成以后填报表也改过，现在是“{expected}”",
    hint="没有收回，免得盖掉填报表里新写的；请在填报表里写成要的那一种，报告里的文字已存在旁边的文件里",
    severity=Severity.WARNING,
)
CHANGED_SINCE: Final = _problem(
    "PUL010", "报告生成以后填报表没有改过",
    message="报告生成以后，填报表又改过；这里只列在 Word 里改的，填报表改的不算",
    hint="不必改；收回以后用 discloser build 重新生成，两边的改动就都在报告里",
    severity=Severity.INFO,
)
UNSEEN: Final = _problem(
    "PUL011", "Word 里没有读报告的人看不到的文字",
    message="“{field}”处有{why}的文字“{found}”",
    hint="这样的文字当作不在报告里，没有收回，已存在旁边的文件里；要留的请在 Word 里改回正常文字再收回，不要的请删去",
    severity=Severity.WARNING,
)


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text of the form as the report has it now."""

    path: FormPath
    old: str
    new: str


@dataclass(frozen=True)
class Pulled:
    """`changes` go back into the form; each of `left` is something edited that does not: (where, was, is)."""

    changes: tuple[TextChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    left: tuple[tuple[str, str, str], ...] = field(default=())
