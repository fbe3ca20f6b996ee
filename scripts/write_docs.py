"""Write the docs that follow from code: the guide to the form, the command line, the list of rules.

`python scripts/write_docs.py` writes them; tests/test_docs.py compares what stands there with what this makes.
"""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import click

from discloser.cli import cli
from discloser.cli.messages import speak_chinese
from discloser.cli.options import commands_of
from discloser.model.families import FAMILIES, by_family
from discloser.model.finding import Problem
from discloser.model.form.base import Block
from discloser.model.form.budget import Form
from discloser.model.form.common import CommonForm
from discloser.model.form.final import FinalForm
from discloser.model.form.outline import FormKey, entries
from discloser.render import FORMATS
from discloser.usecases.explain import catalogue

DOCS = Path(__file__).parents[1] / "docs"
_guides = runpy.run_path(str(Path(__file__).with_name("workbook_guide.py")))
workbook_guide, final_workbook_guide = _guides["workbook_guide"], _guides["final_workbook_guide"]
kind_guide = runpy.run_path(str(Path(__file__).with_name("kind_guide.py")))["kind_guide"]
_NOTE = "<!-- 由 scripts/write_docs.py 写出，请勿手改：改代码里的说明，再运行 make docs。 -->\n"
_SORTS = {"value": "文字", "amount": "金额", "amounts": "金额，或分来源", "block": "下面各栏", "lines": "一行一行填",
          "names": "编码: 名称"}
_ABOUT_RULES = """每条提示前面的编号都有一页说明：为什么、怎么改、错的和对的例子。
`discloser rules` 列出全部，`discloser explain 编号` 印出一页。

**错误**要改正才能生成报告；**提醒**请核对，属实的可以不改；**提示**只是告诉一声。核对后属实的提醒，可以在填报表里写明，
以后它就标作“已确认”，写法照抄提醒下面印出的一行：

    确认:
      - {规则: TGT009, 位置: 资料修复, 说明: 第二年的资金由项目结余安排}

位置是项目名称、支出行的编码，或者提示指出的栏目。错误不能确认；对不上任何提醒的确认，会另外提示。

版式的 `kind.yaml` 可以按编号停用一条规则、改级别、改参数：

    规则:
      TXT002: {停用: true}
      SOC002: {级别: warning}
      DAT001: {参数: {期限: 15}}
"""


def form_guide(form: type[CommonForm], title: str) -> str:
    """docs/form.md, docs/form-final.md: every key of a form."""
    head = f"""# {title}

{_NOTE}
每个数只填一次，合计、占比、增减都由程序计算。金额以元为单位（或在“金额单位”里写万元），可以写 `1,234.50`，
可以用全角数字，留空等于 0。编码写数字即可。“必填”的一定要写；其他没有就空着。
“上年”“变动原因”等处的斜线表示层级：`变动原因/收支` 指“变动原因”下面的“收支”。

"""
    return head + "\n".join(_block_guide("填报表", form, ())) + "\n"


def _block_guide(title: str, block: type[Block], path: tuple[str, ...]) -> Iterator[str]:
    own = list(dict.fromkeys(entries(block).values()))
    yield f"{'#' * min(len(path) + 2, 4)} {title}\n"
    yield "| 栏目 | 填什么 | 怎么填 | 必填 |\n|---|---|---|---|"
    for entry in own:
        must = "是" if entry.required else ""
        yield f"| `{entry.key}` | {_cell(entry.description)} | {_SORTS[entry.sort]} | {must} |"
    yield ""
    for entry in own:
        if entry.block is not None and not _told(entry, own):
            yield from _block_guide("/".join((*path, entry.key)), entry.block, (*path, entry.key))


def _told(entry: FormKey, own: list[FormKey]) -> bool:
    """Of blocks of the same shape beside each other only the first is told, under its own name."""
    return any(other.block is entry.block for other in own[: own.index(entry)])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def command_guide() -> str:
    """docs/cli.md: the help of every command."""
    speak_chinese()
    context = click.Context(cli, info_name="discloser", max_content_width=100, terminal_width=100)
    parts = [f"# 命令\n\n{_NOTE}", f"```text\n{cli.get_help(context)}\n```"]
    for name, command in _commands("", cli):
        inner = click.Context(command, info_name=name, parent=context, max_content_width=100, terminal_width=100)
        parts.append(f"## discloser {name}\n\n```text\n{command.get_help(inner)}\n```")
    parts.append(
        "## 退出码\n\n| 码 | 意思 |\n|---|---|\n| 0 | 没有错误（可以有提醒；`--strict` 时提醒也算） |\n"
        "| 1 | 填报表或版式有错误，没有生成报告 |\n| 2 | 命令写法不对，或者文件读不了、写不了 |\n| 3 | 程序本身的问题 |"
    )
    return "\n\n".join(parts) + "\n"


def _commands(before: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Every command, those of a group after it."""
    for name, command in commands_of(group).items():
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from _commands(f"{before}{name} ", command)


_FORMATS = re.compile(r"(<!-- 下表由 scripts/write_docs.py 写出 -->\n).*?(<!-- 表终 -->)", re.S)


def format_guide() -> str:
    """docs/formats.md with the table of all formats at its beginning; the rest of the page is written by hand."""
    rows = "".join(f"| `{one.name}` | {one.title} | {one.about} | {'是' if one.usual else ''} |\n"
                   for one in FORMATS.values())
    table = f"\n| `-f` | 格式 | 作什么用 | 缺省 |\n|---|---|---|---|\n{rows}\n"
    page = (DOCS / "formats.md").read_text(encoding="utf-8")
    return _FORMATS.sub(lambda old: old[1] + table + old[2], page)


def rule_list() -> str:
    """docs/rules/README.md: every kind of finding by family."""
    lines = [f"# 核对规则\n\n{_NOTE}\n{_ABOUT_RULES}"]
    for family, problems in by_family(catalogue()).items():
        lines.append(f"\n## {FAMILIES[family]}（{family}）\n\n| 编号 | 应当怎样 | 级别 |\n|---|---|---|")
        lines.extend(_rule_row(problem) for problem in problems)
    return "\n".join(lines) + "\n"


def _rule_row(problem: Problem) -> str:
    return f"| [{problem.code}]({problem.code}.md) | {_cell(problem.title)} | {problem.severity.label} |"


def documents() -> dict[Path, str]:
    """Path → text of every generated document."""
    return {
        DOCS / "form.md": form_guide(Form, "填报表逐项说明"),
        DOCS / "form-final.md": form_guide(FinalForm, "决算填报表逐项说明"),
        DOCS / "workbook.md": workbook_guide(_NOTE), DOCS / "workbook-final.md": final_workbook_guide(_NOTE),
        DOCS / "kind.md": kind_guide(_NOTE), DOCS / "cli.md": command_guide(),
        DOCS / "rules" / "README.md": rule_list(), DOCS / "formats.md": format_guide(),
    }


if __name__ == "__main__":
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8")
