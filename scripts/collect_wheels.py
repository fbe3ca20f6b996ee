"""Collect all that an installation without network needs: `collect_wheels.py folder`.

Below the folder: `windows`, for Windows x64 and the Python named here, and `linux`, for this machine and its Python.
Nothing in them is built from source, and nothing is on PyPI that is ours: the program's own wheel is built first.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parents[1]
PYTHON = "3.13"
"""The Python that docs/windows.md tells officers to install."""

_WINDOWS = {
    "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64",
    "python_version": PYTHON, "python_full_version": f"{PYTHON}.0", "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
}
_FOR_WINDOWS = ("--platform", "win_amd64", "--python-version", PYTHON, "--implementation", "cp")


def missing(folder: Path, environment: Mapping[str, str]) -> set[str]:
    """What the wheels of a folder require on a machine like that and the folder does not hold.

    pip asks the machine that collects, not the one that will install, which requirements hold.
    """
    wheels = sorted(folder.glob("*.whl"))
    named = (parse_wheel_filename(wheel.name) for wheel in wheels)
    held = {canonicalize_name(name): version for name, version, *_ in named}
    wanted = (requirement for wheel in wheels for requirement in _requirements(wheel))
    return {
        str(one).partition(";")[0].strip() for one in wanted
        if one.marker is None or one.marker.evaluate({**default_environment(), "extra": "", **environment})
        if not ((version := held.get(canonicalize_name(one.name))) and one.specifier.contains(version))
    }


def _requirements(wheel: Path) -> Iterator[Requirement]:
    with zipfile.ZipFile(wheel) as packed:
        name = next(name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        told = message_from_bytes(packed.read(name))
    yield from map(Requirement, told.get_all("Requires-Dist", []))


def _pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", *arguments], check=True)


def _collect(folder: Path, own: Path, environment: Mapping[str, str], options: tuple[str, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.whl"):
        old.unlink()
    more = {f"{own}[web]"}  # officers work in the page
    while more:
        _pip("download", "--quiet", "--disable-pip-version-check", "--only-binary=:all:", "--dest", str(folder),
             "--constraint", str(ROOT / "constraints.txt"), *options, *sorted(more))
        more = missing(folder, environment)
    wheels = list(folder.glob("*.whl"))
    size = sum(wheel.stat().st_size for wheel in wheels) / 2**20
    print(f"{folder}：{len(wheels)} 个文件，共 {size:.0f} MiB")


def main() -> None:
    """Build our own wheel and collect the others for both systems."""
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as built:
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", built, str(ROOT)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        (own,) = Path(built).glob("*.whl")
        _collect(target / "windows", own, _WINDOWS, _FOR_WINDOWS)
        _collect(target / "linux", own, {}, ())


if __name__ == "__main__":
    main()
