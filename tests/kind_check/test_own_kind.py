"""A kind is data: an invented province (nine tables, in 元, own sentences, own numbers) works without any Python."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from discloser.cli import cli, main
from discloser.cli.options import commands_of
from discloser.read.kind.library import Library
from discloser.usecases.audit import audit
from discloser.usecases.build import build
from discloser.usecases.check import check
from discloser.usecases.kinds import check_kind_folder

OWN = Path(__file__).parents[1] / "own_kind"
KIND = "yunling/budget-2024"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a bureau: its own templates, and one form."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(OWN / "yunling", folder / "templates" / "yunling")
    shutil.copy(OWN / "form.yaml", folder / "form.yaml")
    return folder


@pytest.fixture(scope="module")
def built(office: Path) -> list[Path]:
    """All formats of the report, built with the bureau's templates."""
    built = build(office / "form.yaml", office / "out", ("docx", "pdf", "html", "json"), Library(office / "templates"))
    assert [finding.line() for finding in built.checked.findings if finding.severity.value == "error"] == []
    return built.files


@pytest.fixture(scope="module")
def report(built: list[Path]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next(file for file in built if file.suffix == ".json").read_text("utf-8"))
    return found


def table(report: dict[str, Any], number: int) -> list[list[str]]:
    rows: list[list[str]] = next(table for table in report["tables"] if table["no"] == number)["rows"]
    return rows


def said(report: dict[str, Any], heading: str) -> str:
    return "\n".join(next(part for part in report["narrative"] if part["heading"] == heading)["paragraphs"])


def test_the_kind_passes_its_check(office: Path):
    assert [finding.line() for finding in check_kind_folder(office / "templates" / KIND)] == []


def test_it_builds_every_format_under_its_own_file_name(built: list[Path]):
    assert [file.name for file in built] == [
        f"2024年预算公开（云岭县茶叶技术推广站）.{suffix}" for suffix in ("docx", "pdf", "html", "json")
    ]
    assert all(file.stat().st_size > 1000 for file in built)


def test_it_has_its_own_tables_in_its_own_order(report: dict[str, Any]):
    assert report["template"] == KIND
    assert report["currency_unit"] == "元"
    assert [table["title"] for table in report["tables"]] == [
        "2024年“三公”经费预算表", "2024年收支预算总表", "2024年收入预算表", "2024年支出预算表",
        "2024年一般公共预算支出表", "2024年政府性基金预算支出表", "2024年基本支出经济分类表", "2024年项目支出表",
        "2024年政府采购预算表",
    ]


def test_rows_without_money_are_left_out_and_the_others_numbered_anew(report: dict[str, Any]):
    assert table(report, 1) == [["公务接待费", "2,000.00"], ["合计", "2,000.00"]]
    assert table(report, 2) == [
        ["财政拨款", "592,320.68", "（一）社会保障和就业支出", "74,880.12"],
        ["单位资金", "6,000.00", "（二）农林水支出", "486,000.50"],
        ["", "", "（三）住房保障支出", "37,440.06"],
        ["收入合计", "598,320.68", "支出合计", "598,320.68"],
    ]


def test_amounts_are_in_yuan_in_its_own_number_style(report: dict[str, Any]):
    assert table(report, 3)[0] == ["合计", "", "598,320.68", "592,320.68", "6,000.00"]
    assert table(report, 9) == [["货物", "12,000.00"], ["工程", "—"], ["服务", "—"], ["合计", "12,000.00"]]


def test_it_speaks_in_its_own_sentences_and_says_what_stayed_the_same(report: dict[str, Any]):
    assert said(report, "（二）收支预算") == (
        "2024年，云岭县茶叶技术推广站收入预算598320.68元，与2023年相同，没有增减。"
        "一般公共预算592320.68元，占99.00%；单位资金6000.00元，占1.00%。\n"
        "支出预算598320.68元，较2023年多98320.68元，增长19.66%，原因：新增茶苗繁育项目。"
        "基本支出448320.68元，占74.93%。项目支出150000.00元，占25.07%，共1个项目。"
    )


