"""What a month's end costs: a thousand statements of thirty lines, issued, kept, written, and in one file."""

import multiprocessing
import shutil
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from shopdesk.documents.typeface import Face, font
from shopdesk.services.statements import draft
from shopdesk.viewmodels.statement import build_statement
from shopdesk.viewmodels.statement_run import Only, RunOrder, StatementRun, recipients
from tests.benchmarks.aims import STATEMENTS
from tests.benchmarks.bulk import built, opened
from tests.benchmarks.plans import Plan
from tests.benchmarks.stopwatch import figure_of, once, report, timed

pytestmark = pytest.mark.benchmark

THOUSAND = Plan("statements", 1_000, each=30)
_LINES, _COLUMNS = 40, 5
_CORES = 2


def test_a_thousand_statements_of_thirty_lines(tmp_path: Path) -> None:
    with opened(Path(shutil.copytree(built(THOUSAND), tmp_path / "shop"))) as shop:
        whom = recipients(shop.desk, Only.ALL)
        run = StatementRun(shop.desk, RunOrder(only_debts=False), tmp_path / "papers")
        took = once(lambda: run.carry_out(whom))
    assert run.written == len(whom) == 1_000
    bare = once(lambda: _drawn_bare(2 * run.written))
    report(
        STATEMENTS,
        figure_of(took / 1_000),
        ("bare reportlab, as much text twice", figure_of(bare / 1_000)),
        unit="s",
        remark="issued, one file each and one for the printer",
    )


def test_a_preview_of_one(tmp_path: Path) -> None:
    with opened(Path(shutil.copytree(built(THOUSAND), tmp_path / "shop"))) as shop:
        customer = recipients(shop.desk, Only.ALL)[0].customer
        report(
            "a preview of one statement of 30 lines",
            timed(lambda: draft(build_statement(shop.desk, customer)), 50),
        )


def _drawn_bare(papers: int) -> None:
    """Draw as many papers as that on two cores, with text in the same typeface and nothing else."""
    with ProcessPoolExecutor(_CORES, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_draw_bare, [papers // _CORES] * _CORES))


def _draw_bare(papers: int) -> None:
    face = font(Face.REGULAR).fontName
    for paper in range(papers):
        canvas = Canvas(BytesIO(), pageCompression=1, invariant=1)
        canvas.setFont(face, 9)
        for line in range(_LINES):
            for column in range(_COLUMNS):
                canvas.drawString(
                    40 + 100 * column, 800 - 18 * line, f"S-{paper:05} {line} {column} $1,234.50"
                )
        canvas.save()
