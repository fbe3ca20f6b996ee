"""Reads a report in neutral JSON, made by this program or by anyone, without trusting a byte of it.

What can't be read is told in findings (RPT) and never raised. The data comes back as plain mappings and lists whose
outer shape is right; the audit makes a printed report of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NoReturn

from ...disk import Document, Given, taken
from ...model.finding import Finding, Nature
from ...model.place import Place
from ..problems import REPORT_PROBLEMS
from .report_shape import misshapen, plainly

MISSING = REPORT_PROBLEMS.declare(
    "RPT001", "报告文件能打开",
    message="报告文件打不开：{reason}",
    hint="请核对文件名和所在的文件夹，确认有读取的权限",
    nature=Nature.UNREADABLE,
)
TOO_LARGE = REPORT_PROBLEMS.declare(
    "RPT002", "报告文件不太大",
    message="文件超过 {expected} 的上限",
    hint="请确认给出的是一份报告的 JSON 文件",
    nature=Nature.UNREADABLE,
)
NOT_JSON = REPORT_PROBLEMS.declare(
    "RPT003", "报告文件是 JSON",
    message="{what}",
    hint="请给出 discloser build -f json 生成的文件，或者按同样格式录入的文件，保存为 UTF-8 编码",
    nature=Nature.UNREADABLE,
)
REPEATED_KEY = REPORT_PROBLEMS.declare(
    "RPT004", "同一个键只写一次",
    message="“{found}”写了两次，不知道用哪一个",
    hint="请删去多余的一个",
    nature=Nature.UNREADABLE,
)
NOT_A_REPORT = REPORT_PROBLEMS.declare(
    "RPT005", "文件里是一份报告",
    message="“{field}”{what}",
    hint="报告要有单位、年度、种类、金额单位、表格和文字，写法见 discloser build -f json 生成的文件",
    nature=Nature.UNREADABLE,
)

LARGEST = 16 * 2**20


@dataclass(frozen=True, slots=True)
class JsonReport:
    """A report's data; None when the file could not be read as a report."""

    data: Mapping[str, Any] | None
    findings: tuple[Finding, ...] = ()


class _RepeatedKeyError(ValueError):
    """A mapping has a key twice."""


def read_report(report: Document) -> JsonReport:
    """The report in a document."""
    return report_in(taken(report, LARGEST))


def report_in(file: Given) -> JsonReport:
    """The report in a file."""
    place = Place(str(file.path))
    if file.trouble is not None:
        return _refused(MISSING.at(place, reason=file.trouble))
    if len(file.content) > LARGEST:
        return _refused(TOO_LARGE.at(place, expected=f"{LARGEST // 2**20} MB"))
    return report_from(file.content, place)


def report_from(content: bytes, place: Place) -> JsonReport:
    """The report in the bytes of a file."""
    try:
        data = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_unique, parse_float=Decimal, parse_constant=_no_number,
        )
    except UnicodeDecodeError:
        return _refused(NOT_JSON.at(place, what="文件不是 UTF-8 编码"))
    except _RepeatedKeyError as repeated:
        return _refused(REPEATED_KEY.at(place, found=str(repeated)))
    except json.JSONDecodeError as error:
        at = Place(place.file, error.lineno, error.colno)
        return _refused(NOT_JSON.at(at, what="从这里起不是 JSON 的写法"))
    except (ValueError, RecursionError):
        return _refused(NOT_JSON.at(place, what="里面有不能用的数，或者括号套得太深"))
    wrong = tuple(NOT_A_REPORT.at(place, field=field, what=what) for field, what in misshapen(data))
    return JsonReport(None, wrong) if wrong else JsonReport(plainly(data))


def _refused(finding: Finding) -> JsonReport:
    return JsonReport(None, (finding,))


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _RepeatedKeyError(next(key for key in keys if keys.count(key) > 1))
    return made


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
