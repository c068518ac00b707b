"""Texts are said in the language that is spoken."""

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from shopdesk.wording import ENGLISH, Said, Worded, Wording, forms, mark, speak, spoken, tr, tr_count, wording


class _Catalogue(NullTranslations):
    """Says two texts in Spanish and turns nothing else."""

    def gettext(self, message: str) -> str:
        return {"due {day}": "vence {day}", "Cash": "Efectivo"}.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        return {("state", "Open"): "Pendiente"}.get((context, message), message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return {"{count} sale": "{count} venta", "{count} sales": "{count} ventas"}[
            msgid1 if n == 1 else msgid2
        ]


@pytest.fixture
def spanish() -> Iterator[Wording]:
    words = Wording("es", _Catalogue())
    speak(words)
    yield words
    speak(ENGLISH)


def test_english_is_said_as_it_is_written() -> None:
    assert tr("due {day}", day="3 Nov") == "due 3 Nov"
    assert tr_count("{count} sale", "{count} sales", 2, count="2") == "2 sales"
    assert tr("") == ""


def test_a_text_is_said_in_the_chosen_language(spanish: Wording) -> None:
    assert spoken() is spanish
    assert tr("due {day}", day="3 nov") == "vence 3 nov"


def test_a_number_chooses_its_form(spanish: Wording) -> None:
    sales = forms("{count} sale", "{count} sales")
    assert [tr_count(*sales, number, count=number) for number in (1, 2)] == ["1 venta", "2 ventas"]


def test_two_senses_of_one_word_are_told_apart(spanish: Wording) -> None:
    assert tr("Open", sense="state") == "Pendiente"


def test_a_table_and_a_class_follow_the_language(spanish: Wording) -> None:
    words = Worded({"cash": "Cash"})

    class Deed:
        title = Said("Cash")

    assert (words["cash"], words.get("card"), Deed.title, Deed().title) == (
        "Efectivo",
        None,
        "Efectivo",
        "Efectivo",
    )
    assert mark("Cash") == "Cash"


def test_fields_stay_in_one_piece_where_words_run_from_the_right() -> None:
    assert Wording("ar", _Catalogue()).say("due {day}", day="3 Nov") == "vence \u20683 Nov\u2069"


def test_a_locale_without_words_is_spoken_to_in_english() -> None:
    assert wording("ja_JP") is ENGLISH
