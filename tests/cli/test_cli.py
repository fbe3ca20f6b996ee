"""The command line, as an officer uses it: what is printed, what is written, what the exit status says."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from discloser.model.report.report import Report
from discloser.render import FORMATS

SAMPLES = Path(__file__).parents[2] / "sample_inputs"
SAMPLE = SAMPLES / "new-unit-2025-budget.yaml"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "填报表.yaml"
    text = SAMPLE.read_text(encoding="utf-8")
    path.write_text(text.replace("性质: 事业单位", "性质: 事业单"), encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_build_writes_every_format_under_the_name_the_kind_gives(run, tmp_path: Path):
    status, printed, said = run("build", SAMPLE, "-o", tmp_path / "报告", "-f", "html", "-f", "json", "-f", "docx")
    assert status == 0
    stems = {path.stem for path in (tmp_path / "报告").iterdir()}
    assert len(stems) == 1
    assert stems.pop().endswith("2025年单位预算公开报告")
    assert sorted(path.suffix for path in (tmp_path / "报告").iterdir()) == [".docx", ".html", ".json", ".版本"]
    assert printed.count("已生成：") == 3
    assert "生成 DOCX……" in said


def test_build_makes_docx_and_pdf_when_no_format_is_named(run, tmp_path: Path):
    assert run("build", SAMPLE, "-o", tmp_path)[0] == 0
    assert [Path(name).suffix for name in names(tmp_path)] == [".docx", ".pdf", ".版本"]


def test_a_form_with_errors_writes_nothing_and_leaves_the_older_report(run, broken: Path, tmp_path: Path):
    folder = tmp_path / "报告"
    run("build", SAMPLE, "-o", folder, "-f", "json")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    status, printed, said = run("build", broken, "-o", folder, "-f", "json")
    assert status == 1
    assert "没有生成报告" in said
    assert "事业单位" in printed
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_form_is_embedded_on_request(run, tmp_path: Path):
    assert run("build", SAMPLE, "-o", tmp_path, "-f", "pdf", "--embed-form")[0] == 0
    with pikepdf.open(next(tmp_path.glob("*.pdf"))) as opened:
        assert opened.attachments["form.yaml"].get_file().read_bytes() == SAMPLE.read_bytes()


def test_a_form_with_personal_data_is_not_embedded_where_they_are_not_published(run, tmp_path: Path):
    form = tmp_path / "表.yaml"
    text = (SAMPLES / "fenyang-2025-budget.yaml").read_text("utf-8")
    form.write_text(text.replace("      项目期: 1年\n", "      项目期: 1年\n      联系电话: 无人接听\n", 1), "utf-8")
    status, _, said = run("build", form, "-o", tmp_path / "报告", "-f", "pdf", "--embed-form")
    assert status == 2
    assert "联系电话" in said
    assert not names(tmp_path / "报告")


def test_open_data_stand_in_a_folder_beside_the_report(run, tmp_path: Path):
    assert run("build", SAMPLE, "-o", tmp_path, "-f", "json", "--open-data")[0] == 0
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert folder.name.endswith("报告-数据")
    assert names(folder) == ["datapackage.json", *(f"table-{number:02d}.csv" for number in range(1, 14)), "tables.xlsx"]


def test_a_form_can_be_embedded_in_pdf_only(run, tmp_path: Path):
    status, _, said = run("build", SAMPLE, "-o", tmp_path, "-f", "docx", "--embed-form")
    assert status == 2
    assert "只用于 PDF" in said


def test_a_renderer_that_fails_leaves_no_half_of_a_report(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(report: Report, fonts: Path) -> bytes:
        raise RuntimeError("坏了")

    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], render=fail))
    status, printed, said = run("build", SAMPLE, "-o", tmp_path / "报告", "-f", "json", "-f", "pdf")
    assert status == 3
    assert "没有写任何文件" in said
    assert "Traceback" not in printed + said
    assert names(tmp_path / "报告") == []


@pytest.mark.parametrize(("number", "words"), [
    (errno.EACCES, "请关闭后再试"), (errno.ENOSPC, "磁盘满了"), (errno.EFBIG, "文件太大"),
    (errno.ENAMETOOLONG, "名字太长"), (errno.EROFS, "只能读"), (errno.EUCLEAN, "系统错误"),
])
def test_what_the_system_refuses_is_told_in_words(
    number: int, words: str, run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
):
    def refuse(self: Path, target: Path) -> None:
        raise OSError(number, os.strerror(number), str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    status, printed, said = run("build", SAMPLE, "-o", tmp_path / "新", "-f", "json")
    assert status == 2
    assert words in said
    assert "没有写任何文件" in said
    assert os.strerror(number) not in said
    assert "已生成" not in printed
    assert list(tmp_path.iterdir()) == []


def test_a_machine_without_pango_is_told_how_to_go_on(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    status, _, said = run("build", SAMPLE, "-o", tmp_path / "报告", "--pdf-engine", "weasyprint")
    assert status == 1
    assert "Pango" in said
    assert "另存为 PDF" in said
    assert [Path(name).suffix for name in names(tmp_path / "报告")] == [".docx", ".版本"]


def test_weasyprint_prints_when_it_is_asked_to(run, tmp_path: Path):
    assert run("build", SAMPLE, "-o", tmp_path, "-f", "pdf", "--pdf-engine", "weasyprint")[0] == 0
    with pikepdf.open(next(tmp_path.glob("*.pdf"))) as opened:
        assert "WeasyPrint" in str(opened.docinfo.Producer)


def test_check_prints_place_severity_code_and_what_to_do(run, broken: Path):
    status, printed, _ = run("check", broken)
    assert status == 1
    assert f"{broken.name}:" in printed
    assert ": 错误 FRM" in printed
    assert "    改法：" in printed
    assert "共 错误 1 条。另有 " in printed.splitlines()[-1]


def test_check_says_so_when_all_is_well(run):
    status, printed, _ = run("check", SAMPLES / "fenyang-2025-budget.yaml")
    assert status == 0
    assert printed.endswith("没有发现问题。\n")


def test_check_takes_several_forms_and_prints_one_json(run, broken: Path):
    status, printed, _ = run("check", SAMPLE, broken, "--json")
    shown = json.loads(printed)
    assert status == 1
    assert list(shown) == [str(SAMPLE), str(broken)]
    assert set(shown[str(broken)][0]) == {
        "code", "severity", "message", "hint", "file", "line", "column", "sheet", "cell", "table", "section", "row",
        "field", "found", "expected", "path", "editable",
    }


def test_strict_makes_warnings_count(run, tmp_path: Path):
    form = tmp_path / "表.yaml"
    sample = (SAMPLES / "fenyang-2025-budget.yaml").read_text(encoding="utf-8")
    form.write_text(sample.replace("属性: ", "经办人: 张某某\n      属性: ", 1), encoding="utf-8")
    lenient, printed, _ = run("check", form)
    assert lenient == 0
    assert "提醒 TGT002" in printed
    assert run("check", form, "--strict")[0] == 1


def test_an_unreadable_file_is_status_2(run, tmp_path: Path):
    status, printed, _ = run("check", tmp_path / "没有.yaml")
    assert status == 2
    assert "FIL001" in printed


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bild"], "没有命令 'bild'"),
        (["build"], "缺少参数"),
        (["build", str(SAMPLE), "-f", "odt"], "不在可选的"),
        (["check", "--fast", "x"], "没有选项 '--fast'"),
        (["explain", "XYZ999"], "没有 XYZ999 这个编号"),
        (["new", "没有/的", "-o", "x.yaml"], "没有“没有/的”这个版式"),
    ],
)
def test_wrong_usage_is_told_in_chinese(run, arguments: list[str], words: str):
    status, _, said = run(*arguments)
    assert status == 2
    assert words in said


def test_new_writes_a_blank_form_that_asks_to_be_filled_and_never_overwrites(run, tmp_path: Path):
    form = tmp_path / "填报表.yaml"
    assert run("new", "shanxi/budget-2025", "-o", form)[0] == 0
    filled = form.read_text(encoding="utf-8").replace("  名称:  ", "  名称: 甲")
    form.write_text(filled, encoding="utf-8")
    status, _, said = run("new", "shanxi/budget-2025", "-o", form)
    assert status == 2
    assert "已经存在" in said
    assert form.read_text(encoding="utf-8") == filled
    assert "FRM006" in run("check", form)[1]


def test_kinds_lists_what_is_installed(run):
    status, printed, _ = run("kinds")
    assert status == 0
    assert "shanxi/budget-2025\t山西　单位预算　2025年起" in printed


def test_explain_prints_the_page(run):
    status, printed, _ = run("explain", "pri001")
    assert status == 0
    assert printed.startswith("# PRI001 ")


def test_help_speaks_chinese(run):
    for arguments in (["--help"], ["build", "--help"], ["check", "--help"]):
        printed = run(*arguments)[1]
        assert "用法：" in printed
        assert "Usage" not in printed
        assert "Show" not in printed


def test_what_others_installed_beside_it_does_not_read_forms(tmp_path: Path):
    """pydantic hands the making of every validator to whatever calls itself its plugin."""
    about = tmp_path / "stranger-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: stranger\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[pydantic]\nstranger = stranger:plugin\n")
    (tmp_path / "stranger.py").write_text("plugin = None\n")
    program = (
        f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\nfrom discloser.cli import main\n"
        f"try:\n    main(['check', {str(SAMPLE)!r}])\nexcept SystemExit:\n    pass\nprint('stranger' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_starting_and_checking_load_nothing_heavy():
    heavy = {
        "typst", "pikepdf", "weasyprint", "docx", "xlsxwriter", "jinja2", "lxml", "hypothesis",
        "discloser.model.report.report", "discloser.audit", "discloser.compare", "discloser.write",
        "discloser.derive.department", "discloser.read.form.refusals",
    }
    program = (
        "import sys\nfrom discloser.cli import main\n"
        "early = {'pydantic', 'yaml'} & set(sys.modules)  # whatever is large is loaded after Python was set up\n"
        f"try:\n    main(['check', {str(SAMPLE)!r}])\nexcept SystemExit:\n    pass\n"
        f"print(sorted(early | {heavy} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("encoding", "shown"), [("gbk", "?州市：没有发现问题。"), ("cp1252", "?"), ("utf-8", "𰀋州市")])
def test_a_console_without_some_character_shows_the_rest(encoding: str, shown: str, tmp_path: Path):
    form = tmp_path / "𰀋州市"
    form.with_suffix(".yaml").write_bytes(SAMPLE.read_bytes())
    environment = {**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"}
    command = [sys.executable, "-m", "discloser", "check", form.with_suffix(".yaml")]
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert shown in done.stdout.decode(encoding).replace(".yaml", "")
