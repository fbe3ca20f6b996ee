"""Every command, with every option and every format, on every sample: it ends as it should, and what it writes opens.

Commands and options are those that the command line itself names, so a new one is tried without being listed here;
only one that takes a value of its own (a file, a date) has to say below what to try. `make test` runs each option on
some sort of sample and every sort with some option; `make test-all` each on all samples, and every two together.
"""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import click
import docx
import openpyxl
import pypdfium2
import pytest
import yaml
from counties import work_in_this_process
from helpers import PROJECT_FOLDER, SAMPLES, read_yaml
from lxml import html
from PIL import Image

from discloser.cli.main import cli, main
from discloser.cli.options import commands_of
from discloser.read.kind.library import INSTALLED, choose_for
from discloser.render import FORMATS

TEMPLATES = PROJECT_FOLDER / "templates"
LIGHT = [name for name in FORMATS if name not in ("docx", "pdf")]
"""Formats that are made in a moment."""
VALUES = {
    ("build", "output"): ("{out}",),
    ("check", "output"): ("{out}/检查.docx", "{out}/检查.pdf", "{out}/检查.xlsx"),
    ("audit", "output"): ("{out}/检查.docx", "{out}/检查.pdf", "{out}/检查.xlsx"),
    ("batch run", "output"): ("{out}",), ("batch run", "roster"): ("{roster}",), ("batch run", "date"): ("2025-03-09",),
    ("batch run", "processes"): ("1",), ("batch new", "roster"): ("{roster}",), ("batch new", "output"): ("{out}",),
    ("batch new", "kinds"): ("{kind}",), ("batch new", "last_year"): ("{here}",), ("batch new", "year"): ("{next}",),
    ("batch new", "exported"): ("{list}",),
    ("import", "output"): ("{out}/表.yaml", "{out}/表.xlsx"), ("import", "kind_id"): ("{kind}",),
    ("new", "output"): ("{out}/表.yaml", "{out}/表.xlsx"),
    ("new", "last_year"): ("{form}",),
    ("compare", "output"): ("{out}/更正.docx", "{out}/更正.pdf"),
    ("compare", "reason"): ("录入时多写了一位",),
    ("compare", "date"): ("2025-03-09",),
    ("roll", "output"): ("{out}/明年.yaml", "{out}/明年.xlsx"),
    ("roll", "to"): ("{next}",),
    ("new", "year"): ("{next}",),
    ("trace", "place"): ("概况/职责", "{amount}"),
    ("publish", "output"): ("{out}",), ("publish", "site_name"): ("云岭县人民政府",),
    ("*", "library"): (str(TEMPLATES),),
}
"""What is tried for an option that takes a value."""

ARGUMENTS = {
    "batch run": ("{form}",), "batch new": (), "import": ("{docx}",),
    "build": ("{form}",), "check": ("{form}",), "new": ("{kind}",), "convert": ("{form}", "{out}/另.{other}"),
    "audit": ("{json}",), "rules": ("TXT",), "explain": ("AMT001",), "kinds": (), "kinds check": ("{folder}",),
    "kinds diff": ("{kind}", "shanxi/budget-2025"),
    "kinds freeze": ("{own}",), "kinds clone": ("{kind}", "{here}/{kind}"),
    "kinds codes": (), "tidy": ("{form}",),
    "compare": ("{form}", "{json}"), "status": ("{built}",),
    "roll": ("{form}",), "trace": ("{form}", "收入总计"), "pull": ("{docx}", "{form}"),
    "publish": ("{dated}",),
}
NEEDS = {
    ("build", "sources"): ("-f", "html"), ("build", "embed_form"): ("-f", "pdf"),
    ("compare", "output"): ("--reason", "录入时多写了一位", "--date", "2025-03-09"),
}
"""What an option cannot be used without."""

INSTEAD = {("trace", "place")}
"""Options that take the place of the last argument."""

