"""Names of units' folders: apart on every system, the same whatever order the units come in."""

from __future__ import annotations

import re
import unicodedata

from ...disk import digest

LONGEST = 60
"""Characters of a folder's name: Windows takes 260 for a whole path."""
_REFUSED = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]')
_PORTS = (f"{port}{number}" for port in ("com", "lpt") for number in range(10))
_DEVICES = frozenset({"con", "prn", "aux", "nul", *_PORTS})
_NO_NAME = "未名单位"
_HEX = 8
_OURS = frozenset({"批量结果.xlsx", "批量结果.html", ".work"})


def folder_name(code: str, name: str) -> str:
    """The name of a unit's folder: `code-name`, or the name alone, without what Windows has in no name."""
    plain = unicodedata.normalize("NFC", "-".join(filter(None, (code, name))))
    plain = _REFUSED.sub("＿", plain)[:LONGEST].strip(" .")
    if not plain:
        return _NO_NAME
    return f"＿{plain}"[:LONGEST] if plain.split(".")[0].lower() in _DEVICES or plain.lower() in _OURS else plain


def same_on_disk(name: str) -> str:
    """What two names share that lead to one folder on some system: Windows and Macs overlook case and composition."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


class Folders:
    """Key of a unit → the name of its folder. Units that ask for the same name get it with a mark of their key each."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._together: dict[str, dict[str, str]] = {}

    def ask(self, key: str, name: str) -> list[str]:
        """Take a unit in, with the name that it would have alone; the keys of others that are called otherwise now."""
        alike = self._together.setdefault(same_on_disk(name), {})
        alike[key] = name
        self.names[key] = name if len(alike) == 1 else _marked(name, key)
        if len(alike) != 2:
            return []
        [other] = [one for one in alike if one != key]
        self.names[other] = _marked(alike[other], other)
        return [other]

    def collisions(self) -> list[tuple[str, list[str]]]:
        """Names that several units ask for, each with the keys of these."""
        return sorted((min(alike.values()), sorted(alike)) for alike in self._together.values() if len(alike) > 1)


def _marked(name: str, key: str) -> str:
    mark = f"~{digest(unicodedata.normalize('NFC', key).encode('utf-8', 'surrogatepass'))[:_HEX]}"
    return f"{name[:LONGEST - len(mark)].rstrip(' .')}{mark}"
