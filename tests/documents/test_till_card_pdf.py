"""The card for the till is one page, whatever it has to say."""

import pytest

from shopdesk.documents.till_card_pdf import render_till_card
from shopdesk.domain.till_card import KeyGroup, TillCard
from tests.documents.reading import page_texts

KEYS = KeyGroup("At the checkout", (("F4", "Take the rest in cash"), ("Shift F8", "Show the parked sales")))


def card(*groups: KeyGroup, steps: int = 1) -> TillCard:
    asked = (("How do I sell on account?", "Press F2 and choose the customer. " * 3),) * steps
    return TillCard("Rossi Jewellers", "At the till", groups, asked, "F1 opens the help.")


@pytest.mark.parametrize(
    "words", ["Rossi Jewellers", "At the checkout", "Shift F8", "How do I sell", "F1 opens"]
)
def test_the_card_says_the_keys_and_the_steps(words: str) -> None:
    assert words in " ".join(page_texts(render_till_card(card(KEYS)))[0].split())


def test_many_keys_and_steps_still_fit_on_one_page() -> None:
    done = render_till_card(
        card(*(KeyGroup(f"Place {number}", KEYS.rows * 5) for number in range(6)), steps=6)
    )
    assert done.pages == 1
    assert "Place 5" in page_texts(done)[0]
