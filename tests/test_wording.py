"""Texts are said in the language that is spoken."""

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from shopdesk.wording import (
    ENGLISH,
    Said,
    Worded,
    Wording,
    figure,
    forms,
    in_a_row,
    kept_while_spoken,
    mark,
    said,
    speak,
    spoken,
    tr,
    tr_count,
    wording,
    writing_in,
)


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
    assert Wording("ar", _Catalogue()).text("due {day}") == "vence \u2068{day}\u2069"


def test_whole_numbers_are_written_as_the_amounts_beside_them(spanish: Wording) -> None:
    speak(spanish, "ar_EG")
    assert tr_count("{count} sale", "{count} sales", 1_240, count=1_240) == "١٬٢٤٠ ventas"
    assert (said("1–30 days"), tr("over {days}", days=90)) == ("١–٣٠ days", "over ٩٠")
    with writing_in("en_AU"):
        assert tr("{points} points", points=1_240) == "1,240 points"


def test_a_program_that_reads_gets_bare_figures() -> None:
    assert (tr("{rows} rows", rows=1_240), figure(1_240)) == ("1240 rows", "1240")


def test_a_locale_without_words_is_spoken_to_in_english() -> None:
    assert wording("ja_JP") is ENGLISH


def test_what_consists_of_texts_is_made_once_for_each_language() -> None:
    made = kept_while_spoken(lambda: [tr("Cash")])
    assert made() is made()
    speak(Wording("es", _Catalogue()))
    assert made() == ["Efectivo"]
    speak(ENGLISH)
    assert made() == ["Cash"]


@pytest.mark.parametrize(("language", "row"), [("en", "VIP, Trade"), ("ar", "VIP، Trade")])
def test_what_stands_in_a_row_has_the_comma_of_its_language(language: str, row: str) -> None:
    with writing_in(language):
        assert in_a_row(("VIP", "Trade")) == row
