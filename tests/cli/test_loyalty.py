"""``loyalty adjust``: points from the terminal."""

import pytest

from tests.cli.conftest import Admin


def test_an_adjustment_answers_with_points_and_tier(ann: Admin) -> None:
    ran = ann("loyalty", "adjust", "C-000001", "--points", "+600", "--reason", "from the old card", "--json")
    assert ran.document == {"points": 600, "points_earned": 600, "tier": "Silver"}
    assert "1,200 points now" in ann("loyalty", "adjust", "1", "--points", "600", "--reason", "x").out
    shown = ann("customers", "show", "1", "--json").document
    assert (shown["loyalty_points"], shown["loyalty_tier"]) == (1_200, "Silver")


def test_a_request_id_gives_points_once(ann: Admin) -> None:
    for _ in range(2):
        ran = ann("loyalty", "adjust", "1", "--points", "50", "--reason", "x", "--request-id", "r", "--json")
    assert ran.document["points"] == 50


@pytest.mark.parametrize(
    ("customer", "points", "reason", "status", "code"),
    [
        ("1", "-1", "x", 3, "invalid_amount"),
        ("1", "abc", "x", 3, "invalid_amount"),
        ("1", "5", " ", 3, "reason_required"),
        ("99", "5", "x", 5, "not_found"),
    ],
)
def test_points_that_cannot_be_given_are_refused(
    ann: Admin, customer: str, points: str, reason: str, status: int, code: str
) -> None:
    ran = ann("loyalty", "adjust", customer, "--points", points, "--reason", reason, "--json")
    assert (ran.status, ran.error["error"]) == (status, code)


def test_points_pay_in_the_terminals_sale(ann: Admin) -> None:
    ann("loyalty", "adjust", "1", "--points", "600", "--reason", "from the old card")
    sale = ("sales", "add", "--customer", "1", "--total", "1000", "--json")
    ran = ann(*sale, "--cash", "500", "--points", "500")
    assert ran.document["total_minor"] == 1_000
    assert ann("customers", "show", "1", "--json").document["loyalty_points"] < 600
    said = ann(*sale[:-1], "--points", "100", "--on-account", "900").out
    assert "paid with 100 points. $9.00 on account" in said
    assert ann(*sale, "--points", "1000").error["error"] == "invalid_amount"
    assert ann(*sale, "--cash", "500", "--points", "400").error["error"] == "tender_mismatch"
