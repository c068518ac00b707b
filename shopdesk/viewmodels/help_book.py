"""The help as a book: its topics in a language, each with the questions that people ask."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopdesk.domain.folding import fold
from shopdesk.formatting import isolate, reads_leftward
from shopdesk.paths import resource
from shopdesk.wording import in_figures

ENGLISH = "en"
FIRST, ALL_KEYS = "begin", "keys"
"""The topic for whoever begins, and the one that shows every key."""
_ALIKE = str.maketrans({**dict(zip("ةى٠١٢٣٤٥٦٧٨٩", "هي0123456789", strict=True)), "œ": "oe", "ـ": ""})
"""Letters that people write one for the other, and figures of either kind."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody asks, and what is said to it in paragraphs."""

    ask: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """``keys`` are the places of the table of keys that belong here, ``see`` the topics to read on."""

    name: str
    title: str
    intro: str
    answers: tuple[Answer, ...]
    keys: tuple[str, ...]
    see: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An answer in which all words were found, and the topic it belongs to."""

    topic: Topic
    answer: Answer


class HelpBook:
    """Topics by their name, in the order of the contents."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        self.topics = dict(topics)

    def topic(self, name: str) -> Topic:
        """Return a topic; the first one for a name that there is not."""
        return self.topics.get(name, self.topics[FIRST])

    def search(self, text: str) -> tuple[Hit, ...]:
        """Return the answers that have all words of a text, those that have them in the question first."""
        words = _alike(text).split()
        found: list[tuple[int, Hit]] = []
        for topic in self.topics.values() if words else ():
            for answer in topic.answers:
                asked = _alike(f"{topic.title} {answer.ask}")
                whole = f"{asked} {_alike(' '.join(answer.paragraphs))}"
                if all(word in whole for word in words):
                    found.append((0 if all(word in asked for word in words) else 1, Hit(topic, answer)))
        return tuple(hit for _rank, hit in sorted(found, key=lambda each: each[0]))


def _alike(text: str) -> str:
    return fold(text).translate(_ALIKE)


def languages() -> tuple[str, ...]:
    """Return the languages that the help is written in."""
    written = (path.stem for path in resource("help").glob("*.toml") if path.stem != "topics")
    return tuple(sorted(written))


def help_book(language: str, keys: Mapping[str, str]) -> HelpBook:
    """Read the help in a language, English where there is none; ``keys`` are the keys by their name, as shown."""
    written = language if language in languages() else ENGLISH
    texts, order = {**_read(ENGLISH), **_read(written)}, _read("topics")
    return HelpBook({name: _topic(name, order[name], texts[name], keys) for name in order})


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("help", f"{name}.toml").read_text("utf-8"))


def _topic(name: str, placed: Mapping[str, Any], text: Mapping[str, Any], keys: Mapping[str, str]) -> Topic:
    def said(words: str) -> str:
        whole = isolate if reads_leftward(words) else str
        return re.sub(r"\{(\w+)\}", lambda found: whole(keys[found[1]]), in_figures(words))

    answers = (
        Answer(said(each["ask"]), tuple(said(part) for part in each["answer"].strip().splitlines() if part))
        for each in text.get("answers", ())
    )
    return Topic(
        name,
        text["title"],
        said(text["intro"]),
        tuple(answers),
        tuple(placed.get("keys", ())),
        tuple(placed.get("see", ())),
    )
