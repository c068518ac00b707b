"""Sales, payments and adjustments from the terminal."""

import pytest

from tests.cli.conftest import Admin
from tests.conftest import StandingClock


def test_fifty_dollars_on_credit_and_twenty_paid(ann: Admin) -> None:
    sold = ann(
        "sales", "add", "--customer", "1", "--total", "5000", "--on-account", "5000", "--json"
    ).document
    assert sold == {
        "ref": "S-00001",
        "total_minor": 5000,
        "on_account_minor": 5000,
        "change_minor": 0,
        "debt_balance_minor": 5000,
    }
    paid = ann(
        "payments", "add", "--customer", "C-000001", "--amount", "2000", "--method", "cash", "--json"
    ).document
    assert paid == {
        "ref": "P-00001",
        "allocated": [{"ref": "S-00001", "amount_minor": 2000}],
        "unallocated_minor": 0,
        "debt_balance_minor": 3000,
    }


def test_a_sale_of_lines_without_a_customer_gives_change(admin: Admin) -> None:
    line = '{"text": "Chain", "quantity": "1.5", "price_minor": 333, "tax_rate": "10"}'
    words = ("--line", line, "--line", '{"text": "Charm", "price_minor": "1000"}')
    sold = admin("sales", "add", *words, "--cash", "1500", "--cash-given", "2000", "--json").document
    assert (sold["total_minor"], sold["change_minor"], sold["debt_balance_minor"]) == (1500, 500, None)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--total", "abc", "--cash", "1"), "invalid_amount"),
        (("--total", "10.50", "--cash", "1050"), "invalid_amount"),
        (("--total", "0"), "invalid_amount"),
        (("--total", "500", "--cash", "400"), "tender_mismatch"),
        (("--total", "500", "--cash", "-100", "--on-account", "600"), "invalid_amount"),
        (("--total", "500", "--on-account", "500"), "customer_required"),
        (("--total", "500", "--cash", "500", "--line", '{"text": "a", "price_minor": 5}'), "invalid_value"),
        (("--line", "not json", "--cash", "5"), "invalid_value"),
        (("--line", '{"text": "a", "price": 5}', "--cash", "5"), "invalid_value"),
        (("--line", '{"text": "a", "price_minor": 1.5}', "--cash", "5"), "invalid_amount"),
        (("--line", '{"text": "a", "price_minor": 5, "quantity": "x"}', "--cash", "5"), "invalid_value"),
        (("--line", '["a"]', "--cash", "5"), "invalid_value"),
        (("--total", "500", "--cash", "500", "--at", "2027-01-01"), "invalid_date"),
        (("--total", "500", "--cash", "500", "--at", "yesterday"), "invalid_date"),
        (("--customer", "1", "--total", "500", "--on-account", "500", "--due", "31/12"), "invalid_date"),
    ],
)
def test_a_sale_that_cannot_be_is_refused_by_its_rule(ann: Admin, words: tuple[str, ...], code: str) -> None:
    ran = ann("sales", "add", "--json", *words)
    assert (ran.status, ran.error["error"]) == (3, code)


def test_a_limit_is_kept_and_overridden_with_a_reason(ann: Admin) -> None:
    ann("customers", "edit", "1", "--credit-limit", "100")
    words = ("sales", "add", "--customer", "1", "--total", "101", "--on-account", "101", "--json")
    ran = ann(*words)
    assert ran.error["error"] == "credit_limit_exceeded"
    assert (ran.error["limit_minor"], ran.error["would_owe_minor"]) == (100, 101)
    assert ann(*words, "--override", "Old friend").status == 0


@pytest.mark.parametrize(
    ("at", "instant"),
    [
        ("2026-11-01", "2026-11-01T01:00:00Z"),
        ("2026-11-21", "2026-11-21T01:00:00Z"),
        ("2026-11-01T22:15:00Z", "2026-11-01T22:15:00Z"),
    ],
)
def test_a_sale_can_have_happened_earlier(ann: Admin, at: str, instant: str) -> None:
    words = ("--total", "700", "--on-account", "700", "--at", at, "--due", "2026-12-24")
    ann("sales", "add", "--customer", "1", *words)
    (charge,) = ann("customers", "show", "1", "--json").document["charges"]
    assert (charge["at"], charge["due_on"]) == (instant, "2026-12-24")


