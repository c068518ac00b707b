"""Big shops, built once and kept in ``build/bench``; what writes gets a copy."""

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.services.desk import Desk
from tests.benchmarks.bulk import Plan, built, opened
from ui.app import PATIENCE

BIG = Plan("big", 100_000)
SMALL = Plan("small", 1_000, long=((1, 10_000), (2, 10)))


@pytest.fixture(scope="session", autouse=True)
def as_patient_as_the_program() -> Iterator[None]:
    """Let the garbage collector look as seldom as the program lets it, and pass over what pytest holds."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(PATIENCE)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture(scope="session")
def big_folder() -> Path:
    """Return a shop with 100,000 customers and half a million events."""
    return built(BIG)


@pytest.fixture
def big(big_folder: Path) -> Iterator[Desk]:
    """Open the shop with 100,000 customers, to read from."""
    with opened(big_folder) as shop:
        yield shop.desk


@pytest.fixture(scope="session")
def small_folder() -> Path:
    """Return a shop with 1,000 customers; the first has 10,000 events, the second ten."""
    return built(SMALL)


@pytest.fixture
def small(small_folder: Path, tmp_path: Path) -> Iterator[Desk]:
    """Open a copy of the shop with 1,000 customers."""
    with opened(Path(shutil.copytree(small_folder, tmp_path / "ours"))) as shop:
        yield shop.desk
