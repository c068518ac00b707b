"""Putting right what was posted, from the terminal: keys, codes and exit statuses as promised."""

import pytest

from tests.cli.conftest import Admin


@pytest.fixture
def shop(ann: Admin) -> Admin:
    """Ann bought for $50.00 on account and for $9.00 in cash; Ben owes nothing."""
    ann("customers", "add", "--first", "Ben")
    ann("sales", "add", "--customer", "1", "--total", "5000", "--on-account", "5000")
    ann("sales", "add", "--customer", "1", "--total", "900", "--cash", "900")
    return ann


@pytest.mark.parametrize(
    ("line", "document"),
    [
        (
            "sales correct S-00002 --to debt --reason unpaid",
            {"ref": "A-00001", "debt_balance_minor": 5900},
        ),
        (
            "sales correct S-00002 --to debt --customer C-000002 --amount 400 --reason unpaid",
            {"ref": "A-00001", "debt_balance_minor": 400},
        ),
        (
            "sales correct s-1 --to paid --method card --reason paid",
            {"ref": "A-00001", "debt_balance_minor": 0},
        ),
        (
            "sales refund S-00001 --amount 2000 --to cash --reason broken",
            {"ref": "R-00001", "debt_balance_minor": 3000, "paid_out_minor": 0},
        ),
        (
            "sales refund S-00002 --to card --reason broken",
            {"ref": "R-00001", "debt_balance_minor": 5000, "paid_out_minor": 900},
        ),
        (
            "sales refund S-00002 --to account --reason broken",
            {"ref": "R-00001", "debt_balance_minor": 4100, "paid_out_minor": 0},
        ),
        ("sales dispute S-00001 --note never", {"ref": "S-00001", "debt_balance_minor": 5000}),
        (
            "account transfer --from 1 --to 2 --amount 1200 --reason his",
            {"refs": ["A-00001", "A-00002"], "from_balance_minor": 3800, "to_balance_minor": 1200},
        ),
        ("account write-off-below 5001 --reason dust", {"customers": 1, "amount_minor": 5000}),
    ],
)
def test_a_deed_answers_as_promised_and_is_done_once(
    shop: Admin, line: str, document: dict[str, object]
) -> None:
    words = [*line.split(), "--request-id", "r1", "--json"]
    assert shop(*words).document == document
    assert shop(*words).document == document
    assert shop("verify").status == 0


@pytest.mark.parametrize(
    ("line", "status", "code"),
    [
        ("sales correct S-00001 --to debt --reason x", 3, "nothing_to_correct"),
        ("sales correct S-00002 --to debt", 3, "reason_required"),
        ("sales correct S-00001 --to paid --reason x", 3, "invalid_value"),
        ("sales correct S-00001 --to maybe --reason x", 3, "invalid_value"),
        ("sales correct S-00009 --to paid --method cash --reason x", 5, "not_found"),
        ("sales correct S-00001 --reason x", 2, "usage"),
        ("sales refund S-00002 --amount 901 --to cash --reason x", 3, "refund_exceeds_sale"),
        ("sales refund S-00002 --amount abc --to cash --reason x", 3, "invalid_amount"),
        ("sales refund S-00002 --line one --to cash --reason x", 3, "invalid_value"),
        ("sales refund S-00002 --line 1 --to cash --reason x", 3, "invalid_value"),
        ("sales refund S-00002 --to other --reason x", 3, "invalid_value"),
        ("sales dispute S-00001", 3, "reason_required"),
        ("sales settle-dispute S-00001 --outcome stands --reason x", 3, "invalid_value"),
        ("account transfer --from 1 --to 1 --amount 5 --reason x", 3, "invalid_value"),
        ("account transfer --from 1 --to 9 --amount 5 --reason x", 5, "not_found"),
        ("account adjust --customer 1 --amount -5 --kind goodwill_credit", 3, "reason_required"),
        ("account adjust --customer 1 --amount 5 --kind goodwill_credit --reason x", 3, "invalid_amount"),
        ("account adjust --customer 1 --amount 5 --kind transfer_in --reason x", 3, "invalid_value"),
        ("account adjust --customer 1 --amount 5 --kind credit_paid_out --reason x", 3, "invalid_value"),
        ("promises add 1 --on 2026-01-01 --amount 500", 3, "invalid_date"),
        ("promises add 1 --on soon --amount 500", 3, "invalid_date"),
    ],
)
def test_what_cannot_be_done_is_refused_by_its_rule(shop: Admin, line: str, status: int, code: str) -> None:
    ran = shop(*line.split(), "--json")
    assert (ran.status, ran.error["error"]) == (status, code)


@pytest.mark.parametrize(("deed", "words"), [("correct", "new mark of the sale"), ("refund", "way in which")])
def test_a_wrong_word_for_where_to_is_named_by_what_it_is(shop: Admin, deed: str, words: str) -> None:
    assert (
        words in shop("sales", deed, "S-00002", "--to", "nowhere", "--reason", "x", "--json").error["message"]
    )


def test_a_dispute_is_opened_shown_and_settled(shop: Admin) -> None:
    shop("sales", "dispute", "S-00001", "--note", "never got it")
    shown = shop("customers", "show", "1", "--json").document
    assert (shown["ageing"]["disputed_minor"], shown["charges"][0]["disputed"]) == (5000, True)
    words = ("--outcome", "lower", "--amount", "1000", "--reason", "agreed")
    settled = shop("sales", "settle-dispute", "S-00001", *words, "--json").document
    assert settled == {"ref": "A-00001", "debt_balance_minor": 4000}


def test_promises_are_listed_with_what_became_of_them(shop: Admin) -> None:
    added = shop("promises", "add", "1", "--on", "2026-11-30", "--amount", "2000", "--json").document
    shop("payments", "add", "--customer", "1", "--amount", "2000", "--method", "cash")
    (item,) = shop("promises", "list", "--json").document["items"]
    assert item == added["items"][0] | {"paid_minor": 2000, "state": "kept"}
    assert (item["number"], item["due_on"], item["amount_minor"]) == ("C-000001", "2026-11-30", 2000)
