"""The papers of the help, the card for the till and a page, are whole in every language."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from shopdesk.documents.help_pdf import render_help
from shopdesk.documents.till_card_pdf import render_till_card
from shopdesk.domain.till_card import TillCard
from shopdesk.viewmodels.help import Shown
from shopdesk.wording import ENGLISH, speak, wording
from tests.documents.reading import page_texts
from ui.help.opening import book
from ui.help.papers import card_of, page_of


@pytest.fixture(params=["ar_EG", "es_MX", "fr_FR"])
def card(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[TillCard]:
    del qapp  # the outlines of Arabic letters are Qt's
    speak(wording(request.param), request.param)
    yield card_of("Rossi Jewellers")
    speak(ENGLISH)


def said(card: TillCard) -> str:
    """Return all that the card has to say."""
    rows = (row for group in card.groups for row in ((group.title, ""), *group.rows))
    return "\n".join(" ".join(parts) for parts in ((card.title, card.foot), *rows, *card.steps))


def test_every_word_of_it_can_be_read_back(card: TillCard) -> None:
    paper = render_till_card(card)
    assert paper.pages == 1
    read = page_texts(paper)[0]
    assert [word for word in re.findall(r"\w+", said(card)) if word not in read] == []


@pytest.mark.parametrize("topic", ["begin", "checkout", "keys"])
def test_every_word_of_a_page_of_the_help_can_be_read_back_and_none_has_a_star(
    card: TillCard, topic: str
) -> None:
    del card  # the language is spoken
    page = page_of(card_name := "Rossi Jewellers", Shown(book().topic(topic)))
    texts = [page.title, page.intro, card_name, page.foot]
    texts += [text for group in page.groups for row in ((group.title,), *group.rows) for text in row]
    texts += [text for ask, paragraphs in page.answers for text in (ask, *paragraphs)]
    read = " ".join(page_texts(render_help(page)))
    assert [word for text in texts for word in re.findall(r"\w+", text) if word not in read] == []
    assert "*" not in read


def test_nothing_of_it_is_english(card: TillCard) -> None:
    speak(ENGLISH)
    english = said(card_of("Rossi Jewellers")).splitlines()
    assert [line for line in said(card).splitlines() if line in english] == []
