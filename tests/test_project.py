"""What a stranger expects of a project is there, and says what is true."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import yaml

PROJECT = Path(__file__).parents[1]


def steps_of(target: str) -> list[str]:
    """The commands that a target of the Makefile runs in the virtual environment."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.M)
    assert recipe, target
    return re.findall(r"^\t\$\(BIN\)/((?:ruff|mypy|pytest).*)$", recipe[1], re.M)


def test_the_matrix_runs_the_steps_of_make_test():
    workflow = yaml.safe_load((PROJECT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    job = workflow["jobs"]["test"]
    runs = [step["run"] for step in job["steps"] if "run" in step]
    assert runs[-3:] == steps_of("test")
    assert job["strategy"]["matrix"]["os"] == ["ubuntu-latest", "windows-latest", "macos-latest"]
    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]


def test_the_version_stands_in_one_place():
    pyproject = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    declared = tomllib.loads(pyproject)["project"]["version"]
    assert version("discloser") == declared
    others = [path for path in (PROJECT / "src").rglob("*.py") if f'"{declared}"' in path.read_text(encoding="utf-8")]
    assert others == []


def test_the_changelog_begins_with_this_version():
    headings = re.findall(r"^## (\S+)", (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert headings[0] == version("discloser")


def test_every_link_of_the_contributors_pages_leads_somewhere():
    for page in ("README.md", "CONTRIBUTING.md", "SECURITY.md"):
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)", (PROJECT / page).read_text(encoding="utf-8"))
        assert links, page
        assert [link for link in links if not (PROJECT / link).exists()] == []
