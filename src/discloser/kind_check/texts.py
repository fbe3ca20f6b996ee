"""The texts of a kind as written: syntax, names, filters, other texts, charts — also where no form ever leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from ..derive.narrative.language import circles, refusals
from ..derive.narrative.texts import Texts
from ..model.finding import Finding
from ..model.form.outline import never_asked
from ..model.place import FormPath
from ..read.kind import problems
from .pieces import Desk, advice
from .references import form_of_kind
from .template_errors import in_chinese

_MARK = re.compile(r"^\s*::(\S+)[ \t]*([^\n{]*?)\s*$")
_FORMS = ("绩效目标表", "绩效自评表")
_CHART = "图"

Trees = Mapping[str, nodes.Template]


def judge_texts(desk: Desk, names: Mapping[str, Any]) -> Iterator[Finding]:
    """Everything wrong with the texts themselves. `names`: what a text may name, blocks with what is in them."""
    environment = Texts(desk.kind)
    trees: dict[str, nodes.Template] = {}
    for text, source in desk.kind.texts.items():
        try:
            tree = environment.parse(source)
        except TemplateSyntaxError as error:
            yield problems.SYNTAX.at(desk.text_place(text, error.lineno), reason=in_chinese(error.message or ""))
        else:
            refused = [_refusal(desk, text, line, reason) for line, reason in refusals(tree)]
            yield from refused
            trees |= {} if refused else {text: tree}
        yield from _marks(desk, text, source)
    for text, tree in trees.items():
        yield from list(_functions(desk, text, tree, environment))
    for tree in trees.values():  # jinja2 looks for names by compiling, which stops at an unknown filter
        for node in tree.find_all((nodes.Filter, nodes.Test)):
            known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
            known.setdefault(node.name, _unknown)
    for text, tree in trees.items():
        yield from _names(desk, text, tree, names)
        yield from _members(desk, text, tree, names)
        yield from _unasked(desk, text, tree)
        yield from _others(desk, text, tree, trees)
    for text, line, around in circles(trees):
        yield problems.CIRCLE.at(desk.text_place(text, line), found=around[0], way=" → ".join(around))
    if len(trees) == len(desk.kind.texts):
        yield from _unused(desk, trees)


def _refusal(desk: Desk, text: str, line: int, reason: str) -> Finding:
    return problems.NOT_SAID.at(desk.text_place(text, line), reason=reason)


def _unknown(value: Any) -> Any:
    return value


def _names(desk: Desk, text: str, tree: nodes.Template, names: Mapping[str, Any]) -> Iterator[Finding]:
    if desk.lacks("取数") or desk.lacks("增减"):
        return
    unknown = meta.find_undeclared_variables(tree) - set(names)
    for name in sorted(unknown):
        first = min((node.lineno for node in tree.find_all(nodes.Name) if node.name == name), default=1)
        yield _no_name(desk, text, first, "名称", name, tuple(names))


def _unasked(desk: Desk, text: str, tree: nodes.Template) -> Iterator[Finding]:
    """What a text prints of the form though a blank form of the kind does not ask for it."""
    told: set[FormPath] = set()
    for node in tree.find_all((nodes.Getattr, nodes.Name)):
        path = _path(node)
        if path and path not in told and never_asked(path, form_of_kind(desk), desk.kind.asked):
            told.add(path)
            yield problems.NOT_ASKED.at(desk.text_place(text, node.lineno), found="/".join(map(str, path)))


def _path(node: nodes.Node) -> FormPath:
    if isinstance(node, nodes.Getattr):
        above = _path(node.node)
        return (*above, node.attr) if above else ()
    return (node.name,) if isinstance(node, nodes.Name) else ()


def _members(desk: Desk, text: str, tree: nodes.Template, names: Mapping[str, Any]) -> Iterator[Finding]:
    """What a text wants of a block that has no such thing: 单位.名子."""
    given = meta.find_undeclared_variables(tree)
    for node in tree.find_all(nodes.Getattr):
        block = _value(node.node, names, given)
        if isinstance(block, Mapping) and node.attr not in block:
            yield _no_name(desk, text, node.lineno, "名称", f"{_written(node.node)}.{node.attr}", tuple(block))


def _value(node: nodes.Node, names: Mapping[str, Any], given: set[str]) -> Any:
    """What an expression made of names and points stands for, as far as that is known before printing."""
    if isinstance(node, nodes.Name) and node.name in given:
        return names.get(node.name)
    if isinstance(node, nodes.Getattr):
        block = _value(node.node, names, given)
        return block.get(node.attr) if isinstance(block, Mapping) else None
    return None


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


def _functions(desk: Desk, text: str, tree: nodes.Template, environment: Environment) -> Iterator[Finding]:
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        known = environment.filters if isinstance(node, nodes.Filter) else environment.tests
        if node.name not in known:
            ours = tuple(name for name in known if not name.isascii())
            yield _no_name(desk, text, node.lineno, "格式", node.name, ours)


def _others(desk: Desk, text: str, tree: nodes.Template, trees: Trees) -> Iterator[Finding]:
    """Texts that a text takes something from, and what it takes."""
    for node in tree.find_all(nodes.FromImport):
        other = node.template.value if isinstance(node.template, nodes.Const) else ""
        if other not in desk.kind.texts:
            yield problems.NO_TEXT.at(desk.text_place(text, node.lineno), found=other or "（算出来的名称）",
                                      advice=advice(str(other), tuple(desk.kind.texts)))
        elif other in trees:
            offered = tuple(dict.fromkeys(macro.name for macro in trees[other].find_all(nodes.Macro)))
            for name in (item if isinstance(item, str) else item[0] for item in node.names):
                if name not in offered:
                    yield _no_name(desk, text, node.lineno, "说法", name, offered)


def _no_name(desk: Desk, text: str, line: int, sort: str, name: str, known: tuple[str, ...]) -> Finding:
    return problems.NO_NAME.at(desk.text_place(text, line), sort=sort, found=name, advice=advice(name, known))


def _marks(desk: Desk, text: str, source: str) -> Iterator[Finding]:
    if desk.lacks("图形"):
        return
    known = [f"::{_CHART} {name}" for name in desk.declared("图形")] + [f"::{name}" for name in _FORMS]
    for number, line in enumerate(source.splitlines(), start=1):
        if (mark := _MARK.match(line)) and f"::{mark[1]} {mark[2]}".strip() not in known:
            yield problems.NO_MARK.at(desk.text_place(text, number), found=line.strip(), expected="、".join(known))


def _unused(desk: Desk, trees: Trees) -> Iterator[Finding]:
    used = {text for part in desk.kind.parts for text in part.texts}
    for tree in trees.values():
        used |= {str(name) for name in meta.find_referenced_templates(tree)}
    for text in desk.kind.texts:
        if text not in used and desk.kind.parts:
            yield problems.UNUSED.at(desk.text_place(text, 1), sort="文稿", found=text)
    sources = "\n".join(desk.kind.texts.values())
    for name in desk.kind.charts:
        if not re.search(rf"^\s*::{_CHART} +{re.escape(name)}\s*$", sources, re.M):
            yield problems.UNUSED.at(desk.key_place("图形", name), sort="图", found=name)
