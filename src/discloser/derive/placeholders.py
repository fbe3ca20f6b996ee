"""The words that titles and labels of a kind may be filled with: `{年度}`, `{单位名称}` …"""

from __future__ import annotations

from ..model.form.base import key_of
from ..model.form.common import CommonForm
from ..model.kind.report_kind import ReportKind

COVER_FIELDS = ("document_number", "approval_number", "secrecy_review", "signed_by")
"""What a cover may say beside the unit and the date."""


def words_of(form: CommonForm, kind: ReportKind) -> dict[str, object]:
    """Word → value for one form."""
    request = form.request
    words: dict[str, object] = {
        "年度": request.year, "上年度": request.year - 1, "单位名称": form.unit.name, "地区": request.region,
        "类型": request.kind, "主管部门": form.unit.department, "财政区划": request.division,
        "金额单位": kind.currency_unit,
    }
    words |= {**kind.own_words, "级次": kind.level_of(request.level)}
    words |= {key_of(type(request), field): getattr(request, field) for field in COVER_FIELDS}
    if date := request.published_on:
        words |= {"公开年": date.year, "公开月": date.month, "公开日": date.day}
    return words
