"""Which columns the tables of a sheet use, and how wide they are. The reader does not care: it goes by headings."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.form.areas import NUMBER, Area, AskedCell, Fields, FreeRows, Matrix, Repeated
from ...model.form.values import Value

_REMARK_WIDTH = 28
_FIELD_WIDTHS = (24, 8, 54, 62, _REMARK_WIDTH)
_BLOCK_WIDTHS = (20, 18, 54, 26, 28, 26, _REMARK_WIDTH)
_MORE_IN_BLOCK = 18
_BELOW_FIELDS: Mapping[int, tuple[int, ...]] = {2: (0, 4), 3: (0, 2, 4), 4: (0, 2, 3, 4)}
_AMOUNT_IN_MATRIX = 17
_TEXT_IN_MATRIX = 40
_CODE_ALONE = 14
_WIDEST_NAME = 40
_WIDTHS: Mapping[Value, int] = {
    "text": 22, "long": 46, "amount": 20, "code": 32, "count": 12, "quantity": 14, "yes_no": 10, "date": 14,
    "choice": 20,
}


def widths_of(areas: tuple[Area, ...]) -> list[float]:
    """The widths of a sheet's columns; the first table decides."""
    first = areas[0]
    if any(isinstance(area, Repeated) for area in areas):
        more = block_columns(areas) - len(_BLOCK_WIDTHS)
        return [*_BLOCK_WIDTHS[:-1], *[_MORE_IN_BLOCK] * more, _BLOCK_WIDTHS[-1]]
    if isinstance(first, Fields):
        return list(_FIELD_WIDTHS)
    if isinstance(first, FreeRows):
        return [6, *(_width(item) for item in first.items), _REMARK_WIDTH]
    widest = max((area for area in areas if isinstance(area, Matrix)), key=lambda area: len(area.headings))
    return [24, *(_AMOUNT_IN_MATRIX if item.value == "amount" else _TEXT_IN_MATRIX for item in widest.rows[0].items),
            _REMARK_WIDTH]


def places_of(area: Area, areas: tuple[Area, ...]) -> dict[str, int]:
    """Heading → column of a table among all of its sheet; below another one it uses that one's columns."""
    if isinstance(area, Repeated):
        return {}
    headings = [heading for heading in area.headings if heading != NUMBER or area is areas[0]]
    columns: tuple[int, ...] = tuple(range(len(headings)))
    if any(isinstance(other, Repeated) for other in areas):
        columns = in_block(area, block_columns(areas) - 1)
    elif isinstance(areas[0], Fields) and area is not areas[0]:
        columns = _BELOW_FIELDS[len(headings)]
    return dict(zip(headings, columns, strict=True))


def block_columns(areas: tuple[Area, ...]) -> int:
    """How many columns a sheet of blocks has: as many as its widest table."""
    parts = (part for area in areas if isinstance(area, Repeated) for part in area.parts)
    return max(len(_BLOCK_WIDTHS), *(sum(heading != NUMBER for heading in part.headings) for part in parts))


def in_block(area: Fields | Matrix | FreeRows, last: int) -> tuple[int, ...]:
    """The columns of a table on a sheet of blocks, where tables of different shapes share them; remarks in the last."""
    if isinstance(area, Fields):
        return 0, 1, 2, 3, last
    headings = sum(heading != NUMBER for heading in area.headings) - 1
    return (0, *range(2, headings + 1), last) if isinstance(area, Matrix) else (*range(headings), last)


def _width(item: AskedCell) -> int:
    if item.value == "code" and not item.choices:
        return _CODE_ALONE
    return _WIDEST_NAME if item.value == "text" and item.required else _WIDTHS[item.value]
