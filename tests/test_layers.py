"""The house has floors: values below, verbs beside each other, edges around. An import may only go down."""

from __future__ import annotations

import ast
import pathlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "discloser"
Module = tuple[str, ...]
Nodes = list[ast.AST]
House = dict[Module, Nodes]
"""Module → all that stands in its code."""

FLOORS: tuple[dict[str, set[str]], ...] = (
    {"model": {"pydantic", "pydantic_core"}, "disk": set()},
    {
        "rules": set(),
        "derive": {"jinja2", "pydantic"},
        "read": {"yaml", "lxml", "pydantic", "pydantic_core", "pypdfium2", "PIL", "psutil", "xlrd"},
        "write": {"xlsxwriter", "lxml", "pydantic", "yaml", "pikepdf"},
        "render": {"docx", "lxml", "typst", "pikepdf", "PIL", "weasyprint", "xlsxwriter", "jinja2"},
        "audit": set(),
        "recognition": set(),
        "compare": {"pydantic"},
        "trace": {"pydantic"},
    },
    {"pull": set(), "kind_check": {"jinja2", "pydantic"}},
    {"usecases": {"distributed", "pebble", "psutil", "pydantic"}},
    {"web": {"django", "markdown_it", "psutil", "waitress"}},
    {"cli": {"click"}},
)
"""From the ground up: room → the libraries that it alone may use. A room imports itself and the floors below it."""

NOT_ABOVE = {
    **{room: {"model"} for room in ("rules", "derive", "write", "render", "audit", "recognition", "compare", "trace")},
    "write": {"model", "disk"},
    "pull": {"model", "compare", "audit"},
    "web": {"usecases", "model", "disk", "compare"},
    "cli": {"web", "usecases", "model", "disk", "compare", "trace", "render"},
}
"""Rooms that may use less than what is below them."""

MOST_ROOMS, MOST_FLOORS = 16, 6


def may_import() -> dict[str, set[str]]:
    """Room → all that it may import."""
    allowed: dict[str, set[str]] = {"__init__": set(), "__main__": {"cli"}}
    below: set[str] = set()
    for floor in FLOORS:
        for room, libraries in floor.items():
            allowed[room] = {room, *libraries, *(NOT_ABOVE.get(room, below) & below)}
        below |= set(floor)
    return allowed


MAY_IMPORT = may_import()


@pytest.fixture(scope="module")
def house() -> House:
    """Every module of the house, parsed once."""
    return {module: nodes_of(SOURCE.joinpath(*module).with_suffix(".py").read_text(encoding="utf-8"))
            for module in modules()}


def nodes_of(code: str) -> Nodes:
    return list(ast.walk(ast.parse(code)))


