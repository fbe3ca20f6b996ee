"""How often rules are broken in a form: now, and at most in any of its versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..models import FormVersion
from .models import FoundCode


def count_codes(version: FormVersion, found: Mapping[str, Any]) -> None:
    """Count what a check found in a version, if it is its form's newest; call it in the check's transaction."""
    newest = FormVersion.objects.filter(form=version.form_id).order_by("-number").values_list("id", flat=True).first()
    if newest != version.id:
        return
    times = Counter((one["code"], one["severity"]) for one in found["findings"] if one["confirmed"] is None)
    before = {(one.code, one.severity): one for one in FoundCode.objects.filter(form=version.form_id)}
    for key, one in before.items():
        one.now = times.pop(key, 0)
        one.most = max(one.most, one.now)
    FoundCode.objects.bulk_update(before.values(), ["now", "most"])
    FoundCode.objects.bulk_create([
        FoundCode(form_id=version.form_id, code=code, severity=severity, now=count, most=count)
        for (code, severity), count in times.items()])