def test_a_payment_goes_where_it_is_directed(ann: Admin) -> None:
    for total in ("1000", "2000"):
        ann("sales", "add", "--customer", "1", "--total", total, "--on-account", total)
    words = ("--amount", "2500", "--method", "card", "--to", "S-00002=1800")
    taken = ann("payments", "add", "--customer", "1", *words, "--json").document
    assert taken["allocated"] == [
        {"ref": "S-00002", "amount_minor": 1800},
        {"ref": "S-00001", "amount_minor": 700},
    ]


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("--amount", "abc", "--method", "cash"), 3, "invalid_amount"),
        (("--amount", "-5", "--method", "cash"), 3, "invalid_amount"),
        (("--amount", "5", "--method", "barter"), 3, "invalid_value"),
        (("--amount", "5", "--method", "cash", "--to", "S-00001"), 3, "invalid_value"),
        (("--amount", "5", "--method", "cash", "--to", "S-00009=5"), 5, "not_found"),
    ],
)
def test_a_payment_that_cannot_be_is_refused(
    ann: Admin, words: tuple[str, ...], status: int, code: str
) -> None:
    ran = ann("payments", "add", "--customer", "1", "--json", *words)
    assert (ran.status, ran.error["error"]) == (status, code)


@pytest.mark.parametrize(
    "words",
    [
        ("sales", "add", "--customer", "1", "--total", "500", "--on-account"),
        ("payments", "add", "--customer", "1", "--method", "cash", "--amount"),
        ("account", "adjust", "--customer", "1", "--kind", "correction", "--reason", "x", "--amount"),
    ],
)
def test_a_request_is_carried_out_once(ann: Admin, words: tuple[str, ...]) -> None:
    first = ann(*words, "500", "--request-id", "r1", "--json").document
    assert ann(*words, "500", "--request-id", "r1", "--json").document == first
    assert len(ann("customers", "show", "1", "--json").document["timeline"]) == 1


def test_a_request_dated_today_is_the_same_a_minute_later(ann: Admin, clock: StandingClock) -> None:
    words = (
        "payments",
        "add",
        "--customer",
        "1",
        "--amount",
        "500",
        "--method",
        "cash",
        "--request-id",
        "r1",
    )
    first = ann(*words, "--at", "2026-11-21", "--json").document
    clock.forward(minutes=1)
    assert ann(*words, "--at", "2026-11-21", "--json").document == first


def test_a_request_with_other_content_is_a_conflict(ann: Admin) -> None:
    words = (
        "payments",
        "add",
        "--customer",
        "1",
        "--method",
        "cash",
        "--request-id",
        "r1",
        "--json",
        "--amount",
    )
    ann(*words, "500")
    ran = ann(*words, "600")
    assert (ran.status, ran.error["error"]) == (3, "request_conflict")


