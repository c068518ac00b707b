"""Every wrong that is planted in a shop's file is found, and named."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import MessageKind, MessageOrder, MessageWay
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.services.customers import RecordChange, add_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.messaging import send
from shopdesk.services.notes import add_note
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.verifying import Report, verify
from shopdesk.storage.examining import examine
from shopdesk.storage.finding import Check
from shopdesk.storage.integrity import BEFORE_A_COPY, CHECKS
from tests.storage.golden.make import tell_a_story
from tests.tampering import tamper


@pytest.fixture
def story(desk: Desk) -> Desk:
    """Tell the golden story, and a second customer's: owing $5.00, and one in credit."""
    tell_a_story(desk)
    ann = add_customer(desk, RecordChange({"first_name": "Ann", "suburb": "Carlton"})).id
    sell(desk, SaleOrder(ann, 500, on_account=500), "ann")
    ben = add_customer(desk, RecordChange({"first_name": "Ben"})).id
    take_payment(desk, PaymentOrder(ben, 300), "ben")
    return desk


def _execute(connection: Connection, statement: str) -> None:
    assert connection.exec_driver_sql(statement).rowcount != 0, "nothing was planted"


def problems(report: Report) -> dict[str, tuple[str, ...]]:
    return {check.name: check.problems for check in report.checks if not check.ok}


def test_a_sound_shop_has_no_problem(story: Desk) -> None:
    tamper(story)
    assert problems(verify(story)) == {}


