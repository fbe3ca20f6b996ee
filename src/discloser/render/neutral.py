"""The neutral JSON of a report: tables, texts and forms as printed, for programs that check or compare reports."""

from __future__ import annotations

import json
from typing import Any

from ..model.report.project_form import EvaluationForm, FormRows
from ..model.report.report import Block, Column, Heading, Paragraph, Part, Report, Table, TargetForm, Term


def render(report: Report) -> bytes:
    """The report as UTF-8 JSON, amounts as printed."""
    return (json.dumps(neutral(report), ensure_ascii=False, indent=1) + "\n").encode()


def neutral(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    blocks = list(report.blocks())
    evaluations = [_evaluation(block) for block in blocks if isinstance(block, EvaluationForm)]
    return {
        "unit": report.unit, "year": report.year, "kind": report.kind, "template": report.template,
        "currency_unit": report.currency_unit,
        "parts": [part.heading for part in report.parts],
        "overview": {"duties": report.duties, "organization": report.organization},
        "tables": [_table(block) for block in blocks if isinstance(block, Table)],
        "notes": [block.text for block in blocks if isinstance(block, Paragraph) and block.style == "note"],
        **({"digest": {"heading": report.digest.name, "paragraphs": list(report.digest.sentences())}}
           if report.digest and report.shows_digest else {}),
        "narrative": [section for part in report.parts if part.role == "narrative" for section in _sections(part)],
        "performance_targets": [_target(block) for block in blocks if isinstance(block, TargetForm)],
        **({"self_evaluations": evaluations} if evaluations else {}),
        "glossary": [{"term": b.term, "definition": b.definition} for b in blocks if isinstance(b, Term)],
    }


def _table(table: Table) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "no": table.no, "label": table.label, "title": table.title, "unit": table.currency_unit,
        "unit_line": table.unit_line, "columns": [_heading(column) for column in table.columns],
    }
    if table.column_numbers:
        shown["column_numbers"] = list(table.column_numbers)
    return {**shown, "rows": table.texts(), "note": table.note}


def _heading(column: Column) -> str:
    group, *heads = column.path
    return "/".join((f"{group}({column.distinct})" if column.distinct else group, *heads))


def _sections(part: Part) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = []
    if part.one_section:
        sections.append({"heading": part.heading, "level": 1, "paragraphs": []})
    for block in part.blocks:
        if isinstance(block, Heading):
            sections.append({"heading": block.text, "level": block.level, "paragraphs": []})
        elif sections and (text := _paragraph(block)):
            sections[-1]["paragraphs"].append(text)
    return sections


def _paragraph(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _target(form: TargetForm) -> dict[str, Any]:
    term, year = form.funding
    return {
        "title": form.title, "year_line": form.year_line, **dict(form.identity),
        "资金(元)": {"实施期": dict(term.lines), "年度": dict(year.lines)},
        **dict(form.texts),
        form.goals_label: {"实施期": form.goals[0][1], "年度": form.goals[1][1]},
        form.indicators_label: [
            {
                "一级指标": item.first,
                "实施期": {"二级指标": item.second, "三级指标": item.term_name, "指标值": item.term_value},
                "年度": {"二级指标": item.second, "三级指标": item.year_name, "指标值": item.year_value},
            }
            for item in form.indicators
        ],
        **dict(form.signature),
    }


def _evaluation(form: EvaluationForm) -> dict[str, Any]:
    """A 绩效自评表 by its own labels; the last of the indicators is the total."""
    return {
        "title": form.title, "year_line": form.year_line, **dict(form.identity),
        form.funding.label: _form_rows(form.funding), form.goals_label: dict(form.goals), **dict(form.texts),
        form.indicators.label: _form_rows(form.indicators), **dict(form.closing), **dict(form.printed_signature()),
    }


def _form_rows(block: FormRows) -> list[dict[str, str]]:
    heads = [column.head for column in block.columns]
    return [dict(zip(heads, row, strict=True)) for row in block.rows]
