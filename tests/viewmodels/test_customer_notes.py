"""The Notes page: adding, reading and pinning."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.note import NoteId
from shopdesk.services.desk import Desk
from shopdesk.services.notes import add_note, list_notes
from shopdesk.viewmodels.customer_notes import CustomerNotesViewModel
from tests.ports import InlineRunner
from tests.viewmodels.waiting_runner import WaitingRunner


@pytest.fixture
def model(desk: Desk, marai: CustomerId) -> CustomerNotesViewModel:
    made = CustomerNotesViewModel(desk, InlineRunner(), marai)
    made.load()
    return made


def write(model: CustomerNotesViewModel, text: str) -> None:
    model.write(text)
    model.add()


def shown(model: CustomerNotesViewModel) -> list[str]:
    assert model.picture.value is not None
    return [note.text for note in model.picture.value.notes]


def test_an_added_note_is_counted_chosen_and_no_longer_typed(model: CustomerNotesViewModel) -> None:
    assert model.count.value == 0
    write(model, "Likes opals")
    write(model, "Came by")
    assert shown(model) == ["Came by", "Likes opals"]
    assert model.chosen.value is not None
    assert (model.chosen.value.text, model.draft.value, model.count.value) == ("Came by", "", 2)
    assert not model.is_dirty()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [(" \n", "Write the note first."), ("x" * 5_001, "The note is too long: shorten it.")],
)
def test_a_refused_note_stays_in_its_field_with_a_sentence(
    model: CustomerNotesViewModel, text: str, sentence: str
) -> None:
    write(model, text)
    assert (model.draft.value, model.error.value, model.busy.value) == (text, sentence, False)
    model.write("Likes opals")
    assert model.error.value == ""


def test_pinning_keeps_the_note_chosen(model: CustomerNotesViewModel) -> None:
    for text in ("Allergic to dogs", "Came by"):
        write(model, text)
    model.choose(NoteId(1))
    model.toggle_pin()
    assert shown(model) == ["Allergic to dogs", "Came by"]
    assert model.chosen.value is not None
    assert (model.chosen.value.id, model.chosen.value.pinned) == (1, True)
    model.toggle_pin()
    assert shown(model) == ["Came by", "Allergic to dogs"]


def test_a_note_of_somebody_else_appears_and_what_is_read_stays(
    model: CustomerNotesViewModel, desk: Desk, marai: CustomerId
) -> None:
    write(model, "Likes opals")
    model.write("half a")
    desk.feed.subscribe(model.on_changes)
    add_note(desk, marai, "Came by")
    assert shown(model) == ["Came by", "Likes opals"]
    assert model.chosen.value is not None
    assert (model.chosen.value.text, model.draft.value) == ("Likes opals", "half a")


def test_a_second_press_while_the_note_is_written_adds_no_second_one(desk: Desk, marai: CustomerId) -> None:
    runner = WaitingRunner()
    model = CustomerNotesViewModel(desk, runner, marai)
    write(model, "Likes opals")
    model.add()
    runner.go()
    assert len(list_notes(desk, marai)) == 1


def test_a_note_for_the_till_is_told_apart_and_taken_away_again(model: CustomerNotesViewModel) -> None:
    model.write_until("30 Nov 2026")
    write(model, "Ring  box\nis here")
    assert model.picture.value is not None
    assert (model.picture.value.at_till, model.until.value) == (("Ring box is here",), "")
    model.stop_showing()
    assert model.picture.value.at_till == ()
    assert shown(model) == ["Ring  box\nis here"]


@pytest.mark.parametrize("day", ["soon", "20 Nov 2026"])
def test_a_day_that_cannot_be_is_told_at_its_field_and_nothing_is_lost(
    model: CustomerNotesViewModel, day: str
) -> None:
    model.write_until(day)
    write(model, "Ring box")
    assert model.until_error.value
    assert (model.draft.value, shown(model)) == ("Ring box", [])
    model.write_until("")
    assert model.until_error.value == ""