@pytest.mark.parametrize(
    ("planted", "check", "sentence"),
    [
        (
            "UPDATE customer SET debt_balance = debt_balance + 1 WHERE id = 2",
            "balances",
            "C-000002: the balance is 501, the events add up to 500",
        ),
        (
            "UPDATE customer SET debt_balance = debt_balance + 1 WHERE id = 2",
            "ageing",
            "C-000002: the balance is 501, the ageing adds up to 500",
        ),
        (
            "UPDATE charge SET outstanding = outstanding - 1 WHERE customer_id = 2",
            "charges",
            "C-000002: a charge remembers 499 outstanding, its allocations leave 500",
        ),
        (
            "UPDATE credit SET unallocated = unallocated - 1 WHERE customer_id = 3",
            "credits",
            "C-000003: a credit remembers 299 waiting, its allocations leave 300",
        ),
        (
            "UPDATE charge SET amount = amount + 1 WHERE customer_id = 2",
            "allocations",
            "C-000002: 501 can be settled, the event says 500",
        ),
        (
            "UPDATE credit SET amount = amount + 1 WHERE customer_id = 3",
            "allocations",
            "C-000003: 301 can be settled, the event says 300",
        ),
        (
            "UPDATE sale SET on_account = 499, cash = 1 WHERE customer_id = 2",
            "balances",
            "C-000002: the balance is 500, the events add up to 499",
        ),
        (
            "UPDATE debt_payment SET amount = 301 WHERE customer_id = 3",
            "balances",
            "C-000003: the balance is -300, the events add up to -301",
        ),
        (
            "DELETE FROM allocation WHERE id = 1",
            "charges",
            "C-000001: a charge remembers 2500 outstanding, its allocations leave 4500",
        ),
        (
            "UPDATE charge SET settled_at = 1 WHERE customer_id = 2",
            "settled",
            "C-000002: a charge is marked settled (1) and is settled (0)",
        ),
        (
            "UPDATE sale SET discount = 1 WHERE items > 0",
            "lines",
            "C-000001: a sale totals 5000, its lines make 4999",
        ),
        (
            "UPDATE customer SET side = -1 WHERE id = 2",
            "figures",
            "C-000002: the side and when something is due next are -1, 2026-12-21, the account says 1, 2026-12-21",
        ),
        (
            "UPDATE due_day SET outstanding = outstanding + 1 WHERE due_on = '2026-12-21'",
            "figures",
            "what is due on 2026-12-21 is not what is remembered of that day",
        ),
        (
            "UPDATE due_day SET customers = customers - 1 WHERE due_on = '2026-12-21'",
            "figures",
            "what is due on 2026-12-21 is not what is remembered of that day",
        ),
        (
            "UPDATE tally SET in_credit = in_credit + 1",
            "figures",
            "the figures on the cards are not what the customers make",
        ),
        (
            "UPDATE customer SET visits = visits + 1 WHERE id = 2",
            "spending",
            (
                "C-000002: spent, visits and last visit are 0, 2, , 1795222800000000, "
                "the sales make 0, 1, , 1795222800000000"
            ),
        ),
        (
            "UPDATE sale_spent SET paid_at = 1 WHERE sale_id = (SELECT id FROM sale WHERE customer_id = 2)",
            "spending",
            "S-00002: what is remembered of it as spent is not what its entries say",
        ),
        (
            "UPDATE customer SET points = points + 1 WHERE id = 2",
            "points",
            "C-000002: 1 points are remembered, the ledger adds up to 0",
        ),
        (
            "UPDATE customer SET points_earned = 7 WHERE id = 2",
            "points",
            "C-000002: 7 points are remembered as ever earned, the ledger says 0",
        ),
        (
            "UPDATE sale SET redeemed = 1, on_account = 499 WHERE customer_id = 2",
            "points",
            "S-00002: its points do not stand in the ledger",
        ),
        (
            "UPDATE sale_points SET at_once = 1 WHERE sale_id = (SELECT id FROM sale WHERE customer_id = 2)",
            "points",
            "S-00002: 0 points stand for it, and it brought 5",
        ),
        ("UPDATE customer SET is_vip = 0 WHERE id = 1", "vip", "C-000001: the VIP mark is 0, the VIP tag 1"),
        ("UPDATE customer SET is_vip = 1 WHERE id = 2", "vip", "C-000002: the VIP mark is 1, the VIP tag 0"),
        ("DELETE FROM customer_tag WHERE tag = 'VIP'", "vip", "C-000001: the VIP mark is 1, the VIP tag 0"),
        (
            "UPDATE sale SET number = 3 WHERE number = 2",
            "numbers",
            "sale: 2 rows, the highest number is 3, 2 were given",
        ),
        (
            "DELETE FROM debt_payment WHERE number = 2",
            "numbers",
            "debt_payment: 1 rows, the highest number is 1, 2 were given",
        ),
        (
            "UPDATE counter SET value = 9 WHERE name = 'adjustment'",
            "numbers",
            "account_adjustment: 1 rows, the highest number is 1, 9 were given",
        ),
        (
            "DELETE FROM statement",
            "numbers",
            "statement: 0 rows, the highest number is 0, 1 were given",
        ),
        ("UPDATE journal SET content = '{\"a\":1}' WHERE sequence = 5", "journal", "row 5 was altered"),
        ("UPDATE journal SET staff_id = NULL WHERE sequence = 5", "journal", "row 5 was altered"),
        ("UPDATE journal SET at = at - 1 WHERE sequence = 5", "journal", "row 5 was altered"),
        ("UPDATE journal SET mac = zeroblob(32) WHERE sequence = 5", "journal", "row 5 was altered"),
        ("DELETE FROM journal WHERE sequence = 5", "journal", "row 5 is missing"),
        (
            "UPDATE customer SET pii_enc = zeroblob(length(pii_enc)) WHERE id = 2",
            "bundles",
            "C-000002: the sealed fields do not open",
        ),
        (
            "UPDATE customer SET pii_enc = (SELECT pii_enc FROM customer WHERE id = 1) WHERE id = 2",
            "bundles",
            "C-000002: the sealed fields do not open",
        ),
        (
            "UPDATE customer SET data_key = zeroblob(60) WHERE id = 2",
            "bundles",
            "C-000002: the sealed fields do not open",
        ),
        (
            "UPDATE charge SET customer_id = 99 WHERE customer_id = 2",
            "foreign_keys",
            "charge row 4 points at a missing customer",
        ),
        (
            "UPDATE sale SET at = at - 86400000000 WHERE number = 2",
            "events",
            "S-00002 does not stand in the journal as in the book",
        ),
        (
            "UPDATE sale SET total = 600, cash = 100 WHERE number = 2",
            "events",
            "S-00002 does not stand in the journal as in the book",
        ),
        (
            "UPDATE debt_payment SET method = 'card' WHERE number = 2",
            "events",
            "P-00002 does not stand in the journal as in the book",
        ),
        (
            "UPDATE account_adjustment SET kind = 'write_off'",
            "events",
            "A-00001 does not stand in the journal as in the book",
        ),
        (
            "DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)",
            "events",
            "P-00002 does not stand in the journal as in the book",
        ),
        (
            (
                "INSERT INTO allocation (credit_id, charge_id, amount, made_at) "
                "SELECT credit.event_id, charge.event_id, 1, 0 FROM credit, charge "
                "WHERE credit.customer_id = 3 AND charge.customer_id = 2"
            ),
            "allocations",
            "C-000002: a charge is settled by credit of C-000003",
        ),
    ],
)
def test_what_is_planted_is_found_and_named(story: Desk, planted: str, check: str, sentence: str) -> None:
    tamper(story, planted)
    found = problems(verify(story))
    assert any(problem.startswith(sentence) for problem in found.get(check, ())), found


