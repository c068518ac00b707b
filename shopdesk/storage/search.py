"""Finding customers in the whole book: exact words first, then beginnings, then parts, then misspelt names."""

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer import CustomerRecord
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
from shopdesk.storage.session import Session, read_many

ENOUGH = 5
"""With fewer exact hits than this, misspelt names are looked for as well."""

_SHORTEST_FUZZY = 3
_SHORTEST_PART = 3
_CANDIDATES = 300
_MOST_EDITS = 2
_TOO_MANY = _MOST_EDITS + 1

_NOT_DIGITS = re.compile("[^0-9]+")

Condition = tuple[str, tuple[Any, ...]]


class Hit(NamedTuple):
    """A customer that was found, and whether every word was there as typed."""

    customer: CustomerId
    exact: bool


def words_of(record: CustomerRecord, customer: CustomerId, country: str) -> str:
    """Return what the index keeps of a customer: names, email, phone digits and number, marked."""
    phones = [
        _NOT_DIGITS.sub("", form)
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
    rows = read_many(
        session,
        f"SELECT customer.id, sort_name FROM (SELECT id, count(*) AS shared FROM ({postings}) GROUP BY id "
        f"ORDER BY shared DESC, id DESC LIMIT {_CANDIDATES}) AS near JOIN customer ON customer.id = near.id "
        f"WHERE {where} ORDER BY shared DESC, customer.id DESC",
        (*map(_quoted, pieces), *(value for _, given in conditions for value in given)),
    )
    found = [(CustomerId(customer), name) for customer, name in rows]
    scored = zip(distances(words, [name for _, name in found]), found, strict=True)
    return [customer for edits, (customer, _) in sorted(scored, key=_edits_first) if edits <= budget]


def distances(words: list[str], names: list[str]) -> list[int]:
    """Return how many letters differ between the words typed and each name, in whatever order they stand.

    Names are folded. Swapped letters count as one edit; so does a space that is missing or too many. Every word
    of all the names is compared once, many at a time: there are hundreds of names, and few words are theirs alone.
    """
    parts = [name_words(name) for name in names]
    known = list({part for own in parts for part in own})
    near = [_edits_from(word, known) for word in words]
    joined = ["".join(name.split()) for name in names]
    together = _edits_from("".join(words), joined)
    return [
        min(
            sum(min((to.get(part, _TOO_MANY) for part in own), default=_TOO_MANY) for to in near),
            together.get(whole, _TOO_MANY) + (len(words) != len(name.split())),
        )
        for name, own, whole in zip(names, parts, joined, strict=True)
    ]


def _edits_from(word: str, known: list[str]) -> dict[str, int]:
    """Return the words within reach of one, and how many edits away each is."""
    reached = process.extract(word, known, scorer=OSA.distance, score_cutoff=_MOST_EDITS, limit=None)
    return {other: int(edits) for other, edits, _ in reached}


def _edits_first(scored: tuple[int, tuple[CustomerId, str]]) -> int:
    return scored[0]


def _quoted(piece: str) -> str:
    """Return a trigram as an FTS5 string; whatever is in it, it is text."""
    escaped = piece.replace('"', '""')
    return f'"{escaped}"'
