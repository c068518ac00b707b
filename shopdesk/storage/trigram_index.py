"""Customers by parts of their words, from the trigram index: who has all of some parts, or the most of some."""

import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import accumulate

from shopdesk.domain.account import CustomerId
from shopdesk.domain.search_words import trigrams
from shopdesk.storage.matching import newest_matching
from shopdesk.storage.session import Condition, Session, read_many

_TELLING = 4
"""As many of the rarest trigrams narrow the book to those whose text is worth a look."""
_OF_EACH = 2
"""So many of the rarest of each part are asked for whatever the others have: a common name hides no rare one."""
_CANDIDATES = 300
_MOST_READ = 40
"""So many full pages of the index are looked through for who has any of some trigrams, and no more."""
_LAID_OUT = "pages of the trigram index"
_GROWTH = 1_000
_REMEMBERED = 4_096


class _Layout:
    """With which terms the pages of each of the index's segments begin, and the numbers of these pages."""

    def __init__(self, newest: int, segments: list[tuple[list[bytes], list[int]]]) -> None:
        self.newest = newest
        self._segments = segments
        self._known = lru_cache(_REMEMBERED)(self._pages_with)

    def pages_of(self, pieces: Collection[str]) -> dict[str, int]:
        """Return how many pages, at most, each trigram's customers fill beyond those they begin on."""
        return {piece: self._known(piece) for piece in pieces}

    def _pages_with(self, piece: str) -> int:
        term = b"0" + piece.encode()  # FTS5 puts it before all terms that are whole
        found = 0
        for terms, pages in self._segments:
            after = bisect_right(terms, term)
            first = pages[max(bisect_left(terms, term) - 1, 0)]
            found += (pages[after] if after < len(pages) else pages[-1] + 1) - first - 1
        return found


def customers_with_all(
    session: Session, needles: list[str], conditions: list[Condition], limit: int
) -> list[tuple[CustomerId, str]]:
    """Return the newest customers that have every needle, and their text; the index narrows, the text decides."""
    each = [trigrams(needle) for needle in needles]
    pages = _pages_of(session, [piece for own in each for piece in own])
    rarest = sorted(pages, key=pages.__getitem__)[:_TELLING]
    rarest += (piece for own in each for piece in sorted(own, key=pages.__getitem__)[:_OF_EACH])
    asked = " AND ".join(map(_quoted, dict.fromkeys(rarest)))
    has_all = [("instr(customer.search_text, ?)", (needle,)) for needle in needles]
    return newest_matching(
        session, "customer_search", asked, "customer.id, customer.search_text", [*conditions, *has_all], limit
    )


def names_with_most(
    session: Session, needles: list[str], most: int, conditions: list[Condition]
) -> list[tuple[CustomerId, str, str]]:
    """Return id, folded name and words of who has the most of the rarest trigrams of the needles, ``most`` of these."""
    pages = _pages_of(session, _in_use(session, [piece for needle in needles for piece in trigrams(needle)]))
    pieces = _affordable(sorted(pages, key=pages.__getitem__)[:most], pages)
    if not pieces:
        return []
    near = _with_most(_who_has(session, piece) for piece in pieces)
    where = " AND ".join(condition for condition, _ in conditions) or "1"
    return read_many(
        session,
        "SELECT customer.id, sort_name, name_words "
        "FROM (SELECT key AS place, value AS customer FROM json_each(?)) AS near "
        f"CROSS JOIN customer ON customer.id = near.customer WHERE {where} ORDER BY place",
        (json.dumps(near), *(value for _, given in conditions for value in given)),
    )


def _who_has(session: Session, piece: str) -> list[int]:
    asked = "SELECT json_group_array(rowid) FROM customer_search WHERE customer_search MATCH ?"
    ((found,),) = read_many(session, asked, (_quoted(piece),))
    numbers: list[int] = json.loads(found)
    return numbers


def _with_most(found: Iterable[list[int]]) -> list[int]:
    """Return the candidates that were found most often, the newest first of those that were as often.

    They are counted here: of tens of thousands SQLite would make an index first.
    """
    times: Counter[int] = Counter()
    for numbers in found:  # each for itself, so that whoever paints need not wait for all of them
        times.update(numbers)
    near: list[int] = []
    for often in sorted(set(times.values()), reverse=True):
        near += sorted((number for number, so_often in times.items() if so_often == often), reverse=True)
        if len(near) >= _CANDIDATES:
            break
    return near[:_CANDIDATES]


def _in_use(session: Session, pieces: Collection[str]) -> list[str]:
    """Return the trigrams that anybody has."""
    asked = (
        "SELECT value FROM json_each(?) WHERE EXISTS "
        "(SELECT 1 FROM customer_search WHERE customer_search MATCH '\"' || replace(value, '\"', '\"\"') || '\"')"
    )
    return [piece for (piece,) in read_many(session, asked, (json.dumps(list(dict.fromkeys(pieces))),))]


def _pages_of(session: Session, pieces: Collection[str]) -> dict[str, int]:
    """Return on how many pages of the index each trigram's customers are, roughly.

    To count them would read all of these pages. FTS5 keeps with which term a page begins, and a page more of a term
    is the next number (its table ``idx``, documented in ``fts5_index.c``). It stays with the connection: only the
    order matters, and that hardly changes before the book has doubled.
    """
    ((newest,),) = read_many(session, "SELECT coalesce(max(id), 0) FROM customer", ())
    layout: _Layout | None = session.info.get(_LAID_OUT)
    if layout is None or newest > 2 * layout.newest + _GROWTH:
        layout = session.info[_LAID_OUT] = _Layout(newest, _segments(session))
    return layout.pages_of(pieces)


def _segments(session: Session) -> list[tuple[list[bytes], list[int]]]:
    begun: dict[int, tuple[list[bytes], list[int]]] = {}
    # The lowest bit of a number tells whether a long list has an index of its own.
    for segment, term, page in read_many(
        session, "SELECT segid, term, pgno >> 1 FROM customer_search_idx ORDER BY segid, term", ()
    ):
        terms, pages = begun.setdefault(segment, ([], []))
        terms.append(term)
        pages.append(page)
    return list(begun.values())


def _affordable(rarest: list[str], pages: dict[str, int]) -> list[str]:
    """Return the rarest trigrams, without the last that so many have that they say little."""
    sums = accumulate(pages[piece] for piece in rarest)
    return [piece for piece, so_far in zip(rarest, sums, strict=True) if so_far <= _MOST_READ] or rarest[:1]


def _quoted(piece: str) -> str:
    """Return a trigram as an FTS5 string; whatever is in it, it is text."""
    escaped = piece.replace('"', '""')
    return f'"{escaped}"'
