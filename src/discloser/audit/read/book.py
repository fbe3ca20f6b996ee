"""The book of tie-outs of a report kind: what its file `tie_outs.yaml` says, shaped and checked once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from ...model.finding import Severity
from ...model.kind.report_kind import KindError
from .formulas import FormulaError, parse
from .layout import Heads
from .patterns import Nothing, PatternError, Phrases, Sentence, sentence_of
from .printed import plain
from .relations import TieOut

_LONGEST_PATTERN = 200
_MOST_BRANCHES = 10
_ONE_CHARACTER = re.compile(r"\\[^1-9gkABZ]|\[[^\]]*\]")
_GROUP_START = re.compile(r"\(\?[:!=]")
_UNBOUNDED = re.compile(r"[*+\\]|\(\?|\)\{|\{(?![0-9]\})")
_SEVERITIES = {severity.label: severity for severity in Severity}


class TablePage(NamedTuple):
    """A table that a report of the kind prints. `by_code`, `grouped_by`: how its rows contain each other.

    `noted`: whether a note says so where it holds nothing. `unit`: its currency unit where the report has another.
    """

    no: int
    title: str
    by_code: bool = False
    grouped_by: str = ""
    noted: bool = True
    unit: str = ""


class SectionPage(NamedTuple):
    """A section of the narrative: its heading and its sentences.

    `nothing`: what stands there instead when there is nothing to tell. `optional`: a report may do without it, as
    without a digest.
    """

    heading: str
    sentences: tuple[Sentence, ...] = ()
    nothing: Nothing | None = None
    optional: bool = False


class Word(NamedTuple):
    """Wording that does not belong in a report: a pattern over plain text, under which code, how bad, what to write.

    `unless`: what the unit's name must not contain for the wording to be wrong.
    """

    code: str
    pattern: re.Pattern[str]
    severity: Severity
    advice: str
    unless: str = ""
    headings: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """All that the audit knows about a kind of report beyond what holds for every report.

    `kind`: its id. `subjects`: the words that follow the body's name in fixed sentences. `names`: code → name in the
    year's lists, as far as they are certain. `terms`: what the glossary has to explain.
    """

    kind: str = ""
    heads: Heads = field(default_factory=lambda: Heads(frozenset(), frozenset(), frozenset()))
    label: str = ""
    total_label: str = "合计"
    empty_note: str = ""
    tables: tuple[TablePage, ...] = ()
    sections: tuple[SectionPage, ...] = ()
    tie_outs: tuple[TieOut, ...] = ()
    phrases: Phrases = field(default_factory=Phrases)
    words: tuple[Word, ...] = ()
    reasons: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    settings: Mapping[str, tuple[bool, Severity | None]] | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    terms: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether there is a book for the report at all."""
        return bool(self.tables)


def book_of(data: Mapping[str, Any], name: str = "tie_outs.yaml") -> Book:
    """A book from the data of its file. Raises `KindError` that quotes what can't be read."""
    try:
        return _book(data)
    except (FormulaError, PatternError) as error:
        raise KindError(f"{name}：{error}") from None
    except (KeyError, TypeError, AttributeError, ValueError, re.error) as error:
        raise KindError(f"{name} 写法有误：{type(error).__name__} {error}") from None


_NEEDED = ("栏名", "表号", "空表注", "表", "勾稽", "文字", "增减")
_FAULTS = (FormulaError, PatternError, KeyError, TypeError, AttributeError, ValueError, re.error)


