"""Notes: dated, signed, the pinned ones first, and sealed."""

from datetime import timedelta

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.note import NoteId
from shopdesk.errors import Cancelled, Forbidden, InvalidDate, InvalidValue, NotFound
from shopdesk.services.customers import archive_customer
from shopdesk.services.desk import Desk
from shopdesk.services.erasing import erase
from shopdesk.services.merging import MergeOrder, merge
from shopdesk.services.notes import add_note, list_notes, pin_note, search_notes, show_at_till, till_notes
from tests.conftest import NOON, StandingClock


def texts(desk: Desk, customer: CustomerId) -> list[str]:
    return [note.text for note in list_notes(desk, customer)]


def test_the_newest_note_stands_first_and_is_signed(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    add_note(desk, marai, "Likes opals")
    clock.forward(days=1)
    newest, oldest = add_note(desk, marai, "  Ring is too wide ")
    assert (newest.text, newest.staff) == ("Ring is too wide", "Rosa Rossi")
    assert (oldest.text, oldest.at, oldest.pinned) == ("Likes opals", NOON, False)


def test_a_pinned_note_stands_above_newer_ones_until_it_is_let_go(desk: Desk, marai: CustomerId) -> None:
    (first,) = add_note(desk, marai, "Allergic to dogs")
    add_note(desk, marai, "Came by")
    pin_note(desk, marai, first.id, pinned=True)
    assert texts(desk, marai) == ["Allergic to dogs", "Came by"]
    pin_note(desk, marai, first.id, pinned=False)
    assert texts(desk, marai) == ["Came by", "Allergic to dogs"]


@pytest.mark.parametrize(("text", "reason"), [("  \n ", "empty"), ("x" * 5_001, "too_long")])
def test_an_empty_and_a_too_long_note_are_refused(
    desk: Desk, marai: CustomerId, text: str, reason: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        add_note(desk, marai, text)
    assert refused.value.parameters["reason"] == reason
    assert texts(desk, marai) == []


def test_notes_of_nobody_are_not_found(desk: Desk, marai: CustomerId) -> None:
    (note,) = add_note(desk, marai, "Likes opals")
    nobody = CustomerId(99)
    with pytest.raises(NotFound):
        list_notes(desk, nobody)
    with pytest.raises(NotFound):
        add_note(desk, nobody, "Who?")
    with pytest.raises(NotFound):
        pin_note(desk, nobody, note.id, pinned=True)
    with pytest.raises(NotFound):
        pin_note(desk, marai, NoteId(99), pinned=True)


def test_no_word_of_a_note_stands_in_the_file(desk: Desk, marai: CustomerId) -> None:
    add_note(desk, marai, "Likes opals")
    with desk.read() as session:
        sealed = session.exec_driver_sql("SELECT text_enc FROM note").scalar_one()
        journal = session.exec_driver_sql("SELECT group_concat(content) FROM journal").scalar_one()
    assert b"opals" not in sealed
    assert "opals" not in journal


def test_a_note_tells_the_screens_whom_it_is_about(desk: Desk, marai: CustomerId) -> None:
    told: list[bool] = []
    desk.feed.subscribe(lambda changes: told.append(changes.concern(marai)))
    (note,) = add_note(desk, marai, "Likes opals")
    pin_note(desk, marai, note.id, pinned=True)
    assert told == [True, True]


def test_a_note_is_shown_at_the_till_until_its_day_is_over(
    desk: Desk, marai: CustomerId, clock: StandingClock
) -> None:
    (note,) = add_note(desk, marai, "Ring box", till_until_on=desk.today() + timedelta(days=2))
    clock.forward(days=2)
    assert till_notes(desk, marai) == (note,)
    clock.forward(days=1)
    assert till_notes(desk, marai) == ()
    assert list_notes(desk, marai) == (note,)


def test_a_note_may_come_to_the_till_later_and_leave_it_early(desk: Desk, marai: CustomerId) -> None:
    (note,) = add_note(desk, marai, "Ring box")
    assert till_notes(desk, marai) == ()
    show_at_till(desk, marai, note.id, desk.today())
    assert [each.id for each in till_notes(desk, marai)] == [note.id]
    show_at_till(desk, marai, note.id, None)
    assert till_notes(desk, marai) == ()


def test_a_day_that_is_over_and_a_note_of_nobody_are_refused(desk: Desk, marai: CustomerId) -> None:
    yesterday = desk.today() - timedelta(days=1)
    with pytest.raises(InvalidDate):
        add_note(desk, marai, "Late", till_until_on=yesterday)
    with pytest.raises(NotFound):
        show_at_till(desk, marai, NoteId(9), desk.today())
    assert list_notes(desk, marai) == ()


def test_the_owner_finds_notes_by_all_of_the_words(desk: Desk, marai: CustomerId, tomas: CustomerId) -> None:
    add_note(desk, marai, "Likes black opals")
    add_note(desk, tomas, "Opals are too dear for him")
    found = search_notes(desk, "OPALS lik")
    assert [(each.number, each.full_name, each.note.text) for each in found] == [
        ("C-000001", "Marai Haddad", "Likes black opals")
    ]
    assert [each.customer for each in search_notes(desk, "ópals")] == [tomas, marai]


def test_notes_of_a_merged_record_lead_to_who_stayed_and_erased_ones_are_gone(
    desk: Desk, marai: CustomerId, tomas: CustomerId
) -> None:
    add_note(desk, tomas, "Likes opals")
    merge(desk, MergeOrder(marai, (tomas,)), "merge")
    (found,) = search_notes(desk, "opals")
    assert (found.customer, found.full_name) == (marai, "Marai Haddad")
    archive_customer(desk, marai)
    erase(desk, marai)
    assert search_notes(desk, "opals") == ()


def test_a_search_of_notes_can_be_stopped_and_is_the_owners(
    desk: Desk, cashier: Desk, marai: CustomerId
) -> None:
    add_note(desk, marai, "Likes opals")

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        search_notes(desk, "opals", stop)
    with pytest.raises(Forbidden):
        search_notes(cashier, "opals")
    with pytest.raises(InvalidValue):
        search_notes(desk, "  ")
