"""What taking 100,000 customers in and everybody out costs, in time and in memory."""

import json
import shutil
from pathlib import Path

import pytest

from tests.benchmarks.aims import EXPORT, EXPORT_MEMORY, IMPORT, IMPORT_MEMORY
from tests.benchmarks.plans import SIZES
from tests.benchmarks.processes import run_module
from tests.benchmarks.stopwatch import figure_of, report
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.benchmark

_CUSTOMERS = 100_000
_HEADER = "First Name,Last Name,Email,Phone,Address,City,State,Postcode,Tags,Birthday\n"


def test_taking_a_list_over(small_folder: Path, tmp_path: Path) -> None:
    rows = (
        f"Marai,Haddad{number},c{number}@example.org,03{number:08d},{number} High St,Northcote,VIC,3070,"
        f"{'' if number % 20 else 'VIP'},--05-{number % 28 + 1:02d}\n"
        for number in range(_CUSTOMERS)
    )
    given = tmp_path / "list.csv"
    given.write_text(_HEADER + "".join(rows), encoding="utf-8")
    ours = shutil.copytree(small_folder, tmp_path / "ours")
    done = json.loads(run_module("list_work", "import", str(ours), PASSPHRASE, str(given)))
    report(IMPORT, figure_of(done["took"] / 1_000), unit="s")
    remark = f"{done['beside']:.0f} of them the second process"
    report(IMPORT_MEMORY, figure_of(done["memory"]), unit="MB", remark=remark)


def test_writing_everybody_out(folder: Path, customers: int, tmp_path: Path) -> None:
    done = json.loads(run_module("list_work", "export", str(folder), PASSPHRASE, str(tmp_path / "out.csv")))
    if customers == max(SIZES):
        report(EXPORT, figure_of(done["took"] / 1_000), unit="s", remark=f"{customers:,} of them")
    report(EXPORT_MEMORY, figure_of(done["memory"]), unit="MB", customers=customers)
