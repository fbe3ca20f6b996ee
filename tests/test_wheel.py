"""The wheel: it holds the templates, and installed elsewhere it builds a report with them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_every_file_of_the_templates_and_the_paper_is_in_the_wheel(wheel: Path):
    packed = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"discloser/templates/{path.relative_to(ROOT / 'templates').as_posix()}"
        for path in (ROOT / "templates").rglob("*") if path.is_file()
    }
    assert len(wanted) > 30
    wanted |= {f"discloser/render/pdf/{name}.typ" for name in ("paper", "report", "notice")}
    page = ROOT / "src/discloser/web"
    wanted |= {
        f"discloser/web/{path.relative_to(page).as_posix()}" for folder in ("static", "templates", "migrations")
        for path in (page / folder).rglob("*") if path.suffix in (".html", ".css", ".js", ".svg", ".txt", ".py")
    }
    assert wanted - packed == set()


def test_installed_elsewhere_it_finds_its_kinds_and_builds(wheel: Path, tmp_path: Path):
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    program = (
        f"import sys; sys.path.insert(0, {str(site)!r})\n"
        "import discloser; assert discloser.__file__.startswith(sys.path[0]), discloser.__file__\n"
        "from discloser.cli import main; main(sys.argv[1:])"
    )
    sample = ROOT / "sample_inputs" / "fenyang-2025-budget.yaml"
    listed = _run(program, tmp_path, "kinds")
    built = _run(program, tmp_path, "build", str(sample), "-o", str(tmp_path / "out"), "-f", "json", "-f", "pdf")
    assert "shanxi/budget-2025" in listed.stdout
    assert built.returncode == 0, built.stdout + built.stderr
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".json", ".pdf", ".版本"]


def _run(program: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
