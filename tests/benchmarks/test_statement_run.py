"""What a month's end costs: a thousand statements of thirty lines, issued, kept, written, and in one file."""

import resource
import shutil
import sys
from pathlib import Path

import pytest

from shopdesk.viewmodels.statement_run import Only, RunOrder, StatementRun, recipients
from tests.benchmarks.bulk import Plan, built, opened
from tests.benchmarks.stopwatch import Figure, once, report

pytestmark = pytest.mark.benchmark

THOUSAND = Plan("statements", 1_000, each=30)


def test_a_thousand_statements_of_thirty_lines(tmp_path: Path) -> None:
    with opened(Path(shutil.copytree(built(THOUSAND), tmp_path / "shop"))) as shop:
        whom = recipients(shop.desk, Only.ALL)
        run = StatementRun(shop.desk, RunOrder(only_debts=False), tmp_path / "papers")
        took = once(lambda: run.carry_out(whom))
    assert run.written == len(whom) == 1_000
    report("1,000 statements of 30 lines, issued and for the printer", Figure((took,)))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"   {most} MB at most")
