"""Make templates/fonts/FandolSong-Latin.otf: the ASCII letters and digits of FandolSong, for running text in 仿宋 and 楷体.

The Latin letters of FandolFang and FandolKai are sans-serif; figures in a report are customarily set in a Times-like
face. A family that holds nothing but ASCII can stand before the Chinese one in a style sheet.
"""

from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).parents[1] / "templates" / "fonts"

if __name__ == "__main__":
    subset.main([
        str(FONTS / "FandolSong-Regular.otf"), "--unicodes=U+0020-007E", "--layout-features=*",
        f"--output-file={FONTS / 'FandolSong-Latin.otf'}",
    ])
