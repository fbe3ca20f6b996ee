"""Chinese for the words that the click library says itself (用法, 选项, 错误 …)."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

_DOMAIN = "messages"


def speak_chinese() -> None:
    """Bind click's text domain to our catalogue, whatever language the machine speaks."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain(_DOMAIN, str(Path(__file__).parent / "locale"))
