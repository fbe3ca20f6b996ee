"""TXT: the free texts are fit to be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model.case import Case
from ..model.finding import Severity
from ..model.place import written
from ..model.text.private import account_numbers, identity_numbers, mobile_numbers, people
from ..model.text.slips import (
    blanks_before_marks,
    broken_lines,
    document_years,
    doubled_marks,
    half_width_marks,
    instructions,
    miscounted_lists,
    misspelt_words,
    placeholders,
    repeated_phrases,
    repeated_words,
    words_of_a_province,
)
from .catalogue import rule
from .free_texts import each_text, first_slips, free_texts, is_reason
from .rule import Beside, Hit, hit

_PRIVACY_LAW = "《中华人民共和国个人信息保护法》第二十五条：不得公开其处理的个人信息，取得个人单独同意的除外"
_PUNCTUATION = "《标点符号用法》（GB/T 15834）"


@rule(
    "TXT001", "标点不重复",
    message="标点重复：“{found}”",
    hint="请删去多余的标点",
    severity=Severity.WARNING, basis=_PUNCTUATION,
)
def marks_stand_once(case: Case) -> Iterator[Hit]:
    """Doubled punctuation shows that two passages were put together in haste."""
    yield from _each(case, doubled_marks)


@rule(
    "TXT002", "中文里用全角标点",
    message="中文里用了半角标点“{found}”，共 {count} 处文字",
    hint="请改成全角的逗号、句号、冒号；不影响生成报告",
    severity=Severity.INFO, basis=_PUNCTUATION,
)
def marks_are_full_width(case: Case) -> Iterator[Hit]:
    """Half-width signs look thin in print; told once, with how many texts have them."""
    yield from _together(case, half_width_marks)


@rule(
    "TXT003", "没有留下空着待填的符号",
    message="还有待填的内容：“{found}”",
    hint="请换成实际内容，或者删去这句话",
    severity=Severity.WARNING,
)
def nothing_is_left_to_fill_in(case: Case) -> Iterator[Hit]:
    """`XX` and `【】` are printed as they stand; a reason that is nothing else is told by PRI002."""
    for path, found, text in first_slips(each_text(case.form), placeholders):
        if not (is_reason(path) and text.strip("，。；、 ") == found):
            yield hit(*path, found=found)


@rule(
    "TXT004", "没有留下范本里的填写要求",
    message="还有范本里的话：“{found}”",
    hint="这是写给填报人看的，请删去或者换成实际内容",
    severity=Severity.WARNING,
)
def instructions_are_removed(case: Case) -> Iterator[Hit]:
    """What a pattern tells the writer to do is not for the public."""
    yield from _each(case, instructions)


@rule(
    "TXT005", "列出的机构与所说的个数一致",
    message="“{found}”说有 {announced} 个，列出的是 {expected} 个",
    hint="请核对个数和名称",
    severity=Severity.WARNING,
)
def lists_name_as_many_as_they_announce(case: Case) -> Iterator[Hit]:
    """Offices are founded and merged; the list is changed and the number forgotten."""
    for path, text in each_text(case.form):
        for slip in miscounted_lists(text):
            yield hit(*path, found=slip.excerpt, expected=slip.named, announced=slip.announced)


@rule(
    "TXT006", "不公开手机号码",
    message="“{key}”里有手机号码，会印在报告里",
    hint="请删去手机号码；需要留联系方式的，写办公电话",
    basis=_PRIVACY_LAW,
)
def mobile_numbers_stay_inside(case: Case) -> Iterator[Hit]:
    """The number is not repeated in the finding: findings are passed around too."""
    yield from _kept_inside(case, mobile_numbers)


@rule(
    "TXT007", "不公开身份证号码",
    message="“{key}”里有身份证号码，会印在报告里",
    hint="请删去身份证号码",
    basis=_PRIVACY_LAW,
)
def identity_numbers_stay_inside(case: Case) -> Iterator[Hit]:
    """Only numbers with a true check digit and a real date are taken for one."""
    yield from _kept_inside(case, identity_numbers)


@rule(
    "TXT008", "不公开银行账号",
    message="“{key}”里像是有银行账号，会印在报告里",
    hint="请删去账号；不是账号的，不必改",
    severity=Severity.WARNING,
)
def account_numbers_stay_inside(case: Case) -> Iterator[Hit]:
    """An account printed in a report invites fraud."""
    yield from _kept_inside(case, account_numbers)


@rule(
    "TXT009", "不公开经办人、联系人的姓名",
    message="“{key}”里像是有个人姓名，会印在报告里",
    hint="请删去姓名；不是姓名，或者本人同意公开的，不必改",
    severity=Severity.WARNING, basis=_PRIVACY_LAW,
)
def names_of_people_stay_inside(case: Case) -> Iterator[Hit]:
    """The form has keys for people, which are not printed; in a text they would be."""
    yield from _kept_inside(case, people)


@rule(
    "TXT010", "市县单位不自称省直部门",
    message="文字里写的是“{found}”，{unit}不是省级单位",
    hint="照抄省级范本的请改掉；确实是说省直部门的，不必改",
    severity=Severity.INFO,
)
def a_county_does_not_call_itself_a_province(case: Case) -> Iterator[Hit]:
    """Patterns come down from the province and keep its words."""
    name = case.form.unit.name
    if any(level in f"{name}{case.form.request.division}" for level in ("市", "县", "区", "旗", "乡", "镇")):
        for path, found, _ in first_slips(each_text(case.form), words_of_a_province):
            yield hit(*path, found=found, unit=name)


@rule(
    "TXT011", "词语不重复",
    message="词语重复：“{found}”",
    hint="请删去多余的字；无误则不必改",
    severity=Severity.INFO,
)
def words_stand_once(case: Case) -> Iterator[Hit]:
    """A word typed twice."""
    yield from _each(case, repeated_words)


@rule(
    "TXT012", "一段话不重复",
    message="同一段话接连写了两遍：“{found}”",
    hint="请删去重复的一遍",
    severity=Severity.WARNING,
)
def passages_stand_once(case: Case) -> Iterator[Hit]:
    """A passage pasted twice; shorter repetitions are words (TXT011)."""
    yield from _each(case, repeated_phrases)


@rule(
    "TXT013", "用规范的字词",
    message="“{found}”应当写作“{expected}”",
    hint="请改正；不影响生成报告",
    severity=Severity.INFO,
)
def words_are_spelt_right(case: Case) -> Iterator[Hit]:
    """其它 in a report whose subjects are all called 其他."""
    for path, text in each_text(case.form):
        if wrong := misspelt_words(text):
            yield hit(*path, found=wrong[0][0], expected=wrong[0][1])


@rule(
    "TXT014", "文号里的年份用六角括号",
    message="文号“{found}”里的年份应当用六角括号“〔〕”，共 {count} 处文字",
    hint="请改成“〔年份〕号数”的写法；不影响生成报告",
    severity=Severity.INFO, basis="《党政机关公文格式》（GB/T 9704）",
)
def document_numbers_are_written_as_issued(case: Case) -> Iterator[Hit]:
    """A citation is written as the document has it; told once, with how many texts have it."""
    yield from _together(case, document_years)


@rule(
    "TXT015", "标点前面没有空格",
    message="标点前面有空格：“{found}”，共 {count} 处文字",
    hint="请删去空格；不影响生成报告",
    severity=Severity.INFO, basis=_PUNCTUATION,
)
def no_blank_stands_before_a_mark(case: Case) -> Iterator[Hit]:
    """Blanks come from copying out of a paged document."""
    yield from _together(case, blanks_before_marks)


@rule(
    "TXT018", "一句话中间没有换行",
    message="一句话在中间断开了：“{found}”，共 {count} 处文字",
    hint="粘贴时带进了换行：请删去换行，把断开的两行接起来；确是另起一段的，请在上一段末尾加句号",
    severity=Severity.WARNING,
)
def sentences_are_not_broken(case: Case) -> Iterator[Hit]:
    """A line break inside a sentence is printed as a new paragraph."""
    yield from _together(case, broken_lines)


def _each(case: Case, check: Callable[[str], list[str]]) -> Iterator[Hit]:
    for path, found, _ in first_slips(each_text(case.form), check):
        yield hit(*path, found=found)


def _together(case: Case, check: Callable[[str], list[str]]) -> Iterator[Hit]:
    """One finding at the first text that has the slip, however many have it."""
    slips = list(first_slips(free_texts(case.form), check))
    if slips:
        (path, found, _), *others = slips
        yield hit(*path, found=found, count=len(slips)).beside(
            Beside(other, slip, "同样的写法", alike=True) for other, slip, _ in others)


def _kept_inside(case: Case, check: Callable[[str], list[str]]) -> Iterator[Hit]:
    for path, _, _ in first_slips(each_text(case.form), check):
        yield hit(*path, key=written(path))
