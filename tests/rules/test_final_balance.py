"""Final accounts whose two sides differ, where no row of a list but an amount that stands alone explains it."""

from __future__ import annotations

from pathlib import Path

from helpers import SAMPLES

from discloser.usecases.check import check


def test_an_amount_that_stands_alone_is_named_by_its_name(tmp_path: Path):
    text = (SAMPLES / "library-2022-final.yaml").read_text(encoding="utf-8")
    line = "  - {性质: 上缴上级支出, 功能科目: 2070104, 金额: 60000}\n"
    assert line in text
    form = tmp_path / "表.yaml"
    without_controls = text.replace(line, "").partition("控制数:")[0]
    form.write_text(without_controls, encoding="utf-8")
    (told,) = [finding for finding in check(form).findings if finding.code == "FIN001"]
    assert "相差 60,000.00 元；使用非财政拨款结余正好是差额的一半" in told.message
