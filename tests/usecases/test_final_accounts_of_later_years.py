"""Final accounts of a year that has no kind of its own are printed with the kind of 2022, every year in it right."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from helpers import FINAL_KIND, SAMPLES

from discloser.usecases.audit import audit
from discloser.usecases.build import Built, build

_YEAR = re.compile(r"20[12]\d(?!\d)")


def of_2025(folder: Path, sample: str) -> Built:
    """The report of a sample whose years are all three years later, under the kind of 2022."""
    later = _YEAR.sub(lambda year: str(int(year[0]) + 3), (SAMPLES / f"{sample}.yaml").read_text("utf-8"))
    form = folder / "填报表.yaml"
    form.write_text(re.sub(r"(年度: 2025)", rf"\1\n  版式: {FINAL_KIND}", later, count=1), "utf-8")
    return build(form, folder, ["json"])


@pytest.mark.parametrize("sample", ["fenyang-2022-final", "library-2022-final"])
def test_the_kind_of_2022_prints_final_accounts_of_2025(tmp_path: Path, sample: str):
    built = of_2025(tmp_path, sample)
    [report] = built.files
    data = json.loads(report.read_text("utf-8"))
    assert (data["year"], data["template"], "2025年" in report.name) == (2025, FINAL_KIND, True)
    del data["template"]
    assert set(_YEAR.findall(json.dumps(data, ensure_ascii=False))) <= {"2024", "2025", "2026"}
    assert {finding.severity.value for finding in audit([report])[str(report)]} <= {"warning", "info"}