def unreadable(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where in the data of a book, and why, for everything that can't be read."""
    yield from (((), f"缺少“{key}”") for key in _NEEDED if key not in data)
    conditions = data.get("条件") or {}
    pieces: list[tuple[tuple[str | int, ...], Callable[[], object]]] = [
        *((("勾稽", name), partial(_tie_out, name, value, conditions)) for name, value in _named(data.get("勾稽"))),
        *((("文字", i), partial(_section, item)) for i, item in enumerate(data.get("文字") or ())),
        *((("用词", i), partial(_word, item)) for i, item in enumerate(data.get("用词") or ())),
        (("增减",), partial(Phrases.of, data.get("增减") or {})),
        ((), partial(_book, data)),
    ]
    told = any(key not in data for key in _NEEDED)
    for path, make in pieces:
        try:
            make()
        except _FAULTS as fault:
            if path or not told:
                yield path, f"缺少 {fault}" if isinstance(fault, KeyError) else str(fault)
            told = True


def _named(data: Any) -> Iterable[tuple[str, Any]]:
    return data.items() if isinstance(data, Mapping) else ()


def _book(data: Mapping[str, Any]) -> Book:
    heads, conditions = data["栏名"], data.get("条件", {})
    return Book(
        heads=Heads(*(frozenset(plain(head) for head in heads.get(key, ())) for key in ("编码", "名称", "附注"))),
        label=data["表号"], total_label=data.get("合计行", "合计"), empty_note=data["空表注"],
        tables=tuple(TablePage(int(t["号"]), t["题"], _yes(t.get("逐级")), t.get("分组", ""),
                               _yes(t.get("空表注明", "是")), t.get("单位", "")) for t in data["表"]),
        sections=tuple(_section(section) for section in data["文字"]),
        tie_outs=tuple(_tie_out(name, value, conditions) for name, value in data["勾稽"].items()),
        phrases=Phrases.of(data["增减"]),
        words=tuple(_word(word) for word in data.get("用词", ())),
        reasons=tuple(data.get("原因", ())),
        subjects=tuple(map(str, data.get("主语", ()))),
        settings={code: (_yes(s.get("停用")), _severity(s)) for code, s in (data.get("规则") or {}).items()},
    )


def _section(data: Mapping[str, Any]) -> SectionPage:
    return SectionPage(
        data["段"], tuple(_sentence(item) for item in data.get("句", ())), _nothing(data), _yes(data.get("可缺")),
    )


def _nothing(data: Mapping[str, Any]) -> Nothing | None:
    if "无" not in data:
        return None
    return Nothing(plain(data["无"]["写"]), tuple(parse(text) for text in _texts(data["无"].get("当"))))


def _sentence(data: str | Mapping[str, Any]) -> Sentence:
    if isinstance(data, str):
        return sentence_of(data)
    return sentence_of(
        data["写"], optional=_yes(data.get("可缺")), severity=_severity(data), start=data.get("段首", ""),
        nothing=_nothing(data),
    )


def _tie_out(name: str, data: Any, conditions: Mapping[str, Any]) -> TieOut:
    if not isinstance(data, Mapping):
        return TieOut(name, tuple(parse(text) for text in _texts(data)))
    when = [text for name in _texts(data.get("当")) for text in _texts(conditions.get(name, name))]
    return TieOut(
        name, tuple(parse(text) for text in _texts(data["式"])), tuple(data.get("栏", ("",))),
        tuple(parse(text) for text in when), data.get("编号", ""), _severity(data) or Severity.ERROR,
    )


def _word(data: Mapping[str, Any]) -> Word:
    pattern = _bounded(data["样"]) if "样" in data else re.escape(plain(data["见"]))
    return Word(data["编号"], re.compile(pattern), _severity(data) or Severity.INFO, data["说"],
                data.get("除非单位名含", ""), _yes(data.get("也看标题")))


def _yes(value: Any) -> bool:
    return str(value).strip().lower() in ("是", "true")


def _bounded(pattern: str) -> str:
    """A pattern for wording that takes no longer than its text is long. Raises `PatternError`.

    A kind may be a stranger's, and a pattern with repetitions in it can take for ever on a few words.
    """
    pieces = _ONE_CHARACTER.sub("字", pattern)
    if len(pattern) > _LONGEST_PATTERN or _UNBOUNDED.search(_GROUP_START.sub("(", pieces)):
        raise PatternError(f"“{pattern[:_LONGEST_PATTERN]}”里只能用字、[…]、\\d、(…|…)、(?!…)、? 和 {{4}} 这样的次数")
    if pieces.count("?") + pieces.count("|") > _MOST_BRANCHES:
        raise PatternError(f"“{pattern}”里的 | 和 ? 太多，请分成几条")
    return pattern


def _severity(data: Mapping[str, Any]) -> Severity | None:
    return _SEVERITIES[data["级别"]] if "级别" in data else None


def _texts(value: Any) -> Sequence[str]:
    return [value] if isinstance(value, str) else list(value or ())
