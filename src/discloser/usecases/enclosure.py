"""The form inside its own report: whoever has the PDF can take out the figures it was made from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model.form.base import key_of
from ..model.form.budget import Form
from ..model.form.common import CommonForm
from ..model.form.targets import PerformanceTarget

if TYPE_CHECKING:
    from ..model.report.report import Report

_WORKBOOK = ("form.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_TEXT = ("form.yaml", "application/yaml")
_PERSONAL = ("head", "preparer", "phone")


class CannotEnclose(Exception):  # noqa: N818  an answer to the officer, not a fault
    """The form holds what the report must not tell; the message says in Chinese what to do."""


def with_form(report: Report, content: bytes, form: CommonForm) -> Report:
    """The report with its form, as read, enclosed. Raises `CannotEnclose` for personal data not to be published."""
    from ..model.report.report import Enclosure  # only a build has reports

    targets = form.performance.targets if isinstance(form, Form) else ()
    told = {key_of(PerformanceTarget, field) for field in _PERSONAL for target in targets
            if getattr(target, field)}
    if told and not form.request.publish_personal_data:
        raise CannotEnclose(
            f"填报表里有{'、'.join(sorted(told))}，而“公开个人信息”为否：附上填报表就等于公开了它们。"
            "请另存一份不含这些内容的填报表再生成，或者不用 --embed-form。"
        )
    name, media_type = _WORKBOOK if content.startswith(b"PK") else _TEXT
    return replace(report, enclosure=Enclosure(name, media_type, content))
