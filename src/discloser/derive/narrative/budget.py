"""How much work the texts of a kind may make: everything that can grow is counted before it grows.

A text has no loop but over what is there, so what it does is bounded by what goes through its loops, phrases and
filters. The tree of a text gets a counter at each of them (`bounded`); the counters share one `Budget`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from typing import Any

from jinja2 import TemplateError, Undefined, nodes, pass_context

from .filled import given

_STEPS = 300_000
"""For one report, in pieces of a text as jinja2 reads it. The largest departments need some ten thousand."""

_CHARACTERS = 10
"""So many characters cost as much as one piece of a text."""

_COUNTED, _SPENT = "a value", "a phrase"
"""No text can write such names."""


class Budget:
    """What is left to the texts of one report."""

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Begin another report."""
        self._left = _STEPS

    def spend(self, steps: int) -> None:
        """Count some steps. Raises `TemplateError` when there are none left."""
        self._left -= max(steps, 0)
        if self._left < 0:
            raise TemplateError("循环的次数太多，或者连成的文字太长")

    def counted(self, values: Iterable[Any], each: int = 1) -> Iterator[Any]:
        """Some values, each counted as it is taken."""
        for value in values:
            self.spend(each + _size(value))
            yield value


def _size(value: Any) -> int:
    return len(value) // _CHARACTERS if isinstance(value, str) else 0


def counting(budget: Budget) -> dict[str, Callable[..., Any]]:
    """The filters that count, which only `bounded` writes into a text, and a `join` that counts beforehand."""

    @pass_context
    def counted(context: Any, value: Any, each: int = 1) -> Any:
        """A value of an expression; a list is gone through `each` steps at a time."""
        if isinstance(value, str | Undefined) or not isinstance(value, Sized | Iterator):
            budget.spend(_size(value))
            return value
        if isinstance(value, Sized):
            budget.spend(each * len(value))
            return value
        return list(budget.counted(value, each))

    @pass_context
    def spent(context: Any, steps: int) -> str:
        """A phrase begins."""
        budget.spend(steps)
        return ""

    @pass_context
    def join(context: Any, values: Iterable[Any], between: str = "") -> str:
        """Texts in one."""
        texts = [given(value) for value in values]
        budget.spend(sum(map(_size, texts)) + len(texts) * _size(str(between)))
        return str(between).join(texts)

    return {_COUNTED: counted, _SPENT: spent, "join": join}


def bounded(tree: nodes.Template) -> nodes.Template:
    """The tree with a counter at every place where a text could make work or grow."""
    for loop in tree.find_all(nodes.For):
        loop.iter = _filter(loop.iter, _COUNTED, _weight(loop.body))
    for phrase in tree.find_all(nodes.Macro):
        steps = nodes.ExprStmt(_filter(nodes.Const(_weight(phrase.body)), _SPENT), lineno=phrase.lineno)
        phrase.body.insert(0, steps)
    for node in list(tree.find_all((nodes.Filter, nodes.Test))):
        if node.name not in (_COUNTED, _SPENT):
            node.node = _filter(node.node, _COUNTED)
    for concat in tree.find_all(nodes.Concat):
        concat.nodes = [_filter(part, _COUNTED) for part in concat.nodes]
    for comparison in tree.find_all(nodes.Compare):
        comparison.expr = _filter(comparison.expr, _COUNTED)
    for operand in tree.find_all(nodes.Operand):
        operand.expr = _filter(operand.expr, _COUNTED)
    return tree


def _weight(body: Iterable[nodes.Node]) -> int:
    """How many pieces a stretch of a text is made of."""
    return sum(1 + sum(1 for _ in node.find_all(nodes.Node)) for node in body)


def _filter(node: Any, name: str, *arguments: int) -> nodes.Filter:
    return nodes.Filter(node, name, [nodes.Const(value) for value in arguments], [], None, None, lineno=node.lineno)
