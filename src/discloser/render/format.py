"""What a format of reports is; each module of `formats/` declares one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model.report.notice import Notice
    from ..model.report.report import Report

    Renderer = Callable[[Report, Path], bytes]
    NoticeRenderer = Callable[[Notice, Path], bytes]


class CannotRender(Exception):  # noqa: N818  the state of the machine, not a fault of the program
    """This machine lacks what a format needs; the message says in Chinese what to do."""


@dataclass(frozen=True)
class Format:
    """A format that reports are written in. A renderer takes the folder of the project's fonts beside the report.

    `name`: the ending of its files; `title` and `about`: what it is called and good for, in Chinese. `notice`: its
    renderer of notices, such as the report of a check, where it has one. `usual`: made when nobody names a format.
    `engines`: by name, who may print it, the usual one first, where there are several. `endings`: of a format of
    several files, what each file's name ends in, and its renderer. Heavy libraries are loaded by the renderers, not by
    the modules that declare them.
    """

    name: str
    title: str
    about: str
    render: Renderer
    notice: NoticeRenderer | None = None
    usual: bool = False
    engines: Mapping[str, Renderer] = field(default_factory=dict)
    endings: Mapping[str, Renderer] = field(default_factory=dict)

    def files(self, report: Report, fonts: Path, engine: str = "") -> dict[str, bytes]:
        """What a file's name ends in → its bytes. Raises `CannotRender`."""
        wanted = self.endings or {f".{self.name}": self.engines.get(engine, self.render)}
        return {ending: render(report, fonts) for ending, render in wanted.items()}
