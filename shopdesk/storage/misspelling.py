"""Customers whose names are few letters from what was typed, nearest first."""

import json
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from shopdesk.domain.account import CustomerId
from shopdesk.domain.search_words import END, START, allowed_edits, name_words
from shopdesk.storage.matching import newest_matching
from shopdesk.storage.name_words import known_words, words_near
from shopdesk.storage.session import Condition, Session
from shopdesk.storage.trigram_index import names_with_most

_CANDIDATES = 300
_LOST = 3
"""So many trigrams one edit can take from a word; swapped letters may take one more."""
_MOST_EDITS = 2
_TOO_MANY = _MOST_EDITS + 1


def find_misspelt(session: Session, words: list[str], conditions: list[Condition]) -> list[CustomerId]:
    """Return customers whose names are few edits from the words typed, nearest first.

    The words that may have been meant are looked up first, and whoever has them; who is two edits away, when nobody
    is one edit away. What is left are mistakes that reach across words: any d edits leave a name one of any 3d+1 of
    the trigrams of what was typed, so that the rarest ones are enough.
    """
    budget = max(map(allowed_edits, [*words, "".join(words)]))
    one_off = [words_near(session, word, 1) for word in words]
    ways = [*_ways(one_off, 1), *_spaced_otherwise(session, words)]
    near = _within(budget, words, _customers_with(session, ways, conditions))
    if not near and budget > 1:
        ways = _ways(_two_off(session, words, one_off), _MOST_EDITS)
        near = _within(budget, words, _customers_with(session, ways, conditions))
    if not near and not "".join(words).isdigit():
        marked = [f"{START}{word}{END}" for word in words]
        near = _within(budget, words, names_with_most(session, marked, _LOST * budget + 1, conditions))
    return near


def distances(words: Sequence[str], names: Sequence[str]) -> list[int]:
    """Return how many letters differ between the words typed and each name, in whatever order they stand.

    Names are folded. Swapped letters count as one edit; so does a space that is missing or too many.
    """
    return _distances(words, names, [name_words(name) for name in names])


def _two_off(session: Session, words: list[str], one_off: list[dict[str, int]]) -> list[dict[str, int]]:
    """Return the words up to two edits from each; where one has both edits, all the others stand as typed."""
    wrong = [place for place, word in enumerate(words) if word not in one_off[place]]
    if len(wrong) > 1:
        return one_off
    asked = wrong or range(len(words))
    return [
        words_near(session, word, _MOST_EDITS) if place in asked else one_off[place]
        for place, word in enumerate(words)
    ]


def _ways(near: Sequence[Mapping[str, int]], edits: int) -> list[str]:
    """Return as FTS5 asks them all ways to have that many edits in all words together."""
    if not near:
        return [] if edits else [""]
    found = []
    for own in range(edits + 1):
        meant = [word for word, away in near[0].items() if away == own]
        if meant:
            found += [f"({_any(meant)}){rest and ' AND '}{rest}" for rest in _ways(near[1:], edits - own)]
    return found


def _any(words: Collection[str]) -> str:
    return " OR ".join(f'"{word}"' for word in words)


def _spaced_otherwise(session: Session, words: list[str]) -> list[str]:
    """Return as FTS5 asks it what the words are with one space more or less, where all of that is in use."""
    before_and_after = [(words[:place], words[place + 1 :]) for place in range(len(words))]
    ways = [
        [*before, word[:at], word[at:], *after]
        for word, (before, after) in zip(words, before_and_after, strict=True)
        for at in range(1, len(word))
    ]
    ways += [
        [*before, words[len(before)] + after[0], *after[1:]] for before, after in before_and_after if after
    ]
    known = known_words(session, {word for way in ways for word in way})
    return [" AND ".join(map(_any, ([word] for word in way))) for way in ways if known.issuperset(way)]


def _customers_with(session: Session, ways: list[str], conditions: list[Condition]) -> list[tuple[Any, ...]]:
    """Return id, folded name and words of the newest customers whose words are as one of the ways has them."""
    if not ways:
        return []
    asked = " OR ".join(f"({way})" for way in ways)
    columns = "customer.id, sort_name, customer.name_words"
    return newest_matching(session, "customer_words", asked, columns, conditions, _CANDIDATES)


def _within(budget: int, words: Sequence[str], found: Sequence[tuple[Any, ...]]) -> list[CustomerId]:
    """Return who is within so many edits of the words, nearest first, of rows of id, folded name and its words."""
    parts = [json.loads(own) for _, _, own in found]
    scored = zip(_distances(words, [name for _, name, _ in found], parts), found, strict=True)
    near = sorted(((edits, row[0]) for edits, row in scored if edits <= budget), key=itemgetter(0))
    return [CustomerId(customer) for _, customer in near]


def _distances(words: Sequence[str], names: Sequence[str], parts: Sequence[Sequence[str]]) -> list[int]:
    """Return the edits between the words and each name, of which the parts are given.

    Every part of all the names is compared once, many at a time: there are hundreds of names, and few parts are
    theirs alone.
    """
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


def _edits_from(word: str, known: Collection[str]) -> dict[str, int]:
    """Return the words within reach of one, and how many edits away each is."""
    reached = process.extract(word, list(known), scorer=OSA.distance, score_cutoff=_MOST_EDITS, limit=None)
    return {other: int(edits) for other, edits, _ in reached}
