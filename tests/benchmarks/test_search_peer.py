"""Misspelt names in the largest book, ours beside PostgreSQL's pg_trgm on the same names: how fast, how often right."""

import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from random import Random

import pytest

from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.services.customers import list_customers
from shopdesk.services.desk import Desk
from tests.benchmarks import postgres
from tests.benchmarks.aims import MISSPELT, MISSPELT_TWICE, RECALL, RECALL_TWICE
from tests.benchmarks.bulk import built, opened
from tests.benchmarks.plans import SIZES, Plan
from tests.benchmarks.stopwatch import figure_of, once, report
from tests.benchmarks.typos import misspelt

pytestmark = pytest.mark.benchmark

ASKED = 200
LARGEST = max(SIZES)
FIRST = 10
_FIGURES = {1: (MISSPELT, RECALL), 2: (MISSPELT_TWICE, RECALL_TWICE)}


def names_of(desk: Desk) -> list[tuple[int, str]]:
    with desk.read() as session:
        return [
            (row[0], row[1])
            for row in session.exec_driver_sql("SELECT id, full_name FROM customer ORDER BY id")
        ]


@pytest.fixture
def names(tmp_path: Path) -> Iterator[Desk]:
    """Open a copy of the largest book there is, tidied as the program does when nobody works.

    It is of names alone: who bought nothing is found like anybody else.
    """
    kept = built(Plan(f"names-{LARGEST}", LARGEST, each=0, distinct=True))
    ours = Path(shutil.copytree(kept, tmp_path / "ours"))
    with opened(ours) as shop:
        shop.desk.tidy()
        while shop.desk.tidy():
            shop.desk.settle()
        yield shop.desk
    shutil.rmtree(ours)


def test_the_right_person_in_the_book(names: Desk) -> None:
    people = names_of(names)
    with nullcontext() if postgres.binaries() is None else postgres.running() as peer:
        if peer is not None:
            peer.load(people)
        for mistakes in _FIGURES:
            _search(names, people, mistakes, peer)


def _search(book: Desk, people: list[tuple[int, str]], mistakes: int, peer: postgres.Postgres | None) -> None:
    """Ask both in turn for people whose names were misspelt."""
    chance = Random(mistakes)  # noqa: S311  misspelling is no secret
    ours, theirs = [], []
    right = right_there = 0
    for number, name in chance.sample(people, min(ASKED, len(people))):
        typed = misspelt(name, mistakes, chance)
        query = CustomerQuery(search=typed, limit=FIRST)
        ours.append(once(partial(list_customers, book, query)))
        right += number in {row.id for row in list_customers(book, query).rows}
        if peer is not None:
            found, took = peer.similar(typed, FIRST)
            theirs.append(took)
            right_there += number in found
    time, recall = _FIGURES[mistakes]
    share = 100 / len(ours)
    beside = ("pg_trgm (GIN)", figure_of(*theirs)) if theirs else None
    report(time, figure_of(*ours), beside, customers=LARGEST, remark="" if theirs else "no PostgreSQL here")
    beside = ("pg_trgm (GIN)", figure_of(right_there * share)) if theirs else None
    report(recall, figure_of(right * share), beside, customers=LARGEST, unit="%")