def test_what_does_not_occur_is_not_said(report: dict[str, Any]):
    assert said(report, "（三）“三公”经费") == (
        "“三公”经费预算2000.00元，与2023年相同，没有增减。公务接待费2000.00元。"
    )
    assert said(report, "（四）机关运行和政府采购") == "本单位是事业单位，没有机关运行经费。\n政府采购预算12000.00元。"


def test_the_parts_come_in_its_own_order_with_its_own_glossary(built: list[Path], report: dict[str, Any]):
    page = next(file for file in built if file.suffix == ".html").read_text("utf-8")
    assert page.index("一、预算说明") < page.index("二、2024年预算表") < page.index("三、名词解释")
    assert "指为完成专门任务安排的支出" in page


def test_its_rules_are_its_own(office: Path, tmp_path: Path):
    form = tmp_path / "form.yaml"
    text = (office / "form.yaml").read_text("utf-8")
    form.write_text(text.replace("  支出: 新增茶苗繁育项目。", "  支出: ''"), "utf-8")
    found = check(form, Library(office / "templates")).findings
    assert {finding.severity.value for finding in found if finding.code == "PRI001"} == {"error"}


def test_the_report_passes_the_audit_by_its_own_tie_outs(built: list[Path], office: Path):
    file = next(file for file in built if file.suffix == ".json")
    found = audit([file], Library(office / "templates"))[str(file)]
    assert [finding.line() for finding in found if finding.severity.value != "info"] == []


def test_a_wrong_figure_is_noticed_by_its_own_tie_outs(built: list[Path], office: Path, tmp_path: Path):
    spoilt = tmp_path / "report.json"
    text = next(file for file in built if file.suffix == ".json").read_text("utf-8")
    spoilt.write_text(text.replace("150,000.00", "150,000.10", 1), "utf-8")
    found = audit([spoilt], Library(office / "templates"))[str(spoilt)]
    assert "error" in {finding.severity.value for finding in found}


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    return int(stopped.value.code or 0)


def test_every_command_takes_the_bureaus_templates(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    templates, form = str(office / "templates"), str(office / "form.yaml")
    assert run("kinds", "--templates", templates) == 0
    assert f"{KIND}\t云岭　单位预算　2024年起" in capsys.readouterr().out
    assert run("check", form, "--templates", templates) == 0
    for blank in ("blank.yaml", "blank.xlsx"):
        assert run("new", KIND, "-o", str(tmp_path / blank), "--templates", templates) == 0
        assert (tmp_path / blank).is_file()
    assert run("new", KIND, "-o", str(tmp_path / "next.yaml"), "--from", form, "--templates", templates) == 0
    assert run("convert", form, str(tmp_path / "form.xlsx"), "--templates", templates) == 0
    assert run("build", str(tmp_path / "form.xlsx"), "-o", str(tmp_path), "-f", "html", "--templates", templates) == 0
    assert run("compare", form, form, "--templates", templates) == 0
    capsys.readouterr()


def test_without_the_bureaus_templates_its_form_finds_no_kind(office: Path):
    assert [finding.code for finding in check(office / "form.yaml").findings] == ["FRM011"]


def test_a_kind_without_tie_outs_is_not_judged_by_those_of_another(office: Path, tmp_path: Path):
    shutil.copytree(office / "templates", tmp_path / "templates")
    (tmp_path / "templates" / KIND / "tie_outs.yaml").unlink()
    assert build(office / "form.yaml", tmp_path, ("html",), Library(tmp_path / "templates")).files != []


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in commands_of(group).items():
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield before + name, command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")


def opts(command: click.Command) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts}


def test_every_command_that_reads_a_kind_can_be_given_the_bureaus_templates():
    without = {name for name, command in commands(cli) if "--templates" not in opts(command)}
    on_server = {name for name in without if name.startswith("portal ")}  # these are told by the server's own file
    assert without - on_server == {"rules", "explain", "status", "tidy", "kinds freeze"}