ALWAYS = dict.fromkeys(("batch run", "batch new", "import", "build", "new", "roll", "publish"), "output")
"""What every use says, so that nothing is written beside the samples."""


MUST = {"batch new": ("roster", "kinds")}
"""Other options that a command cannot do without."""


@dataclass(frozen=True)
class Setting:
    """One option with one value. `needed`: what has to be written beside it."""

    name: str
    words: tuple[str, ...]
    needed: tuple[str, ...] = ()
    instead: bool = False


@dataclass(frozen=True)
class Sample:
    """A form of `sample_inputs/`."""

    path: Path
    kind: str
    year: int

    @property
    def sort(self) -> str:
        return self.kind.split("/")[1].rsplit("-", 1)[0]

    @property
    def amount(self) -> str:
        """Where in the form some amount stands."""
        row = {"budget": "基本支出/1/金额", "final": "收入/1/金额"}["final" if "final" in self.kind else "budget"]
        return f"所属单位/1/{row}" if "department" in self.kind else row


@cache
def samples() -> tuple[Sample, ...]:
    """Every form, the smallest of each sort first; a department's units are tried in their department."""
    found = []
    for path in (*SAMPLES.glob("*.yaml"), *SAMPLES.glob("*/department.yaml")):
        source = read_yaml(path)
        kind = choose_for(source, INSTALLED).kind
        assert kind is not None
        found.append(Sample(path, kind, int((source.raw or {})["报告"]["年度"])))
    return tuple(sorted(found, key=lambda one: (one.path.stat().st_size, one.path.name)))


def commands(group: click.Group = cli, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that can be called, by its words."""
    for name, command in commands_of(group).items():
        words = f"{before} {name}".strip()
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield words, command
        if isinstance(command, click.Group):
            yield from commands(command, words)


AT_HOME = ("serve", "portal")
"""Commands that go on until they are stopped, or that need a server; they are tried where they are at home."""

ELSEWHERE = {
    *(("batch run", name) for name in ("scheduler", "tls_ca", "tls_cert", "tls_key")),
    ("import", "form"), ("import", "unit"), ("trace", "report"),
    *(("publish", name) for name in ("site_domain", "site_code", "column", "publisher", "facts", "checking")),
}
"""Options that need other machines, or a file that fits the form, or are like one that is tried; they are tried where
their commands are at home."""

COMMANDS = {words: command for words, command in commands() if words.split()[0] not in AT_HOME}


def settings(words: str) -> list[Setting]:
    """What can be said beside a command's arguments."""
    return [
        Setting(option.name or "", said, NEEDS.get((words, option.name or ""), ()), (words, option.name) in INSTEAD)
        for option in COMMANDS[words].params
        if isinstance(option, click.Option) and (words, option.name) not in ELSEWHERE for said in _said(words, option)
    ]


def _said(words: str, option: click.Option) -> Iterator[tuple[str, ...]]:
    flag = max(option.opts, key=len)
    if option.is_flag:
        yield (flag,)
    elif isinstance(option.type, click.Choice):
        yield from ((flag, str(choice)) for choice in option.type.choices)
    else:
        values = VALUES.get((words, option.name or "")) or VALUES["*", option.name or ""]
        yield from ((flag, value) for value in values)


def uses(words: str, *, together: bool) -> list[tuple[Setting, ...]]:
    """A command alone, with each of its settings and, `together`, with every two of different options."""
    each = settings(words)
    pairs = [pair for pair in combinations(each, 2) if pair[0].name != pair[1].name]
    return [(), *((one,) for one in each), *(pairs if together else ())]


def line(words: str, use: Iterable[Setting]) -> tuple[str, ...]:
    """The words of a use, places left open."""
    use = tuple(use)
    arguments = ARGUMENTS[words][:-1] if any(one.instead for one in use) else ARGUMENTS[words]
    said = {one.name for one in use}
    always = ALWAYS.get(words, "")
    must = tuple(word for name in MUST.get(words, ()) if name not in said
                 for word in (f"--{name.rstrip('s')}", VALUES[words, name][0]))
    given = ("-o", VALUES[words, always][0]) if always and always not in said else ()
    builds = words in ("build", "batch run") and "formats" not in said
    plain = ("-f", "json") if builds and not any(one.needed for one in use) else ()
    own = (word for one in use for word in (*one.words, *one.needed))
    return (*words.split(), *arguments, *given, *must, *plain, *own)


def every_use(*, together: bool) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(line(words, use) for words in COMMANDS for use in uses(words, together=together)))


