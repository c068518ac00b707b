"""Finding customers in the whole book: exact words first, then beginnings, then parts, then misspelt names."""

import re
from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

from shopdesk.domain.account import CustomerId
from shopdesk.domain.search_words import (
    END,
    START,
    query_words,
    spellings,
)
from shopdesk.storage.misspelling import find_misspelt
from shopdesk.storage.session import Condition, Session
from shopdesk.storage.trigram_index import customers_with_all

ENOUGH = 5
"""With fewer exact hits than this, misspelt names are looked for as well."""

_SHORTEST_FUZZY = 3
_SHORTEST_PART = 3
_HYPHEN = re.compile("[-\u2010\u2011]")


class Hit(NamedTuple):
    """A customer that was found, and whether every word was there as typed."""

    customer: CustomerId
    exact: bool


def find(session: Session, text: str, conditions: Iterable[Condition], limit: int) -> list[Hit]:
    """Return at most ``limit`` hits, best first, among the customers that meet the conditions."""
    words = query_words(text)
    if not words:
        return []
    where = [*conditions]
    found: dict[CustomerId, bool] = dict.fromkeys(_with_all(session, words, where, limit), True)
    halves = query_words(_HYPHEN.sub(" ", text))
    if not found and halves != words:  # Smith-O'Brien is O'Brien-Smith
        found = dict.fromkeys(_with_all(session, halves, where, limit), True)
    if len(found) < min(ENOUGH, limit) and len("".join(words)) >= _SHORTEST_FUZZY:
        for customer in find_misspelt(session, words, where):
            found.setdefault(customer, False)
    return [Hit(customer, exact) for customer, exact in list(found.items())[:limit]]


def _with_all(session: Session, words: list[str], where: list[Condition], limit: int) -> Iterable[CustomerId]:
    """Return who has the words whole, then who has their beginnings, then parts, each the newest first.

    Who has them whole, or begins with them, has them as parts too: the index is asked again only where it has more.
    """
    ways = [
        (spelled, customers_with_all(session, [_part(word) for word in spelled], where, limit))
        for spelled in spellings(words)
    ]
    found: dict[CustomerId, None] = {}
    for shape, (spelled, parts) in product((_whole, _beginning), ways):
        shaped = [shape(word) for word in spelled]
        if len(parts) < limit:
            found |= dict.fromkeys(
                customer for customer, text in parts if all(each in text for each in shaped)
            )
        elif len(found) < limit:
            found |= dict.fromkeys(
                customer for customer, _ in customers_with_all(session, shaped, where, limit)
            )
    return found | dict.fromkeys(customer for _, parts in ways for customer, _ in parts)


def _whole(word: str) -> str:
    return f"{START}{word}{END}"


def _beginning(word: str) -> str:
    return f"{START}{word}"


def _part(word: str) -> str:
    return word if len(word) >= _SHORTEST_PART else f"{START}{word}"
