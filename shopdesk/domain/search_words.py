"""The words that customers are found by: folded, and marked at both ends so that prefixes are trigrams too.

A trigram index finds nothing for a query of one or two characters, and half of all one-letter typos in
four-letter names share no trigram with the name. Two marks before a word and one after it (as PostgreSQL's
pg_trgm pads them) mend both.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice, product

from shopdesk.domain.folding import ALIKE, fold

START = "^^"
END = "$"
_BETWEEN = END + START

_LONGEST_QUERY = 100
_MOST_WORDS = 8
_MOST_SPELLINGS = 4
_OTHER_ENDING = ALIKE | {written: other for other, written in ALIKE.items()}
_PHONE = re.compile(r"\+?[0-9][0-9 ()./\-\u2010-\u2015\u00a0]*")
_WORD = re.compile(r"[^\W_]+")


def marked(words: Iterable[str]) -> str:
    """Return the words as the index keeps them, each once, marked at both ends."""
    each = dict.fromkeys(words)
    each.pop("", None)
    return f"{START}{_BETWEEN.join(each)}{END}" if each else ""


def name_words(name: str) -> list[str]:
    """Return the words a name is found by: ``O'Brien`` by ``obrien``, ``o`` and ``brien``.

    Scripts that are written without spaces are found from any of their characters, and two names of theirs as one
    word in either order: who is 伟 王 here is written 王伟.
    """
    words: list[str] = []
    chunks = fold(name).split()
    for chunk in chunks:
        if chunk.isascii() and chunk.isalnum():
            words.append(chunk)
            continue
        parts = _WORD.findall(chunk)
        words += ["".join(parts), *parts]
        words += [part[start:] for part in parts if _is_unspaced(part) for start in range(1, len(part))]
    if len(chunks) == 2 and all(map(_is_unspaced, chunks)):  # noqa: PLR2004  a first name and a last one
        words += ["".join(chunks), "".join(reversed(chunks))]
    return words


def email_words(email: str) -> list[str]:
    """Return the words an email is found by: the whole of it, and the parts between its marks."""
    parts = _WORD.findall(fold(email))
    return ["".join(parts), *parts]


def query_words(text: str) -> list[str]:
    """Return the words that must all be found; what looks like a telephone number is one word of digits."""
    bare = unicodedata.normalize("NFKC", text[:_LONGEST_QUERY]).strip()
    if _PHONE.fullmatch(bare):
        digits = "".join(mark for mark in bare if mark.isdigit())
        return [digits.removeprefix("00")] if len(digits) > len("00") else [digits]
    words = [_bare(chunk) for chunk in fold(bare).split()]
    return [word for word in words if word][:_MOST_WORDS]


def spellings(words: list[str]) -> list[list[str]]:
    """Return the words as typed, then as they are written as well: the index keeps each name as its owner writes it."""
    each = [
        (word, word[:-1] + _OTHER_ENDING[word[-1]]) if word[-1] in _OTHER_ENDING else (word,)
        for word in words
    ]
    return [list(spelled) for spelled in islice(product(*each), _MOST_SPELLINGS)]


def trigrams(word: str) -> list[str]:
    """Return the trigrams of a marked word, each once."""
    return list(dict.fromkeys(word[at : at + 3] for at in range(len(word) - 2)))


def allowed_edits(word: str) -> int:
    """Return how many letters may be wrong: one up to five characters, two from six on."""
    return 1 if len(word) <= 5 else 2  # noqa: PLR2004  the sentence above


def _bare(chunk: str) -> str:
    """Return the letters and digits of a chunk; an email keeps its @ and its dots out of the way."""
    return "".join(_WORD.findall(chunk))


def _is_unspaced(word: str) -> bool:
    """Tell whether a word is of a script that parts no words: Han, kana, Thai, Lao, Khmer, Burmese."""
    return not word.isascii() and any(
        unicodedata.name(mark, "").startswith(
            ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
        )
        for mark in word
    )
