"""Small departments for tests: a form of the department, and fragments of its units' forms beside it."""

from __future__ import annotations

from pathlib import Path

from rules.rule_pages import GOOD, completed

from discloser.usecases.check import check


def unit(name: str, more: str = "") -> str:
    """A fragment of a unit's form."""
    return f"单位: {{名称: {name}, 性质: 事业单位}}\n{more}"


def told_of(sort: str, year: int, department: str, units: dict[str, str], good: str = GOOD) -> list[str]:
    """Findings in a department's form, made here of the keys beside its head and of fragments of its units' forms."""
    for name, fragment in units.items():
        Path(f"{name}.yaml").write_text(completed(fragment, good), encoding="utf-8")
    head = (
        f"报告: {{地区: 山西, 类型: {sort}, 年度: {year}}}\n单位: {{名称: 临河市文物局, 性质: 行政单位}}\n"
        "概况: {职责: 保护文物。, 机构设置: 由各单位组成。}\n变动原因: {收支: 任务增加}\n"
    )
    Path("部门.yaml").write_text(head + department, encoding="utf-8")
    return [f"{finding.place.file} {finding.code}" for finding in check(Path("部门.yaml")).findings]
