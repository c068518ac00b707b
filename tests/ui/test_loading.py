"""What is loaded when: the first page asks for a secret and needs little, the window leaves out what few need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_TOLD = """
import linecache, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.app import open_front_door, place_of
from ui.background import Background
app = QApplication(["shopdesk"])
door = open_front_door(app, Background(), Path("demo"))
door._unlock(place_of(Path("nowhere")))
app.processEvents()
print(*sys.modules)
import shopdesk.shop, ui.rehearsed, ui.till
print(*sys.modules)
print(*linecache.cache)
"""

NOT_FOR_THE_FIRST_PAGE = sorted(
    {
        "alembic": "an older shop alone is brought up to date",
        "cryptography": "keys are made of a secret that is not typed yet",
        "keyring": "asked for the till's PIN on another thread",
        "phonenumbers": "nobody's number is shown yet",
        "reportlab": "draws papers",
        "shopdesk.demo": "makes the demo shop",
        "shopdesk.services": "do what a shopkeeper does, in an open shop",
        "shopdesk.shop": "opens it",
        "sqlalchemy": "a fifth of a second",
        "sqlcipher3": "reads the file",
        "ui.till": "is the window",
    }
)
NOT_FOR_THE_WINDOW = sorted(
    {
        "alembic": "an older shop alone is brought up to date",
        "charset_normalizer": "looks at lists that come in",
        "keyring": "asked for the till's PIN, by whoever has one",
        "reportlab": "draws papers",
        "segno": "draws the codes on them",
        "typer": "is the terminal's",
        "xlsxwriter": "writes workbooks",
    }
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str], set[str]]:
    """Return the modules of the first page, those of the window, and the files whose source was read."""
    done = subprocess.run(
        [sys.executable, "-c", _TOLD],
        env=os.environ
        | {"PYTHONPATH": str(Path.cwd()), "XDG_CONFIG_HOME": str(tmp_path_factory.mktemp("home"))},
        cwd=tmp_path_factory.mktemp("empty"),
        capture_output=True,
        text=True,
        check=True,
    )
    first, window, read = done.stdout.splitlines()
    return set(first.split()), set(window.split()), set(read.split())


@pytest.mark.parametrize("module", NOT_FOR_THE_FIRST_PAGE)
def test_the_first_page_does_without(loaded: tuple[set[str], set[str], set[str]], module: str) -> None:
    assert module not in loaded[0]


@pytest.mark.parametrize("module", NOT_FOR_THE_WINDOW)
def test_the_window_does_without(loaded: tuple[set[str], set[str], set[str]], module: str) -> None:
    assert module not in loaded[1]
    assert "ui.till" in loaded[1]


def test_no_source_is_read_and_kept(loaded: tuple[set[str], set[str], set[str]]) -> None:
    assert not [path for path in loaded[2] if path.endswith(("till.py", "desk.py"))]
