"""What is said when the shop's file and the journal beside it do not tell the same."""

from shopdesk.formatting import format_count
from shopdesk.services.desk import Desk
from shopdesk.services.newest_entry import newest_entry
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.wording import mark, tr, tr_count

_RENEWED = mark(
    "The journal beside the shop’s file was missing or did not belong to it, so a new "
    "one was begun. If nobody removed it, somebody may have put another file in place: "
    "compare the last receipts with the book."
)
_DAMAGED = mark(
    "The shop’s file (shop.db) is damaged, so nothing more can be entered. What was "
    "acknowledged is not lost: the newest backup and the journal beside the file bring "
    "it back."
)
_AWAY = mark(
    "The disk with the second journal is not there. Selling goes on; connect it, so that "
    "it is brought up to date."
)


def journal_trouble(desk: Desk) -> str:
    """Return a sentence about it, or nothing when all is well."""
    missing = desk.book.missing
    if missing is None:
        anchor = desk.book.database.anchor
        away = anchor is not None and anchor.second is not None and anchor.second.reached is False
        return tr(_RENEWED) if desk.book.journal_renewed else tr(_AWAY) if away else ""
    locale = desk.settings.locale
    entries = entries_in_words(missing.entries, locale)
    events = tr_count(
        "{count} sale or payment",
        "{count} sales and payments",
        missing.events,
        count=format_count(missing.events, locale),
    )
    said = tr(
        "The shop’s file is an older copy: {entries} made since, {events} among them, stand "
        "only in the journal beside it. Nothing can be entered until they are brought back "
        "or left out.",
        entries=entries,
        events=events,
    )
    return (
        said
        if missing.complete
        else tr("{said} A part of the journal is missing, so not all of it can come back.", said=said)
    )


def entries_in_words(number: int, locale: str) -> str:
    """Return how many entries, as a part of a sentence."""
    return tr_count("{count} entry", "{count} entries", number, count=format_count(number, locale))


def damage_words(desk: Desk) -> str:
    """Return what is to be said once damage was met at work, or nothing."""
    return tr(_DAMAGED) if desk.book.database.is_damaged and desk.book.copied_at is None else ""


def cut_off_words(desk: Desk) -> str:
    """Say after a power cut what is the last thing in the book; nothing when the shop was closed as it should be."""
    newest = newest_entry(desk) if desk.book.database.was_cut_off else None
    if newest is None:
        return ""
    text = shop_text(desk)
    ref, at = newest
    return tr(
        "ShopDesk could not be closed last time. Nothing that was acknowledged is lost: the "
        "last entry is {ref}, {at} {at_2}. Compare it with the last receipt.",
        ref=ref,
        at=text.near_day(text.local_day(at)),
        at_2=text.time(at),
    )
