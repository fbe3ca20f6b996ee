"""What tests of the page share: workbooks, and an officer who uses it in this process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from helpers import SAMPLES
from openpyxl import load_workbook

from discloser.usecases.convert import converted


@cache
def workbook_of(sample: str) -> bytes:
    """A sample form as a workbook."""
    content, _ = converted(SAMPLES / f"{sample}.yaml", as_text=False)
    assert content is not None
    return content


def with_cells(sample: str, cells: dict[str, object]) -> bytes:
    """A sample workbook with other values in some cells: `基本支出!D17` → value."""
    book = load_workbook(BytesIO(workbook_of(sample)))
    for address, value in cells.items():
        sheet, _, cell = address.partition("!")
        book[sheet][cell].value = value
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def work_off() -> int:
    """Do all jobs that are open; how many there were."""
    from discloser.web.tasks import done_next  # Django is set up by then

    done = 0
    while done_next("worker"):
        done += 1
    return done


class Officer:
    """An officer at the page: hands files in, reads pages, presses buttons."""

    def __init__(self, browser: Client, work: Callable[[], int]) -> None:
        self.browser, self.work = browser, work

    def uploads(self, content: bytes, name: str = "填报表.xlsx", to: str = "/upload/", **fields: Any) -> Any:
        return self.browser.post(to, {"form": SimpleUploadedFile(name, content), **fields})

    def begins(self, content: bytes, name: str = "填报表.xlsx") -> str:
        """Upload a form and have it checked; the address of what was found."""
        address = self.uploads(content, name).headers["Location"]
        self.work()
        return address

    def reads(self, address: str, status: int = 200) -> str:
        answer = self.browser.get(address)
        assert answer.status_code == status
        return answer.content.decode()

    def saves(self, address: str, fields: dict[str, str]) -> Any:
        answer = self.browser.post(address, fields)
        self.work()
        return answer
