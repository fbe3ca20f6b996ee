"""Forms invented to try a kind on: every value there, nothing there, more than last year, less, the same.

They are told from the form's own models, so that a key added to the form is tried without another word here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from ..derive.determined import with_determined
from ..model.codes import Classification, CodeList
from ..model.form.base import Block, key_of
from ..model.form.budget import Form
from ..model.form.common import CommonForm
from ..model.form.outline import entries, is_asked
from ..model.form.terms import NATURES_OF_UNIT, PUBLICS_SECTIONS
from ..model.kind.report_kind import ReportKind
from ..model.place import FormPath, Places
from ..read.form.shape import shape
from ..read.source import Raw, Source
from .balanced import evened

_NOT_A_VALUE = "\u2603"
_USUAL, _LITTLE, _MUCH = "1000000", "600000", "8000000"
_LEFT_OUT = ("控制数", "确认", "科目名称", "政府经济科目")
_LAST_YEAR = "上年"
_PROJECT = "项目"
_NAMES: dict[FormPath, str] = {("单位", "名称"): "甲单位", ("单位", "主管部门"): "乙部门"}
_AGENCY = "机关运行经费"
_MOST_ROWS = 80


@dataclass(frozen=True)
class Invention:
    """How a form is invented: this year's amounts, last year's, whether optional texts are there, the unit's nature.

    Without optional texts what other cells determine is not typed either. `sources`: how many sources of money there
    are, the first ones of the list. `level`: totals are as last year.
    """

    name: str
    current: str = _USUAL
    prior: str = _USUAL
    texts: bool = True
    nature: str = NATURES_OF_UNIT[-1]
    sources: int = 99
    level: bool = False


def inventions() -> list[Invention]:
    """Every sort of form that a kind must be able to print."""
    return [
        invention
        for nature in NATURES_OF_UNIT
        for invention in (
            Invention(f"各栏都有数、比上年增加时（{nature}）", prior=_LITTLE, nature=nature),
            Invention(f"各栏都有数、比上年减少时（{nature}）", prior=_MUCH, nature=nature),
            Invention(f"各栏都有数、与上年持平时（{nature}）", nature=nature, texts=False, level=True),
            Invention(f"新单位没有上年数时（{nature}）", prior="0", nature=nature, texts=False),
            Invention(f"今年没有、上年有数时（{nature}）", current="0", prior=_MUCH, nature=nature),
            Invention(f"只有一种来源时（{nature}）", prior=_LITTLE, sources=1, nature=nature, texts=False),
            Invention(f"什么都没有时（{nature}）", current="0", prior="0", nature=nature, texts=False),
        )
    ]


def invented(
    invention: Invention, kind: ReportKind, lists: Classification, model: type[CommonForm] = Form,
    last_year: Mapping[FormPath, str] | None = None,
) -> CommonForm:
    """A form of the sort; ValueError when the models ask for something that can't be invented.

    `last_year`: amounts to put at some paths, so that a total is what it was.
    """
    raw = _Inventor(invention, kind, lists, last_year or {}).block(model, ())
    shaped = shape(Source(raw, Places(""), form=model))
    if shaped.form is None:
        raise ValueError("\n".join(finding.line() for finding in shaped.findings))
    form = evened(shaped.form)
    whole = with_determined(form.model_copy(update={"units": ()}), kind)
    return whole.model_copy(update={"units": form.units})


@dataclass(frozen=True)
class _Inventor:
    how: Invention
    kind: ReportKind
    lists: Classification
    last_year: Mapping[FormPath, str]

    def block(self, model: type[Block], path: FormPath) -> dict[str, Raw]:
        """The raw text of a block."""
        return {key: value for key, value in self._asked(model, path) if value is not None}

    def _asked(self, model: type[Block], path: FormPath) -> Iterator[tuple[str, Raw]]:
        """Every key of a block that is asked for, with its value; None for one that is left blank."""
        for field, info in model.model_fields.items():
            key = key_of(model, field)
            if key in _LEFT_OUT or not is_asked((*path, key), model, self.kind.asked):
                continue
            if self.how.texts or field not in model.determined:
                yield key, self._value(model, key, info, (*path, key))

    def _value(self, model: type[Block], key: str, info: FieldInfo, path: FormPath) -> Raw:
        entry = entries(model)[key]
        if entry.sort == "amount":
            return self._amount(path)
        if entry.sort in ("block", "amounts") and entry.block:
            wanted = info.is_required() or self.how.texts or entry.sort == "amounts" or not path[1:]
            return self.block(entry.block, path) if wanted else None
        if entry.sort == "lines" and entry.block:
            return list(self._rows(entry.block, path))
        if entry.sort == "names":
            return None
        return self._text(key, info, path)

    def _amount(self, path: FormPath) -> str:
        if path[0] == _AGENCY and self.kind.natures.get(self.how.nature) != f"有{_AGENCY}":
            return "0"
        if path in self.last_year:
            return self.last_year[path]
        return self.how.prior if any(_LAST_YEAR in str(part) for part in path) else self.how.current

    def _text(self, key: str, info: FieldInfo, path: FormPath) -> str | None:
        chosen = {
            "地区": self.kind.region, "类型": self.kind.kind, "年度": str(self.kind.year), "版式": self.kind.id,
            "性质": self.how.nature, "金额单位": "元",
        }
        if key in chosen:
            return chosen[key]
        if path in _NAMES:
            return _NAMES[path]
        values = self._values(key, info)
        return values[0] if info.is_required() or self.how.texts else None

    def _rows(self, model: type[Block], path: FormPath) -> Iterator[dict[str, Raw]]:
        """Rows in which every value of every choice occurs; none when there is to be nothing."""
        lines = any(entries(model)[key].sort == "amount" for key in entries(model)) and len(path) == 1
        if self.how.current == "0":
            return
        fields = {key_of(model, field): info for field, info in model.model_fields.items()}
        lists = {key: self._values(key, info) for key, info in fields.items() if entries(model)[key].sort == "value"}
        choices = {key: values for key, values in lists.items() if lines and len(values) > 1 and key not in _CODES}
        codes = {key: values for key, values in lists.items() if key in _CODES}
        combinations = list(product(*choices.values()))[:_MOST_ROWS] or [()]
        count = max(len(combinations), *(len(values) for values in codes.values()), 1) if lines else 1
        usual = dict(self._asked(model, path))
        for i in range(count):
            row: dict[str, Raw] = dict(zip(choices, combinations[i % len(combinations)], strict=True))
            row |= {key: values[i % len(values)] for key, values in codes.items()}
            row |= {_PROJECT: f"甲{i + 1}"} if lines and _PROJECT in fields else {}
            yield {key: value for key, every in usual.items() if (value := row.get(key) or every) is not None}

    def _values(self, key: str, info: FieldInfo) -> list[str]:
        """What may stand under a key, as far as the form's own types say."""
        refusal, choices = _refusal(info)
        if refusal == "not_a_choice":
            if key != "来源":
                return choices
            own = [fund for fund in choices if self.kind.sort != "budget" or fund in self.kind.funds]
            return own[: self.how.sources]
        if refusal == "code_malformed":
            return self._codes(key)
        simple = {"yes_no_malformed": ["否", "是"], "date_malformed": [f"{self.kind.year}-01-05"],
                  "count_malformed": ["1"], "quantity_malformed": ["1.5"]}
        return simple.get(refusal, ["甲"])

    def _codes(self, key: str) -> list[str]:
        """Codes that the kind speaks of, made as long as a form wants them."""
        if key == "功能科目":
            return _under([category.code for category in self.kind.categories], self.lists.function, 7)
        if key == "经济科目":
            heads = [head for heads in self.kind.expense_classes.values() for head in heads]
            heads += [section for sections in PUBLICS_SECTIONS.values() for section in sections
                      if section.startswith(tuple(heads))]
            return _under(heads, self.lists.department_economic, 5)
        if key == "类":
            return [category.code for category in self.kind.categories]
        return ["1030101"]


_CODES = ("功能科目", "经济科目", "类")


def _under(heads: list[str], codes: CodeList, length: int) -> list[str]:
    """One whole code under each head, as far as the lists know any."""
    whole = sorted(code for code in codes.rows if len(code) == length)
    likely = ((head, whole[bisect_left(whole, head):][:1]) for head in heads)
    return [code for head, at in likely for code in at if code.startswith(head)] or whole[:1]


def _refusal(info: FieldInfo) -> tuple[str, list[str]]:
    """How a type refuses what is no value of any type, and the choices that it then names."""
    kind: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    refusal, choices = _refused_by(kind)
    return refusal, choices.split("、") if refusal else []


@cache
def _refused_by(kind: Any) -> tuple[str, str]:
    try:
        TypeAdapter(kind).validate_python(_NOT_A_VALUE)
    except ValidationError as error:
        refusal = error.errors(include_url=False)[0]
        return refusal["type"], str(refusal.get("ctx", {}).get("choices", ""))
    return "", ""
