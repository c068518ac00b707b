"""The owner's texts: looked at, changed, previewed, and given back."""

import pytest

from shopdesk.domain.message_template import Template
from shopdesk.formatting import ISOLATES
from shopdesk.services.desk import Desk
from shopdesk.services.message_texts import list_texts, shipped_texts
from shopdesk.viewmodels.message_texts import MessageTextsViewModel
from shopdesk.wording import writing_in
from tests.ports import InlineRunner


def model_of(desk: Desk) -> MessageTextsViewModel:
    model = MessageTextsViewModel(desk, InlineRunner())
    model.load()
    return model


def test_a_text_is_shown_with_how_it_reads_and_what_it_may_name(desk: Desk) -> None:
    model = model_of(desk)
    assert "{balance}" in model.typed.value["text"]
    assert "{balance}" in model.fields
    assert "$1,284.00" in model.preview.value.text
    assert not model.is_dirty()
    model.choose("name", "birthday")
    assert "{balance}" not in model.fields
    model.choose("language", "de")
    assert "Geburtstag" in model.preview.value.text


@pytest.mark.parametrize("spoken_on_screen", ["ar", "en"])
def test_an_arabic_text_keeps_each_figure_whole_and_an_english_one_has_no_marks(
    desk: Desk, spoken_on_screen: str
) -> None:
    with writing_in(spoken_on_screen):
        model = model_of(desk)
        model.choose("language", "ar")
        assert "\u2068$1,284.00\u2069" in model.preview.value.text
        assert (
            "\u2068S-01402\u2069 · \u206810\u200f/10\u200f/2026\u2069 · \u2068$44.00\u2069\n"
            in model.preview.value.text
        )
        model.choose("language", "en")
        assert "10 Oct 2026" in model.preview.value.text
        assert not set(ISOLATES) & set("".join(model.preview.value))


def test_a_text_of_the_shops_own_is_saved_and_given_back(desk: Desk) -> None:
    model = model_of(desk)
    model.choose("name", "birthday")
    model.type("text", "Hi {first_name}!")
    assert model.is_dirty()
    assert model.preview.value.text == "Hi Marai!"
    model.save()
    assert list_texts(desk, "en")["birthday"].text == "Hi {first_name}!"
    assert not model.is_dirty()
    model.go_back()
    assert list_texts(desk, "en")["birthday"] == shipped_texts("en")["birthday"]


def test_a_debt_in_a_greeting_is_told_at_the_text_and_nothing_is_lost(desk: Desk) -> None:
    model = model_of(desk)
    model.choose("name", "birthday")
    model.type("text", "You owe {balance}")
    model.save()
    assert list(model.errors.value) == ["text"]
    assert "Only a reminder of a debt" in model.errors.value["text"]
    assert model.typed.value["text"] == "You owe {balance}"
    assert isinstance(list_texts(desk, "en")["birthday"], Template)
