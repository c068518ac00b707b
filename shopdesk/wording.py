"""The words people read, in the language they chose: catalogues that are looked up by the English text."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from typing import TypeVar

from shopdesk.formatting import isolate_words
from shopdesk.paths import resource

LANGUAGES: Mapping[str, str] = {"en": "English", "es": "Español", "fr": "Français", "ar": "العربية"}
"""Every language that is complete, by its code (ISO 639-1), as its people call it."""

Forms = tuple[str, str]
"""A counted text: its English form for one, and for any other number."""

_RIGHT_TO_LEFT = frozenset({"ar"})
_FIELD = re.compile(r"\{[^{}]*\}")


class Wording:
    """One language: the text for an English one, and the form that a number asks for."""

    def __init__(self, language: str, catalogue: NullTranslations) -> None:
        self.language = language
        self.right_to_left = language in _RIGHT_TO_LEFT
        self._catalogue = catalogue

    def text(self, english: str, sense: str = "") -> str:
        """Return the text for an English one; ``sense`` tells two meanings of the same English apart."""
        if not english:
            return ""
        found = self._catalogue.pgettext(sense, english) if sense else self._catalogue.gettext(english)
        return self._placed(found)

    def say(self, english: str, /, sense: str = "", **fields: object) -> str:
        """Return the text for an English one with its fields filled in: ``say("due {day}", day=day)``."""
        found = self.text(english, sense)
        return found.format(**fields) if fields else found

    def count(self, one: str, many: str, number: int, /, **fields: object) -> str:
        """Return the form that the number asks for, with its fields filled in."""
        return self._placed(self._catalogue.ngettext(one, many, number)).format(**fields)

    def _placed(self, text: str) -> str:
        """Keep figures, phones and names in one piece where the words around them run from the right."""
        return _FIELD.sub(lambda field: isolate_words(field[0]), text) if self.right_to_left else text


ENGLISH = Wording("en", NullTranslations())


@cache
def wording(language: str) -> Wording:
    """Return the words of a language or of a locale's (``es``, ``es_MX``); English where there are none."""
    code = language.replace("-", "_").split("_", maxsplit=1)[0].lower()
    if code not in LANGUAGES or code == ENGLISH.language:
        return ENGLISH
    with resource("languages", f"{code}.mo").open("rb") as file:
        return Wording(code, GNUTranslations(file))


class _Speaker:
    """Holds the language of this process: one person looks at it at a time."""

    wording = ENGLISH


_PAPER: ContextVar[Wording | None] = ContextVar("paper", default=None)
"""The language of the paper that is being written, which need not be that of the screen."""


def speak(chosen: Wording) -> None:
    """Say everything from now on in these words."""
    _Speaker.wording = chosen


def spoken() -> Wording:
    """Return the words that are spoken now: on a paper those of the paper, else those of the screen."""
    return _PAPER.get() or _Speaker.wording


@contextmanager
def writing_in(locale: str) -> Iterator[None]:
    """Say everything inside in the language of a locale, as a paper does for whoever reads it."""
    before = _PAPER.set(wording(locale))
    try:
        yield
    finally:
        _PAPER.reset(before)


def tr(english: str, /, sense: str = "", **fields: object) -> str:
    """Return the text in the language that is spoken, with its fields filled in."""
    return spoken().say(english, sense, **fields)


def tr_count(one: str, many: str, number: int, /, **fields: object) -> str:
    """Return the form that the number asks for in the language that is spoken, with its fields filled in."""
    return spoken().count(one, many, number, **fields)


def mark(english: str) -> str:
    """Return the text as it is: it stands where no language is chosen yet, and whoever shows it says it."""
    return english


def forms(one: str, many: str) -> Forms:
    """Mark the two English forms of a counted text; `tr_count` says the one that a number asks for."""
    return one, many


K = TypeVar("K")


class Worded(Mapping[K, str]):
    """A table of English texts that is read in the language that is spoken; ``sense`` holds for all of them."""

    def __init__(self, english: Mapping[K, str], sense: str = "") -> None:
        self._english = english
        self._sense = sense

    def __getitem__(self, key: K) -> str:
        """Return the text for the key, said."""
        return tr(self._english[key], self._sense)

    def __iter__(self) -> Iterator[K]:
        """Return the keys."""
        return iter(self._english)

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._english)


class Said:
    """An English text that belongs to a class and is read in the language that is spoken."""

    def __init__(self, english: str) -> None:
        self._english = english

    def __get__(self, owner: object, kind: type | None = None) -> str:
        """Return the text, said."""
        return tr(self._english)
