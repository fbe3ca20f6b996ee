"""By how much something changed, where several sentences say it: parts make the change of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...model.finding import Finding
from ...model.money import ZERO
from . import problems
from .differing import RATE_FAMILY, in_words
from .sentences import MONEY, JudgedParagraph, Money, money_at, monies
from .tally import Tally
from .telling import at_text

_MOVED = re.compile(
    rf"{MONEY}[，。]?(?:比|与|较|同)(?:(?:(?:19|20)\d\d年度?|上年|去年)(?:年初)?(?:预算|决算)?(?:数)?(?:相比)?[，]?)"
    rf"(?:(增加|减少|增长|下降)了?{MONEY}|(持平))")
_WHOLE = re.compile(
    r"(?:财政拨款|一般公共预算|收入预算|支出预算|收入总计|支出总计|收入合计|支出合计)[^，。；：\d]{0,12}$")
_WHY = re.compile(r"主要原因(?:是|为|：|在于)+([^。]*)")
_MORE = re.compile("增加|新增|增长|提高|上升|上调|扩大|增设|增编|调增|增人|新建|新招")
_LESS = re.compile("减少|压减|下降|降低|节约|缩减|取消|压缩|调减|核减|退休|完工|厉行|严控|控制")
_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class _Moved:
    """An amount of this year, by how much it changed in 元, and by how much rounding may shift that."""

    now: Money
    change: Decimal
    half: Decimal
    printed: str
    paragraph: JudgedParagraph


def changes(texts: Sequence[JudgedParagraph], tally: Tally) -> Iterator[Finding]:
    """What is wrong with changes that several sentences tell."""
    before: list[list[_Moved]] = []
    for paragraph in texts:
        moved = [one for found in _MOVED.finditer(paragraph.text) if (one := _read(paragraph, found))]
        yield from _same(moved, [one for others in before[-_PARAGRAPHS:] for one in others], tally)
        yield from _parts(paragraph, moved, tally)
        yield from _reasons(paragraph, tally)
        before.append(moved)


def _read(paragraph: JudgedParagraph, found: re.Match[str]) -> _Moved | None:
    now = money_at(paragraph, found)
    if found[6]:
        return _Moved(now, ZERO, now.half, "0", paragraph) if now else None
    change = money_at(paragraph, found, 4)
    if now is None or change is None:
        return None
    up = found[3] in ("增加", "增长")
    return _Moved(now, change.yuan if up else -change.yuan, change.half, change.amount.text, paragraph)


def _same(moved: Sequence[_Moved], before: Sequence[_Moved], tally: Tally) -> Iterator[Finding]:
    """Totals that are one amount this year and stand side by side usually changed by one amount."""
    known = [one for one in before if _is_whole(one)]
    for one in filter(_is_whole, moved):
        alike = [other for other in known if other.now.yuan == one.now.yuan]
        known.append(one)
        if not alike or not one.now.yuan:
            continue
        fits = any(abs(other.change - one.change) <= other.half + one.half for other in alike)
        tally.add(RATE_FAMILY, 1, int(fits))
        if not fits:
            yield _told(one, f"前面同样是 {in_words(alike[-1].now)}，增减却是 {alike[-1].printed}")


def _is_whole(moved: _Moved) -> bool:
    return _WHOLE.search(moved.paragraph.text, 0, moved.now.start) is not None


def _parts(paragraph: JudgedParagraph, moved: Sequence[_Moved], tally: Tally) -> Iterator[Finding]:
    """The parts of an amount, behind 其中, changed together by as much as it did."""
    by_start = {one.now.start: one for one in moved}
    own = [money for money in monies(paragraph) if not money.changed]
    for whole in moved:
        parts = _listed(paragraph, whole, [money for money in own if money.start > whole.now.end])
        if len(parts) < 2 or any(part.yuan and part.start not in by_start for part in parts):
            continue
        known = [by_start[part.start] for part in parts if part.start in by_start]
        if any(one.change > one.now.yuan + one.half for one in known):
            continue  # an increase beyond the amount itself is told of that amount
        gap = abs(whole.change - sum((one.change for one in known), ZERO))
        fits = gap <= whole.half + sum((one.half for one in known), ZERO)
        tally.add(RATE_FAMILY, 1, int(fits))
        if not fits:
            yield _told(whole, "各项的增减是 " + "、".join(one.printed if one.change >= 0 else f"-{one.printed}"
                                                   for one in known if one.change))


def _listed(paragraph: JudgedParagraph, whole: _Moved, following: Sequence[Money]) -> list[Money]:
    """The amounts that follow and make up a whole together; none where they don't."""
    if not following or not re.search("其中|中，", paragraph.text[whole.now.end: following[0].start]):
        return []
    total = ZERO
    for count, money in enumerate(following, start=1):
        total += money.yuan
        if abs(total - whole.now.yuan) <= whole.now.half + count * money.half and count > 1:
            zeros = [other for other in following[count:count + 2] if not other.yuan]
            return [*following[:count], *zeros]
        if total > whole.now.yuan + whole.now.half:
            return []
    return []


def _told(one: _Moved, ground: str) -> Finding:
    return at_text(problems.CHANGES, one.paragraph.source, one.paragraph.section, field=one.now.amount.field,
                   what=one.now.amount.field or "", found=one.printed, ground=ground)


def _reasons(paragraph: JudgedParagraph, tally: Tally) -> Iterator[Finding]:
    """A reason that speaks only of the other direction."""
    for found in _MOVED.finditer(paragraph.text):
        why = _WHY.match(paragraph.text, found.end()) or _WHY.match(paragraph.text, found.end() + 1)
        if not found[3] or not why or not Decimal(found[4].replace(",", "") or 0):
            continue
        up = found[3] in ("增加", "增长")
        same, other = (_MORE, _LESS) if up else (_LESS, _MORE)
        fits = bool(same.search(why[1])) or not other.search(why[1])
        tally.add(RATE_FAMILY, 1, int(fits))
        if not fits:
            yield at_text(problems.REASON_WAY, paragraph.source, paragraph.section, found=why[1][:40], what=found[3])
