"""The sentence for each error code: what happened, and what to do next."""

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any

from shopdesk.errors import ShopDeskError
from shopdesk.reasons import REASONS
from shopdesk.wording import Worded, figure, tr, tr_count

_MINUTE = 60

SENTENCES: dict[str, tuple[str, ...]] = {
    "balance_not_zero": (
        "The balance is {balance:money}, so this customer cannot be archived: bring it to exactly zero first.",
        "The balance is not zero, so this customer cannot be archived: settle it or pay the credit out first.",
    ),
    "duplicate_email": (
        "{full_name} ({number}) already uses this email address: open that customer, or enter another address.",
        "This email address is already used, ask the owner, or enter another address.",
    ),
    "duplicate_mobile": (
        "{full_name} ({number}) already has this mobile number: check it, or choose to save it for both.",
        "This mobile number is already used: check it, or choose to save it for both.",
    ),
    "invalid_phone": ("That is not a telephone number: check it and enter it again.",),
    "invalid_email": ("That is not an email address: write it like name@example.com.",),
    "invalid_name": ("Enter a first name or a last name.",),
    "invalid_amount": ("That is not an amount of money: enter one such as 1,234.50.",),
    "invalid_date": ("That is not a date: write it like 2026-11-21.",),
    "invalid_value": ("The {field:label} cannot be accepted: check it and enter it again.",),
    "printer_failed": ("The receipt printer did not take it: look at the printer, then print again.",),
    "tender_mismatch": (
        "The parts add up to {given:money} but {total:money} is needed: change them until the two are equal.",
        "The parts do not add up to the total: change the amounts until they do.",
    ),
    "credit_limit_exceeded": (
        (
            "The customer would owe {would_owe:money}, above the limit of {limit:money}: "
            "take a payment, put less on account, or ask the owner."
        ),
        (
            "The customer would owe more than the credit limit: "
            "take a payment, put less on account, or ask the owner."
        ),
    ),
    "account_on_hold": (
        (
            "This account is on hold, so nothing more can be put on it: "
            "take the money now, or ask the owner to lift the hold."
        ),
    ),
    "debt_too_old": (
        (
            "This customer's oldest debt is {days:days} old, so nothing more can be put on account: "
            "take a payment first, or ask the owner."
        ),
        (
            "This customer's debt is too old for more to be put on account: "
            "take a payment first, or ask the owner."
        ),
    ),
    "customer_required": ("Nobody is chosen: choose the customer whose account this belongs to.",),
    "customer_archived": (
        "Customer {number} is archived: restore the customer first.",
        "This customer is archived: restore the customer first.",
    ),
    "reason_required": ("This needs a reason: write a few words on why it is done.",),
    "already_reversed": (
        "{reference} was reversed before: enter it anew if it should stand after all.",
        "This was reversed before: enter it anew if it should stand after all.",
    ),
    "nothing_to_correct": (
        "This sale is already marked that way, so there is nothing to correct: choose the other mark, or leave it.",
    ),
    "refund_exceeds_sale": (
        "Only {left:money} of this sale is left to refund: enter that much or less.",
        "That is more than is left of this sale to refund: enter a smaller amount.",
    ),
    "request_conflict": (
        "Something else was entered under the same request, so nothing was done: start again from the beginning.",
    ),
    "clock_jumped": (
        "The computer's clock has jumped by more than a day: set it right, or confirm that it is right now.",
    ),
    "stale_record": (
        "{staff} has changed this record in the meantime: look at the new values, then save yours again.",
        "This record was changed in the meantime: look at the new values, then save yours again.",
    ),
    "forbidden": ("You may not do this: ask the owner to do it or to enter the owner's PIN.",),
    "disk_full": ("The disk is full and nothing was changed: make room, then try again.",),
    "in_use": ("The shop is open in another program: close it there, then try again.",),
    "already_exists": (
        "Somebody called {name} works here already: choose another name.",
        "There is a {what:label} in that place already: choose another place.",
        "There is something in that place already: choose another place.",
    ),
    "cannot_unmerge": (
        (
            "These customers can no longer be parted, because something was posted or edited since: "
            "move the entries with a transfer instead."
        ),
    ),
    "wrong_secret": ("That is not the right passphrase, recovery key or PIN: check it and try again.",),
    "locked_out": (
        "There were too many wrong tries: wait {seconds:wait}, then try again.",
        "There were too many wrong tries: wait a while, then try again.",
    ),
    "not_found": (
        "There is no {kind:label} {reference}: check the number and try again.",
        "There is no such {kind:label}: check what you entered and try again.",
        "It cannot be found: check what you entered and try again.",
    ),
    "not_a_shop": (
        "{path} is not a shop of ShopDesk: choose the folder that holds shop.db.",
        "This is not a shop of ShopDesk: choose the folder that holds shop.db.",
    ),
    "damaged": (
        "The shop's file is damaged ({what:label}): change nothing and restore the latest backup.",
        "The shop's file is damaged: change nothing and restore the latest backup.",
    ),
    "newer_format": (
        (
            "This shop was written by a newer ShopDesk (format {found}, this one knows {known}): "
            "install the newer program."
        ),
        "This shop was written by a newer ShopDesk: install the newer program.",
    ),
    "cancelled": ("Cancelled: nothing was changed.",),
    "usage": (
        "That command cannot be understood ({detail}): see shopdesk-admin --help.",
        "That command cannot be understood: see shopdesk-admin --help.",
    ),
    "internal": (
        (
            "Something went wrong inside ShopDesk: nothing is half done, but look whether it was saved before you "
            "do it again; please report what you did."
        ),
    ),
}
"""The sentences of each code, the fullest first: the first whose parameters are all known is said."""

