"""The sentence for each error code: what happened, and what to do next."""

from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any

from shopdesk.errors import ShopDeskError
from shopdesk.wording import Worded, tr, tr_count

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
            "This customer's oldest debt is {days} days old, so nothing more can be put on account: "
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
    "nothing_to_correct": ("This sale is already marked that way, so there is nothing to correct.",),
    "refund_exceeds_sale": (
        "Only {left:money} of this sale is left to refund: enter that much or less.",
        "That is more than is left of this sale to refund: enter a smaller amount.",
    ),
    "request_conflict": (
        "This request was used before for something else, so nothing was done: start again from the beginning.",
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
    "wrong_secret": ("That is not the right secret: check it and try again.",),
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

REASONS: dict[str, dict[str, str]] = {
    "already_exists": {
        "name_taken": "There is a location of that name already: choose another name.",
    },
    "not_found": {
        "no_file": "There is no file {reference} that can be read: check its name and its folder.",
        "nobody": "Nobody called {reference} works here: look for the name in the list of staff.",
        "no_column": "The file has no column {reference}: look at its first line.",
        "no_close": "The day {reference} was not closed: choose one that was.",
    },
    "refund_exceeds_sale": {
        "refunded_whole": "All of this sale is refunded already, so nothing of it is left to give back.",
    },
    "forbidden": {
        "copy": "This is a copy to look into, so nothing can be entered: do it in the shop itself.",
    },
    "invalid_phone": {
        "not_a_number": "That is not a telephone number: enter its digits, with the area code.",
        "too_short": "That telephone number is too short: check that no digit and no area code is missing.",
        "too_long": "That telephone number is too long: check for a digit too many.",
        "unknown_country": "That telephone number begins with a country code that does not exist: check it.",
        "not_in_use": "No such telephone number can exist: check its digits.",
    },
    "invalid_name": {
        "empty": "Enter a first name or a last name.",
        "nobody": "Enter a name.",
        "too_long": "That name is too long: shorten it to 100 characters or fewer.",
    },
    "invalid_amount": {
        "empty": "The {field:label} is empty: enter an amount.",
        "not_a_number": "The {field:label} is not an amount of money: enter one such as 1,234.50.",
        "not_minor": "The {field:label} is not a whole number of the smallest coin: write 1250 for 12.50.",
        "not_whole": "The {field:label} is not a whole number: write it like 200.",
        "too_many_decimals": "The {field:label} has too many decimals for this currency: leave the extra ones out.",
        "too_large": "The {field:label} is larger than ShopDesk can keep: check it for a digit too many.",
        "zero": "The {field:label} is zero: enter an amount above zero.",
        "negative": "The {field:label} is below zero: enter it without the minus sign.",
        "above_most": "The first amount is above the last: turn them round.",
        "more_than_credit": "That is more than the customer's store credit: pay out that credit or less.",
        "more_than_open": "That is more than is open on {reference}: give it less, the rest goes elsewhere.",
        "more_than_paid": "The parts come to more than is paid: make them smaller.",
        "named_twice": "A charge is named twice: give it one amount.",
        "more_than_sale": "The {field:label} is more than the sale: enter its total or less.",
        "not_in_coins": "The {field:label} is not what the coins ask for: leave it out and try again.",
        "more_than_tendered": "That is more than was tendered for this sale: enter that much or less.",
        "more_than_points": "That is more than the points that the customer holds: take fewer.",
        "sign": "The {field:label} has the wrong sign for this kind of entry: turn the sign round.",
    },
    "invalid_date": {
        "not_a_date": "That is not a date: write it like 2026-11-21.",
        "which_century": "The year has two digits and may be of either century: write all four.",
        "after_end": "The first day comes after the last: turn them round.",
        "day_over": "That day is over: choose today or a later one.",
        "day_closed": "That day is closed already, and nothing was entered since: close a later day.",
        "not_closed": "That day was not closed: what was entered on it stands in the next close.",
        "before_sale": "A sale cannot be due before its own day: choose that day or a later one.",
        "not_a_time": "That is not a time of day: write it like 2026-11-21T14:20.",
        "in_future": "That lies in the future: enter today or an earlier day.",
        "too_old": "That lies too far in the past: check the year.",
        "no_such_day": "There is no such day in the calendar: check the day and the month.",
    },
    "printer_failed": {
        "not_there": "The receipt printer is off or not connected: switch it on, then print again.",
        "no_right": (
            "This computer does not let the program use the receipt printer: ask whoever looks after it to allow that "
            "(on Linux with the group lp or dialout)."
        ),
        "in_use": "Another program holds the receipt printer: close it, then print again.",
        "no_answer": "The receipt printer stopped taking what was sent: switch it off and on, then print again.",
        "paper_out": "The receipt printer is out of paper: put a new roll in, then print again.",
        "cover_open": "The receipt printer is open: close its cover, then print again.",
        "offline": "The receipt printer is not ready: look at its lamps, then print again.",
        "no_file": "The file that takes the receipts cannot be written: choose another one in the back office.",
        "no_queue": "The system has no such printer, or none at all: look at its name in the back office.",
    },
    "damaged": {
        "rolled_back": (
            "The shop's file is an older copy, and entries made since stand only in the journal beside it: "
            "bring them back first, in the window or with shopdesk-admin replay."
        ),
    },
    "not_a_shop": {
        "not_a_backup": "That is not a backup of ShopDesk: choose a file whose name ends in .shopbackup.",
    },
    "locked_out": {
        "ask_owner": "There were too many wrong tries: ask the owner to set a new PIN.",
        "passphrase": "There were too many wrong tries: set a new PIN with the owner's passphrase.",
        "till": "There were too many wrong tries: open the shop with its passphrase and set a new till PIN.",
    },
    "cannot_unmerge": {
        "not_merged": "These two are not merged, so there is nothing to part: look at whom it lists as merged.",
        "inner": "That customer came with {reference}: part {reference} first.",
    },
    "invalid_value": {
        "already_disputed": "What is open on this sale is disputed already: settle that dispute first.",
        "no_messages": "This customer wants no messages: ring, or write a letter.",
        "no_way": "There is no mobile number and no email to reach this customer by: add one to the record.",
        "not_this_way": "This customer cannot be reached that way: choose another one.",
        "not_chased": "This customer is not to be chased for a debt: lift that on the Messages page first.",
        "nothing_asked": "Nothing is owed that could be asked for: disputed sales are not chased.",
        "chased_lately": "This customer was reminded of the debt only lately: wait, or ring instead.",
        "greeted": "This customer had this greeting already.",
        "no_birthday": "No birthday of this customer is known: write it in the record, or send free text.",
        "birthday_far": "The birthday of this customer is not near: it is greeted when it is.",
        "no_spouse": "The text names the spouse, whose name is not known: write it in the record.",
        "had_it_today": "This customer had the same message today already.",
        "quiet_now": "These are quiet hours, in which no message is opened: wait until they are over.",
        "debt_in_greeting": "Only a reminder of a debt may say what is owed: take it out.",
        "unknown_template_field": "A field in braces is not known here: choose another one.",
        "customers_own": "This request is a customer’s: erase the customer to forget it.",
        "other_customers": "That statement is another customer’s: choose one of this customer.",
        "no_mail_server": "No mail server is set up: do that in the back office first.",
        "outcome_known": "What became of this message is known already.",
        "not_hours": "Those are no hours: write them like 20:00-08:00, or leave it empty for none.",
        "not_a_printer": "Write where the printer is on the network, such as 192.168.1.50 or 192.168.1.50:9100.",
        "not_a_host": "That is not the name of a mail server: write it like mail.example.com.",
        "not_a_step": "A request only goes forward, and what has ended stays so: write down a new one.",
        "became_sale": "The request became a sale meanwhile: write a new follow-up down.",
        "other_customer": "That sale is another customer's: give the request to them first, or name another sale.",
        "no_cash": "Cash was handed over, but none of it pays for the sale: say how much of it does.",
        "not_paid_out": "Only store credit that is paid out leaves in some way: leave the {field:label} out.",
        "nothing_on_account": "Nothing goes on account, so nothing falls due: leave the day out.",
        "lines_and_amount": "Give either lines or an amount, not both.",
        "not_disputed": "Nothing on this sale is disputed: open a dispute first.",
        "not_the_sales": "This sale stands on somebody else's account: correct it there, then transfer it.",
        "nothing_open": "Nothing is open on this sale: there is nothing to dispute.",
        "corrected_again": "That sale was corrected again since: take the later correction back first.",
        "part_of_refund": "This entry belongs to a refund that also paid money out, so it stands: sell anew instead.",
        "same_account": "Both are the same account: choose another one.",
        "broken_quoting": "The quotation marks of this row do not match: mend them and take the row over again.",
        "mapped_twice": "Two columns cannot both be the {field:label}: choose one of them.",
        "no_known_column": "No column of the file has a name that is known: say which column is which field.",
        "name_taken": "There is a segment of that name already: choose another name.",
        "nul": "This row holds characters that no text has: write it anew.",
        "someone_else": "That customer number is somebody else's here: leave the number out, or correct the name.",
        "sum_of_list": "This row is the sum of the list, and nobody’s balance: leave it out.",
        "taken_before": "The {field:label} of this customer came with an earlier list: adjust what there is instead.",
        "too_many_cells": "This row has more cells than there are columns: put text with a comma in quotation marks.",
        "twice_in_file": "An earlier row of the file is about the same customer: make one row of the two.",
        "cannot_be_read": "The {field:label} cannot be read: check that it is still there and not locked.",
        "cannot_be_written": "The {field:label} cannot be written there: choose another place.",
        "another_key": "That is a recovery key, but not the one of this shop: compare it with the paper.",
        "check_failed": "The recovery key has a wrong character in it: compare it with the paper.",
        "empty": "The {field:label} is empty: fill it in.",
        "line_without_text": "A line has a price but no words: write what was sold.",
        "more_than_sale": "That is more than the sale: enter its total or less.",
        "network_folder": "That folder lies on the network, where a shop can be damaged: choose one on this computer.",
        "no_header": "The file has no line of column names: add one as its first line.",
        "not_a_choice": "The {field:label} is not one of those offered: choose one from the list.",
        "not_a_country": "That is no country: write its two letters, such as AU.",
        "not_a_currency": "That is not a currency: write its three letters, such as AUD.",
        "gone": "The {field:label} cannot be reached any more: connect its disk again, and open the shop anew.",
        "has_entries": "The {field:label} cannot change any more: the accounts already hold amounts in it.",
        "not_a_barcode": "That is not a barcode: scan it again, or leave it out.",
        "not_a_card": (
            "That is not the code of a card: scan it again, or type the letters and digits below its bars."
        ),
        "card_taken": "Another customer has this card: scan it in the list to see whose it is, or take another one.",
        "not_a_cursor": "That is not a place in the list: start again from the top of the list.",
        "not_an_iban": "That is not an IBAN: its check digits do not fit. Compare it with your bank’s paper.",
        "not_a_locale": "That is not a language and place that ShopDesk knows: write it like en_AU.",
        "not_a_count": "The {field:label} is not a whole number: write it like 200.",
        "not_a_number": "The {field:label} is not a number: write it like 1.5.",
        "not_a_pair": "That {field:label} has no two parts: write them with an equals sign between, like NAME=VALUE.",
        "not_a_pin": "A PIN has 4 to 8 digits and nothing else: choose such a one.",
        "not_a_switch": "The {field:label} is either on or off: write true or false.",
        "not_a_zone": "That is not a time zone: write it like Australia/Melbourne.",
        "not_json": "That line cannot be read: write it as a JSON object with text, quantity and price_minor.",
        "not_positive": "The {field:label} must be above zero: enter a larger number.",
        "out_of_range": "The {field:label} is outside what is allowed: enter a number within its limits.",
        "shops_own": "The shop keeps its own {field:label} under that name: choose another name.",
        "symlink": "A file in that folder is only a link to another place: put the file itself there.",
        "synced_folder": "That folder is synchronised elsewhere, where a shop can be damaged: choose another folder.",
        "too_common": "That {field:label} is among the first that others would guess: choose another.",
        "too_large": "The {field:label} is too large to be read: split it into smaller ones.",
        "too_long": "The {field:label} is too long: shorten it.",
        "tag_too_long": "A tag is too long: shorten it to 50 characters or fewer.",
        "too_many": "There are too many {field:label}: leave some out.",
        "too_many_decimals": "The {field:label} has too many decimals: use four or fewer.",
        "too_many_tills": "As many computers as this shop can have open with a PIN already: remove one first.",
        "too_many_rows": "The {field:label} has too many rows: split it into smaller ones.",
        "too_short": "That {field:label} is too short: choose a longer one.",
        "total_and_lines": "Give either a total or lines, not both.",
        "unknown_character": "The recovery key has a character in it that no key has: compare it with the paper.",
        "no_loyalty": "The shop gives nothing for points: switch loyalty on and give a point a worth in the settings.",
        "tiers_ascend": "Each tier takes more points than the one below it: raise this one or lower that one.",
        "no_keyring": "This computer has no keyring to keep the other half of the key: use the passphrase here.",
        "other_location": "Only the owner moves a customer to another location: choose your own, or none.",
        "only_owner": "Nobody else is an owner here: make somebody else an owner first.",
        "not_confirmed": "That is not the number of this customer: type it as it stands above.",
        "not_archived": "Only an archived customer can be erased: archive the customer first.",
        "erased": "This customer was erased and cannot come back: add them anew.",
        "same_customer": "That is the same customer: choose another one.",
        "unknown_field": "There is no field called {field}: check its name.",
        "wrong_encoding": "The text of the {field:label} cannot be read: save it as UTF-8 and try again.",
        "wrong_length": "The recovery key has too few or too many characters: compare it with the paper.",
    },
}
"""The sentence of each reason, where a code has several."""

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
    """Fills a sentence: ``:money`` writes an amount, ``:wait`` a time, ``:label`` a field as people call it."""

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
        if format_spec == "label":
            return _LABELS.get(str(value), str(value).replace("_", " "))
        return str(value)


def _wait(seconds: int) -> str:
    """Write a time to wait, never shorter than it is."""
    if seconds <= _MINUTE:
        return tr_count("{count} second", "{count} seconds", seconds, count=seconds)
    minutes = -(-seconds // _MINUTE)
    return tr_count("{count} minute", "{count} minutes", minutes, count=minutes)
