"""The papers of the help, made of the program's own table of keys and of the help: the card for the till, a page."""

from collections.abc import Callable, Collection
from functools import partial

from shopdesk.domain.help_paper import HelpPaper
from shopdesk.domain.till_card import KeyGroup, TillCard
from shopdesk.errors import ShopDeskError
from shopdesk.messages import sentence
from shopdesk.viewmodels.help import Shown
from shopdesk.viewmodels.help_paper import draw_help, help_paper
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.till_card import draw_till_card, till_card
from shopdesk.wording import tr
from ui import shortcuts
from ui.help.opening import book
from ui.help.page_html import place_titles
from ui.printing import PaperPrinter


def card_of(shop_name: str) -> TillCard:
    """Return the card of a shop, with every key of the table."""
    foot = tr("F1 opens the help for whatever is in front of you.")
    return till_card(shop_name, tr("At the till"), _keys_of(place_titles()), book(), foot)


def page_of(shop_name: str, shown: Shown) -> HelpPaper:
    """Return what the help shows, with the keys that belong to it."""
    keys = () if shown.topic is None else _keys_of(shown.topic.keys)
    return help_paper(
        shop_name, shown, book(), keys, tr("F1 opens the help for whatever is in front of you.")
    )


def print_help(
    shop_name: str,
    shown: Shown | None,
    runner: Runner,
    printer: PaperPrinter,
    tell: Callable[[str, str], None],
) -> None:
    """Draw what the help shows, or the card for the till, and print it, or save it where there is no printer.

    ``tell`` hears a sentence and its role.
    """
    draw: Callable[[], bytes]
    if shown is None:
        draw, title = partial(draw_till_card, card_of(shop_name)), tr("Card for the till")
    else:
        paper = page_of(shop_name, shown)
        draw, title = partial(draw_help, paper), tr("Help · {title}", title=paper.title)

    def fail(error: ShopDeskError) -> None:
        tell(sentence(error), "danger")

    runner.run(draw, lambda pdf: printer.print_pdf(pdf, title), fail, Lane.LONG)


def _keys_of(places: Collection[str]) -> tuple[KeyGroup, ...]:
    """Return the keys that work in some places, in the order in which people meet these."""
    return tuple(
        KeyGroup(
            title,
            tuple(
                (" / ".join(shortcuts.each_shown(key)), key.does)
                for key in shortcuts.table()
                if key.place == place
            ),
        )
        for place, title in place_titles().items()
        if place in places
    )
