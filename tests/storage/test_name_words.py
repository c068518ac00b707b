"""The words that are meant by one that is misspelt: every slip of one letter is seen through, wherever it is."""

import json
from collections.abc import Iterator

import pytest

from shopdesk.services.desk import Desk
from shopdesk.storage.name_words import known_words, words_near
from shopdesk.storage.session import Session

WORDS = ("ng", "anna", "marai", "haddad", "menshisbra", "наталья", "سمير")
OTHERS = ("menshikov", "haddock", "annabel", "amrai")


@pytest.fixture
def session(desk: Desk) -> Iterator[Session]:
    with desk.book.database.maintenance() as connection:
        connection.exec_driver_sql(
            "INSERT INTO name_word (length, word) SELECT length(value), value FROM json_each(?)",
            (json.dumps([*WORDS, *OTHERS], ensure_ascii=False),),
        )
        connection.commit()
    with desk.read() as session:
        yield session


def slips(word: str) -> set[str]:
    """Return every way to get one letter wrong, or two that changed places."""
    letter = word[-1]
    cut = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    wrong = {before + letter + after for before, after in cut}
    wrong |= {before + after[1:] for before, after in cut if after}
    wrong |= {before + letter + after[1:] for before, after in cut if after}
    return wrong | {before + after[1] + after[0] + after[2:] for before, after in cut if len(after) > 1}


@pytest.mark.parametrize("word", WORDS)
def test_every_slip_of_one_letter_finds_the_word(session: Session, word: str) -> None:
    found = {slip: words_near(session, slip, 1).get(word) for slip in slips(word) if len(slip) > 1}
    assert found == {slip: int(slip != word) for slip in found}


@pytest.mark.parametrize("word", [word for word in WORDS if len(word) > 6])
def test_few_pairs_of_slips_hide_a_longer_word(session: Session, word: str) -> None:
    twice = {slip for once in slips(word) for slip in slips(once)} - slips(word)
    missed = {slip for slip in twice if word not in words_near(session, slip, 2)}
    assert len(missed) < len(twice) / 8


def test_whatever_is_further_away_is_left_out(session: Session) -> None:
    assert words_near(session, "marai", 1) == {"marai": 0, "amrai": 1}
    assert words_near(session, "haddack", 2) == {"haddad": 2, "haddock": 1}
    assert words_near(session, "x", 1) == {}


def test_only_words_that_somebody_has_are_known(session: Session) -> None:
    assert known_words(session, ["anna", "ann", "سمير", '"', ""]) == {"anna", "سمير"}
