"""The card for the till: its steps are what the help says, its keys those that the program itself obeys."""

from collections.abc import Sequence

from shopdesk.domain.till_card import KeyGroup, TillCard
from shopdesk.viewmodels.help_book import HelpBook

_STEPS = (("begin", 1), ("begin", 2), ("begin", 3), ("till", 1), ("till", 3))
"""Which answers of which topic are printed."""


def till_card(shop_name: str, title: str, groups: Sequence[KeyGroup], book: HelpBook, foot: str) -> TillCard:
    """Return the card of a shop."""
    answers = (book.topic(topic).answers[place] for topic, place in _STEPS)
    steps = tuple((answer.ask, " ".join(answer.paragraphs).replace("*", "")) for answer in answers)
    return TillCard(shop_name, title, tuple(groups), steps, foot)


def draw_till_card(card: TillCard) -> bytes:
    """Return the PDF; blocks for a moment."""
    from shopdesk.documents.till_card_pdf import render_till_card  # noqa: PLC0415 -- late on purpose

    return render_till_card(card).pdf
