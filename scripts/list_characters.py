"""Write templates/fonts/characters.txt: every character that all shipped Chinese fonts have, in Unicode's order."""

from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "templates" / "fonts"
LATIN = "FandolSong-Latin.otf"


def characters() -> str:
    """What a text may hold and still look the same on every machine."""
    covered = [set(TTFont(path).getBestCmap()) for path in sorted(FONTS.glob("*.otf")) if path.name != LATIN]
    return "".join(chr(code) for code in sorted(set.intersection(*covered)) if code > ord(" "))


if __name__ == "__main__":
    (FONTS / "characters.txt").write_text(characters(), encoding="utf-8", newline="")
