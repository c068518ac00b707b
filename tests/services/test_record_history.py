"""The history of a record: every field that changed, who changed it, from what to what."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.errors import NotFound
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    edit_customer,
    restore_customer,
)
from shopdesk.services.desk import Desk
from shopdesk.services.record_history import FieldChange, record_history
from tests.conftest import NOON, StandingClock


def changes(desk: Desk, customer: CustomerId) -> list[tuple[str, object, object]]:
    return [(one.field, one.before, one.after) for one in record_history(desk, customer)]


def test_the_newest_change_stands_first_with_its_hand_and_instant(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    clock.forward(hours=1)
    edit_customer(desk, marai, RecordChange({"suburb": "Carlton"}))
    clock.forward(hours=1)
    edit_customer(desk, marai, RecordChange({"suburb": "Fitzroy"}))
    newest = record_history(desk, marai)[0]
    assert newest == FieldChange(clock.now(), "Rosa Rossi", "suburb", "Carlton", "Fitzroy")
    assert record_history(desk, marai)[-1].at == NOON


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (RecordChange({"allergies": "nickel"}), ("allergies", None, "nickel")),
        (RecordChange({"credit_limit": "50000"}), ("credit_limit", None, 50_000)),
        (
            RecordChange({"customer_since_on": "2011-03-01"}),
            ("customer_since_on", "2026-11-21", "2011-03-01"),
        ),
        (RecordChange(tags=("VIP", "Bridal")), ("tags", [], ["VIP", "Bridal"])),
        (RecordChange(on_hold=True), ("on_hold", False, True)),
    ],
)
def test_every_kind_of_field_is_told_sealed_ones_too(
    desk: Desk, marai: CustomerId, change: RecordChange, expected: tuple[str, object, object]
) -> None:
    edit_customer(desk, marai, change)
    assert changes(desk, marai)[0] == expected


def test_archiving_and_restoring_are_told(desk: Desk, marai: CustomerId) -> None:
    archive_customer(desk, marai)
    restore_customer(desk, marai)
    assert changes(desk, marai)[:2] == [("archived", True, False), ("archived", False, True)]


def test_saving_nothing_and_other_customers_leave_no_trace(desk: Desk, marai: CustomerId) -> None:
    before = changes(desk, marai)
    edit_customer(desk, marai, RecordChange({"first_name": "Marai"}))
    add_customer(desk, RecordChange({"first_name": "Ana"}))
    assert changes(desk, marai) == before


def test_nobody_has_no_history(desk: Desk) -> None:
    with pytest.raises(NotFound):
        record_history(desk, CustomerId(99))