def of_some_sample() -> list[tuple[tuple[str, ...], Sample]]:
    """Each use with one sort of sample, the sorts in turn, the smallest sample of each."""
    smallest = list({one.sort: one for one in reversed(samples())}.values())
    return [(use, smallest[number % len(smallest)]) for number, use in enumerate(every_use(together=False))]


def of_all_samples() -> list[tuple[tuple[str, ...], Sample]]:
    """Each use with every sample that makes a difference to it."""
    tried = ((use, sample) for use in every_use(together=True) for sample in samples())
    return list({(use, sample if "{" in "".join(use) else None): (use, sample) for use, sample in tried}.values())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory):
    """The folder with the reports of a sample, built once."""
    folders: dict[Sample, Path] = {}

    def made(sample: Sample) -> Path:
        if sample not in folders:
            folders[sample] = tmp_path_factory.mktemp("报告")
            ends_well("build", str(sample.path), "-o", str(folders[sample]), "-f", "docx", "-f", "json")
        return folders[sample]

    return made


def ends_well(*arguments: str) -> str:
    """Run the command line; what it prints. Findings are no failure; a misuse or a fault of the program is one."""
    printed, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(said), pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    assert stopped.value.code in (0, 1), f"{' '.join(arguments)}\n{printed.getvalue()}{said.getvalue()}"
    return printed.getvalue()


def tried(use: tuple[str, ...], sample: Sample, made, folder: Path) -> None:
    """Run one use on one sample, in a folder of its own, and open all that it writes."""
    here = folder / "填报"
    shutil.copytree(sample.path.parent, here,
                    ignore=lambda at, names: [name for name in names if (Path(at) / name).is_dir()])
    out = folder / "写出"
    out.mkdir()
    built = made(sample) if any(place in "".join(use) for place in ("{json}", "{docx}", "{built}")) else folder
    places = {
        "form": here / sample.path.name, "here": here, "out": out, "kind": sample.kind, "next": sample.year + 1,
        "other": "xlsx",
        "built": built, "json": next(built.glob("*.json"), ""), "docx": next(built.glob("*.docx"), ""),
        "folder": INSTALLED.folders[sample.kind], "amount": sample.amount,
    }
    if "{roster}" in use:
        places["roster"] = a_roster(folder / "名录.xlsx")
    if "{list}" in use:
        places["list"] = a_list(folder / "清单.xlsx")
    if "{dated}" in use:
        places["dated"] = a_dated_report(here / sample.path.name, folder / "公开")
    if "{own}" in use:
        places["own"] = Path(shutil.copytree(places["folder"].parent, folder / "版式")) / places["folder"].name
    printed = ends_well(*(word.format(**places) for word in use))
    if "--json" in use:
        json.loads(printed)
    written = [path for path in out.rglob("*") if path.is_file()]
    assert written or not any("{out}" in word for word in use)
    for path in written:
        opens(path)


def a_roster(path: Path) -> Path:
    """A roster of a unit and a department."""
    book = openpyxl.Workbook()
    for row in (["代码", "名称", "层级"], ["407001", "县茶叶站", "单位"], ["407", "县农业农村局", "部门"]):
        book.active.append(row)
    book.save(path)
    return path


