"""The help is whole in each of its languages, answers what people ask, and is found by any word."""

import re
import tomllib

import pytest

from shopdesk.paths import resource
from shopdesk.viewmodels.help_book import ENGLISH, FIRST, HelpBook, help_book, languages
from ui import shortcuts

KEYS = {key.name: shortcuts.shown(key.name) for key in shortcuts.table()}
ASKED = (
    "debt look wrong",
    "card and the list differ",
    "VIP filter miss",
    "search find nothing",
    "export have blanks",
    "lifetime spend less",
    "customer since",
    "sealed and what is not",
)
ENGLISH_BOOK = help_book(ENGLISH, KEYS)


@pytest.mark.parametrize("question", ASKED)
def test_what_people_ask_is_answered(question: str) -> None:
    hit = ENGLISH_BOOK.search(question)[0]
    assert set(question.lower().split()) <= set(re.findall(r"[a-z]+", hit.answer.ask.lower()))


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_topic_with_as_many_answers(language: str) -> None:
    book = help_book(language, KEYS)
    assert [(name, len(topic.answers)) for name, topic in book.topics.items()] == [
        (name, len(topic.answers)) for name, topic in ENGLISH_BOOK.topics.items()
    ]
    said = tomllib.loads(resource("help", f"{language}.toml").read_text("utf-8"))
    assert list(said) == list(book.topics)


@pytest.mark.parametrize("language", languages())
def test_no_answer_is_empty_and_no_mark_is_left_open(language: str) -> None:
    for topic in help_book(language, KEYS).topics.values():
        assert topic.title
        for answer in topic.answers:
            whole = "\n".join((answer.ask, *answer.paragraphs))
            assert answer.ask
            assert answer.paragraphs
            assert not re.search("[{}]", whole)
            assert all(line.count("*") % 2 == 0 for line in whole.splitlines())


def test_topics_lead_to_topics_and_each_is_reached() -> None:
    led_to = {name for topic in ENGLISH_BOOK.topics.values() for name in topic.see}
    assert led_to <= set(ENGLISH_BOOK.topics)


def test_every_place_of_the_table_of_keys_has_a_topic_that_shows_it() -> None:
    told = {place for topic in ENGLISH_BOOK.topics.values() for place in topic.keys}
    assert told == {key.place for key in shortcuts.table()}


def test_a_language_that_is_not_written_is_english_and_an_unknown_topic_the_first() -> None:
    assert help_book("tlh", KEYS).topics == ENGLISH_BOOK.topics
    assert ENGLISH_BOOK.topic("no such").name == FIRST


def found(book: HelpBook, text: str) -> list[str]:
    return [hit.topic.name for hit in book.search(text)]


def test_a_search_wants_all_words_and_puts_questions_first() -> None:
    assert found(ENGLISH_BOOK, "forgotten PASSPHRASE")[0] == "secrets"
    assert found(ENGLISH_BOOK, "unicorn") == []
    assert found(ENGLISH_BOOK, "  ") == []
