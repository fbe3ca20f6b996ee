"""A format is one module: whoever adds it has added it everywhere."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from discloser import render
from discloser.cli.build import build
from discloser.render import FORMATS, NOTICES, formats

MODULES = sorted(Path(formats.__path__[0]).glob("[!_]*.py"))


def test_every_module_is_a_format():
    assert sorted(FORMATS) == [module.stem for module in MODULES]


def test_the_command_line_offers_all_and_makes_the_usual_ones():
    option = next(each for each in build.params if each.name == "formats")
    assert list(option.type.choices) == list(FORMATS)
    assert option.default == ("docx", "pdf")


def test_notices_are_written_where_a_format_can():
    assert set(NOTICES) == {"docx", "pdf"}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_no_format_knows_another(module: Path):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    beside = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 1]
    assert beside == []


def test_one_more_module_is_one_more_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "short.py").write_text(
        "from discloser.render.format import Format\n"
        "FORMAT = Format('short', '短', '只有题目', lambda report, fonts: report.title.encode())\n", encoding="utf-8")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    found = render.installed()
    assert list(found) == [*FORMATS, "short"]
    assert found["short"].render(FakeReport(), tmp_path) == "题目".encode()


class FakeReport:
    title = "题目"
