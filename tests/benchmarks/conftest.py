"""Big shops, built once and kept in ``build/bench``; what writes gets a copy. The table comes at the end."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.services.desk import Desk
from tests.benchmarks.board import BOARD, spread_out
from tests.benchmarks.bulk import PLACE, built, opened
from tests.benchmarks.plans import SIZES, plan_of
from ui.rubbish import PATIENCE

RESULTS = PLACE / "results.json"


@pytest.fixture(scope="session", autouse=True)
def nothing_in_clear() -> None:
    """Look into no file: what is measured is the program's own work."""


@pytest.fixture(scope="session", autouse=True)
def keys_are_stretched_once() -> None:
    """Remember no key: stretching it is a part of every opening."""


@pytest.fixture(scope="session", autouse=True)
def as_patient_as_the_program() -> Iterator[None]:
    """Let the garbage collector look as seldom as the program lets it, and pass over what pytest holds."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(PATIENCE)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture(params=SIZES)
def customers(request: pytest.FixtureRequest) -> int:
    """Return how many customers the shop has, one size after the other."""
    return int(request.param)


@pytest.fixture
def folder(customers: int) -> Path:
    """Return the shop of that size, to read from."""
    return built(plan_of(customers))


@pytest.fixture
def book(folder: Path) -> Iterator[Desk]:
    """Open the shop of that size, to read from."""
    with opened(folder) as shop:
        yield shop.desk


@pytest.fixture
def middle_folder() -> Path:
    """Return a shop of a size that many small shops have, or the largest there is below it."""
    return built(plan_of(max((size for size in SIZES if size <= 100_000), default=SIZES[0])))


@pytest.fixture
def small_folder() -> Path:
    """Return the smallest shop; the first customer has 10,000 events, the second ten."""
    return built(plan_of(SIZES[0]))


@pytest.fixture
def small(small_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    """Open a copy of the smallest shop."""
    with opened(Path(shutil.copytree(small_folder, tmp_path / "ours"))) as shop:
        yield shop.desk


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table and keep the run."""
    if not BOARD.results:
        return
    BOARD.save(RESULTS)
    terminalreporter.write_line("")
    terminalreporter.write_line(spread_out(BOARD.table()))
    terminalreporter.write_line(f"\nkept in {RESULTS}")
