"""Misspelt names among a million, ours beside PostgreSQL's pg_trgm on the same names: how fast, how often right."""

import os
from collections.abc import Iterator
from random import Random

import pytest

from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.services.customers import list_customers
from shopdesk.services.desk import Desk
from tests.benchmarks import postgres
from tests.benchmarks.bulk import Plan, built, opened
from tests.benchmarks.stopwatch import Figure, once, report
from tests.benchmarks.typos import misspelt

pytestmark = pytest.mark.benchmark

CUSTOMERS = int(os.environ.get("SHOPDESK_BENCH_CUSTOMERS", "1000000"))
MILLION = Plan(f"names-{CUSTOMERS}", CUSTOMERS, each=1, distinct=True)
ASKED = 200
FIRST = 10


@pytest.fixture(scope="module")
def million() -> Iterator[Desk]:
    with opened(built(MILLION)) as shop:
        yield shop.desk


def names_of(desk: Desk) -> list[tuple[int, str]]:
    with desk.read() as session:
        return [
            (row[0], row[1])
            for row in session.exec_driver_sql("SELECT id, full_name FROM customer ORDER BY id")
        ]


@pytest.mark.parametrize("mistakes", [1, 2])
def test_the_right_person_among_a_million(million: Desk, mistakes: int) -> None:
    names, chance = names_of(million), Random(mistakes)  # noqa: S311  misspelling is no secret
    asked = [(number, misspelt(name, mistakes, chance)) for number, name in chance.sample(names, ASKED)]
    ours, right = [], 0
    for number, typed in asked:
        query = CustomerQuery(search=typed, limit=FIRST)
        ours.append(once(lambda query=query: list_customers(million, query)))  # type: ignore[misc]  # mypy #15459
        right += number in {row.id for row in list_customers(million, query).rows}
    what = f"{mistakes} mistake{'s' if mistakes > 1 else ''} among {CUSTOMERS:,}: {right / ASKED:.1%} right"
    if postgres.binaries() is None:
        report(f"{what} (no PostgreSQL here)", Figure(tuple(sorted(ours))))
        return
    with postgres.running() as peer:
        peer.load(names)
        answers = [(number, *peer.similar(typed, FIRST)) for number, typed in asked]
    found = sum(number in ids for number, ids, _ in answers) / ASKED
    theirs = Figure(tuple(sorted(took for _, _, took in answers)))
    report(
        what,
        Figure(tuple(sorted(ours))),
        (f"pg_trgm (GIN), {found:.1%} right, p95 {theirs.high:.0f}:", theirs),
    )
