"""How much memory sixty pages of attachments take above none, each build in a process of its own: at most 400 MiB."""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from PIL import Image

from discloser.usecases.build import build

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_inputs" / "new-unit-2025-budget.yaml"
PAGES = 60
FORMATS = (("docx",), ("pdf",), ("docx", "pdf"), ("docx", "pdf", "html", "json", "md"))


def scan() -> bytes:
    """Sixty pages in colour, no two alike and none easily packed, in one file just below its limit of 20 MB."""
    paper = Image.new("RGB", (1240, 1754), "white")
    grains = (random.Random(page).randbytes(620 * 877 * 3) for page in range(PAGES))
    pages = [Image.blend(paper, Image.frombytes("RGB", (620, 877), grain).resize(paper.size), 0.4) for grain in grains]
    content = io.BytesIO()
    pages[0].save(content, "PDF", save_all=True, append_images=pages[1:], quality=40, resolution=150)
    return content.getvalue()


def measure(form: Path, formats: tuple[str, ...]) -> None:
    """Print the peak of this process in MiB, of the first build and of one that replaces all that it wrote."""
    text = form.read_text("utf-8")
    for title in ("附一", "附二"):
        form.write_text(text.replace("附一", title), "utf-8")
        built = build(form, form.parent / "报告", formats)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024 if built.files else "没有生成")


def run(*arguments: object) -> list[str]:
    """What this script prints in a process of its own: a process begins with the peak of the one that started it."""
    command = [sys.executable, __file__, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def main() -> None:
    """Measure every choice of formats, or do what is asked for."""
    match sys.argv[1:]:
        case ["scan", path]:
            Path(path).write_bytes(scan())
        case [form, *formats]:
            measure(Path(form), tuple(formats))
        case _:
            compare()


def compare() -> None:
    """Every choice of formats without attachments, with them, and with them once more."""
    print(f"{'formats':<24}{'none':>8}{'60 pages':>10}{'again':>8}   MiB", flush=True)
    with TemporaryDirectory() as folder:
        form = Path(folder) / "form.yaml"
        run("scan", form.with_name("scan.pdf"))
        for formats in FORMATS:
            peaks: list[str] = []
            for appended in ("", "\n附件:\n  - {标题: 附一, 文件: scan.pdf}\n"):
                form.write_text(SAMPLE.read_text("utf-8") + appended, "utf-8")
                peaks += run(form, *formats)
                rmtree(form.with_name("报告"))
            print(f"{' '.join(formats):<24}{peaks[0]:>8}{peaks[2]:>10}{peaks[3]:>8}", flush=True)


if __name__ == "__main__":
    main()
