"""The texts of a kind, read and filled with nothing of the machine in reach, in bounded time and space.

A kind may come from another office. What its texts may say is a list (`language.py`): no functions, no attributes of
the program's objects, none of jinja2's filters that could build huge values. What they do is counted (`budget.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from types import CodeType
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ...model.kind.report_kind import ReportKind
from .budget import Budget, bounded, counting
from .filled import Filled, given, joined
from .filters import filters_of
from .language import FILTERS, TESTS, refusals

_OF_LOOPS = frozenset({"index", "index0", "first", "last", "length"})
_LARGEST_NUMBER = 10**15
_MOST_COMPILED = 300
"""Texts: more than two dozen kinds have."""


class Texts(ImmutableSandboxedEnvironment):
    """The texts of a kind by name."""

    intercepted_binops = frozenset({"+", "-", "*"})

    def __init__(self, kind: ReportKind) -> None:
        super().__init__(
            loader=_NamedTexts(kind.texts), undefined=StrictUndefined, autoescape=False, finalize=given,
            optimized=False, bytecode_cache=_COMPILED,
        )
        self.budget = Budget()
        self._names: Mapping[str, Any] | None = None
        self.globals.clear()
        self.filters = {
            **{name: self.filters[name] for name in FILTERS}, **filters_of(kind), **counting(self.budget),
        }
        self.tests = {name: self.tests[name] for name in TESTS}

    def filled(self, text: str, names: Mapping[str, Any]) -> Filled:
        """A text with everything that it names."""
        if names is not self._names:  # another report
            self._names = names
            self.budget.renew()
        return joined([self.get_template(text).render(names)])

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """What a text consists of. Raises `TemplateSyntaxError`."""
        try:
            return super().parse(source, name, filename)
        except (RecursionError, ValueError):
            raise TemplateSyntaxError("括号套得太深，或者数写得太长", 1, name, filename) from None

    def compile(  # type: ignore[override]
        self, source: str, name: str | None = None, filename: str | None = None, **options: Any,
    ) -> CodeType | str:
        """The code of a text. Raises `TemplateSyntaxError` for anything that texts may not say."""
        tree = self.parse(source, name, filename)
        for line, reason in refusals(tree):
            raise TemplateSyntaxError(reason, line, name, filename)
        code: CodeType | str = super().compile(bounded(tree), name, filename, **options)
        return code

    def concat(self, texts: Iterable[str]) -> Filled:
        """What a text, or a phrase of it, comes to."""
        return joined(self.budget.counted(texts))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a text may see an attribute: what the form and the figures hold, and where in a loop it is."""
        if isinstance(obj, LoopContext):
            return attr in _OF_LOOPS
        return is_dataclass(obj) and attr in {field.name for field in fields(obj)}

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """The sum, difference or product of two numbers; texts are put together with `~`."""
        for value in (left, right):
            if not isinstance(value, int | float | Decimal) or not -_LARGEST_NUMBER < value < _LARGEST_NUMBER:
                raise TemplateError(f"“{operator}”只用于数；连接文字用“~”")
        return super().call_binop(context, operator, left, right)


class _NamedTexts(BaseLoader):
    """The texts of a kind by name; nothing else can be included."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def get_source(self, environment: Any, template: str) -> tuple[str, str, None]:
        if template not in self._texts:
            raise TemplateNotFound(template)
        return self._texts[template], template, None


class _Compiled(BytecodeCache):
    """The code of texts by what they say: many kinds say the same, and a text says it in many reports.

    It stays in memory, where nobody could put other code.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return name

    def get_source_checksum(self, source: str) -> str:
        return source

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if len(self._codes) >= _MOST_COMPILED:
            self._codes.clear()
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()
