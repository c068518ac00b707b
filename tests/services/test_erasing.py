"""Erasing a person: nobody can read them any more, and every figure still ties."""

import base64
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import BalanceNotZero, Forbidden, InvalidValue, NotFound
from shopdesk.services.accounts import account_events
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.backups import back_up
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    edit_customer,
    get_customer,
    restore_customer,
)
from shopdesk.services.desk import Desk
from shopdesk.services.erasing import erase, is_erased
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.notes import list_notes
from shopdesk.services.payments import take_payment
from shopdesk.services.record_history import record_history
from shopdesk.services.selling import sell
from shopdesk.services.statements import issue
from shopdesk.services.verifying import verify
from shopdesk.viewmodels.customer_document import customer_document
from shopdesk.viewmodels.statement import build_statement

PLANTED = (
    "zqxwoman",
    "qzvsurname",
    "zqxmail",
    "61412345678",
    "qzvstreet",
    "qzvsuburb",
    "zqxnickel",
    "vqzspouse",
    "vqzcard",
    "qxztag",
)
PLANTED_TEXTS = ("wqznote", "zwqreason", "xzwremark", "qwzreference")


@pytest.fixture
def planted(desk: Desk) -> CustomerId:
    """Write a customer full of words that stand nowhere else, with a settled account, and archive her."""
    texts = {
        "first_name": "Zqxwoman",
        "last_name": "Qzvsurname",
        "email": "zqxmail@example.com",
        "mobile": "0412 345 678",
        "street": "Qzvstreet",
        "suburb": "Qzvsuburb",
        "allergies": "zqxnickel",
        "spouse_name": "Vqzspouse",
        "card_code": "Vqzcard-42",
        "birthday": "1987-05-17",
    }
    planted = add_customer(desk, RecordChange(texts, ("Qxztag",), note="wqznote")).id
    sell(desk, SaleOrder(planted, total=5000, on_account=5000, note="xzwremark"), "sale")
    take_payment(desk, PaymentOrder(planted, 4500, note="xzwremark"), "payment")
    adjust(
        desk,
        AdjustmentOrder(planted, -500, AdjustmentKind.GOODWILL_CREDIT, "zwqreason", "qwzreference"),
        "goodwill",
    )
    issue(desk, build_statement(desk, planted))
    archive_customer(desk, planted)
    return planted


def dump(desk: Desk) -> str:
    """Return every cell of every table, the index's own tables included, as lower-case text."""
    with desk.book.database.read() as session:
        names = session.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        # The vocabulary of the index is read row by row like any other table.
        rows = [
            row for name in names for row in session.exec_driver_sql(f'SELECT * FROM "{name}"').fetchall()
        ]
    cells = (cell for row in rows for cell in row)
    return "\n".join(
        cell.decode("latin-1") if isinstance(cell, bytes) else str(cell) for cell in cells
    ).lower()


def pieces_in_index(desk: Desk) -> set[str]:
    """Return the trigrams that the search index knows; three letters stand in any ciphertext by chance."""
    with desk.book.database.read() as session:
        return set(session.exec_driver_sql("SELECT term FROM customer_search_terms").scalars())


def test_no_planted_word_is_left_in_any_table_or_index(desk: Desk, planted: CustomerId) -> None:
    before = dump(desk)
    assert all(word in before for word in ("zqxwoman", "zqxmail", "qxztag", "vqzspouse"))
    assert {"zqx", "qzv"} <= pieces_in_index(desk)
    erase(desk, planted)
    after = dump(desk)
    assert [word for word in (*PLANTED, *PLANTED_TEXTS, "1987-05-17") if word in after] == []
    assert pieces_in_index(desk).isdisjoint({"zqx", "qzv"})


def test_no_file_of_the_shop_holds_a_planted_word(shop_folder: Path, desk: Desk, planted: CustomerId) -> None:
    erase(desk, planted)
    words = [form.encode() for word in (*PLANTED, *PLANTED_TEXTS) for form in (word, word.title())]
    for path in (path for path in shop_folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert [word for word in words if word in content or base64.b64encode(word) in content] == [], path


def test_every_figure_stays_and_the_shop_still_proves_itself(desk: Desk, planted: CustomerId) -> None:
    before = customer_document(desk, planted)
    erase(desk, planted)
    after = customer_document(desk, planted)
    for key in ("number", "debt_balance_minor", "lifetime_spend_minor", "charges", "ageing"):
        assert after[key] == before[key]
    moved = [(entry["ref"], entry["balance_minor"]) for entry in before["timeline"]]
    assert [(entry["ref"], entry["balance_minor"]) for entry in after["timeline"]] == moved
    assert [check for check in verify(desk).checks if not check.ok] == []


def test_what_was_sealed_is_shown_as_erased_and_not_as_damage(desk: Desk, planted: CustomerId) -> None:
    erase(desk, planted)
    assert get_customer(desk, planted).record.full_name == "Erased customer"
    events = account_events(desk, planted)
    assert (events.adjustments[0].reason, events.payments[0].note) == ("erased", "erased")
    assert events.adjustments[0].reference == "erased"
    assert list_notes(desk, planted) == ()
    assert {change.field for change in record_history(desk, planted)} == {"archived"}
    assert is_erased(desk, planted)


def test_whoever_was_merged_is_erased_too(desk: Desk, planted: CustomerId) -> None:
    keeper = add_customer(desk, RecordChange({"first_name": "Other"})).id
    merge(desk, MergeOrder(keeper, (planted,)), "merge")
    archive_customer(desk, keeper)
    erase(desk, keeper)
    after = dump(desk)
    assert [word for word in (*PLANTED, *PLANTED_TEXTS) if word in after] == []
    assert pieces_in_index(desk).isdisjoint({"zqx", "qzv"})  # three letters may stand in ciphertext by chance
    assert [check for check in verify(desk).checks if not check.ok] == []


def test_an_erased_customer_neither_comes_back_nor_changes_nor_is_erased_again(
    desk: Desk, planted: CustomerId
) -> None:
    erase(desk, planted)
    for deed in (
        lambda: restore_customer(desk, planted),
        lambda: edit_customer(desk, planted, RecordChange({"first_name": "New"})),
        lambda: erase(desk, planted),
    ):
        with pytest.raises(InvalidValue) as refused:
            deed()
        assert refused.value.parameters["reason"] == "erased"


def test_only_the_owner_erases_and_only_who_is_archived_with_nothing_owed(
    desk: Desk, cashier: Desk, marai: CustomerId, planted: CustomerId
) -> None:
    with pytest.raises(Forbidden):
        erase(cashier, planted)
    with pytest.raises(InvalidValue):
        erase(desk, marai)
    sell(desk, SaleOrder(marai, total=100, on_account=100), "sale for Marai")
    with pytest.raises(BalanceNotZero):
        erase(desk, marai)
    with pytest.raises(NotFound):
        erase(desk, CustomerId(99))


def test_the_owner_is_told_until_which_day_backups_hold_the_key(desk: Desk, planted: CustomerId) -> None:
    other = add_customer(desk, RecordChange({"first_name": "Other"})).id
    archive_customer(desk, other)
    assert erase(desk, other).in_backups_until is None
    back_up(desk)
    assert str(erase(desk, planted).in_backups_until) == "2027-08-01"
