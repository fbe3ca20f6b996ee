"""What a text of a kind may say: a list of what is needed, so that nothing else has to be thought of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from jinja2 import nodes

FILTERS = frozenset({
    "default", "first", "last", "length", "list", "map", "reject", "rejectattr", "reverse", "select", "selectattr",
    "sort", "trim", "unique",
})
"""Those of jinja2; the texts have some of their own besides, and `join`."""

TESTS = frozenset({
    "defined", "undefined", "none", "equalto", "eq", "==", "ne", "!=", "gt", ">", "ge", ">=", "lt", "<", "le", "<=",
    "in",
})

_SPEAKING = (
    nodes.Template, nodes.TemplateData, nodes.Output, nodes.If, nodes.For, nodes.Macro, nodes.FromImport, nodes.Assign,
    nodes.AssignBlock,
)
_NAMING = (
    nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem, nodes.Tuple, nodes.List, nodes.Dict, nodes.Pair,
    nodes.Keyword, nodes.Filter, nodes.Test, nodes.Call,
)
_COMPUTING = (
    nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Compare, nodes.Operand, nodes.Concat, nodes.Add,
    nodes.Sub, nodes.Mul,
)
_ALLOWED = (*_SPEAKING, *_NAMING, *_COMPUTING)

_WRITTEN = {
    nodes.Include: "{% include %}", nodes.Import: "{% import … as … %}", nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}", nodes.CallBlock: "{% call %}", nodes.FilterBlock: "{% filter %}",
    nodes.With: "{% with %}", nodes.Scope: "{% autoescape %}", nodes.ScopedEvalContextModifier: "{% autoescape %}",
    nodes.NSRef: "{% set 甲.乙 = … %}", nodes.Slice: "[ : ]", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%",
    nodes.Pow: "**", nodes.Pos: "+",
}
"""How to write what is not allowed."""

_DEEPEST = 20
_MOST_PIECES = 5_000
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Refusal = tuple[int, str]
"""The line of a text, and why it can't stand there."""


def refusals(tree: nodes.Template) -> Iterator[Refusal]:
    """All that a text may not say, each once a line."""
    yield from dict.fromkeys(_refusals(tree))


def _refusals(tree: nodes.Template) -> Iterator[Refusal]:
    known = list(_pieces(tree))
    if len(known) > _MOST_PIECES:
        yield 1, "这篇文稿太长，请分成几篇"
        return
    phrases = set(phrases_of(tree))
    line = 1
    for node, depth in known:
        line = node.lineno or line
        if depth > _DEEPEST:
            yield line, "一层套一层，套得太深"
            return
        if reason := _refused(node, phrases):
            yield line, reason


def _pieces(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Every piece of a text and how deep it lies, in reading order. No recursion: a text may be nested at will."""
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((child, depth + 1) for child in reversed(list(node.iter_child_nodes())))


def phrases_of(tree: nodes.Template) -> Mapping[str, tuple[str, str]]:
    """The phrases that a text can use: name → the text they come from, "" for its own, and their name there."""
    own = {node.name: ("", node.name) for node, _ in _pieces(tree) if isinstance(node, nodes.Macro)}
    taken = {
        alias: (str(node.template.value), name)
        for node, _ in _pieces(tree) if isinstance(node, nodes.FromImport) and isinstance(node.template, nodes.Const)
        for name, alias in (item if isinstance(item, tuple) else (item, item) for item in node.names)
    }
    values = {
        node.name for node, _ in _pieces(tree) if isinstance(node, nodes.Name) and node.ctx in ("store", "param")
    }
    return {name: source for name, source in {**own, **taken}.items() if name not in values}


def _refused(node: nodes.Node, phrases: set[str]) -> str:
    """Why a piece of a text can't stand there; "" if it can."""
    if not isinstance(node, _ALLOWED):
        return f"文稿里不能用 {_WRITTEN.get(type(node), type(node).__name__)}"
    if isinstance(node, nodes.Call):
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in phrases or node.dyn_args is not None or node.dyn_kwargs is not None:
            return f"“{name}”不是用 macro 定义、或者从别的文稿取来的说法" if name else "文稿里不能用程序的函数"
    if isinstance(node, nodes.AssignBlock) and node.filter is not None:
        return "{% set %} 后面不能用“|”"
    if isinstance(node, nodes.For) and node.recursive:
        return "for 不能套用自己（recursive）"
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and _UNPRINTABLE.search(node.value):
        return "引号里有印不出来的字符"
    return ""


Phrase = tuple[str, str]
"""A text and the name of a phrase in it, "" for the text itself."""


def circles(trees: Mapping[str, nodes.Template]) -> Iterator[tuple[str, int, list[str]]]:
    """A text or a phrase that needs itself, directly or by way of others: the text, the line, and the way around."""
    needed: dict[Phrase, list[Phrase]] = {}
    lines: dict[Phrase, int] = {}
    for text, tree in trees.items():
        phrases = phrases_of(tree)
        needed[text, ""] = [(source, "") for source, _ in phrases.values() if source]
        for macro in (node for node, _ in _pieces(tree) if isinstance(node, nodes.Macro)):
            lines[text, macro.name] = macro.lineno
            used = (node.name for node, _ in _pieces(macro) if isinstance(node, nodes.Name) and node.name in phrases)
            needed[text, macro.name] = [(phrases[name][0] or text, phrases[name][1]) for name in used]
    try:
        TopologicalSorter(needed).prepare()
    except CycleError as error:
        around: list[Phrase] = error.args[1]
        text, phrase = around[0]
        yield text, lines.get((text, phrase), 1), [name or whole for whole, name in around]
