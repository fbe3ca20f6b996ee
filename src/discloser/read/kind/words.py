"""The words for judging any report, from the templates' folder `words`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ...model.kind.report_kind import KindError

_FILE = "any-report.yaml"


def read_words(folder: Path, name: str = _FILE) -> Mapping[str, Any]:
    """The data of a file of words. Raises `KindError`."""
    try:
        data = yaml.load((folder / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise KindError(f"{folder / name} 写法有误：{error}") from None
    if not isinstance(data, Mapping):
        raise KindError(f"{folder / name}：应当是逐项列出的键和值")
    return data