def test_an_adjustment_moves_the_account_and_its_proof_holds(ann: Admin) -> None:
    words = (
        "--kind",
        "opening_balance",
        "--reason",
        "Old book",
        "--reference",
        "p. 12",
        "--at",
        "2026-09-01",
    )
    made = ann("account", "adjust", "--customer", "1", "--amount", "+4000", *words, "--json").document
    assert made == {"ref": "A-00001", "debt_balance_minor": 4000}
    ann("payments", "add", "--customer", "1", "--amount", "5000", "--method", "transfer")
    assert ann("account", "why", "1", "--json").document == {
        "balance_minor": -1000,
        "entries": 2,
        "sum_minor": -1000,
        "ageing_minor": -1000,
        "allocations_ok": True,
        "ties": True,
    }
    assert ann("account", "why", "1").out.startswith("Proven: the balance is −$10.00")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--amount", "5", "--kind", "reversal", "--reason", "x"), "invalid_value"),
        (("--amount", "5", "--kind", "transfer_in", "--reason", "x"), "invalid_value"),
        (("--amount", "5", "--kind", "gift", "--reason", "x"), "invalid_value"),
        (("--amount", "5", "--kind", "write_off", "--reason", "x"), "invalid_amount"),
        (("--amount", "5", "--kind", "correction", "--reason", " "), "reason_required"),
        (("--amount", "5", "--kind", "credit_paid_out", "--reason", "x"), "invalid_value"),
    ],
)
def test_an_adjustment_that_cannot_be_is_refused(ann: Admin, words: tuple[str, ...], code: str) -> None:
    ran = ann("account", "adjust", "--customer", "1", "--json", *words)
    assert (ran.status, ran.error["error"]) == (3, code)


def test_a_clock_that_was_set_back_is_confirmed_first(ann: Admin, clock: StandingClock) -> None:
    clock.forward(days=-3)
    words = ("payments", "add", "--customer", "1", "--amount", "500", "--method", "cash", "--json")
    assert ann(*words).error["error"] == "clock_jumped"
    assert ann(*words, "--confirm-clock").document["debt_balance_minor"] == -500


def test_people_read_a_sentence(ann: Admin) -> None:
    sold = ann("sales", "add", "--customer", "1", "--total", "5000", "--cash", "2000", "--on-account", "3000")
    assert sold.out == "Sold for $50.00, S-00001. $30.00 on account, balance $30.00.\n"
    paid = ann("payments", "add", "--customer", "1", "--amount", "4000", "--method", "cash")
    assert paid.out == (
        "Took $40.00, P-00001. Balance −$10.00.\nS-00001: $30.00\nWaits as store credit: $10.00\n"
    )


def test_a_payment_and_an_adjustment_are_taken_back_by_their_reference(ann: Admin) -> None:
    ann("payments", "add", "--customer", "1", "--amount", "2000", "--method", "cash", "--json")
    ann(
        "account",
        "adjust",
        "--customer",
        "1",
        "--amount",
        "-300",
        "--kind",
        "goodwill_credit",
        "--reason",
        "late",
    )
    back = ann("payments", "reverse", "P-00001", "--reason", "bounced", "--json").document
    assert back == {"ref": "A-00002", "debt_balance_minor": -300}
    back = ann("account", "reverse", "a-1", "--reason", "mistake", "--json").document
    assert back == {"ref": "A-00003", "debt_balance_minor": 0}
    assert ann("verify", "--json").document["ok"]


def test_reversing_says_whom_it_brought_back(ann: Admin) -> None:
    ann("sales", "add", "--customer", "1", "--total", "500", "--on-account", "500")
    ann("payments", "add", "--customer", "1", "--amount", "500", "--method", "cash")
    ann("customers", "archive", "1")
    said = ann("payments", "reverse", "P-00001", "--reason", "bounced").out
    assert "C-000001 was archived and is in the book again." in " ".join(said.split())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("payments", "reverse", "P-00009", "--reason", "why"), "not_found"),
        (("payments", "reverse", "A-00001", "--reason", "why"), "not_found"),
        (("payments", "reverse", "P-00001"), "reason_required"),
        (("account", "reverse", "A-00001", "--reason", "again"), "already_reversed"),
    ],
)
def test_what_cannot_be_taken_back_is_refused_by_its_code(
    ann: Admin, words: tuple[str, ...], code: str
) -> None:
    ann("payments", "add", "--customer", "1", "--amount", "2000", "--method", "cash", "--json")
    ann(
        "account",
        "adjust",
        "--customer",
        "1",
        "--amount",
        "5",
        "--kind",
        "opening_balance",
        "--reason",
        "book",
    )
    ann("account", "reverse", "A-00001", "--reason", "mistake")
    assert ann(*words, "--json").error["error"] == code
