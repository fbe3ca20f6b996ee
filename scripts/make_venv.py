"""Make the virtual environment, or say which Python is needed."""

import sys
import venv
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  an older Python may well start this script
    sys.exit(f"需要 Python 3.11 或更新的版本，这里是 {sys.version.split()[0]}。可以指定：make report PYTHON=python3.12")
folder = Path(sys.argv[1])
if not (folder / "bin" / "python").exists():
    venv.create(folder, with_pip=True)
