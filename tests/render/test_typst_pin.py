"""The pinned Typst: what it makes of a page is known to the byte, so that another one can't come in unseen.

When the pin moves: look at the pages (test_page_images.py), let the judges speak, then put the new digest here.
"""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version

import typst
from helpers import PROJECT_FOLDER
from pdf_reading import FONTS

PINNED = "0.15.2"
DIGEST = "0c7a491be7202b08acae096c4116a9298731fe77069b866c21c5577fc99d1acb"
PAGE = """
#set document(title: "页", author: "单位", date: datetime(year: 2025, month: 1, day: 1))
#set text(font: ("FandolSong Latin", "FandolFang R"), lang: "zh", region: "cn", fallback: false)
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
= 一、收支情况
#lorem(20)#for n in range(30) [二〇二五年度预算收入总计#(n).35万元，其中：“本年收入”1,292.35万元，上年结转35.00万元。]
#figure(kind: table, caption: [支出表], supplement: none, numbering: none, table(columns: 3,
  table.header([科目], table.cell(colspan: 2)[金额]), table.cell(rowspan: 2)[甲], [1.00], [2.00], [3.00], [4.00]))
"""


def test_the_pin_is_one_version_and_the_one_installed():
    wanted = tomllib.loads((PROJECT_FOLDER / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert [one.partition(";")[0] for one in wanted if one.startswith("typst")] == [f"typst=={PINNED}"]
    assert f"typst=={PINNED}" in (PROJECT_FOLDER / "constraints.txt").read_text("utf-8").split()
    assert version("typst") == PINNED


def test_a_page_has_the_bytes_it_had():
    printed = typst.compile(
        PAGE.encode(), font_paths=[str(FONTS)], ignore_system_fonts=True, pdf_standards=["a-3a", "ua-1"],
        timestamp=datetime(2025, 1, 1, tzinfo=UTC),
    )
    assert sha256(printed).hexdigest() == DIGEST
