"""Chinese for the words that the click library says itself (用法, 选项, 错误 …)."""

from __future__ import annotations

import gettext
import os
from importlib.resources import files

_DOMAIN = "messages"


def speak_chinese() -> None:
    """Bind click's text domain to our catalogue, whatever language the machine speaks."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain(_DOMAIN, str(files("discloser") / "locale"))
