"""The help is whole in each of its languages, answers what people ask, and is found by any word."""

import re
import tomllib

import pytest

from shopdesk.paths import resource
from shopdesk.viewmodels.help_book import ENGLISH, FIRST, HelpBook, help_book, languages
from shopdesk.wording import writing_in
from tests import texts
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
TRANSLATED = sorted(set(languages()) - {ENGLISH})
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


def raw(language: str) -> list[str]:
    said = tomllib.loads(resource("help", f"{language}.toml").read_text("utf-8"))
    return [
        f"{each['ask']}\n{each['answer']}" for topic in said.values() for each in topic.get("answers", ())
    ]


@pytest.mark.parametrize("language", TRANSLATED)
def test_an_answer_names_the_same_keys_in_every_language(language: str) -> None:
    keys = [[set(re.findall(r"{\w+}", each)) for each in raw(code)] for code in (ENGLISH, language)]
    assert keys[0] == keys[1]


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_button_is_called_in_the_help_as_it_is_on_the_screen(language: str) -> None:
    called = {
        entry.id: entry.string
        for entry in texts.read(language)
        if isinstance(entry.id, str) and not entry.context
    }
    wrong = [
        button
        for english, said in zip(raw(ENGLISH), raw(language), strict=True)
        for button in re.findall(r"\*([^*]+)\*", english)
        if button in called and f"*{called[button]}*" not in said
    ]
    assert wrong == []


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


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar_EG", "اغلاق اليوم|إغلاق|نسخه|طابعه|80|٨٠|دَين|استعادة|استعاده"),
        ("es", "CAJON|cajón"),
        ("fr", "releve|échu"),
    ],
)
def test_a_search_finds_words_however_their_letters_are_written(language: str, words: str) -> None:
    with writing_in(language):
        book = help_book(language[:2], KEYS)
    assert [word for word in words.split("|") if not found(book, word)] == []


def test_a_search_wants_all_words_and_puts_questions_first() -> None:
    assert found(ENGLISH_BOOK, "forgotten PASSPHRASE")[0] == "secrets"
    assert found(ENGLISH_BOOK, "unicorn") == []
    assert found(ENGLISH_BOOK, "  ") == []
