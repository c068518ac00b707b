"""The demo shop: what a visitor sees in the first minute."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopdesk.demo import DemoShop, make_demo
from shopdesk.demo_door import PASSPHRASE
from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.domain.enquiry import EnquiryStatus
from shopdesk.domain.message import MessageOutcome
from shopdesk.errors import AlreadyExists, InvalidValue
from shopdesk.services.accounts import ageing_report
from shopdesk.services.customers import list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import list_enquiries
from shopdesk.services.following_up import list_follow_ups
from shopdesk.services.kpis import compute_kpis
from shopdesk.services.messaging import messages_of
from shopdesk.services.staff import list_staff
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from shopdesk.viewmodels.timeline import load_timeline
from tests.conftest import StandingClock
from tests.fast_kdf import FAST

MARAI = CustomerId(100)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoShop:
    folder = tmp_path_factory.mktemp("demo") / "shop"
    return make_demo(folder, customers=300, profile=FAST, clock=StandingClock())


@pytest.fixture
def demo_desk(demo: DemoShop) -> Iterator[Desk]:
    with open_shop(demo.folder, PASSPHRASE, clock=StandingClock()) as shop:
        yield shop.desk


def test_it_holds_what_was_asked_for(demo: DemoShop, demo_desk: Desk) -> None:
    assert (demo.customers, demo.events) == (300, 1452)
    assert compute_kpis(demo_desk).customers == 300


def test_every_check_passes(demo_desk: Desk) -> None:
    report = verify(demo_desk)
    assert [check for check in report.checks if not check.ok] == []


def test_somebody_owes_in_every_bucket_and_somebody_is_in_credit(demo_desk: Desk) -> None:
    totals = ageing_report(demo_desk).totals
    assert all(totals.buckets)
    assert totals.unallocated > 0
    assert 35 <= compute_kpis(demo_desk).debtors <= 42


def test_marai_owes_what_the_manual_says(demo_desk: Desk) -> None:
    timeline = load_timeline(demo_desk, MARAI)
    assert timeline.proof == "7 entries add up to $1,284.00"
    assert [entry.balance for entry in timeline.entries] == [10000, -5000, -6000, 0, 24400, 148400, 128400]


def test_there_is_something_to_do_and_something_was_said(demo_desk: Desk) -> None:
    assert [each.status for each in list_enquiries(demo_desk)] == [
        *[EnquiryStatus.NEW] * 3,
        EnquiryStatus.BOOKED,
    ]
    assert [each.title for each in list_follow_ups(demo_desk)] == ["Ring back about the sapphire"]
    assert [each.outcome for each in messages_of(demo_desk, MARAI)] == [MessageOutcome.SENT]


def test_names_are_of_several_scripts(demo_desk: Desk) -> None:
    rows = list_customers(demo_desk, CustomerQuery(limit=1000)).rows
    scripts = {unicodedata.name(row.full_name[0]).split()[0] for row in rows}
    assert scripts == {"LATIN", "GREEK", "CYRILLIC", "ARABIC", "DEVANAGARI", "THAI", "CJK"}


def test_the_owner_has_a_pin_and_cashiers_stand_at_the_till(demo_desk: Desk) -> None:
    assert [(member.name, member.has_pin) for member in list_staff(demo_desk)] == [
        ("Rosa Rossi", True),
        ("Mina Costa", False),
        ("Tom Walker", False),
    ]


def test_the_same_seed_makes_the_same_people(tmp_path: Path) -> None:
    books = []
    for name, seed in (("a", 5), ("b", 5), ("c", 6)):
        made = make_demo(
            tmp_path / name, customers=12, events=40, seed=seed, profile=FAST, clock=StandingClock()
        )
        with open_shop(made.folder, PASSPHRASE, clock=StandingClock()) as shop:
            rows = list_customers(shop.desk, CustomerQuery()).rows
            books.append([(row.full_name, row.mobile, row.debt_balance) for row in rows])
    assert books[0] == books[1] != books[2]


@pytest.mark.parametrize(("customers", "events"), [(0, 0), (1, 0), (1, 5), (3, 60), (0, 10)])
def test_a_tiny_demo_is_made_too(tmp_path: Path, customers: int, events: int) -> None:
    made = make_demo(
        tmp_path / "tiny", customers=customers, events=events, profile=FAST, clock=StandingClock()
    )
    assert (made.customers, made.events) == (customers, events if customers else 0)


@pytest.mark.parametrize(("customers", "events"), [(-1, 0), (10**9, 0), (1, 10**9)])
def test_nobody_waits_for_an_endless_demo(tmp_path: Path, customers: int, events: int) -> None:
    with pytest.raises(InvalidValue):
        make_demo(tmp_path / "never", customers=customers, events=events, profile=FAST)


def test_a_demo_is_never_made_over_a_shop(demo: DemoShop) -> None:
    with pytest.raises(AlreadyExists):
        make_demo(demo.folder, customers=1, profile=FAST, clock=StandingClock())


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    make_demo(
        tmp_path / "shop",
        customers=2,
        events=3,
        progress=lambda done, total: told.append((done, total)),
        profile=FAST,
        clock=StandingClock(),
    )
    assert told == [(5, 5)]