_LABELS = Worded(
    {
        "credit_limit": "credit limit",
        "payment_terms_days": "number of days to pay",
        "on_account": "part on account",
        "redeemed": "amount paid with points",
        "points_rate": "points for each unit of money",
        "point_worth": "worth of a point",
        "cash_given": "cash handed over",
        "lines": "line",
        "paid": "amount paid now",
        "tax_rate": "tax rate",
        "text": "text of the line",
        "notes": "note",
        "to": "amount for a charge",
        "out": "folder",
        "days": "number of days",
        "points": "number of points",
        "map": "column and its field",
        "mark": "new mark of the sale",
        "marked": "mark of the sale",
        "only": "choice of customers",
        "refund_to": "way in which the refund goes back",
        "event": "entry",
        "keys": "key file",
        "sealed": "a sealed field",
        "foreign_keys": "links between its records",
        "close_after_minutes": "time after which the shop closes",
        "journal_file": "the journal beside it",
        "counted": "amount counted",
        "below": "amount",
        "least": "lowest amount",
        "most": "highest amount",
        "day_close": "close of the day",
        "months": "number of months",
        "number": "number",
        "follow_up": "follow-up",
        "booked_on": "day it is booked for",
        "message_text": "message",
        "database_moved": "database and key file are not of the same shop",
    }
)


def sentence(error: ShopDeskError, money: Callable[[int], str] | None = None) -> str:
    """Return one sentence for the error: what happened and what to do next.

    ``money`` writes an amount of minor units; without it the sentence names no amounts.
    """
    reason = str(error.parameters.get("reason"))
    special = REASONS.get(error.code, {}).get(reason)
    candidates = SENTENCES.get(error.code, SENTENCES["internal"])
    if special is not None:
        candidates = (special, *candidates)
    known = {
        name: value for name, value in error.parameters.items() if value is not None and str(value).strip()
    }
    words = _Words(money)
    return next(
        (words.vformat(tr(text), (), known) for text in candidates if words.can_fill(text, known)),
        words.vformat(tr(candidates[-1]), (), {"field": "value", **known}),
    )


class _Words(Formatter):
    """Fills a sentence: ``:money`` writes an amount, ``:wait`` a time, ``:days`` a number of days, ``:label`` a field.

    A field is written as people call it.
    """

    def __init__(self, money: Callable[[int], str] | None) -> None:
        self._money = money

    def can_fill(self, text: str, known: Mapping[str, str | int]) -> bool:
        """Tell whether every parameter that the sentence names is known and can be written."""
        return all(
            name is None or (name in known and (form != "money" or self._money is not None))
            for _, name, form, _ in self.parse(text)
        )

    def format_field(self, value: Any, format_spec: str) -> Any:
        """Write one parameter."""
        if format_spec == "money" and self._money is not None and isinstance(value, int):
            return self._money(value)
        if format_spec == "wait" and isinstance(value, int):
            return _wait(value)
        if format_spec == "days" and isinstance(value, int):
            return tr_count("{count} day", "{count} days", value, count=value)
        if format_spec == "label":
            return _LABELS.get(str(value), str(value).replace("_", " "))
        return figure(value) if isinstance(value, int) else str(value)


def _wait(seconds: int) -> str:
    """Write a time to wait, never shorter than it is."""
    if seconds <= _MINUTE:
        return tr_count("{count} second", "{count} seconds", seconds, count=seconds)
    minutes = -(-seconds // _MINUTE)
    return tr_count("{count} minute", "{count} minutes", minutes, count=minutes)
