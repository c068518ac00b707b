"""Notes: dated, signed, the pinned ones first, and sealed."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.note import NoteId
from shopdesk.errors import InvalidValue, NotFound
from shopdesk.services.desk import Desk
from shopdesk.services.notes import add_note, list_notes, pin_note
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
