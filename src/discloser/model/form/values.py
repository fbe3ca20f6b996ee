"""What a value of a form is: an amount, a code, a long text; and the list of a workbook that it may be picked from.

Told from the models in `form`, like everything that is said of a form's keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from ..place import FormPath
from .base import Block, field_of
from .common import CommonForm
from .flat import NAME_KEYS
from .outline import FormKey, entry_at
from .scalars import Code, Count, Date, Quantity, Year, YesNo

Value = Literal["text", "long", "amount", "code", "count", "quantity", "yes_no", "date", "choice"]
"""What a cell is to hold; a long text may run over many lines."""

_LISTS: Mapping[str, str] = {
    "功能科目": "功能科目", "经济科目": "部门经济科目", "政府经济科目": "政府经济科目", "来源": "资金来源",
    "类别": "项目类别", "性质": "单位性质", "金额单位": "金额单位", "一级": "一级指标", "二级": "二级指标",
}
_LONG = frozenset({
    "职责", "机构设置", "原因", "说明", "车辆说明", "房屋说明", "收支", "收入", "支出", "三公", "公务用车",
    "政府购买服务", "其他", "正文", "用途", "国外用途",
    "资产说明", "改进措施", "完成情况", "实施内容", "资金原因", "评价结论", "存在问题", "财政拨款", "概况",
    "立项依据", "必要性", "制度措施", "实施计划", "实施期目标", "年度目标",
})
_YES_NO = "是否"
_MARKED: tuple[tuple[Any, Value], ...] = (
    (Code, "code"), (Count, "count"), (Year, "count"), (Quantity, "quantity"), (YesNo, "yes_no"), (Date, "date"),
)
_OF_NAMES: Mapping[str, Value] = dict(zip(NAME_KEYS, ("code", "text"), strict=True))


def value_at(path: FormPath, form: type[CommonForm]) -> Value | None:
    """What a value at a path of the form is; None for a path at which no single value stands."""
    named = [part for part in path if not isinstance(part, int)]
    entry, above = entry_at(path, form), entry_at(path[:-1], form)
    if above is not None and above.sort == "names" and isinstance(path[-1], str):
        return _OF_NAMES.get(path[-1])
    block = form if len(named) == 1 else above.block if above is not None else None
    if entry is None or block is None or not path or isinstance(path[-1], int):
        return None
    if entry.sort == "amounts":
        return "amount"
    return value_of(block, entry) if entry.sort in ("value", "amount") else None


def value_of(block: type[Block], entry: FormKey) -> Value:
    """What the value of a key of a block is."""
    if entry.sort == "amount":
        return "amount"
    metadata = block.model_fields[field_of(block, entry.key)].metadata
    for marked, value in _MARKED:
        if get_args(marked)[1] in metadata:
            return value
    return "long" if entry.key in _LONG else "text"


def choices_of(block: type[Block], entry: FormKey) -> str:
    """The list of a workbook that the value of a key is picked from; "" where it is typed."""
    value = value_of(block, entry)
    listed = {**_LISTS, **block.choice_lists}.get(entry.key, "")
    return _YES_NO if value == "yes_no" else listed if value in ("code", "text") else ""