@pytest.mark.parametrize("bit", [0, 100, -1])
def test_a_flipped_bit_of_a_bundle_is_found(story: Desk, bit: int) -> None:
    with story.book.database.maintenance() as connection:
        sealed = bytearray(
            connection.exec_driver_sql("SELECT pii_enc FROM customer WHERE id = 1").scalar_one()
        )
        place = bit % len(sealed)
        sealed[place] ^= 1
        connection.exec_driver_sql("UPDATE customer SET pii_enc = ? WHERE id = 1", (bytes(sealed),))
        connection.commit()
    assert problems(verify(story)) == {"bundles": ("C-000001: the sealed fields do not open",)}


@pytest.mark.parametrize("column", ["content_enc", "answer_enc"])
def test_a_message_that_does_not_open_is_found(story: Desk, column: str) -> None:
    edit_customer(story, CustomerId(1), RecordChange({"mobile": "0412 345 678"}))
    send(story, MessageOrder(CustomerId(1), MessageKind.FREE, MessageWay.SMS, "Hello"), "message")
    with story.book.database.maintenance() as connection:
        _execute(connection, f"UPDATE message SET {column} = randomblob(40)")
        connection.commit()
    assert problems(verify(story)) == {"messages": ("C-000001: message 1 does not open",)}


@pytest.mark.parametrize("harm", ["text_enc = randomblob(40)", "customer_id = 2"])
def test_a_note_that_does_not_open_or_was_moved_is_found(story: Desk, harm: str) -> None:
    add_note(story, CustomerId(1), "likes pearls")
    with story.book.database.maintenance() as connection:
        newest = connection.exec_driver_sql("SELECT max(id) FROM note").scalar_one()
        _execute(connection, f"UPDATE note SET {harm} WHERE id = {newest}")
        connection.commit()
    ((name, (said,)),) = problems(verify(story)).items()
    assert (name, said.split(": ")[1]) == ("notes", f"note {newest} does not open")


def _past(guard: str, connection: Connection, statement: str) -> None:
    sql = connection.exec_driver_sql(f"SELECT sql FROM sqlite_schema WHERE name = '{guard}'").scalar_one()
    for each in (f"DROP TRIGGER {guard}", statement, sql):
        connection.exec_driver_sql(each)


def stale_index(connection: Connection) -> None:
    planted = "UPDATE customer SET search_text = 'somebody else' WHERE id = 1"
    _past("customer_search_update", connection, planted)


def missing_entry(connection: Connection) -> None:
    connection.exec_driver_sql(
        "INSERT INTO customer_search (customer_search, rowid, search_text) "
        "SELECT 'delete', id, search_text FROM customer WHERE id = 1"
    )


def forgotten_word(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM name_word WHERE word = (SELECT min(word) FROM name_word)")


def word_of_nobody(connection: Connection) -> None:
    connection.exec_driver_sql("INSERT INTO name_word (length, word) VALUES (6, 'nobody')")


def name_in_no_index(connection: Connection) -> None:
    _past("customer_words_update", connection, "UPDATE customer SET name_words = '[\"else\"]' WHERE id = 1")


@pytest.mark.parametrize(
    "spoil", [stale_index, missing_entry, forgotten_word, word_of_nobody, name_in_no_index]
)
def test_a_search_index_that_does_not_fit_is_found(story: Desk, spoil: Callable[[Connection], None]) -> None:
    with story.book.database.maintenance() as connection:
        spoil(connection)
        connection.commit()
    assert problems(verify(story)) == {"search": ("the search index does not fit the customers",)}


@pytest.mark.parametrize("checks", [CHECKS, BEFORE_A_COPY], ids=["of the file", "before a copy"])
def test_an_index_on_the_pages_of_another_is_found(story: Desk, checks: dict[str, Check]) -> None:
    with story.book.database.maintenance() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema=ON")
        planted = (
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'sale_by_day') "
            "WHERE name = 'payment_by_day'"
        )
        _execute(connection, planted)
        connection.commit()
    database, keys = story.book.database, story.book.keys
    told: list[str] = []
    chosen = {"structure": checks["structure"]}
    found = examine(database, story.book.vault, keys.chain_keys, chosen, told.append)
    assert found["structure"] is not None
    assert "2nd reference to page" in " ".join(found["structure"].problems)