def a_dated_report(form: Path, target: Path) -> Path:
    """The folder with the report of a form that has a date; what goes on the web has one."""
    text = form.read_text("utf-8")
    if not re.search(r"^  公开日期:", text, re.M):
        form.write_text(re.sub(r"^(  年度: (\d+).*)$", r"\1\n  公开日期: \2-09-10", text, count=1, flags=re.M), "utf-8")
    ends_well("build", str(form), "-o", str(target), "-f", "json")
    return target


def a_list(path: Path) -> Path:
    """What a finance system exports: a line of a unit of the roster."""
    book = openpyxl.Workbook()
    heads = ["单位代码", "单位名称", "功能科目", "经济科目", "金额"]
    for row in (heads, ["407001", "县茶叶站", "2130104", "30101", 1000]):
        book.active.append(row)
    book.save(path)
    return path


def opens(path: Path) -> None:
    """Open a file as the program does that it is meant for, and find something in it."""
    content = path.read_bytes()
    match path.suffix:
        case ".docx":
            document = docx.Document(io.BytesIO(content))
            assert any(paragraph.text.strip() for paragraph in document.paragraphs) or document.tables
        case ".pdf":
            with contextlib.closing(pypdfium2.PdfDocument(content)) as document:
                assert document[0].get_textpage().get_text_bounded().strip()
        case ".xlsx":
            book = openpyxl.load_workbook(io.BytesIO(content))
            assert any(cell.value is not None for sheet in book for row in sheet.iter_rows() for cell in row)
        case ".html":
            assert html.fromstring(content).xpath("//table | //*[@class='digest' or @class='index']//li")
        case ".png":
            with Image.open(io.BytesIO(content)) as picture:
                assert picture.width == 1080
        case ".csv":
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
            assert len(rows) > 1
            assert len({len(row) for row in rows}) == 1
        case ".json":
            assert json.loads(content)
        case "":
            assert path.name == "SHA256SUMS"
            assert content
        case ".yaml":
            assert yaml.load(content.decode("utf-8"), Loader=yaml.CSafeLoader)
        case ".css":
            assert b".index" in content
        case other if other.removeprefix(".") in FORMATS:
            assert len(content.decode("utf-8").splitlines()) > 50
        case other:
            assert other == ".版本", path


def _id(value: object) -> str:
    return value.path.parent.name + "-" + value.path.stem if isinstance(value, Sample) else " ".join(value)  # type: ignore[attr-defined,arg-type]


@pytest.mark.parametrize(("use", "sample"), of_some_sample(), ids=_id)
def test_every_option_works_with_some_sort_of_sample(
    use: tuple[str, ...], sample: Sample, made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    if "--processes" not in use:  # `make test-all` begins them all
        work_in_this_process(monkeypatch)
    tried(use, sample, made, tmp_path)


@pytest.mark.parametrize("sample", samples(), ids=_id)
def test_every_sample_gives_every_light_format_and_open_data(sample: Sample, made, tmp_path: Path):
    formats = (word for name in LIGHT for word in ("-f", name))
    tried(("build", "{form}", "-o", "{out}", *formats, "--sources", "--open-data"), sample, made, tmp_path)


@pytest.mark.whole
@pytest.mark.parametrize(("use", "sample"), of_all_samples(), ids=_id)
def test_every_two_options_work_with_every_sample(use: tuple[str, ...], sample: Sample, made, tmp_path: Path):
    tried(use, sample, made, tmp_path)


@pytest.mark.parametrize("sample", samples(), ids=_id)
def test_a_total_is_traced_in_every_sample(sample: Sample):
    assert "印出" in ends_well("trace", str(sample.path), "收入总计")


def test_every_command_says_which_arguments_to_try():
    assert set(ARGUMENTS) == set(COMMANDS)
    assert len(every_use(together=False)) > 40
    assert {sample.sort for sample in samples()} == {
        "budget", "department-budget", "final", "department-final", "two-scopes-final",
    }
