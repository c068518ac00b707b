"""Searching in all notes."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.services.desk import Desk
from shopdesk.services.notes import add_note
from shopdesk.viewmodels.note_search import NoteSearchViewModel
from tests.ports import InlineRunner


@pytest.fixture
def model(desk: Desk, marai: CustomerId) -> NoteSearchViewModel:
    add_note(desk, marai, "Likes black opals")
    return NoteSearchViewModel(desk, InlineRunner())


def test_what_is_found_says_on_whom_it_is(model: NoteSearchViewModel, marai: CustomerId) -> None:
    model.search("opals")
    assert model.lines.value is not None
    (line,) = model.lines.value
    assert (line.customer, line.name, line.text) == (marai, "Marai Haddad", "Likes black opals")
    assert line.facts == "C-000001 · 21 Nov 2026 · Rosa Rossi"
    assert not model.work.busy.value


def test_nothing_typed_is_said_at_the_field(model: NoteSearchViewModel) -> None:
    model.search("  ")
    assert (model.error.value, model.lines.value) == ("Type what to look for.", None)
    model.search("rubies")
    assert (model.error.value, model.lines.value) == ("", ())


def test_a_search_that_is_stopped_says_so(model: NoteSearchViewModel) -> None:
    model.work.text.listen(lambda text: model.stop() if text else None)
    model.search("opals")
    assert model.work.stopped.value.startswith("Stopped before every note")
    assert (model.error.value, model.lines.value, model.work.busy.value) == ("", None, False)
