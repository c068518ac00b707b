"""Rules of the house that no linter knows."""

import ast
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

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


def _breaking(rule: Callable[[Module], bool], sources: Iterable[Path] = SOURCES) -> list[str]:
    return [_name(path) for path in sources if not rule(_read(path))]


def test_a_module_opens_with_a_sentence_on_what_it_is() -> None:
    assert _breaking(lambda module: (module.opens or "").partition("\n")[0].endswith(".")) == []


def test_pythons_own_sqlite_is_never_imported() -> None:
    assert _breaking(lambda module: "sqlite3" not in {name.split(".")[0] for name in module.imports}) == []


def test_a_broad_except_stands_only_at_the_edges() -> None:
    inner = (path for path in SOURCES if _name(path) not in EDGES)
    assert _breaking(lambda module: not module.catches & {"", "Exception", "BaseException"}, inner) == []


def test_no_float_touches_money() -> None:
    counting = (path for path in SOURCES if _name(path).startswith(MONEY) and _name(path) not in NO_MONEY)
    assert _breaking(lambda module: "float" not in module.calls, counting) == []


def test_the_domain_never_reads_the_clock() -> None:
    clocks = {"datetime.now", "date.today", "datetime.today", "time.time"}
    domain = (path for path in SOURCES if _name(path).startswith("shopdesk/domain"))
    assert _breaking(lambda module: not module.calls & clocks, domain) == []
