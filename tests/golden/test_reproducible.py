"""The same form gives the same bytes in every format, wherever and whenever it is built."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from helpers import PROJECT_FOLDER, SAMPLES

from discloser.render import FORMATS

HERE = {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}
ELSEWHERE = {
    "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C",
    "SOURCE_DATE_EPOCH": "1", "HOME": "/nowhere",
}


def built(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """File → digest of everything that one process of its own builds."""
    folder.mkdir()
    formats = [argument for name in FORMATS for argument in ("-f", name)]
    command = [
        sys.executable, "-m", "discloser", "build", str(SAMPLES / "fenyang-2025-budget.yaml"), "-o", "out",
        "--open-data", "--embed-form",
    ]
    inherited = {key: value for key, value in os.environ.items() if key not in HERE | ELSEWHERE}
    subprocess.run(
        [*command, *formats], cwd=folder, check=True, capture_output=True,
        env={**inherited, "PYTHONPATH": str(PROJECT_FOLDER / "src"), **environment},
    )
    written = (file for file in sorted((folder / "out").rglob("*")) if file.is_file())
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in written}


def test_every_format_has_the_same_bytes_under_another_locale_time_zone_and_hash_seed(tmp_path: Path):
    here = built(tmp_path / "here", HERE)
    assert here == built(tmp_path / "elsewhere", ELSEWHERE)
    assert {Path(name).suffix[1:] for name in here} == {
        *FORMATS.keys() - {"digest"}, "png", "csv", "xlsx", "版本"}
