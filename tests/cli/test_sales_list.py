"""``sales list``: which sales there are, to the letter."""

import pytest

from tests.cli.conftest import Admin
from tests.conftest import StandingClock


def refs(ran: list[dict[str, str]]) -> list[str]:
    return [item["ref"] for item in ran]


@pytest.fixture
def sold(ann: Admin, clock: StandingClock) -> Admin:
    """Sell once at the till and, a day later, once partly on account."""
    ann("sales", "add", "--total", "500", "--cash", "500")
    clock.forward(days=1)
    ann("sales", "add", "--customer", "1", "--total", "900", "--card", "200", "--on-account", "700")
    return ann


def test_a_sale_is_told_to_the_letter(sold: Admin) -> None:
    assert sold("sales", "list", "--customer", "1", "--json").document == {
        "items": [
            {
                "ref": "S-00002",
                "at": "2026-11-22T01:00:00Z",
                "customer": "C-000001",
                "staff": "Rosa Rossi",
                "total_minor": 900,
                "on_account_minor": 700,
                "open_minor": 700,
                "marked": "debt",
                "corrected_to": None,
                "refunded_minor": 0,
            }
        ]
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), ["S-00001", "S-00002"]),
        (("--from", "2026-11-22"), ["S-00002"]),
        (("--to", "2026-11-21"), ["S-00001"]),
        (("--marked", "paid"), ["S-00001"]),
        (("--marked", "debt"), ["S-00002"]),
        (("--staff", "rosa rossi"), ["S-00001", "S-00002"]),
    ],
)
def test_the_oldest_stands_first_and_the_list_is_narrowed(
    sold: Admin, words: tuple[str, ...], expected: list[str]
) -> None:
    assert refs(sold("sales", "list", "--json", *words).document["items"]) == expected


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("--marked", "owed"), 3, "invalid_value"),
        (("--from", "21/11/2026"), 3, "invalid_date"),
        (("--from", "2026-11-22", "--to", "2026-11-21"), 3, "invalid_date"),
        (("--customer", "99"), 5, "not_found"),
        (("--staff", "Nobody"), 5, "not_found"),
    ],
)
def test_what_makes_no_sense_is_refused(admin: Admin, words: tuple[str, ...], status: int, code: str) -> None:
    ran = admin("sales", "list", "--json", *words)
    assert (ran.status, ran.error["error"]) == (status, code)


def test_people_read_a_table(sold: Admin) -> None:
    out = sold("sales", "list").out
    assert "On account" not in out
    assert all(word in out for word in ("S-00002", "C-000001", "Part paid", "$9.00", "$7.00"))


def test_a_corrected_and_refunded_sale_says_so(sold: Admin) -> None:
    sold("sales", "correct", "S-00001", "--to", "debt", "--customer", "1", "--reason", "Declined")
    sold("sales", "refund", "S-00002", "--amount", "100", "--to", "account", "--reason", "Too small")
    first, second = sold("sales", "list", "--json").document["items"]
    assert (first["marked"], first["corrected_to"], first["open_minor"]) == ("paid", "debt", 500)
    assert (second["refunded_minor"], second["open_minor"]) == (100, 600)
