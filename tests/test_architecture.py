"""Rules of the house that no linter knows."""

import ast
from pathlib import Path

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


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_a_module_opens_with_a_sentence_on_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(_tree(path))
    assert docstring is not None
    assert docstring.splitlines()[0].endswith(".")


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_pythons_own_sqlite_is_never_imported(path: Path) -> None:
    for node in ast.walk(_tree(path)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        assert not [name for name in names if name.split(".")[0] == "sqlite3"]


@pytest.mark.parametrize("path", [p for p in SOURCES if _name(p) not in EDGES], ids=_name)
def test_a_broad_except_stands_only_at_the_edges(path: Path) -> None:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ExceptHandler) and not _raises_again(node):
            caught = "" if node.type is None else ast.unparse(node.type)
            assert caught not in {"", "Exception", "BaseException"}


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if _name(p).startswith(MONEY) and _name(p) not in NO_MONEY], ids=_name
)
def test_no_float_touches_money(path: Path) -> None:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "float"


@pytest.mark.parametrize("path", [p for p in SOURCES if _name(p).startswith("shopdesk/domain")], ids=_name)
def test_the_domain_never_reads_the_clock(path: Path) -> None:
    called = {ast.unparse(node.func) for node in ast.walk(_tree(path)) if isinstance(node, ast.Call)}
    assert not called & {"datetime.now", "date.today", "datetime.today", "time.time"}


def _raises_again(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))
