"""Every sample, published in every format, is taken over into a form that prints the same tables again."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from helpers import SAMPLES, any_form_from, some_of

from discloser.model.form.budget import BasicLine, ProjectLine
from discloser.model.form.common import CommonForm, SpendingLine
from discloser.model.form.final import FinalBasicLine, FinalForm, FinalProjectLine
from discloser.pull.intake.solving import Grade
from discloser.usecases.build import build
from discloser.usecases.check import check
from discloser.usecases.import_form import Imported, begin, content_of

UNITS = (
    "fenyang-2025-budget", "library-2022-final", "bureau-2025-budget", "lishi-2023-budget", "new-unit-2025-budget",
    "fenyang-2022-final", "city-operations-2025-budget", "city-operations-2025-final", "county-operations-2025-final",
)
FORMATS = ("docx", "pdf", "xlsx", "html")

Identity = tuple[str, ...]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """Sample → format → file."""
    made: dict[str, dict[str, Path]] = {}

    class Published(dict[str, dict[str, Path]]):
        def __missing__(self, name: str) -> dict[str, Path]:
            folder = tmp_path_factory.mktemp("published")
            build(SAMPLES / f"{name}.yaml", folder, ["docx", "pdf", "html"], with_data=True)
            files = [path for path in folder.iterdir() if path.is_file()]
            made = {path.suffix[1:]: path for path in (*folder.glob("*-数据/*.xlsx"), *files)}
            self[name] = made
            return made

    return Published(made)


@cache
def begun(source: Path, accept: bool = False) -> Imported:
    """What begins from a published report, each once."""
    return begin([source], accept=accept)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", some_of(UNITS, 2))
def test_all_cells_of_all_tables_come_back(published: dict[str, dict[str, Path]], name: str, form: str):
    imported = begun(published[name][form], accept=True)
    assert imported.returned is not None
    assert imported.returned.absent == ()
    assert imported.returned.others == ()
    assert imported.begun is not None
    assert imported.begun.solved.off == ()


@pytest.mark.parametrize("name", some_of(UNITS, 2))
def test_what_is_certain_is_right_and_most_proposals_are(
    published: dict[str, dict[str, Path]], name: str, capsys: pytest.CaptureFixture[str],
):
    imported = begun(published[name]["docx"])
    original = lines_of(any_form_from(SAMPLES / f"{name}.yaml"))
    right, count = graded(imported, original)
    with capsys.disabled():
        shares = "，".join(f"{grade} {right[grade]}/{count[grade]} 行对" for grade in Grade if count[grade])
        print(f"\n{name}：{shares}", end="")
    assert right[Grade.CERTAIN] == count[Grade.CERTAIN]
    assert sum(right.values()) >= 0.85 * sum(count.values())


@pytest.mark.parametrize("as_text", [True, False])
def test_a_form_is_built_when_its_proposals_were_verified(
    published: dict[str, dict[str, Path]], tmp_path: Path, as_text: bool,
):
    source = published["bureau-2025-budget"]["pdf"]
    target = tmp_path / ("表.yaml" if as_text else "表.xlsx")
    target.write_bytes(content_of(begun(source), as_text=as_text))
    waiting = check(target)
    assert {finding.code for finding in waiting.findings if finding.severity == "error"} >= {"EST001"}
    assert build(target, tmp_path / "报告", ["json"]).files == []
    accepted = begun(source, accept=True)
    assert not [finding for finding in check_of(accepted, tmp_path).findings if finding.code == "EST001"]


def check_of(imported: Imported, folder: Path):
    path = folder / "核对过.yaml"
    path.write_bytes(content_of(imported, as_text=True))
    return check(path)


def lines_of(form: CommonForm) -> Counter[Identity]:
    """What tells a line of expenditure apart → its amount, to a printed digit of 万元."""
    found: Counter[Identity] = Counter()
    for line in (*form.basic_lines, *form.project_lines):
        found[identity(line)] += int(line.amount * 100)
    return found


def identity(line: SpendingLine) -> Identity:
    project = getattr(line, "project", "") if isinstance(line, ProjectLine) else ""
    economic = line.department_economic if isinstance(line, BasicLine | FinalBasicLine | FinalProjectLine) else ""
    nature = "项目支出" if isinstance(line, ProjectLine | FinalProjectLine) else "基本支出"
    carried = "是" if getattr(line, "carried_in", False) else "否"
    return nature, line.function, line.fund, carried, economic, project


def graded(imported: Imported, original: Counter[Identity]) -> tuple[Counter[Grade], Counter[Grade]]:
    """Grade → how many lines of expenditure are in the original with their amount, and how many there are."""
    right: Counter[Grade] = Counter()
    count: Counter[Grade] = Counter()
    exact = imported.kind is not None and imported.kind.currency_unit == "元"
    for grade, lines in imported.graded().items():
        for path, line in lines:
            if path[0] not in ("基本支出", "项目支出"):
                continue
            atom = line.atom
            told = (atom.nature, atom.function, atom.fund, atom.carried or "否", atom.economic[:5], atom.project)
            amount = sum(
                fen for key, fen in original.items()
                if key[:4] == told[:4] and (not told[4] or key[4] == told[4]) and (not told[5] or key[5] == told[5]))
            count[grade] += 1
            right[grade] += abs(amount - line.amount) <= (0 if exact else 10_000)
    return right, count


def test_final_accounts_come_back_to_the_fen(published: dict[str, dict[str, Path]]):
    imported = begun(published["library-2022-final"]["pdf"], accept=True)
    form = any_form_from(content_of(imported, as_text=True).decode().replace("决算:   #", "决算: 0   #"))
    assert isinstance(form, FinalForm)
    assert sum(line.amount for line in form.revenue_lines) == Decimal("6133188.04")
    assert form.reserves_used == 30000
    assert [(line.fund, line.amount) for line in form.closing] == [
        ("一般公共预算", 88000), ("非财政拨款", Decimal("52345.67")), ("政府性基金预算", 130000)]
