"""A command is stopped at every call that changes the file system: a program of its own, for it forks.

    python stopped.py COMMAND,COMMAND FOLDER [SEED PARTS]    tries all points, or a seeded part of them

One process runs the command up to where it begins to write. From there it forks a child for every point, which goes
on and is stopped there: killed (also in the midst of a write) or interrupted as by Ctrl-C. What the child left is
looked at, the next command is run, what that leaves is looked at, and all is put back. Prints one JSON object, by
command: `points` tried, `wrong` with what was seen, `astray`: changes by other ways than those counted.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from discloser import cli
from discloser.disk import writing

SAMPLES = Path(__file__).parents[2] / "sample_inputs"
SAMPLE = SAMPLES / "new-unit-2025-budget.yaml"
CHANGES = ("open", "write", "fsync", "replace", "unlink", "mkdir", "rmdir", "chmod", "chown", "ftruncate")
OURS = ".discloser"
EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown", "os.truncate", "os.link")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
Tree = dict[str, bytes]


@dataclass
class Story:
    """A command in a folder made ready, what may be run next, and the files that must always be there."""

    arguments: list[str]
    then: list[list[str]]
    precious: list[str] = field(default_factory=list)


def run(arguments: Sequence[object]) -> int:
    try:
        cli.main([str(argument) for argument in arguments])
    except SystemExit as stop:
        return int(str(stop.code))
    return 0


def built(folder: Path) -> Path:
    """A form whose report was built, with one file edited by hand since."""
    form = folder / "表.yaml"
    form.write_bytes(SAMPLE.read_bytes())
    assert run(["build", form, "-o", folder, "-f", "docx", "-f", "json"]) == 0
    return form


def build(folder: Path) -> Story:
    form = built(folder)
    form.write_text(form.read_text("utf-8").replace("18.4824", "18.5824"), "utf-8")
    command = ["build", str(form), "-o", str(folder), "-f", "docx", "-f", "json", "--open-data"]
    return Story(command, [["status", str(folder)], ["check", str(form)], command], ["表.yaml"])


def pull(folder: Path) -> Story:
    from edited_reports import edited, paragraph_after, typed_over
    form = built(folder)
    [report] = folder.glob("*.docx")
    old = "本单位为2024年底新设立的单位"
    edits = (typed_over(old, old.replace("为", "是")), paragraph_after("财政拨款收支总预算", "后来加的。"))
    report.write_bytes(edited(*edits, content=report.read_bytes()))
    command = ["pull", str(report), str(form), "--yes"]
    return Story(command, [["check", str(form)], ["status", str(folder)], command], ["表.yaml", report.name])


def convert(folder: Path) -> Story:
    form = folder / "表.yaml"
    form.write_bytes(SAMPLE.read_bytes())
    target = folder / "新" / "表.xlsx"
    target.parent.mkdir()
    command = ["convert", str(form), str(target)]
    return Story(command, [["status", str(target.parent)], ["check", str(target)], command], ["表.yaml"])


def check(folder: Path) -> Story:
    form = folder / "表.yaml"
    form.write_bytes(SAMPLE.read_bytes())
    (folder / "检查.docx").write_bytes(b"an older one")
    command = ["check", str(form), "-o", str(folder / "检查.docx")]
    return Story(command, [["check", str(form)], command], ["表.yaml", "检查.docx"])


def compare(folder: Path) -> Story:
    form, new = folder / "表.yaml", folder / "改.yaml"
    form.write_bytes(SAMPLE.read_bytes())
    new.write_text(form.read_text("utf-8").replace("18.4824", "18.5824"), "utf-8")
    paper = ["-o", str(folder / "更正.docx"), "--reason", "错了", "--date", "2025-03-01"]
    command = ["compare", str(form), str(new), *paper]
    return Story(command, [["check", str(form)], ["status", str(folder)]], ["表.yaml", "改.yaml"])


def roll(folder: Path) -> Story:
    form = folder / "单位2025.yaml"
    shutil.copy(SAMPLES / "fenyang-2025-budget.yaml", form)
    command = ["roll", str(form), "-o", str(folder / "单位2026.xlsx")]
    return Story(command, [["check", str(form)], ["status", str(folder)]], ["单位2025.yaml"])


STORIES: dict[str, Callable[[Path], Story]] = {
    "build": build, "pull": pull, "convert": convert, "check": check, "compare": compare, "roll": roll,
}


def tree(folder: Path) -> Tree:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


class Calls:
    """Counts the calls that change the file system, and stops the process at one of them."""

    def __init__(self, at: int = -1, when: str = "", stop: Callable[[], None] = lambda: None) -> None:
        self.names: list[str] = []
        self._at, self._when, self._stop = at, when, stop

    def watch(self) -> None:
        for name in CHANGES:
            setattr(os, name, self._watched(name, getattr(os, name)))

    def _watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **more: Any) -> Any:
            if name == "open" and not arguments[1] & WRITES:
                return call(*arguments, **more)
            here = len(self.names) == self._at
            self.names.append(name)
            if here and self._when == "before":
                self._stop()
            if here and self._when == "half" and name == "write":
                call(arguments[0], arguments[1][: len(arguments[1]) // 2])
                self._stop()
            done = None if name == "fsync" else call(*arguments, **more)  # who is killed needs no flushed disk
            if here and self._when == "after":
                self._stop()
            return done

        return watched


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interrupted() -> None:
    raise KeyboardInterrupt


def speak_to(said: Path) -> None:
    """Let what this process says go to a file."""
    words = os.open(said, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    os.dup2(words, 1)
    os.dup2(words, 2)


def leave(status: int) -> None:
    """End a child."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def status_of(child: int) -> int:
    """A child's exit status, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Trial:
    """All points of a story: what lay there before, what lies there after the command went through."""

    def __init__(self, folder: Path, story: Story, part: tuple[int, int] | None) -> None:
        self.folder, self.story, self.part = folder, story, part
        self.said = folder.parent / "said.txt"
        self.kept = folder.parent / "kept"
        shutil.copytree(folder, self.kept, symlinks=True)
        self.old, self.folders = tree(folder), folders(folder)
        self.new: Tree = {}
        self.wrong: list[str] = []
        self.tried = 0

    def try_all(self, begin: Callable[[], object]) -> None:
        """From where the command begins to write: count its calls, then stop it at each. A child returns from here."""
        counted = self.said.with_name("counted.json")
        child = os.fork()
        if child == 0:
            calls = Calls()
            calls.watch()
            begin()
            counted.write_text(json.dumps(calls.names))
            return
        assert status_of(child) in (0, 1), self.said.read_text("utf-8")
        self.new = tree(self.folder)
        assert self.new != self.old
        for number, (at, when, stop) in enumerate(self._points(json.loads(counted.read_text()))):
            shutil.rmtree(self.folder)
            shutil.copytree(self.kept, self.folder)
            self.tried += 1
            child = os.fork()
            if child == 0:
                speak_to(self.said)
                Calls(at, when, stop).watch()
                begin()
                return
            then = self.story.then[number % len(self.story.then)]
            self._judge(f"{stop.__name__} {when} call {at}, then {then[0]}: ", status_of(child), stop, then)

    def _points(self, names: list[str]) -> list[tuple[int, str, Callable[[], None]]]:
        points: list[tuple[int, str, Callable[[], None]]] = [
            (at, when, stop) for at, name in enumerate(names) for when in ("before", "half", "after")
            for stop in (killed, interrupted) if when != "half" or (name == "write" and stop is killed)
        ]
        return points if self.part is None else random.Random(self.part[0]).sample(points, self.part[1])

    def _judge(self, label: str, status: int, stop: Callable[[], None], then: list[str]) -> None:
        words = self.said.read_text("utf-8")
        if status not in (-signal.SIGKILL if stop is killed else 2, 0, 1) or "Traceback" in words:
            self.wrong.append(f"{label}{status} {words[-300:]}")
        self._look(label + "at once: ", settled=stop is interrupted)
        if stop is interrupted and ("没有写任何文件" in words) != (tree(self.folder) == self.old):
            self.wrong.append(label + "what it said is not true: " + words[-100:])
        child = os.fork()
        if child == 0:
            speak_to(self.said)
            leave(run(then))
        status = status_of(child)
        if status not in (0, 1, 2) or "Traceback" in self.said.read_text("utf-8"):
            self.wrong.append(f"{label}the next command ended with {status}")
        if then != self.story.arguments:
            self._look(label + "after the next: ", settled=True)
        elif found := [name for name in tree(self.folder) if OURS in name]:
            self.wrong.append(f"{label}litter {found}")

    def _look(self, label: str, *, settled: bool) -> None:
        """Whether every file is the old or the new one and whole; `settled`: all old or all new, and no litter."""
        now = tree(self.folder)
        litter = [name for name in now if OURS in name]
        half = [name for name, content in now.items()
                if name not in litter and content not in (self.old.get(name), self.new.get(name))]
        gone = [name for name in (*self.old, *self.story.precious) if name not in now]
        mixed = settled and now not in (self.old, self.new)
        empty = folders(self.folder) - self.folders if settled and now == self.old else set()
        for what in (half and f"half {half}", gone and f"gone {gone}", settled and litter and f"litter {litter}",
                     mixed and f"mixed {sorted(now)}", empty and f"empty folders {sorted(empty)}"):
            if what:
                self.wrong.append(label + what)


def astray(folder: Path) -> list[str]:
    """Will hold every change of the folder that this process makes by itself."""
    seen: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in EVENTS or (event == "open" and not (arguments[2] or 0) & WRITES):
            return
        if str(folder) in str(arguments[0]):
            seen.append(f"{event} {arguments[0]}")

    sys.addaudithook(hook)
    return seen


def tried(name: str, folder: Path, part: tuple[int, int] | None) -> dict[str, Any]:
    folder.mkdir(parents=True)
    story = STORIES[name](folder)
    trial = Trial(folder, story, part)
    own, seen = os.getpid(), astray(folder)
    carry_out = writing._Exchange.carry_out
    before: list[str] = []

    def begin(self: Any, *arguments: Any) -> None:
        writing._Exchange.carry_out = carry_out  # type: ignore[method-assign]
        before.extend(seen)
        trial.try_all(lambda: carry_out(self, *arguments))

    writing._Exchange.carry_out = begin  # type: ignore[method-assign]
    status = 99
    try:
        status = run(story.arguments)
    finally:
        if os.getpid() != own:
            leave(status)
    return {"points": trial.tried, "wrong": trial.wrong, "astray": before}


def main(names: list[str], folder: Path, part: tuple[int, int] | None) -> None:
    print(json.dumps({name: tried(name, folder / name / "folder", part) for name in names}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1].split(","), Path(sys.argv[2]), (int(sys.argv[3]), int(sys.argv[4])) if sys.argv[4:] else None)
