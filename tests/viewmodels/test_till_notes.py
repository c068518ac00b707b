"""What is said at the till about the chosen customer."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.notes import add_note
from shopdesk.viewmodels.till_notes import TillNotes
from tests.ports import InlineRunner


@pytest.fixture
def model(desk: Desk, marai: CustomerId) -> TillNotes:
    add_note(desk, marai, "Give back the ring box", till_until_on=desk.today())
    return TillNotes(desk, InlineRunner())


def said(model: TillNotes) -> list[str]:
    return [note.text for note in model.notes.value]


def test_it_is_said_of_who_is_chosen_and_signed(model: TillNotes, marai: CustomerId) -> None:
    assert said(model) == []
    model.follow(marai)
    assert said(model) == ["Give back the ring box"]
    assert model.notes.value[0].signed == "Rosa Rossi, 21 Nov 2026"
    model.follow(None)
    assert said(model) == []


def test_once_read_it_is_said_again_for_the_next_sale_only(
    model: TillNotes, desk: Desk, marai: CustomerId
) -> None:
    model.follow(marai)
    model.dismiss()
    model.follow(marai)
    model.on_changes(Changes(frozenset({marai})))
    assert said(model) == []
    model.follow(None)
    model.follow(marai)
    assert said(model) == ["Give back the ring box"]


def test_what_is_written_meanwhile_is_said_too(model: TillNotes, desk: Desk, marai: CustomerId) -> None:
    model.follow(marai)
    add_note(desk, marai, "Ask for her card", till_until_on=desk.today())
    model.on_changes(Changes(frozenset({marai})))
    assert said(model) == ["Ask for her card", "Give back the ring box"]


def test_of_somebody_who_is_not_there_nothing_is_said(model: TillNotes) -> None:
    model.follow(CustomerId(99))
    assert said(model) == []
