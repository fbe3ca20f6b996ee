"""The lines of tables: what WeasyPrint draws stroke by stroke, drawn from end to end, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from discloser.render import press
from discloser.render.ruling import Look, Strokes

THIN, THICK = Look(0.5, "solid", "black", True, 10), Look(1, "solid", "black", True, 10)
spans = st.tuples(st.integers(0, 30), st.integers(0, 8)).map(lambda span: (float(span[0]), float(sum(span))))


def of(strokes: dict[Look, list[tuple[float, float]]]) -> Strokes:
    taken = Strokes()
    taken.strokes = strokes
    return taken


def covered(spans: Iterator[tuple[float, float]]) -> set[float]:
    """The quarters of a point that lie below some lines, ends included."""
    return {quarter / 4 for begin, end in spans for quarter in range(int(begin * 4), int(end * 4) + 1)}


def test_strokes_that_touch_become_one_line():
    assert list(of({THIN: [(5, 9), (0, 3), (3, 5)]}).lines()) == [(THIN, 0, 9)]


def test_a_gap_stays_a_gap():
    assert list(of({THIN: [(0, 3), (4, 5)]}).lines()) == [(THIN, 0, 3), (THIN, 4, 5)]


def test_lines_that_look_different_stay_apart_and_in_order():
    assert list(of({THIN: [(0, 3)], THICK: [(1, 2)]}).lines()) == [(THIN, 0, 3), (THICK, 1, 2)]


@given(st.lists(spans, min_size=1))
def test_lines_cover_what_the_strokes_covered_and_do_not_touch(strokes: list[tuple[float, float]]):
    lines = [(begin, end) for _, begin, end in of({THIN: strokes}).lines()]
    assert covered(iter(lines)) == covered(iter(strokes))
    assert all(left[1] < right[0] for left, right in pairwise(lines))


def test_a_table_has_as_few_lines_as_it_can():
    cells = "<tr><td>一</td><td>二</td><td>三</td></tr>" * 4
    style = "table{border-collapse:collapse} td{border:1pt solid #000}"
    document = f"<html><head><style>{style}</style></head><body><table><tbody>{cells}</tbody></table></body></html>"
    with press.shortcuts():
        content = press.tree(document, None).render().write_pdf()
    with pikepdf.open(BytesIO(content)) as pdf:
        (page,) = pdf.pages
        strokes = [part for part in pikepdf.parse_content_stream(page) if str(part.operator) == "S"]
    across, down = 5, 4
    assert len(strokes) == across + down
