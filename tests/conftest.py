"""What every test may lean on: one shop made once and copied, a clock that stands still, and silence."""

import gc
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings

from shopdesk.domain.account import CustomerId
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.shop import NewShop, Shop, create_shop, open_shop
from tests.fast_kdf import FAST, keys_are_stretched_once
from tests.left_windows import let_go, living
from tests.memory_keyring import memory_keyring, no_keyring
from tests.planted import Net

__all__ = ["keys_are_stretched_once", "memory_keyring", "no_keyring"]  # fixtures

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Judged by no clock, and on the same examples each time: `make laws` looks for others. To explain a failure, every
# example that does not fail would be traced line by line as well.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize="SHOPDESK_LAWS" not in os.environ,
    phases=[phase for phase in Phase if phase is not Phase.explain],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")

LONGEST = ("tests/faults/", "tests/laws/", "tests/ui/test_every_")
"""Few tests of half a minute each: begun last, they would keep one worker busy after the others."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest; the others stay in the order they were shuffled into."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_collection_finish() -> None:
    """Let no search for rubbish go over what was collected: ten thousand tests and all modules stay to the end."""
    gc.collect()
    gc.freeze()


PASSPHRASE = "correct horse battery"
NOON = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
"""Saturday noon in Melbourne."""


@dataclass
class StandingClock:
    """A clock that moves only when it is told to."""

    instant: datetime = NOON
    ran: timedelta = timedelta()

    def now(self) -> datetime:
        """Return the instant it stands at."""
        return self.instant

    def running(self) -> timedelta:
        """Return for how long it was let run."""
        return self.ran

    def forward(self, **span: float) -> None:
        """Let time pass, for instance ``forward(days=2)``."""
        self.put(**span)
        self.ran += timedelta(**span)

    def put(self, **span: float) -> None:
        """Set it ahead, or back, while no time passes."""
        self.instant += timedelta(**span)


NEW_SHOP = NewShop(
    name="Rossi Jewellers",
    country="AU",
    currency="AUD",
    locale="en_AU",
    zone="Australia/Melbourne",
    owner_name="Rosa Rossi",
    passphrase=PASSPHRASE,
    owner_pin="1234",
)


@pytest.fixture(scope="session")
def shop_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one empty shop for the whole session; tests copy it."""
    folder = tmp_path_factory.mktemp("template") / "shop"
    shop, _ = create_shop(folder, NEW_SHOP, profile=FAST, clock=StandingClock())
    shop.close()
    return folder


@pytest.fixture
def shop_folder(shop_template: Path, tmp_path: Path) -> Path:
    """Copy the empty shop."""
    folder = tmp_path / "shop"
    shutil.copytree(shop_template, folder)
    return folder


@pytest.fixture
def clock() -> StandingClock:
    """Tell the shop's time."""
    return StandingClock()


@pytest.fixture
def shop(shop_folder: Path, clock: StandingClock) -> Iterator[Shop]:
    """Open the copied shop with the owner acting."""
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as opened:
        yield opened


@pytest.fixture
def desk(shop: Shop) -> Desk:
    """Return the owner's desk."""
    return shop.desk


@pytest.fixture
def marai(desk: Desk) -> CustomerId:
    """Add Marai Haddad, who owes nothing yet."""
    return add_customer(desk, RecordChange({"first_name": "Marai", "last_name": "Haddad"})).id


@pytest.fixture(autouse=True)
def no_strays(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Fail the test that leaves a thread behind or logs a warning nobody asked for."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and not thread.daemon]
    assert not left, f"threads left behind: {left}"
    loud = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert not loud, f"unexpected log lines: {loud}"


@pytest.fixture(autouse=True)
def no_windows_left(qapp: "QApplication") -> Iterator[None]:
    """Let one failure stay one: no window of a test that failed stirs in those that come after it."""
    before = living(qapp)
    yield
    let_go(qapp, before)


@pytest.fixture(scope="session", autouse=True)
def nothing_in_clear(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fail the run when a planted name, telephone, amount or passphrase stands in a file that it wrote.

    Everything is written below one folder: the shops of the tests, the system's temporary files, and the home of the
    program's settings, logs and caches.
    """
    below = tmp_path_factory.getbasetemp()
    places = {"HOME": below / "home", "TMPDIR": below / "temp"}
    net = Net(below)
    with pytest.MonkeyPatch.context() as patch, net.out():
        for name, place in places.items():
            place.mkdir()
            patch.setenv(name, str(place))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.delenv(name, raising=False)
        patch.setattr(tempfile, "tempdir", str(places["TMPDIR"]))
        yield
        net.look_through()
    assert not net.caught, "\n".join(["stands in clear:", *net.caught])


@pytest.fixture(scope="session", autouse=True)
def windows_first(nothing_in_clear: None, qapp: "QApplication") -> None:
    """Make the window's application before a paper makes one that can show no windows, and after it has a home."""
