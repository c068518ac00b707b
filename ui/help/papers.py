"""The card for the till, made of the program's own table of keys and of the help."""

from collections.abc import Callable
from functools import partial

from shopdesk.domain.till_card import KeyGroup, TillCard
from shopdesk.errors import ShopDeskError
from shopdesk.messages import sentence
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.till_card import draw_till_card, till_card
from shopdesk.wording import tr
from ui import shortcuts
from ui.help.opening import book
from ui.help.page_html import place_titles
from ui.printing import PaperPrinter


def card_of(shop_name: str) -> TillCard:
    """Return the card of a shop, with every key of the table."""
    groups = (
        KeyGroup(
            title,
            tuple(
                (" / ".join(shortcuts.each_shown(key)), key.does)
                for key in shortcuts.table()
                if key.place == place
            ),
        )
        for place, title in place_titles().items()
    )
    foot = tr("F1 opens the help for whatever is in front of you.")
    return till_card(shop_name, tr("At the till"), tuple(groups), book(), foot)


def print_card(
    shop_name: str, runner: Runner, printer: PaperPrinter, tell: Callable[[str, str], None]
) -> None:
    """Draw the card and print it, or save it where there is no printer; ``tell`` hears a sentence and its role."""
    card, title = card_of(shop_name), tr("Card for the till")

    def fail(error: ShopDeskError) -> None:
        tell(sentence(error), "danger")

    runner.run(partial(draw_till_card, card), lambda pdf: printer.print_pdf(pdf, title), fail, Lane.LONG)
