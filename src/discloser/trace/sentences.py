"""A figure of the text, by its name in the kind or by the words around it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..model.case import Case
from ..model.fact import Facts
from ..model.place import FormPath
from ..model.report.report import Paragraph, Report
from ..model.report.sourced import Passage
from .phrases import said
from .traced import NotFound, Traced

_FIGURES, _CHANGES = "取数", "增减"
_MOST_NAMED = 15


def trace_text(asked: str, report: Report, case: Case) -> list[Traced]:
    """The figures named so, or all figures of the sentences that hold these words. Raises `NotFound`."""
    asked = asked.strip()
    name = asked.split("/")[1] if asked.startswith((f"{_FIGURES}/", f"{_CHANGES}/")) else asked
    if asked.startswith(f"{_CHANGES}/") and name in case.changes:
        return [_change(name, asked, case)]
    if name in case.kind.figures:
        return [_figure(name, f"“{name}”", "", case)]
    if name in case.changes:
        return [_change(name, f"“{name}”的增减", case)]
    found = [
        traced for paragraph in _paragraphs(report) if _plain(asked) in _plain(paragraph.text)
        for traced in _passages(paragraph, asked, case)
    ]
    if not found:
        raise NotFound(
            f"报告里没有“{asked}”这样的句子，也没有叫这个名字的数；有名字的数：{'、'.join([*case.kind.figures][:_MOST_NAMED])}等")
    return found


def _paragraphs(report: Report) -> list[Paragraph]:
    return [block for block in report.blocks() if isinstance(block, Paragraph)]


def _plain(text: str) -> str:
    return "".join(text.split()).replace(",", "").replace("，", "")


def _passages(paragraph: Paragraph, asked: str, case: Case) -> Iterator[Traced]:
    """The passage that reads just so, else every figure of the paragraph."""
    exact = [p for p in paragraph.passages if _plain(paragraph.text[p.start:p.end]) == _plain(asked)]
    seen: set[str] = set()
    for passage in exact or paragraph.passages:
        if passage.source not in seen:
            seen.add(passage.source)
            yield _passage(passage, paragraph.text[passage.start:passage.end], case)


def _passage(passage: Passage, printed: str, case: Case) -> Traced:
    root, _, rest = passage.source.partition("/")
    name, *inside = rest.split("/")
    if root == _FIGURES and name in case.kind.figures:
        return _item(name, inside, printed, case)
    if root == _CHANGES and name in case.changes:
        return _change(name, f"“{name}”的增减" + "".join(f"·{part}" for part in inside), case, printed)
    return Traced(passage.source.replace("/", " "), printed, None, "照填报表所填印出", paths=(_path(passage.source),))


def _path(source: str) -> FormPath:
    return tuple(int(part) if part.isdecimal() else part for part in source.split("/"))


def _figure(name: str, where: str, printed: str, case: Case) -> Traced:
    spec, value = case.kind.figures[name], case.figures[name]
    facts = case.facts.where(case.kind.expanded(spec.where))
    how = f"{said((spec.where,))}的各笔"
    formula = f"{how}里有几个不同的{spec.count}" if spec.count else (
        f"{how}，按{spec.by}分开相加" if spec.by else f"{how}相加")
    amount = facts.total() if isinstance(value, Decimal) else None
    return Traced(where, printed or str(value if not isinstance(value, list) else f"{len(value)}项"), amount, formula,
                  facts)


def _item(name: str, inside: list[str], printed: str, case: Case) -> Traced:
    """A figure or, of a listed one, the item that is meant."""
    whole, spec, value = _figure(name, f"“{name}”", printed, case), case.kind.figures[name], case.figures[name]
    if not inside or not isinstance(value, list) or not inside[0].isdecimal():
        return whole
    item = value[int(inside[0])]
    facts = Facts(whole.facts)
    if spec.by in ("支出类别", "经济科目"):
        facts = facts.where({"功能科目" if spec.by == "支出类别" else spec.by: item.编码})
    else:
        facts = facts.where({spec.by: item.名称})
    return Traced(f"“{name}”里的{item.名称}", printed, facts.total(), whole.formula, facts)


def _change(name: str, where: str, case: Case, printed: str = "") -> Traced:
    spec, change = case.kind.changes[name], case.changes[name]
    facts = case.facts.where(case.kind.expanded(case.kind.figures[spec.current].where)) if (
        spec.current in case.kind.figures) else Facts()
    priors: tuple[FormPath, ...] = tuple(tuple(path.split("/")) for path in spec.prior)
    formula = f"本年“{spec.current}”{change.current}，减上年{change.prior}（都按印出的数），比例除以上年数"
    return Traced(where, printed or str(change.change.amount), None, formula, facts, priors)
