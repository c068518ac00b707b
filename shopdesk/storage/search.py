"""Finding customers in the whole book: exact words first, then beginnings, then parts, then misspelt names."""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer import CustomerRecord, fold
from shopdesk.domain.phone import show_phone
from shopdesk.domain.search_words import (
    END,
    START,
    allowed_edits,
    email_words,
    marked,
    name_words,
    query_words,
    trigrams,
)
from shopdesk.storage.session import Session

ENOUGH = 5
"""With fewer exact hits than this, misspelt names are looked for as well."""

_SHORTEST_FUZZY = 3
_SHORTEST_PART = 3
_CANDIDATES = 300
_MOST_EDITS = 2

Condition = tuple[str, tuple[Any, ...]]


class Hit(NamedTuple):
    """A customer that was found, and whether every word was there as typed."""

    customer: CustomerId
    exact: bool


def words_of(record: CustomerRecord, customer: CustomerId, country: str) -> str:
    """Return what the index keeps of a customer: names, email, phone digits and number, marked."""
    phones = [
        "".join(mark for mark in form if mark.isdigit())
        for number in (record.mobile, record.phone)
        if number
        for form in (number, show_phone(number, country))
    ]
    number = name_words(customer_number(customer))[0]
    return marked(
        (*name_words(record.full_name), *email_words(record.email or ""), *phones, number, str(customer))
    )


def find(session: Session, text: str, conditions: Iterable[Condition], limit: int) -> list[Hit]:
    """Return at most ``limit`` hits, best first, among the customers that meet the conditions."""
    words = query_words(text)
    if not words:
        return []
    where = [*conditions]
    found: dict[CustomerId, bool] = {}
    for shape in (_whole, _beginning, _part):
        if len(found) < limit:
            for customer in _with_all(session, [shape(word) for word in words], where, limit):
                found.setdefault(customer, True)
    if len(found) < min(ENOUGH, limit) and len("".join(words)) >= _SHORTEST_FUZZY:
        for customer in _misspelt(session, words, where):
            found.setdefault(customer, False)
    return [Hit(customer, exact) for customer, exact in list(found.items())[:limit]]


def _whole(word: str) -> str:
    return f"{START}{word}{END}"


def _beginning(word: str) -> str:
    return f"{START}{word}"


def _part(word: str) -> str:
    return word if len(word) >= _SHORTEST_PART else f"{START}{word}"


def _with_all(
    session: Session, needles: list[str], conditions: list[Condition], limit: int
) -> list[CustomerId]:
    """Return the newest customers that have every needle; the index narrows, the text decides."""
    pieces = dict.fromkeys(piece for needle in needles for piece in trigrams(needle))
    where = " AND ".join(
        [*(condition for condition, _ in conditions), *("instr(customer.search_text, ?)" for _ in needles)]
    )
    values = [value for _, given in conditions for value in given]
    rows = session.exec_driver_sql(
        "SELECT customer.id FROM customer_search JOIN customer ON customer.id = customer_search.rowid "
        f"WHERE customer_search MATCH ? AND {where} ORDER BY customer_search.rowid DESC LIMIT ?",
        (" AND ".join(map(_quoted, pieces)), *values, *needles, limit),
    )
    return [CustomerId(row[0]) for row in rows]


def _misspelt(session: Session, words: list[str], conditions: list[Condition]) -> list[CustomerId]:
    """Return customers whose names are few edits from the words, nearest first.

    A name within d edits of the query shares at least one of any 3d+1 of its trigrams, so that the rarest
    ones are enough. One edit is tried first: it needs fewer of them.
    """
    pieces = dict.fromkeys(piece for word in words for piece in trigrams(_whole(word)))
    counts = dict(
        tuple(row)
        for row in session.exec_driver_sql(
            "SELECT term, doc FROM customer_search_terms WHERE term IN (SELECT value FROM json_each(?))",
            (json.dumps(list(pieces), ensure_ascii=False),),
        )
    )
    rarest = sorted(counts, key=lambda piece: counts[piece])
    budget = max(map(allowed_edits, [*words, "".join(words)]))
    near: list[CustomerId] = []
    for edits in range(1, budget + 1):
        near = _near(session, words, rarest[: 3 * edits + 1], conditions, budget)
        if len(near) >= ENOUGH:
            break
    return near


def _near(
    session: Session, words: list[str], pieces: list[str], conditions: list[Condition], budget: int
) -> list[CustomerId]:
    if not pieces:
        return []
    postings = " UNION ALL ".join(
        "SELECT rowid AS id FROM customer_search WHERE customer_search MATCH ?" for _ in pieces
    )
    where = " AND ".join(condition for condition, _ in conditions) or "1"
    rows = session.exec_driver_sql(
        f"SELECT customer.id, sort_name FROM (SELECT id, count(*) AS shared FROM ({postings}) GROUP BY id "
        f"ORDER BY shared DESC, id DESC LIMIT {_CANDIDATES}) AS near JOIN customer ON customer.id = near.id "
        f"WHERE {where} ORDER BY shared DESC, customer.id DESC",
        (*map(_quoted, pieces), *(value for _, given in conditions for value in given)),
    )
    scored = [(distance(words, name), CustomerId(customer)) for customer, name in rows]
    return [customer for edits, customer in sorted(scored, key=lambda pair: pair[0]) if edits <= budget]


def distance(words: list[str], folded_name: str) -> int:
    """Return how many letters differ between the words typed and a name, in whatever order they stand.

    Swapped letters count as one edit; so does a space that is missing or too many.
    """
    parts = name_words(folded_name)
    apart = sum(min((_edits(word, part) for part in parts), default=_MOST_EDITS + 1) for word in words)
    joined = "".join(fold(folded_name).split())
    together = _edits("".join(words), joined) + (len(words) != len(folded_name.split()))
    return min(apart, together)


def _edits(left: str, right: str) -> int:
    return int(OSA.distance(left, right, score_cutoff=_MOST_EDITS))


def _quoted(piece: str) -> str:
    """Return a trigram as an FTS5 string; whatever is in it, it is text."""
    escaped = piece.replace('"', '""')
    return f'"{escaped}"'
