"""Finding customers in the whole book: exact words first, then beginnings, then parts, then misspelt names."""

import json
import re
from collections.abc import Collection, Iterable
from itertools import accumulate
from operator import itemgetter
from typing import Any, NamedTuple

from rapidfuzz import process
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
from shopdesk.storage.session import Session, read_many

ENOUGH = 5
"""With fewer exact hits than this, misspelt names are looked for as well."""

_SHORTEST_FUZZY = 3
_SHORTEST_PART = 3
_CANDIDATES = 300
_OF_ALL_WORDS = 600
_TELLING = 4
"""As many of the rarest trigrams narrow the book to those whose text is worth a look."""
_LOST = 3
"""So many trigrams one edit can take from a word; swapped letters may take one more."""
_MOST_READ = 80_000
"""So many customers are looked through for having any of some trigrams, and no more."""
_COUNTED = "trigrams counted"
_GROWTH = 1_000
_MOST_EDITS = 2
_TOO_MANY = _MOST_EDITS + 1

_NOT_DIGITS = re.compile("[^0-9]+")

Condition = tuple[str, tuple[Any, ...]]


class Hit(NamedTuple):
    """A customer that was found, and whether every word was there as typed."""

    customer: CustomerId
    exact: bool


class Words(NamedTuple):
    """What a customer is found by: everything as the trigram index keeps it, and the words of the name alone."""

    marked: str
    of_name: tuple[str, ...]

    def columns(self) -> dict[str, str]:
        """Return them as the customer's row keeps them."""
        of_name = json.dumps(tuple(filter(None, dict.fromkeys(self.of_name))), ensure_ascii=False)
        return {"search_text": self.marked, "name_words": of_name}


def words_of(record: CustomerRecord, customer: CustomerId, country: str) -> Words:
    """Return what the indexes keep of a customer: names, email, phone digits, card and number."""
    of_name = name_words(record.full_name)
    words = [*of_name, *(email_words(record.email) if record.email else ())]
    for number in (record.mobile, record.phone):
        if number:
            words += (number.removeprefix("+"), _NOT_DIGITS.sub("", show_phone(number, country)))
    if record.card_code:
        words += email_words(record.card_code)
    words += (fold(customer_number(customer)).replace("-", ""), str(customer))
    return Words(marked(words), tuple(of_name))


