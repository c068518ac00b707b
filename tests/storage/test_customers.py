"""Rows of customers: what is sealed, what is searched, and who else has a contact."""

import pytest
from sqlalchemy.exc import IntegrityError

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import BUNDLE_FIELDS
from shopdesk.domain.staff import Deed
from shopdesk.errors import Damaged
from shopdesk.services.customers import RecordChange, add_customer, archive_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.storage import customers

SEALED = {
    "street": "1 Lygon St",
    "suburb": "Carltonia",
    "state": "VIC",
    "postcode": "305399",
    "country": "NZ",
    "ring_size": "M½",
    "wrist_size": "17 and a bit",
    "preferred_metal": "Rose Gold",
    "gold_preference": "18ct red",
    "allergies": "nickel and brass",
}


@pytest.fixture
def sealed(desk: Desk) -> CustomerId:
    """Add a customer whose bundle is full."""
    change = RecordChange({"first_name": "Marai", **SEALED}, note="Dislikes lilies")
    return add_customer(desk, change).id


def plain_text(desk: Desk) -> str:
    """Return every text of the opened file, but for the list of suburbs, which names nobody."""
    with desk.read() as session:
        names = session.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'customer_search%' "
            "AND name <> 'suburb'"
        ).scalars()
        return repr([session.exec_driver_sql(f"SELECT * FROM {name}").fetchall() for name in list(names)])


def test_every_sealed_field_is_in_the_table() -> None:
    assert set(SEALED) == set(BUNDLE_FIELDS)


@pytest.mark.parametrize("words", [*(text for text in SEALED.values() if len(text) > 4), "Dislikes lilies"])
def test_a_copied_table_does_not_tell_what_is_sealed(desk: Desk, sealed: CustomerId, words: str) -> None:
    text = plain_text(desk)
    assert "Marai" in text, "the names are plain"
    assert words not in text


def test_a_bundle_opens_for_its_own_customer_only(desk: Desk, sealed: CustomerId) -> None:
    other = add_customer(desk, RecordChange({"first_name": "Tomas", "suburb": "Fitzroy"})).id
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql(
            "UPDATE customer SET pii_enc = (SELECT pii_enc FROM customer WHERE id = ?) WHERE id = ?",
            (sealed, other),
        )
        connection.commit()
    assert get_customer(desk, sealed).record.suburb == "Carltonia"
    with pytest.raises(Damaged) as refused:
        get_customer(desk, other)
    assert refused.value.parameters == {"what": "sealed"}


def test_a_customer_without_sealed_fields_has_no_bundle(desk: Desk) -> None:
    add_customer(desk, RecordChange({"first_name": "Ann", "country": ""}))
    with desk.read() as session:
        assert session.exec_driver_sql("SELECT pii_enc FROM customer").scalar_one() is None


def test_holders_come_active_ones_first_and_ignore_case(desk: Desk) -> None:
    contact = {"email": "Ann@example.com", "mobile": "0412 345 678", "phone": "03 9670 1234"}
    old = add_customer(desk, RecordChange({"first_name": "Old", **contact})).id
    archive_customer(desk, old)
    new = add_customer(desk, RecordChange({"first_name": "New", **contact})).id
    expected = [(new, "New", False), (old, "Old", True)]
    with desk.read() as session:
        assert customers.holders_of_email(session, "ANN@EXAMPLE.COM") == expected
        assert customers.holders_of_mobile(session, "+61412345678") == expected
        assert customers.holders_of_landline(session, "+61396701234") == expected
        assert customers.holders_of_email(session, "nobody@example.com") == []


def test_the_file_itself_refuses_two_active_customers_with_one_email(desk: Desk) -> None:
    for name in ("Ann", "Ben"):
        add_customer(desk, RecordChange({"first_name": name, "email": f"{name}@example.com"}))
    with pytest.raises(IntegrityError), desk.work(Deed.SAVE_CUSTOMER) as work:
        work.session.exec_driver_sql("UPDATE customer SET email_folded = 'ann@example.com' WHERE id = 2")


def test_the_file_itself_refuses_to_archive_a_debtor(desk: Desk, sealed: CustomerId) -> None:
    with pytest.raises(IntegrityError), desk.work(Deed.SAVE_CUSTOMER) as work:
        work.session.exec_driver_sql("UPDATE customer SET debt_balance = 1, archived_at = 1")


def test_a_location_is_one_row_however_many_come_there(desk: Desk) -> None:
    for name in ("Ann", "Ben"):
        add_customer(desk, RecordChange({"first_name": name, "location": "Carlton"}))
    with desk.read() as session:
        assert session.exec_driver_sql("SELECT count(*) FROM location").scalar_one() == 1
    assert get_customer(desk, CustomerId(2)).record.location == "Carlton"
