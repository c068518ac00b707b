"""Closing the day from the terminal: keys, codes and exit statuses as promised."""

import pytest

from tests.cli.conftest import Admin
from tests.conftest import StandingClock


@pytest.fixture
def shop(ann: Admin) -> Admin:
    """Ann bought for $50.00 on account and paid $20.00 in cash; somebody bought for $9.00 in cash."""
    ann("sales", "add", "--customer", "1", "--total", "5000", "--on-account", "5000")
    ann("payments", "add", "--customer", "1", "--amount", "2000", "--method", "cash")
    ann("sales", "add", "--total", "900", "--cash", "900")
    return ann


def test_a_close_answers_as_promised_and_is_shown_again(shop: Admin) -> None:
    words = ("day", "close", "--counted", "12800", "--float", "10000", "--request-id", "r", "--json")
    made = shop(*words).document
    assert made == {
        "expected_minor": 12900,
        "counted_minor": 12800,
        "over_short_minor": -100,
        "opening_debt_minor": 0,
        "credit_sales_minor": 5000,
        "collections_minor": 2000,
        "adjustments_minor": 0,
        "closing_debt_minor": 3000,
        "ties": True,
    }
    assert shop(*words).document == made
    assert shop("day", "show", "--on", "2026-11-21", "--json").document == made
    assert shop("verify").status == 0


def test_today_can_be_looked_at_before_it_is_closed(shop: Admin) -> None:
    shown = shop("day", "show", "--json").document
    assert (shown["expected_minor"], shown["counted_minor"], shown["over_short_minor"]) == (2900, None, None)


def test_people_read_it_in_words(shop: Admin) -> None:
    shown = shop("day", "close", "--counted", "2900").out
    assert "the drawer is right" in shown
    assert "This is the sum of all balances" in shown


@pytest.mark.parametrize(
    ("line", "status", "code"),
    [
        ("day close --counted abc", 3, "invalid_amount"),
        ("day close --counted -5", 3, "invalid_amount"),
        ("day close --counted 0 --float x", 3, "invalid_amount"),
        ("day close --counted 0 --on 2026-11-22", 3, "invalid_date"),
        ("day close", 2, "usage"),
        ("day show --on 2026-11-20", 5, "not_found"),
    ],
)
def test_what_cannot_be_is_refused(shop: Admin, line: str, status: int, code: str) -> None:
    ran = shop(*line.split(), "--json")
    assert (ran.status, ran.error["error"]) == (status, code)


def test_yesterday_is_closed_by_its_day(shop: Admin, clock: StandingClock) -> None:
    clock.forward(days=1)
    made = shop("day", "close", "--counted", "2900", "--on", "2026-11-21", "--json").document
    assert made["over_short_minor"] == 0
    assert shop("day", "show", "--on", "2026-11-21", "--json").document == made