def imports_of(nodes: Nodes, module: Module) -> Iterator[str]:
    """What a module imports, by layer for our own modules and by package for others."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.level == 0:
                yield (node.module or "").split(".")[0]
                continue
            package = list(module[:-1])
            base = package[: len(package) - (node.level - 1)]
            target = [*base, *(node.module.split(".") if node.module else [])]
            yield from ([target[0]] if target else [alias.name for alias in node.names])


def trespasses(nodes: Nodes, module: Module) -> list[str]:
    """The imports of a module that its layer forbids."""
    allowed = MAY_IMPORT[module[0]]
    ours = set(MAY_IMPORT)
    return [
        name for name in imports_of(nodes, module)
        if name not in allowed and (name in ours or name not in sys.stdlib_module_names)
    ]


def modules() -> list[Module]:
    return sorted(path.relative_to(SOURCE).with_suffix("").parts for path in SOURCE.rglob("*.py"))


def test_a_module_imports_only_what_its_layer_may(house: House):
    assert {"/".join(module): wrong for module, nodes in house.items() if (wrong := trespasses(nodes, module))} == {}


def reached_into(nodes: Nodes, own: set[str]) -> list[str]:
    """Names with an underscore that code takes from others: private parts of libraries, unless they are ours."""
    taken = [node.attr for node in nodes if isinstance(node, ast.Attribute)]
    taken += [alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names]
    modules = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    modules += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    parts = (part for module in modules if module != "__future__" for part in module.split("."))
    private = [name for name in (*taken, *parts) if re.match(r"_[^_]", name) and name not in own | {"_replace"}]
    return private + [name for name in taken if name == "__dict__"] + [
        node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        and node.func.id in ("setattr", "delattr")] + [
        node.attr for node in nodes if isinstance(node, ast.Attribute) and node.attr == "__new__"
        and isinstance(node.value, ast.Name) and node.value.id == "object"]


def own_names(nodes: Nodes) -> set[str]:
    """What a module defines: functions, and names that are set, on objects, too."""
    return {
        *(node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)),
        *(node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)),
        *(node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
          and isinstance(node.value, ast.Name) and node.value.id == "self"),
    }


def test_nothing_reaches_into_the_private_parts_of_a_library(house: House):
    own = set().union(*map(own_names, house.values()))
    assert {"/".join(module): found for module, nodes in house.items() if (found := reached_into(nodes, own))} == {}


@pytest.mark.parametrize("code", [
    "row._tr.append(1)", "from docx._parts import x", "import lxml._elementpath", "from weasyprint import _draw",
    "page._page_box.descendants()", "case = object.__new__(Case)", "del self.__dict__['x']", "setattr(HTML, 'x', 1)",
])
def test_a_hand_in_a_library_is_caught(code: str):
    assert reached_into(nodes_of(code), {"_own"}) != []
    assert reached_into(nodes_of("self._own = other._own"), {"_own"}) == []


def test_the_guard_sees_imports(house: House):
    seen = [name for module, nodes in house.items() for name in imports_of(nodes, module)]
    assert len(seen) > 150
    assert {"model", "pydantic", "yaml", "jinja2", "click"} <= set(seen)


@pytest.mark.parametrize(
    ("module", "code"),
    [
        (("model", "money"), "import yaml"),
        (("model", "money"), "from ..derive import facts"),
        (("derive", "tables"), "from ..rules import rule"),
        (("render", "word", "tables"), "from ...read.kind import kinds"),
        (("render", "pdf"), "def render():\n    from ..usecases.build import build"),
        (("cli", "build"), "from ..derive.facts import facts_of"),
    ],
)
def test_a_wrong_import_is_caught(module: Module, code: str):
    assert len(trespasses(nodes_of(code), module)) == 1


SIDE_BY_SIDE: dict[Module, set[str]] = {
    ("rules",): {
        "catalogue", "code_uses", "doubted", "explained", "free_texts", "gaps", "natures", "once", "repeats", "rule",
        "tail", "target_projects", "wording", "years",
    },
    ("audit", "judge"): {"tell", "checks"},
    ("render", "formats"): set(),
}
"""Folders of rules or formats → modules that these may share; else none knows another."""


@pytest.mark.parametrize("folder", SIDE_BY_SIDE, ids="/".join)
def test_rules_and_formats_do_not_know_each_other(folder: Module, house: House):
    inside = [module for module in house if module[:-1] == folder and module[-1] != "__init__"]
    assert len(inside) > 4
    for module in inside:
        beside = {
            name for node in house[module] if isinstance(node, ast.ImportFrom) and node.level == 1
            for name in ([node.module.split(".")[0]] if node.module else [alias.name for alias in node.names])
        }
        assert beside - SIDE_BY_SIDE[folder] == set(), module


def test_the_house_is_small_enough_to_be_seen_at_once():
    """Rooms are the folders and loose modules right below the package."""
    rooms = {module[0] for module in modules()} - {"__init__", "__main__"}
    assert rooms == {room for floor in FLOORS for room in floor}
    assert len(rooms) <= MOST_ROOMS
    assert len(FLOORS) <= MOST_FLOORS


def class_names(house: House) -> dict[str, list[str]]:
    """Name of a class → the modules that define one of this name."""
    found: dict[str, list[str]] = {}
    for module, nodes in house.items():
        for node in nodes:
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append("/".join(module))
    return found


_NAMED_BY_DJANGO = ("Meta", "Migration")


def unclear_names(house: House) -> dict[str, list[str]]:
    """Names of several classes, or of a path of the standard library → the modules that use them so."""
    return {name: where for name, where in class_names(house).items()
            if (len(where) > 1 or name in pathlib.__all__) and name not in _NAMED_BY_DJANGO}


def test_a_name_is_the_name_of_one_class_and_of_none_of_the_standard_librarys_paths(house: House):
    assert len(class_names(house)) > 400
    assert unclear_names(house) == {}


def test_a_name_of_two_classes_and_a_second_path_are_caught():
    house = {
        ("read", "one"): nodes_of("class Desk: pass\nclass Path: pass"),
        ("audit", "other"): nodes_of("def of():\n    class Desk: pass\nclass Alone: pass"),
    }
    assert unclear_names(house) == {"Desk": ["read/one", "audit/other"], "Path": ["read/one"]}


PLACES = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 "
    "海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 汾阳 离石 吕梁 云岭"
).split()
_YEAR = re.compile(r"(?<![0-9A-Za-z._-])(?:19|20)[0-9]{2}(?![0-9A-Za-z._-])")
_CODE_OF_A_TEXT = re.compile(r"\{[{%#].*?[}%#]\}|\{\w+\}", re.S)
_QUOTED = re.compile(r"https?://\S+|tag:\S+|《[^》]*》（[^）]*）")
"""Addresses and standards that code names."""
_TELLING = ("主要原因是", "其中：", "占部门")
_SHORTEST_SENTENCE = 11
"""Shorter ones are the field's terms, keys of the form among them."""


