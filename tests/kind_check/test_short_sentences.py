"""A kind says of every sentence whether zero is said in full or in short; audit takes both, if true."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from discloser.model.finding import Finding
from discloser.read.kind.library import Library
from discloser.usecases.audit import audit
from discloser.usecases.build import build
from discloser.usecases.kinds import check_kind_folder

OWN = Path(__file__).parents[1] / "own_kind"
KIND = "yunling/budget-2024"
FULL = "政府采购预算{{ 采购|金额 }}元，其中：货物{{ 货物|金额 }}元、工程{{ 工程|金额 }}元、服务{{ 服务|金额 }}元。"
IN_SHORT = f"{{% if 采购 %}}{FULL}{{% else %}}没有安排政府采购。{{% endif %}}"
MUST_BE_SAID = "公务用车购置费{{ 购置|金额 }}元。"
FIGURES = """
货物: {范围: {口径: 政府采购, 事项: 货物}}
工程: {范围: {口径: 政府采购, 事项: 工程}}
服务: {范围: {口径: 政府采购, 事项: 服务}}
购置: {范围: {口径: 三公经费, 事项: 公务用车购置费}}
"""
TIE_OUTS = """
  - 段: （四）机关运行和政府采购
    句:
      - 公务用车购置费〔额 购置〕
      - {写: 政府采购预算〔表9!合计!预算金额〕, 无: {写: 没有安排政府采购, 当: 表9!合计!预算金额 = 0}}
      - {写: 货物〔表9!货物!预算金额〕, 无: {写: 没有安排政府采购, 当: 表9!合计!预算金额 = 0}}
      - {写: 工程〔表9!工程!预算金额〕, 无: {写: 没有安排政府采购, 当: 表9!合计!预算金额 = 0}}
      - {写: 服务〔表9!服务!预算金额〕, 无: {写: 没有安排政府采购, 当: 表9!合计!预算金额 = 0}}
"""
BOUGHT = "政府采购: {货物: 12000, 工程: 0, 服务: 0}"
NOTHING_BOUGHT = "政府采购: {货物: 0, 工程: 0, 服务: 0}"


def kinds_saying(procurement: str, folder: Path) -> Library:
    """The templates of a bureau whose sentence on procurement is the one given."""
    shutil.copytree(OWN / "yunling", folder / "yunling")
    kind = folder / KIND
    (kind / "narrative" / "运行.md.j2").write_text(
        f"# （四）机关运行和政府采购\n\n{MUST_BE_SAID}\n\n{procurement}\n", "utf-8")
    for name, more in (("figures.yaml", FIGURES), ("tie_outs.yaml", TIE_OUTS)):
        (kind / name).write_text((kind / name).read_text("utf-8").rstrip() + more, "utf-8")
    return Library(folder)


def printed(procurement: str, form: str, folder: Path) -> tuple[Path, Library]:
    """The neutral JSON of the report, and the templates it was made with."""
    library = kinds_saying(procurement, folder / "templates")
    (folder / "form.yaml").write_text((OWN / "form.yaml").read_text("utf-8").replace(BOUGHT, form), "utf-8")
    return build(folder / "form.yaml", folder / "out", ("json",), library).files[0], library


def paragraphs(file: Path) -> list[str]:
    sections = json.loads(file.read_text("utf-8"))["narrative"]
    said: list[str] = next(one for one in sections if one["heading"].startswith("（四）"))["paragraphs"]
    return said


def findings(file: Path, library: Library, old: str = "", new: str = "") -> list[Finding]:
    """What audit tells of the report, with other words in its sentences."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return [finding for finding in audit([file], library)[str(file)] if finding.severity.value != "info"]


@pytest.mark.parametrize(("procurement", "form", "said"), [
    (IN_SHORT, NOTHING_BOUGHT, "没有安排政府采购。"),
    (FULL, NOTHING_BOUGHT, "政府采购预算0.00元，其中：货物0.00元、工程0.00元、服务0.00元。"),
    (IN_SHORT, BOUGHT, "政府采购预算12000.00元，其中：货物12000.00元、工程0.00元、服务0.00元。"),
], ids=["short", "full at zero", "full"])
def test_audit_takes_either_form(procurement: str, form: str, said: str, tmp_path: Path):
    file, library = printed(procurement, form, tmp_path)
    assert paragraphs(file) == ["公务用车购置费0.00元。", said]
    assert findings(file, library) == []


def test_the_kind_passes_its_check(tmp_path: Path):
    kinds_saying(IN_SHORT, tmp_path)
    assert [finding.line() for finding in check_kind_folder(tmp_path / KIND)] == []


def test_a_short_form_beside_a_table_with_money_is_told_once(tmp_path: Path):
    file, library = printed(IN_SHORT, BOUGHT, tmp_path)
    full = "政府采购预算12000.00元，其中：货物12000.00元、工程0.00元、服务0.00元"
    told = findings(file, library, full, "没有安排政府采购")
    assert [(finding.code, "没有安排政府采购" in finding.message) for finding in told] == [("NAR007", True)]


def test_without_either_form_the_sentence_is_missing(tmp_path: Path):
    file, library = printed(IN_SHORT, NOTHING_BOUGHT, tmp_path)
    told = findings(file, library, "没有安排政府采购。", "略。")
    assert {finding.code for finding in told} == {"CMP011"}


def test_what_must_be_said_even_if_zero_is_missed(tmp_path: Path):
    file, library = printed(IN_SHORT, NOTHING_BOUGHT, tmp_path)
    told = findings(file, library, "公务用车购置费0.00元。", "没有购置公务用车。")
    assert [finding.code for finding in told] == ["CMP011"]
