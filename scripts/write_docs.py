"""Write the docs that follow from code: the guide to the form, the command line, the list of rules.

`python scripts/write_docs.py` writes them; tests/test_docs.py compares what stands there with what this makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from discloser.cli import cli
from discloser.core.finding import Problem
from discloser.core.form import Block, Form
from discloser.core.outline import Entry, entries
from discloser.messages import speak_chinese
from discloser.read.problems import PROBLEMS
from discloser.rules import RULES

DOCS = Path(__file__).parents[1] / "docs"
_NOTE = "<!-- 由 scripts/write_docs.py 写出，请勿手改：改代码里的说明，再运行 make docs。 -->\n"
_SORTS = {"value": "文字", "amount": "金额", "amounts": "金额，或分来源", "block": "下面各栏", "lines": "一行一行填",
          "names": "编码: 名称"}
_FAMILIES = {
    "FIL": "文件", "YML": "写法", "FRM": "栏目", "AMT": "金额", "COD": "科目编码", "LIN": "支出行", "PRI": "上年与原因",
    "ORG": "单位性质", "BAL": "与控制数核对", "TGT": "绩效目标",
}


def form_guide() -> str:
    """docs/form.md: every key of the form."""
    head = f"""# 填报表逐项说明

{_NOTE}
每个数只填一次，合计、占比、增减都由程序计算。金额以元为单位（或在“金额单位”里写万元），可以写 `1,234.50`，
可以用全角数字，留空等于 0。编码写数字即可。“必填”的一定要写；其他没有就空着。
“上年”“变动原因”等处的斜线表示层级：`变动原因/收支` 指“变动原因”下面的“收支”。

"""
    return head + "\n".join(_block_guide("填报表", Form, ())) + "\n"


def _block_guide(title: str, block: type[Block], path: tuple[str, ...]) -> Iterator[str]:
    own = list(dict.fromkeys(entries(block).values()))
    yield f"{'#' * min(len(path) + 2, 4)} {title}\n"
    yield "| 栏目 | 填什么 | 怎么填 | 必填 |\n|---|---|---|---|"
    for entry in own:
        yield f"| `{entry.key}` | {_cell(entry.description)} | {_SORTS[entry.sort]} | {'是' if entry.required else ''} |"
    yield ""
    for entry in own:
        if entry.block is not None and not _told(entry, own):
            yield from _block_guide("/".join((*path, entry.key)), entry.block, (*path, entry.key))


def _told(entry: Entry, own: list[Entry]) -> bool:
    """Of blocks of the same shape beside each other only the first is told, under its own name."""
    return any(other.block is entry.block for other in own[: own.index(entry)])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def command_guide() -> str:
    """docs/cli.md: the help of every command."""
    speak_chinese()
    context = click.Context(cli, info_name="discloser", max_content_width=100, terminal_width=100)
    parts = [f"# 命令\n\n{_NOTE}", f"```text\n{cli.get_help(context)}\n```"]
    for name, command in cli.commands.items():
        inner = click.Context(command, info_name=name, parent=context, max_content_width=100, terminal_width=100)
        parts.append(f"## discloser {name}\n\n```text\n{command.get_help(inner)}\n```")
    parts.append(
        "## 退出码\n\n| 码 | 意思 |\n|---|---|\n| 0 | 没有错误（可以有提醒；`--strict` 时提醒也算） |\n"
        "| 1 | 有错误，没有生成报告 |\n| 2 | 命令写法不对，或者文件读不了、写不了 |\n| 3 | 程序或版式本身的问题 |"
    )
    return "\n\n".join(parts) + "\n"


def rule_list() -> str:
    """docs/rules/README.md: every kind of finding by family."""
    problems = {problem.code: problem for problem in (*PROBLEMS, *(rule.problem for rule in RULES))}
    lines = [f"# 核对规则\n\n{_NOTE}\n每条提示前面的编号都有一页说明：为什么、怎么改、错的和对的例子。"]
    for family, name in _FAMILIES.items():
        lines.append(f"\n## {name}（{family}）\n\n| 编号 | 应当怎样 | 级别 |\n|---|---|---|")
        lines.extend(_rule_row(problem) for code, problem in sorted(problems.items()) if code.startswith(family))
    return "\n".join(lines) + "\n"


def _rule_row(problem: Problem) -> str:
    return f"| [{problem.code}]({problem.code}.md) | {_cell(problem.title)} | {problem.severity.label} |"


def documents() -> dict[Path, str]:
    """Path → text of every generated document."""
    return {
        DOCS / "form.md": form_guide(), DOCS / "cli.md": command_guide(), DOCS / "rules" / "README.md": rule_list(),
    }


if __name__ == "__main__":
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8")
