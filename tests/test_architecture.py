"""Rules of the house that no linter knows."""

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((*ROOT.glob("shopdesk/**/*.py"), *ROOT.glob("ui/**/*.py")))
EDGES = {"ui/background.py", "ui/crash.py", "shopdesk/cli/__init__.py", "shopdesk/cli/main.py"}
"""Where a bug may be caught: the background runner, the excepthook, and the terminal's outermost call."""
MONEY = (
    "shopdesk/domain",
    "shopdesk/services",
    "shopdesk/storage",
    "shopdesk/viewmodels",
    "shopdesk/formatting.py",
)
NO_MONEY = {"shopdesk/storage/kdf.py"}
"""Measures seconds."""


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


class Module(NamedTuple):
    """What the rules ask of a file."""

    opens: str | None
    imports: frozenset[str]
    catches: frozenset[str]
    """What is caught and not raised again; "" is everything."""
    calls: frozenset[str]


@cache
def _read(path: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imports, catches, calls = set[str](), set[str](), set[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            imports.add(node.module or "")
        elif isinstance(node, ast.ExceptHandler) and not _raises_again(node):
            catches.add("" if node.type is None else ast.unparse(node.type))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            calls.add(_called(node.func))
    return Module(ast.get_docstring(tree), frozenset(imports), frozenset(catches), frozenset(calls))


def _called(function: ast.Name | ast.Attribute) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return f"{function.value.id}.{function.attr}" if isinstance(function.value, ast.Name) else function.attr


def _raises_again(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_module_opens_with_a_sentence_on_what_it_is(path: Path) -> None:
    docstring = _read(path).opens
    assert docstring is not None
    assert docstring.splitlines()[0].endswith(".")


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_pythons_own_sqlite_is_never_imported(path: Path) -> None:
    assert not [name for name in _read(path).imports if name.split(".")[0] == "sqlite3"]


@pytest.mark.parametrize("path", [p for p in SOURCES if _name(p) not in EDGES], ids=_name)
def test_a_broad_except_stands_only_at_the_edges(path: Path) -> None:
    assert not _read(path).catches & {"", "Exception", "BaseException"}


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if _name(p).startswith(MONEY) and _name(p) not in NO_MONEY], ids=_name
)
def test_no_float_touches_money(path: Path) -> None:
    assert "float" not in _read(path).calls


@pytest.mark.parametrize("path", [p for p in SOURCES if _name(p).startswith("shopdesk/domain")], ids=_name)
def test_the_domain_never_reads_the_clock(path: Path) -> None:
    assert not _read(path).calls & {"datetime.now", "date.today", "datetime.today", "time.time"}
