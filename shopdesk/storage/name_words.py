"""The words of all names in the book, and which of them somebody may have meant who misspelt one.

A book has fewer words than customers and far fewer than letters: what was typed is compared with words, and
customers are fetched by whole words.
"""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from shopdesk.domain.folding import fold
from shopdesk.storage.session import Session, read_many

_BEYOND = "\U0010ffff"
"""Comes after every letter."""
_PAIR = 2
_TWO_PAIRS = 4
"""So many last letters stand in the index of endings, as two pairs."""
_SHORTEST_TWICE = 4
"""Of a word with fewer letters, two that are wrong leave nothing to go by."""
_SHORTEST_IN_THREE = 6
_BLOCK = 128
"""Scripts stand in the table of all letters by as many."""


def known_words(session: Session, words: Iterable[str]) -> set[str]:
    """Return those of the words that are in anybody's name."""
    return _words(
        session,
        "SELECT name_word.word FROM json_each(?) AS asked CROSS JOIN name_word "
        "ON name_word.length = length(asked.value) AND name_word.word = asked.value",
        (json.dumps(list(words), ensure_ascii=False),),
    )


def words_near(session: Session, word: str, edits: int) -> dict[str, int]:
    """Return the words in use that are at most one or two edits from one, and how many; a swap of neighbours is one.

    One edit leaves the first half of a word as it was, or the second; or it swapped the two letters at the seam.
    With an edit in each half, the last third is whole, or the first, or the middle one is, after a beginning with
    one edit.
    """
    if len(word) < (_PAIR if edits == 1 else _SHORTEST_TWICE):
        return dict.fromkeys(known_words(session, [word]), 0)
    lengths = ", ".join(map(str, range(max(1, len(word) - edits), len(word) + edits + 1)))
    seam = len(word) // 2
    swapped = _swapped(word, seam - 1)
    near = known_words(session, [swapped])
    if edits == 1:
        near |= _beginning(session, word[:seam], lengths, word) | _ending(session, word[seam:], lengths, word)
    else:
        for each in (word, swapped):
            near |= _beginning(session, each[:seam], lengths) | _ending(session, each[seam:], lengths)
    if edits > 1 and len(word) >= _SHORTEST_IN_THREE:
        third = (len(word) + 1) // 3
        near |= _beginning(session, word[:third], lengths) | _ending(session, word[-third:], lengths)
        near |= _beginnings(session, _one_off(word[:third], word[third:-third]), lengths)
    reached = process.extract(word, list(near), scorer=OSA.distance, score_cutoff=edits, limit=None)
    return {found: int(away) for found, away, _ in reached}


def _beginning(session: Session, beginning: str, lengths: str, one_off: str = "") -> set[str]:
    """Return the words that begin so; those with one edit after it end as ``one_off`` does, or have it at the end."""
    asked = f"SELECT word FROM name_word WHERE length IN ({lengths}) AND word >= ? AND word < ?"
    values: tuple[str, ...] = (beginning, beginning + _BEYOND)
    if one_off:
        asked += " AND (substr(word, -1) = ? OR word >= ? AND word < ?)"
        values += (one_off[-1], one_off[:-_PAIR], one_off[:-_PAIR] + _BEYOND)
    return _words(session, asked, values)


def _beginnings(session: Session, beginnings: list[str], lengths: str) -> set[str]:
    return _words(
        session,
        f"SELECT name_word.word FROM json_each(?) AS begun CROSS JOIN name_word ON name_word.length IN ({lengths}) "
        "AND name_word.word >= begun.value AND name_word.word < begun.value || ?",
        (json.dumps(beginnings, ensure_ascii=False), _BEYOND),
    )


def _ending(session: Session, ending: str, lengths: str, one_off: str = "") -> set[str]:
    """Return the words that end so; those with one edit before it begin as ``one_off`` does, or have it there."""
    asked, values = ["substr(word, ?) = ?"], [-len(ending), ending]
    if len(one_off) > _PAIR:
        asked.append("(substr(word, 1, 1) = ? OR substr(word, ?) = ?)")
        values += (one_off[0], _PAIR - len(one_off), one_off[_PAIR:])
    if len(ending) >= _PAIR:
        asked.append("substr(word, -2) = ?")
        values.append(ending[-_PAIR:])
    if len(ending) >= _TWO_PAIRS:
        asked.append("substr(word, -4, 2) = ?")
        values.append(ending[-_TWO_PAIRS:-_PAIR])
    return _words(
        session,
        "SELECT word FROM name_word INDEXED BY name_word_by_ending "
        f"WHERE length IN ({lengths}) AND {' AND '.join(asked)}",
        tuple(values),
    )


def _words(session: Session, query: str, values: tuple[Any, ...]) -> set[str]:
    return {word for (word,) in read_many(session, query, values)}


def _one_off(part: str, then: str) -> list[str]:
    """Return every way to write a part of a word with one letter wrong, in its own script, and what comes then."""
    letters = _letters(ord(part[0]) // _BLOCK)
    parts = [(part[:place], part[place:]) for place in range(len(part) + 1)]
    wrong = {before + letter + after for before, after in parts for letter in letters}
    wrong |= {before + letter + after[1:] for before, after in parts[:-1] for letter in ("", *letters)}
    wrong |= {_swapped(part, place) for place in range(len(part) - 1)}
    return sorted(begun + then for begun in wrong)


@lru_cache
def _letters(block: int) -> tuple[str, ...]:
    """Return the letters of a script that names are folded to."""
    marks = map(chr, range(block * _BLOCK, (block + 1) * _BLOCK))
    return tuple(mark for mark in marks if mark.isalpha() and fold(mark) == mark)


def _swapped(word: str, place: int) -> str:
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
