"""Unpack Chromium 109, the oldest that the page is for, into a folder: `old_chromium.py folder`; needs npm.

It is the last that Windows 7 has, and what 360's and WPS's own browsers are made of.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import brotli

PACKAGE = "@sparticuz/chromium@109.0.6"


def main() -> None:
    """Fetch the package from npm, if it is not there yet."""
    folder = Path(sys.argv[1])
    if (folder / "chromium").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
    packed = next(folder.glob("*.tgz"))
    with tarfile.open(packed) as archive:
        parts = {name: brotli.decompress(archive.extractfile(f"package/bin/{name}.br").read())
                 for name in ("swiftshader.tar", "chromium")}
    with tarfile.open(fileobj=io.BytesIO(parts["swiftshader.tar"])) as archive:
        archive.extractall(folder, filter="data")
    program = folder / "chromium"
    program.write_bytes(parts["chromium"])
    program.chmod(0o755)
    packed.unlink()


if __name__ == "__main__":
    main()
