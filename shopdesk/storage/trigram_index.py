"""Customers by parts of their words, from the trigram index: who has all of some parts, or the most of some."""

import json
from collections.abc import Collection
from itertools import accumulate

from shopdesk.domain.account import CustomerId
from shopdesk.domain.search_words import trigrams
from shopdesk.storage.session import Condition, Session, read_many

_TELLING = 4
"""As many of the rarest trigrams narrow the book to those whose text is worth a look."""
_OF_EACH = 2
"""So many of the rarest of each part are asked for whatever the others have: a common name hides no rare one."""
_CANDIDATES = 300
_MOST_READ = 80_000
"""So many customers are looked through for having any of some trigrams, and no more."""
_COUNTED = "trigrams counted"
_GROWTH = 1_000


def customers_with_all(
    session: Session, needles: list[str], conditions: list[Condition], limit: int
) -> list[CustomerId]:
    """Return the newest customers that have every needle; the index narrows, the text decides."""
    each = [trigrams(needle) for needle in needles]
    pieces = list(dict.fromkeys(piece for own in each for piece in own))
    if len(pieces) > _TELLING:
        counts = _counts(session, pieces)
        if len(counts) < len(pieces):
            return []  # one of them is nowhere
        rarest = sorted(pieces, key=counts.__getitem__)[:_TELLING]
        rarest += (piece for own in each for piece in sorted(own, key=counts.__getitem__)[:_OF_EACH])
        pieces = list(dict.fromkeys(rarest))
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


def names_with_most(
    session: Session, needles: list[str], most: int, conditions: list[Condition]
) -> list[tuple[CustomerId, str, str]]:
    """Return id, folded name and words of who has the most of the rarest trigrams of the needles, ``most`` of these."""
    counts = _counts(session, dict.fromkeys(piece for needle in needles for piece in trigrams(needle)))
    pieces = _affordable(sorted(counts, key=counts.__getitem__)[:most], counts)
    if not pieces:
        return []
    postings = " UNION ALL ".join(
        "SELECT rowid AS id FROM customer_search WHERE customer_search MATCH ?" for _ in pieces
    )
    where = " AND ".join(condition for condition, _ in conditions) or "1"
    return read_many(
        session,
        "SELECT customer.id, sort_name, name_words FROM (SELECT id, count(*) AS shared "
        f"FROM ({postings}) GROUP BY id ORDER BY shared DESC, id DESC LIMIT {_CANDIDATES}) AS near "
        f"JOIN customer ON customer.id = near.id WHERE {where} ORDER BY shared DESC, customer.id DESC",
        (*map(_quoted, pieces), *(value for _, given in conditions for value in given)),
    )


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


def _quoted(piece: str) -> str:
    """Return a trigram as an FTS5 string; whatever is in it, it is text."""
    escaped = piece.replace('"', '""')
    return f'"{escaped}"'
