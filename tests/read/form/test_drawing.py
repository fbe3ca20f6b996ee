"""The process that draws foreign files: whatever they ask for, it ends in time and takes no more than its share."""

from __future__ import annotations

import pytest
from attached_files import a_bomb, a_pdf, a_picture, with_a_kid_that_is_no_page

from discloser.read.form import drawing
from discloser.read.form.drawing import MEBIBYTE, Drawer
from discloser.read.form.pages import CannotDraw


def refused(drawer: Drawer, content: bytes) -> str:
    with pytest.raises(CannotDraw) as raised:
        drawer.pages(content, 60, 60, drawn=True)
    return str(raised.value)


def test_one_process_draws_all_files_and_goes_on_after_one_it_refuses():
    with Drawer() as drawer:
        assert drawer.pages(a_pdf(2), 60, 60, drawn=False) == (2, [])
        process = drawer._process
        assert "第 2 页画不出来" in refused(drawer, with_a_kid_that_is_no_page())
        count, (page,) = drawer.pages(a_picture(), 60, 60, drawn=True)
        assert (count, page.width, page.height) == (1, 600, 400)
        assert drawer._process is process


def test_a_page_that_asks_for_all_the_memory_is_given_up_and_the_next_file_is_drawn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drawing, "_MEMORY", 150 * MEBIBYTE)
    with Drawer() as drawer:
        assert refused(drawer, a_bomb()) == "太复杂，画一页要的内存太多"
        assert drawer.pages(a_picture(), 60, 60, drawn=True)[0] == 1


def test_a_page_that_takes_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drawing, "_SECONDS_A_PAGE", 0.05)
    with Drawer() as drawer:
        assert refused(drawer, a_bomb(deep=5)) == "太复杂，画一页要的时间太长"


def test_pages_that_take_too_long_together_are_given_up():
    with Drawer(left=0.01) as drawer:
        assert refused(drawer, a_bomb(deep=5)) == "太复杂，画一页要的时间太长"


def test_a_process_that_is_lost_is_a_refusal(monkeypatch: pytest.MonkeyPatch):
    with Drawer() as drawer:
        drawer.pages(a_picture(), 60, 60, drawn=True)
        assert drawer._process is not None
        drawer._process.kill()
        assert "画的时候出了问题" in refused(drawer, a_picture())
