"""What a reason for a change says: that something rose or fell, about what, or nothing but the change itself.

Word lists can only hint: whether a reason is true, a person decides.
"""

from __future__ import annotations

import re

from .likeness import bare

_RISING = "增加|增长|上升|提高|上涨|增多|上调|扩大|追加|增大"
_FALLING = "减少|下降|降低|压减|核减|缩减|下调|减小|削减|压缩|减幅|节约"
_DENIED = (
    r"(?:不|未|没有|无|不再|防止|避免)(?:再)?(?:新)?(?:增加|增长|上升|提高|上涨|减少|下降|降低|压减|核减|缩减)"
)
_LAST_YEAR = r"(?:上年|去年|前年|上一年|以前年度|往年)[^，。；]*"
_TOPICS = {
    "因公出国": ("出国|出境|境外|国外|因公|团组", "出国|出境"),
    "公务接待": ("接待|来访|陪餐|来客", "接待"),
    "公务用车": ("车|油|运行|维修|保险|购置|更新|报废", "公务用车|车辆|购车"),
}
"""Item → words that may be about it, and words that can be about nothing else."""
_SAYS_NOTHING = (
    r"主要|原因|由于|因为|导致|所致|造成|影响|因|是|为|使|的|了|故|与|比|较|同比|相比|上年|去年|本年|今年|年度|年|年初|有所|略有|相应|大幅|"
    r"增加|增长|上升|提高|增多|增大|减少|下降|降低|减小|变化|变动|增减|增幅|减幅|调整|预算|支出|收入|经费|资金|费用|金额|总额|总计|合计|数额|拨款|"
    r"财政|安排|本单位|我单位|单位|部门|元|万|[0-9.,%％]"
)


def says_rise(reason: str) -> bool:
    """Whether a reason speaks of a rise and of no fall; what it says of last year does not count."""
    plain = _plain(reason)
    return bool(re.search(_RISING, plain)) and not re.search(_FALLING, plain)


def says_fall(reason: str) -> bool:
    """Whether a reason speaks of a fall and of no rise; what it says of last year does not count."""
    plain = _plain(reason)
    return bool(re.search(_FALLING, plain)) and not re.search(_RISING, plain)


def only_repeats(reason: str, about: str) -> bool:
    """Whether a reason says no more than that the amount it is `about` rose or fell."""
    return len(re.sub(_SAYS_NOTHING, "", bare(reason).replace(bare(about), ""))) < 2


def other_topic(reason: str, about: str) -> str:
    """The item of 三公经费 that a reason is plainly about when it is not the one it stands for; else ""."""
    own = next((topic for topic in _TOPICS if topic in about), None)
    if own is None or re.search(_TOPICS[own][0], reason):
        return ""
    return next((topic for topic, (_, surely) in _TOPICS.items() if re.search(surely, reason)), "")


def _plain(reason: str) -> str:
    return re.sub(_DENIED, "", re.sub(_LAST_YEAR, "", reason))
