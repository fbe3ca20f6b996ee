"""The words in braces of titles and labels: whether each is known where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..model.finding import Finding
from ..model.place import FormPath
from ..read.kind import problems
from .pieces import Desk, rows_of

_WORD = re.compile(r"\{(\w+)\}")
_OF_TABLES = ("表号", "两位表号", "中文表号", "表名")
_LABEL = "表号标签"
_OF_THE_DATE = ("公开年", "公开月", "公开日")
_OF_CATEGORIES = ("序号", "名称")


def judge_words(desk: Desk, usual: Iterable[str]) -> Iterator[Finding]:
    """Every word that nothing stands for; `usual` are those that may stand in any title."""
    words = tuple(word for word in usual if word not in _OF_THE_DATE)
    for path, text, more in _titles(desk):
        known = (*words, *more)
        for word in dict.fromkeys(_WORD.findall(text)):
            if word not in known:
                yield problems.NO_WORD.at(desk.place(*path), field=str(path[-1]), found=f"{{{word}}}",
                                          expected="、".join(f"{{{name}}}" for name in known))


def _titles(desk: Desk) -> Iterator[tuple[FormPath, str, tuple[str, ...]]]:
    """Every text whose words are filled: where it stands, what it says, the words of its own."""
    kind = desk.kind
    yield ("报告标题",), kind.title, ()
    yield ("封面标题",), kind.cover_title, ()
    yield ("封面日期",), kind.cover_date, _OF_THE_DATE
    yield ("文件名",), kind.file_stem, ()
    yield ("表号",), kind.table_label, _OF_TABLES
    yield ("续表表号",), kind.continued_label, (*_OF_TABLES, _LABEL)
    yield ("续表提示",), kind.continued_hint, ("续表表号",)
    yield ("目录表名",), kind.table_toc, (*_OF_TABLES, _LABEL)
    yield ("图形措辞", "本年"), kind.chart_words.current, ()
    yield ("图形措辞", "上年"), kind.chart_words.prior, ()
    yield ("图形措辞", "增减"), kind.chart_words.change, ()
    yield ("单位名称行",), kind.owner_line, _OF_TABLES
    yield ("封面单位",), kind.cover_unit, ()
    for i, line in enumerate(kind.cover_lines):
        yield ("封面行", i), line, ()
    for i, term in enumerate(kind.glossary):
        yield ("名词解释", i, "义"), term.definition, ()
    if digest := getattr(kind, "digest", None):
        yield ("摘要", "标题"), digest.title, ()
        yield ("摘要", "页"), digest.page, ("页码",)
        yield ("摘要", "全文"), digest.whole_reason, ("页",)
        yield ("摘要", "出处"), digest.source, ("报告标题",)
        for i, figure in enumerate(digest.figures):
            yield ("摘要", "大数", i, "占比说明"), figure.share, ("占比",)
    for i, part in enumerate(kind.parts):
        yield ("部分", i, "标题"), part.heading, ()
    if kind.target_form is not None:
        spec = kind.target_form
        yield ("绩效目标表", "标题"), spec.title, ()
        yield ("绩效目标表", "无区划标题"), spec.title_without_division, ()
        yield ("绩效目标表", "年度行"), spec.year_line, ()
    if kind.evaluation_form is not None:
        yield ("绩效自评表", "标题"), kind.evaluation_form.title, ()
        yield ("绩效自评表", "年度行"), kind.evaluation_form.year_line, ()
        yield ("绩效自评表", "资金标签"), kind.evaluation_form.funding_label, ()
    for number, table in desk.tables.items():
        yield ("表格", number, "标题"), table.title, ()
        yield ("表格", number, "注"), table.note, ()
        if table.empty:
            yield ("表格", number, "空表", "说明"), table.empty.note, ()
        for b, block in enumerate(table.blocks):
            for c, column in enumerate(block.columns):
                yield desk.table_path(number, "栏", b, "列", c, "标题"), column.heading, ()
        for path, row in rows_of(table):
            more = _OF_CATEGORIES if row.maker in ("支出类别", "各单位项目") else ()
            yield (*desk.table_path(number, *path), "名称"), row.label, more
