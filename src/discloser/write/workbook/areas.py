"""The tables of the workbook form, as `model.form.workbook` lays them out."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_col_to_name

from ...model.form.areas import FIELD_HEADINGS, NUMBER, REMARK, Area, AskedCell, Fields, FreeRows, Matrix, Repeated
from ...model.form.base import key_of
from ...model.form.budget import Form
from ...model.form.targets import PerformanceTarget, TargetIndicator
from ...model.money import ZERO
from ...model.place import FormPath
from .block_totals import money_total
from .cells import amount_of
from .draft import LinesPlace
from .placing import block_columns, in_block
from .sheet import ROW_HEIGHT, SheetWriter
from .styles import LACKING

ROOM_FOR_MORE = 2000
_ROOM_BELOW = 12
_FEWEST_BLOCKS = 6
_SPARE_BLOCKS = 2
_FOLDED = "没有填的先收起来，不打印：点左边空白行旁的 ＋ 展开一块来填"
_TITLE_HEIGHT = 32
_LONG_HEIGHT = 58
_MATRIX_HEIGHT = 42
_CURRENCY_UNIT = key_of(Form, "currency_unit")
_INDICATORS = key_of(PerformanceTarget, "indicators")
_CLASSES = key_of(TargetIndicator, "first"), key_of(TargetIndicator, "second")


def title(writer: SheetWriter, area: Area, places: Mapping[str, int], remark: FormPath | None) -> None:
    """What stands above a table: its title, a cell for a remark about it, what it is for."""
    if isinstance(area, Repeated):
        return
    writer.text(0, area.title, writer.styles.title)
    if remark is not None:
        writer.remark(remark, places[REMARK], writer.styles.loose_remark)
    writer.next(_TITLE_HEIGHT)
    if isinstance(area, FreeRows):
        writer.text(0, area.description, writer.styles.hint)
        writer.next()


def draw(writer: SheetWriter, area: Area, places: Mapping[str, int], base: FormPath = ()) -> None:
    """A table below the last one. `places`: heading → column."""
    if isinstance(area, Fields):
        _fields(writer, area, places, base)
    elif isinstance(area, Matrix):
        _matrix(writer, area, places, (*base, *area.path))
    elif isinstance(area, FreeRows):
        _lines(writer, area, places, (*base, *area.path))


def _fields(writer: SheetWriter, area: Fields, places: Mapping[str, int], base: FormPath) -> None:
    writer.headings(places, {}, {})
    for section in area.sections:
        path = (*base, *section.path)
        if section.title:
            writer.band(places[REMARK], writer.styles.section)
            writer.text(0, section.title, writer.styles.section)
            writer.remark(path, places[REMARK], writer.styles.loose_remark)
            writer.next()
        for item in section.items:
            _field(writer, item, (*path, *item.path), places)


def _field(writer: SheetWriter, item: AskedCell, path: FormPath, places: Mapping[str, int]) -> None:
    label, must, value, explained, remark = (places[heading] for heading in FIELD_HEADINGS)
    styles, required = writer.styles, writer.draft.must(path, item)
    writer.text(label, item.heading, styles.label)
    writer.text(must, "必填" if required else "选填", styles.must if required else styles.may)
    writer.text(explained, item.description, styles.explained if remark == explained + 1 else styles.overflowing)
    writer.cell(item, path, value, must=required)
    writer.validate(item, value, writer.row, writer.row)
    writer.remark(path, remark)
    writer.next(_LONG_HEIGHT if item.value == "long" else ROW_HEIGHT)


def _matrix(writer: SheetWriter, area: Matrix, places: Mapping[str, int], base: FormPath) -> None:
    items = {item.heading: item for item in area.rows[0].items}
    must = writer.must_heads(items, base)
    writer.headings(places, items, must)
    for shape in area.rows:
        writer.band(places[REMARK], writer.styles.label)
        writer.text(0, shape.label, writer.styles.label)
        for item in shape.items:
            writer.cell(item, (*base, *item.path), places[item.heading], must=must[item.heading])
            writer.validate(item, places[item.heading], writer.row, writer.row)
        writer.remark((*base, *shape.about), places[REMARK])
        writer.next(_MATRIX_HEIGHT if area.title else ROW_HEIGHT)


def _lines(writer: SheetWriter, area: FreeRows, places: Mapping[str, int], base: FormPath) -> None:
    items = {item.heading: item for item in area.items}
    must = writer.must_heads(items, (*base, 0))
    writer.headings(places, items, must)
    first, known = writer.row, writer.draft.rows_of(base)
    room = max(_ROOM_BELOW, known + _ROOM_BELOW // 3)
    if NUMBER in places:
        _as_many_as_it_takes(writer, area, places)
    written = tuple(_line(writer, area, (*base, i), places, must, i) for i in range(room))[:known]
    last = first + max(ROOM_FOR_MORE, room) - 1 if NUMBER in places else writer.row - 1
    for heading, item in items.items():
        writer.validate(item, places[heading], first, last)
        if must[heading]:
            _lacking(writer, sorted(places[item.heading] for item in area.items), places[heading], first, last)
    writer.draft.lines[base] = LinesPlace(writer.name, places, first, last, written)
    if NUMBER in places:
        _totals_in_sight(writer, area, writer.draft.lines[base])


def _as_many_as_it_takes(writer: SheetWriter, area: FreeRows, places: Mapping[str, int]) -> None:
    """Rows below look like those that are drawn, without being there: who prints the sheet prints what is filled in."""
    styles = writer.styles
    formats = {item.heading: styles.input(item.value, required=False, in_list=True) for item in area.items}
    writer.columns({places[heading]: style for heading, style in {
        NUMBER: styles.number, REMARK: styles.remark, **formats}.items()})


def _line(
    writer: SheetWriter, area: FreeRows, path: FormPath, places: Mapping[str, int], must: Mapping[str, bool],
    number: int,
) -> Mapping[str, str]:
    if NUMBER in places:
        writer.sheet.write_number(writer.row, places[NUMBER], number + 1, writer.styles.number)
    if NUMBER not in places:
        writer.band(places[REMARK], writer.styles.label)
    texts = {
        item.heading: writer.cell(
            item, (*path, *item.path), places[item.heading], must=must[item.heading] and NUMBER in places, in_list=True)
        for item in area.items
    }
    writer.remark(path, places[REMARK])
    writer.next()
    return texts


def _totals_in_sight(writer: SheetWriter, area: FreeRows, place: LinesPlace) -> None:
    """Above the headings, where it stays in sight: the sum of the amounts."""
    unit = writer.draft.spots[(_CURRENCY_UNIT,)]
    shown = writer.draft.shown.get((_CURRENCY_UNIT,)) or "元"
    for item in area.items:
        if item.value == "amount":
            column, row = place.columns[item.heading], place.first - 2
            value = sum((amount_of(line[item.heading]) or ZERO for line in place.written), ZERO)
            writer.sheet.write_formula(
                row, column - 1, f'="合计（"&IF({unit.there}="","元",{unit.there})&"）"', writer.styles.total_label,
                f"合计（{shown}）")
            writer.sheet.write_formula(
                row, column, f"=SUM({place.range(item.heading)})", writer.styles.computed_total, value)


def _lacking(writer: SheetWriter, columns: list[int], column: int, first: int, last: int) -> None:
    """Colour a cell that must be filled while the rest of its row is begun."""
    row = f"${xl_col_to_name(columns[0])}{first + 1}:${xl_col_to_name(columns[-1])}{first + 1}"
    cell = f"${xl_col_to_name(column)}{first + 1}"
    writer.sheet.conditional_format(first, column, last, column, {
        "type": "formula", "criteria": f"=AND(COUNTA({row})>0,LEN({cell})=0)",
        "format": writer.styles.colour(LACKING),
    })


def draw_blocks(writer: SheetWriter, area: Repeated) -> None:
    """The blocks. Nothing in them is merged, so that a whole block can be copied.

    Those that are still empty lie in closed groups: no program prints what is hidden, and an area to be printed that is
    computed from what is filled in is overlooked by LibreOffice, and made fixed by Excel as soon as a page is set up.
    """
    writer.text(0, f"{area.description}。{_FOLDED}", writer.styles.hint)
    writer.next()
    known = writer.draft.rows_of(area.path)
    last = block_columns((area,)) - 1
    for i in range(max(_FEWEST_BLOCKS, known + _SPARE_BLOCKS)):
        base = (*area.path, i)
        if i >= known:
            writer.fold()
        _write_classes(writer, base)
        writer.band(last, writer.styles.block)
        writer.text(0, area.title, writer.styles.block)
        writer.remark(base, last, writer.styles.loose_remark)
        writer.next(_TITLE_HEIGHT)
        for part in area.parts:
            places = dict(zip((h for h in part.headings if h != NUMBER), in_block(part, last), strict=True))
            draw(writer, part, places, base)
            if isinstance(part, Matrix):
                money_total(writer, part, places, base)
        writer.row += 1
        writer.folded = False
    writer.header = None  # every block has headings of its own


def _write_classes(writer: SheetWriter, base: FormPath) -> None:
    """The classes of indicators that the official form lists, a row each, where a block has no indicators yet."""
    values = writer.draft.values
    if not writer.draft.rows_of((*base, _INDICATORS)):
        for row, classes in enumerate(writer.draft.indicator_classes):
            for key, text in zip(_CLASSES, classes, strict=True):
                values[(*base, _INDICATORS, row, key)] = text