@cache
def fixed_phrases() -> set[str]:
    """What the installed kinds print word for word: the clauses of their texts, titles, headings and terms."""
    files = [f for kind in (SOURCE.parents[1] / "templates").glob("*/*") for f in kind.rglob("*") if f.is_file()]
    named = ("kind.yaml", "glossary.yaml")
    printed = [f for f in files if f.suffix == ".j2" or f.parent.name == "tables" or f.name in named]
    texts = (_CODE_OF_A_TEXT.sub("\n", f.read_text(encoding="utf-8")) for f in printed)
    clauses = (clause.strip() for text in texts for clause in re.split(r"[\n，。；：、:,\"#\[\]{}/()（）]", text))
    return {clause for clause in clauses if len(clause) >= _SHORTEST_SENTENCE and not clause.isascii()}


def fixed_in(nodes: Nodes, phrases: set[str]) -> list[str]:
    """Years, places and phrases of reports that stand in code; docstrings and descriptions of keys may quote them."""
    years = [str(node.value) for node in nodes if isinstance(node, ast.Constant)
             and type(node.value) is int and 2010 <= node.value <= 2099]
    return years + [
        text for text in _strings_of_code(nodes)
        if _YEAR.search(_QUOTED.sub("", text)) or any(word in text for word in (*PLACES, *_TELLING))
        or any(phrase in text for phrase in phrases)
    ]


def test_no_year_place_or_fixed_sentence_is_in_the_code(house: House):
    """Years, places and the sentences of a report are data of a kind."""
    phrases = fixed_phrases()
    assert len(phrases) > 80
    assert {"/".join(module): fixed for module, nodes in house.items() if (fixed := fixed_in(nodes, phrases))} == {}


@pytest.mark.parametrize("code", [
    "year = 2024", "title = '2024年预算'", "where = '山西省'", "f'{amount}万元，主要原因是{reason}'",
    "text = '无一般公共预算安排的基本支出'", "if form.year >= 2025: pass",
])
def test_a_fixed_year_place_or_sentence_is_caught(code: str):
    assert fixed_in(nodes_of(code), fixed_phrases()) != []


def _strings_of_code(nodes: Nodes) -> Iterator[str]:
    docstrings = {
        id(node.body[0].value) for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    described = {
        id(keyword.value) for node in nodes if isinstance(node, ast.Call)
        for keyword in node.keywords if keyword.arg == "description"
    }
    apart = docstrings | described
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.value
