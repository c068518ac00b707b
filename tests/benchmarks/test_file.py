"""What looking after a large file costs: opening it at full strength, proving it, and a backup beside the window."""

import shutil
import threading
import time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer

from shopdesk.services.kpis import compute_kpis
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from shopdesk.storage.folder import ShopFolder, sync_file
from shopdesk.storage.kdf import STANDARD
from shopdesk.storage.keyfile import change_passphrase
from tests.benchmarks.bulk import opened
from tests.benchmarks.stopwatch import figure_of, once, report, timed
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.benchmark


def test_proving_all_of_it(middle_folder: Path) -> None:
    with opened(middle_folder) as shop:
        took = once(lambda: verify(shop.desk))
        count = compute_kpis(shop.desk).customers
    report("every check of the file", figure_of(took / 1_000), unit="s", customers=count)


def test_opening_it_with_keys_of_full_strength(middle_folder: Path, tmp_path: Path) -> None:
    ours = Path(shutil.copytree(middle_folder, tmp_path / "ours"))
    change_passphrase(ShopFolder(ours), PASSPHRASE, PASSPHRASE, STANDARD)
    report("opening it, Argon2id with 256 MiB", timed(lambda: open_shop(ours, PASSPHRASE).close(), 5))


def test_a_backup_beside_the_window(middle_folder: Path, tmp_path: Path, qapp: QCoreApplication) -> None:
    ours = Path(shutil.copytree(middle_folder, tmp_path / "ours"))
    sync_file(ShopFolder(ours).database)  # as what was entered long ago: else the disk is busy with this copy
    with opened(ours) as shop:
        book = shop.desk.book
        ticks: list[float] = []
        took: list[float] = []
        work = threading.Thread(
            target=lambda: took.append(once(lambda: book.backups.make(book.database, book.clock.now())))
        )
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)

        def tick() -> None:
            ticks.append(time.perf_counter())
            if took:
                qapp.quit()

        timer.timeout.connect(tick)
        timer.start(1)
        work.start()
        qapp.exec()
        work.join()
        count = compute_kpis(shop.desk).customers
    longest = max(after - before for before, after in pairwise(ticks))
    report(
        "a backup, made and proven",
        figure_of(took[0] / 1_000),
        unit="s",
        customers=count,
        remark=f"the window stood still for {longest * 1_000:.0f} ms at most",
    )
