"""What an installation without network still lacks is found for the machine that will install, not for this one."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from helpers import PROJECT_FOLDER

sys.path.append(str(PROJECT_FOLDER / "scripts"))

WINDOWS = {"platform_system": "Windows", "sys_platform": "win32", "platform_machine": "AMD64"}


def a_wheel(folder: Path, name: str, *required: str) -> None:
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as packed:
        told = "".join(f"Requires-Dist: {one}\n" for one in required)
        packed.writestr(f"{name}-1.0.dist-info/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{told}")


@pytest.mark.parametrize(("required", "lacking"), [
    ("other>=1", {"other>=1"}),
    ("held>=1", set()),
    ("held>=2", {"held>=2"}),
    ('colours; platform_system == "Windows"', {"colours"}),
    ('fork; sys_platform == "linux"', set()),
    ('docs; extra == "doc"', set()),
    ('typst==0.15.2; platform_system != "Windows" or platform_machine != "ARM64"', {"typst==0.15.2"}),
])
def test_what_windows_needs_is_asked_of_windows(tmp_path: Path, required: str, lacking: set[str]):
    from collect_wheels import missing

    a_wheel(tmp_path, "held")
    a_wheel(tmp_path, "asking", required)
    assert missing(tmp_path, WINDOWS) == lacking


def test_the_python_that_wheels_are_collected_for_is_the_one_that_officers_are_told_to_install():
    from collect_wheels import PYTHON

    assert f"Python {PYTHON}" in (PROJECT_FOLDER / "docs" / "windows.md").read_text("utf-8")
