"""What a report says truly is never an error: other years, other bodies, parts of a year, other bases."""

from __future__ import annotations

from pathlib import Path

import pytest
from changed_reports import GOOD

from discloser.usecases.audit import audit

BEHIND = "财政拨款支出增加的主要原因是活动场次增加。</p>"
TRUE = [
    "上年收入总计130.00万元，支出总计130.00万元。",
    "收入总计由上年的130.00万元增加到137.60万元，增长5.85%。",
    "下一年度收入总计140.00万元，支出总计140.00万元。",
    "预计2026年收入总计140.00万元，比本年增加2.40万元，增长1.74%。",
    "本部门上年度人员经费90.00万元，公用经费9.50万元。",
    "2023年、2024年、2025年收入总计分别为120.00万元、130.00万元、137.60万元。",
    "2024年人员经费90.00万元，2025年人员经费97.60万元，增加7.60万元，增长8.44%。",
    "其中，馆本级收入总计100.00万元，下属分馆收入总计37.60万元。",
    "收入总计137.60万元，较2024年增加7.60万元（增长5.85%），较2023年增加17.60万元（增长14.67%）。",
    "与2024年相比，支出总计增加7.60万元，增长5.85%；与2023年相比，增加17.60万元，增长14.67%。",
    "支出总计137.60万元，其中：人员经费97.60万元，占70.93%；公用经费10.00万元，占7.27%；项目支出30.00万元，占21.80%。",
    "上半年计划支出60.00万元，占全年的43.60%。",
    "人员经费比上年增加7.60万元、公用经费比上年增加0.50万元，基本支出共增加8.10万元。",
    "收入总计0.01亿元。",
    "一般公共预算拨款支出预算比上年的130.00万元多7.60万元。",
    "场馆开放项目全年预算数为20.00万元，执行数为19.50万元，完成预算的97.50%。",
    "资产总额500.00万元，其中流动资产100.00万元、固定资产380.00万元、无形资产20.00万元。",
]


@pytest.mark.parametrize("sentence", TRUE)
def test_a_true_sentence_has_no_finding(sentence: str, tmp_path: Path):
    path = tmp_path / "报告.html"
    path.write_text(GOOD.replace(BEHIND, f"{BEHIND}<p>{sentence}</p>", 1), encoding="utf-8")
    [found] = audit([path]).values()
    assert [(finding.code, finding.message) for finding in found] == []
