"""The words people read, in the language they chose: catalogues that are looked up by the English text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, wraps
from gettext import GNUTranslations, NullTranslations
from typing import TypeVar

from shopdesk.formatting import format_count, in_own_figures, isolate_words
from shopdesk.paths import resource

T = TypeVar("T")

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

    def form(self, one: str, many: str, number: int) -> str:
        """Return the form that the number asks for."""
        return self._placed(self._catalogue.ngettext(one, many, number))

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


@dataclass(frozen=True, slots=True)
class _Voice:
    """Words, and the locale that the figures among them are written in; "" for bare digits, as programs read."""

    wording: Wording
    locale: str = ""

    def figure(self, number: int) -> str:
        """Write a whole number."""
        return format_count(number, self.locale) if self.locale else str(number)

    def placed(self, text: str) -> str:
        """Write the figures of a text itself likewise."""
        return in_own_figures(text, self.locale) if self.locale else text

    def filled(self, text: str, fields: Mapping[str, object]) -> str:
        """Fill a text in: whole numbers and its own figures are written alike."""
        if not fields:
            return self.placed(text)
        written = {
            name: self.figure(value) if isinstance(value, int) else value for name, value in fields.items()
        }
        return self.placed(text).format(**written)


class _Speaker:
    """Holds the voice of this process: one person looks at it at a time."""

    voice = _Voice(ENGLISH)


_PAPER: ContextVar[_Voice | None] = ContextVar("paper", default=None)
"""The voice of the paper that is being written, which need not be that of the screen."""


def speak(chosen: Wording, locale: str = "") -> None:
    """Say everything from now on in these words, with figures as a locale writes its amounts."""
    _Speaker.voice = _Voice(chosen, locale)


def _voice() -> _Voice:
    """Return the voice of now: on a paper that of the paper, else that of the screen."""
    return _PAPER.get() or _Speaker.voice


def spoken() -> Wording:
    """Return the words that are spoken now."""
    return _voice().wording


def language_of_days() -> str:
    """Return the language that days are worded in: the screen's; "" on a paper, which is in its locale's own."""
    return "" if _PAPER.get() else _Speaker.voice.wording.language


def figure(number: int) -> str:
    """Write a whole number as amounts are written where it is read: ``1,240``, ``١٬٢٤٠``."""
    return _voice().figure(number)


def in_figures(text: str) -> str:
    """Write the figures that stand in a text likewise."""
    return _voice().placed(text)


def said(english: str, sense: str = "") -> str:
    """Return the text in the language that is spoken, its fields still empty."""
    return in_figures(spoken().text(english, sense))


@contextmanager
def writing_in(locale: str) -> Iterator[None]:
    """Say everything inside in the language of a locale, as a paper does for whoever reads it."""
    before = _PAPER.set(_Voice(wording(locale), locale))
    try:
        yield
    finally:
        _PAPER.reset(before)


def tr(english: str, /, sense: str = "", **fields: object) -> str:
    """Return the text in the language that is spoken, with its fields filled in, whole numbers by `figure`."""
    voice = _voice()
    return voice.filled(voice.wording.text(english, sense), fields)


def tr_count(one: str, many: str, number: int, /, **fields: object) -> str:
    """Return the form that the number asks for in the language that is spoken, with its fields filled in so."""
    return _voice().filled(spoken().form(one, many, number), fields)


def in_a_row(texts: Iterable[str]) -> str:
    """Return texts one behind the other, with the comma of the language that is spoken between them."""
    return tr(", ", "between words").join(texts)


def kept_while_spoken(make: Callable[[], T]) -> Callable[[], T]:
    """Make what consists of texts alone once for each language, however often it is asked for."""
    kept: dict[_Voice, T] = {}

    @wraps(make)
    def of_now() -> T:
        voice = _voice()
        if voice not in kept:
            kept[voice] = make()
        return kept[voice]

    return of_now


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

    def __init__(self, english: str, sense: str = "") -> None:
        self._english = english
        self._sense = sense

    def __get__(self, owner: object, kind: type | None = None) -> str:
        """Return the text, said."""
        return tr(self._english, self._sense)