def find(session: Session, text: str, conditions: Iterable[Condition], limit: int) -> list[Hit]:
    """Return at most ``limit`` hits, best first, among the customers that meet the conditions."""
    words = query_words(text)
    if not words:
        return []
    where = [*conditions]
    found: dict[CustomerId, bool] = {}
    # Who has the words whole, or begins with them, has them as parts too: mostly of nothing, after a slip.
    parts = _with_all(session, [_part(word) for word in words], where, limit)
    for shape in (_whole, _beginning) if parts else ():
        if len(found) < limit:
            for customer in _with_all(session, [shape(word) for word in words], where, limit):
                found.setdefault(customer, True)
    for customer in parts:
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
    pieces = list(dict.fromkeys(piece for needle in needles for piece in trigrams(needle)))
    if len(pieces) > _TELLING:
        counts = _counts(session, pieces)
        if len(counts) < len(pieces):
            return []  # one of them is nowhere
        pieces = sorted(pieces, key=counts.__getitem__)[:_TELLING]
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
    ones are enough. One edit is tried first: it needs fewer of them, and where there are several words, hardly
    anybody shares some of each. Who is two edits away is looked for when nobody is one edit away.
    """
    pieces = {word: trigrams(_whole(word)) for word in words}
    counts = _counts(session, dict.fromkeys(piece for own in pieces.values() for piece in own))
    rarest = sorted(counts, key=counts.__getitem__)
    budget = max(map(allowed_edits, [*words, "".join(words)]))
    near: list[tuple[int, CustomerId]] = []
    for edits in range(1, budget + 1):
        if edits == 1 and len(pieces) > 1:
            near = _near_each(
                session, words, [_still_has(own, counts) for own in pieces.values()], conditions
            )
        else:
            near = _near_any(session, words, _affordable(rarest[: _LOST * edits + 1], counts), conditions)
        if near and near[0][0] <= edits:
            break
    return [customer for edits, customer in near if edits <= budget]


def _counts(session: Session, pieces: Collection[str]) -> dict[str, int]:
    """Return in how many customers each trigram is, roughly; one that is nowhere is left out.

    Counting reads all who have it. What is known stays with the connection: only the order of the counts
    matters, and that hardly changes before the book has doubled.
    """
    last = session.exec_driver_sql("SELECT coalesce(max(id), 0) FROM customer").scalar_one()
    size, known = session.info.get(_COUNTED, (last, {}))
    if last > 2 * size + _GROWTH:
        size, known = last, {}
    session.info[_COUNTED] = (size, known)
    missing = [piece for piece in pieces if piece not in known]
    if missing:
        known.update(
            read_many(
                session,
                "SELECT term, doc FROM customer_search_terms WHERE term IN (SELECT value FROM json_each(?))",
                (json.dumps(missing, ensure_ascii=False),),
            )
        )
    return {piece: known[piece] for piece in pieces if piece in known}


def _affordable(rarest: list[str], counts: dict[str, int]) -> list[str]:
    """Return the rarest trigrams, without the last that so many have that they say little."""
    sums = accumulate(counts[piece] for piece in rarest)
    return [piece for piece, so_far in zip(rarest, sums, strict=True) if so_far <= _MOST_READ] or rarest[:1]


def _still_has(own: list[str], counts: dict[str, int]) -> str:
    """Return as FTS5 asks it what a word with one letter wrong still has: two of its rarest trigrams, or one.

    What is nowhere in the book is among what the wrong letter took.
    """
    rarest = sorted((piece for piece in own if piece in counts), key=counts.__getitem__)
    lost = max(0, _LOST - (len(own) - len(rarest)))
    some = [_quoted(piece) for piece in rarest[: lost + 2]]
    if len(some) < lost + 2:
        return " OR ".join(some)
    return " OR ".join(
        f"({piece} AND ({' OR '.join(some[place + 1 :])}))" for place, piece in enumerate(some[:-1])
    )


def _near_each(
    session: Session, words: list[str], each: list[str], conditions: list[Condition]
) -> list[tuple[int, CustomerId]]:
    """Return who has something of every word, with the edits between them, nearest first."""
    asked = " AND ".join(f"({some})" for some in each if some)
    if not asked:
        return []
    where = " AND ".join(["customer_search MATCH ?", *(condition for condition, _ in conditions)])
    return _by_edits(
        words,
        read_many(
            session,
            "SELECT customer.id, sort_name FROM customer_search "
            f"JOIN customer ON customer.id = customer_search.rowid WHERE {where} "
            f"ORDER BY customer_search.rowid DESC LIMIT {_OF_ALL_WORDS}",
            (asked, *(value for _, given in conditions for value in given)),
        ),
    )


def _near_any(
    session: Session, words: list[str], pieces: list[str], conditions: list[Condition]
) -> list[tuple[int, CustomerId]]:
    """Return who has the most of the trigrams, with the edits between them and the words, nearest first."""
    if not pieces:
        return []
    postings = " UNION ALL ".join(
        "SELECT rowid AS id FROM customer_search WHERE customer_search MATCH ?" for _ in pieces
    )
    where = " AND ".join(condition for condition, _ in conditions) or "1"
    return _by_edits(
        words,
        read_many(
            session,
            f"SELECT customer.id, sort_name FROM (SELECT id, count(*) AS shared FROM ({postings}) GROUP BY id "
            f"ORDER BY shared DESC, id DESC LIMIT {_CANDIDATES}) AS near JOIN customer ON customer.id = near.id "
            f"WHERE {where} ORDER BY shared DESC, customer.id DESC",
            (*map(_quoted, pieces), *(value for _, given in conditions for value in given)),
        ),
    )


def _by_edits(words: list[str], found: list[tuple[Any, ...]]) -> list[tuple[int, CustomerId]]:
    scored = zip(distances(words, [name for _, name in found]), found, strict=True)
    return sorted(((edits, CustomerId(customer)) for edits, (customer, _) in scored), key=itemgetter(0))


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


def _quoted(piece: str) -> str:
    """Return a trigram as an FTS5 string; whatever is in it, it is text."""
    escaped = piece.replace('"', '""')
    return f'"{escaped}"'
