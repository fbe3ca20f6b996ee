"""Make the virtual environment, or say which Python is needed."""

import sys
import venv
from importlib.util import find_spec
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  an older Python may well start this script
    sys.exit(f"需要 Python 3.11 或更新的版本，这里是 {sys.version.split()[0]}。可以指定：make report PYTHON=python3.12")
if find_spec("ensurepip") is None:
    sys.exit("这个 Python 不能建虚拟环境。Debian、Ubuntu 上先装一次：apt install python3-venv")
folder = Path(sys.argv[1])
if not (folder / "bin" / "python").exists():
    venv.create(folder, with_pip=True)
