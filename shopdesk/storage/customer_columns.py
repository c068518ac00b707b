"""The columns of a customer that a record gives, with what is sealed among them still open: no file, no key."""

import re
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, NamedTuple

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer import CustomerRecord
from shopdesk.domain.folding import fold
from shopdesk.domain.phone import show_phone
from shopdesk.domain.search_words import email_words, marked, name_words

SELDOM_SAID = (
    "anniversary",
    "spouse_name",
    "spouse_birthday",
    "source",
    "communication_preference",
    "card_code",
    "credit_limit",
)
"""What few lists say of anybody, in columns of the same name."""
AS_THEY_ARE = ("first_name", "last_name", "email", "mobile", "birthday", *SELDOM_SAID)
"""The fields of a record that stand in columns of the same name."""
OF_RECORD = (
    *AS_THEY_ARE,
    "landline",
    "payment_terms_days",
    "full_name",
    "sort_name",
    "email_folded",
    "customer_since_on",
    "is_vip",
    "on_hold",
)
OF_WORDS = ("search_text", "name_words")

_as_they_are = attrgetter(*AS_THEY_ARE, "phone", "payment_terms_days")
_NOT_DIGITS = re.compile("[^0-9]+")


class Words(NamedTuple):
    """What a customer is found by: everything as the trigram index keeps it, and the words of the name alone."""

    marked: str
    of_name: tuple[str, ...]

    def columns(self) -> dict[str, str]:
        """Return them as the customer's row keeps them, in the order of `OF_WORDS`."""
        # A list as JSON writes it: words are letters and digits, so there is nothing to escape.
        of_name = '", "'.join(filter(None, dict.fromkeys(self.of_name)))
        return {"search_text": self.marked, "name_words": f'["{of_name}"]' if of_name else "[]"}


def words_of(record: CustomerRecord, customer: CustomerId, country: str) -> Words:
    """Return what the indexes keep of a customer: names, email, phone digits, card and number."""
    of_name = name_words(record.full_name)
    words = [*of_name, *(email_words(record.email) if record.email else ())]
    for number in (record.mobile, record.phone):
        if number:
            words += (number.removeprefix("+"), _NOT_DIGITS.sub("", show_phone(number, country)))
    if record.card_code:
        words += email_words(record.card_code)
    words += (customer_number(customer).lower().replace("-", ""), str(customer))
    return Words(marked(words), tuple(of_name))


def columns_of(record: CustomerRecord) -> tuple[Any, ...]:
    """Return what the columns of `OF_RECORD` hold."""
    full_name = record.full_name
    return (
        *_as_they_are(record),
        full_name,
        fold(full_name),
        record.email.casefold() if record.email else None,
        str(record.customer_since_on),
        int(record.is_vip),
        int(record.on_hold),
    )


def bundle_text(record: CustomerRecord) -> str:
    """Return the fields that are to be sealed, as they are sealed; empty where none is filled."""
    # What the encoder makes of it, in a third of its time.
    filled = [f'"{name}": {encode_basestring(value)}' for name, value in record.bundle().items()]
    return f"{{{', '.join(filled)}}}" if filled else ""


OpenDraft = tuple[tuple[Any, ...], str]
"""A new customer before anything is sealed: the columns of `OF_RECORD` and `OF_WORDS`, and the bundle's text.

A bare pair, because it goes from process to process: one with names would cost as much as all it holds.
"""


def draft_open(record: CustomerRecord, customer: CustomerId, country: str) -> OpenDraft:
    """Return what is written of a new customer; ``country`` is where the shop is."""
    words = words_of(record, customer, country).columns()
    return (*columns_of(record), *words.values()), bundle_text(record)
