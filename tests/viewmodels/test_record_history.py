"""The History page: every change in the words of the record."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.services.customers import RecordChange, archive_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.record_history import HistoryLine, RecordHistoryViewModel
from tests.ports import InlineRunner


@pytest.fixture
def model(desk: Desk, marai: CustomerId) -> RecordHistoryViewModel:
    return RecordHistoryViewModel(desk, InlineRunner(), marai)


def newest(model: RecordHistoryViewModel) -> HistoryLine:
    model.load()
    assert model.picture.value is not None
    return model.picture.value.lines[0]


@pytest.mark.parametrize(
    ("change", "field", "before", "after"),
    [
        (RecordChange({"allergies": "nickel"}), "Allergies", "—", "nickel"),
        (RecordChange({"mobile": "0412 345 004"}), "Mobile", "—", "0412 345 004"),
        (RecordChange({"birthday": "--05-17"}), "Birthday", "—", "17 May (year unknown)"),
        (RecordChange({"country": "NZ"}), "Country", "Australia", "New Zealand"),
        (RecordChange({"credit_limit": "50000"}), "Credit limit", "No limit", "$500.00"),
        (RecordChange({"payment_terms_days": "14"}), "Terms", "30 days", "14 days"),
        (RecordChange({"customer_since_on": "2011-03-01"}), "Customer since", "21 Nov 2026", "1 Mar 2011"),
        (RecordChange(tags=("VIP", "Bridal")), "Tags", "—", "VIP, Bridal"),
        (RecordChange(on_hold=True), "On hold", "No", "Yes"),
    ],
)
def test_a_change_reads_as_the_record_does(
    model: RecordHistoryViewModel,
    desk: Desk,
    marai: CustomerId,
    change: RecordChange,
    field: str,
    before: str,
    after: str,
) -> None:
    edit_customer(desk, marai, change)
    line = newest(model)
    assert (line.field, line.before, line.after, line.staff) == (field, before, after, "Rosa Rossi")


def test_archiving_is_a_change(model: RecordHistoryViewModel, desk: Desk, marai: CustomerId) -> None:
    archive_customer(desk, marai)
    assert newest(model)[1:] == ("Archived", "No", "Yes", "Rosa Rossi")


def test_it_counts_all_changes_and_follows_them(
    model: RecordHistoryViewModel, desk: Desk, marai: CustomerId
) -> None:
    model.load()
    before = model.count.value or 0
    desk.feed.subscribe(model.on_changes)
    edit_customer(desk, marai, RecordChange({"suburb": "Carlton", "state": "VIC"}))
    assert model.count.value == before + 2


def test_nobody_s_history_is_told_in_a_sentence(desk: Desk) -> None:
    model = RecordHistoryViewModel(desk, InlineRunner(), CustomerId(99))
    model.load()
    assert "C-000099" in model.trouble.value
