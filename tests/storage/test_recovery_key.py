"""The recovery key on paper."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.errors import InvalidValue
from shopdesk.storage import recovery_key

KEY = bytes(range(7, 27))
TEXT = recovery_key.as_text(KEY)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def reason(text: str) -> object:
    with pytest.raises(InvalidValue) as refused:
        recovery_key.parse(text)
    assert refused.value.field == "recovery_key"
    return refused.value.parameters["reason"]


@given(st.binary(min_size=20, max_size=20))
def test_every_key_comes_back_from_its_text(key: bytes) -> None:
    assert recovery_key.parse(recovery_key.as_text(key)) == key


def test_two_keys_are_never_the_same() -> None:
    assert len({recovery_key.generate() for _ in range(100)}) == 100


def test_the_text_stands_in_groups_of_four_and_ends_with_a_check_character() -> None:
    assert re.fullmatch(f"([{ALPHABET}]{{4}}-){{8}}[{ALPHABET}]", TEXT)


@pytest.mark.parametrize(
    "typed",
    [
        TEXT.lower(),
        TEXT.replace("-", " "),
        TEXT.replace("-", ""),
        TEXT.replace("-", "–"),
        f"\t {TEXT}\r\n",
        TEXT.replace("0", "o"),
        TEXT.replace("1", "l"),
        TEXT.replace("1", "I"),
        "".join(chr(ord(each) + 0xFEE0) if each.isalnum() else each for each in TEXT),
    ],
    ids=["lower", "spaces", "bare", "dashes", "around", "o-for-0", "l-for-1", "i-for-1", "full-width"],
)
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    assert recovery_key.parse(typed) == KEY


def test_the_sample_holds_the_characters_that_are_confused() -> None:
    assert "0" in TEXT
    assert "1" in TEXT


def test_every_single_wrong_character_is_noticed() -> None:
    bare = TEXT.replace("-", "")
    for place, right in enumerate(bare):
        for wrong in ALPHABET.replace(right, ""):
            assert reason(bare[:place] + wrong + bare[place + 1 :]) == "check_failed"


def test_every_swap_of_neighbours_is_noticed() -> None:
    bare = TEXT.replace("-", "")
    for place in range(len(bare) - 1):
        first, second = bare[place], bare[place + 1]
        if first != second:
            assert reason(bare[:place] + second + first + bare[place + 2 :]) == "check_failed"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "wrong_length"),
        (TEXT[:-1], "wrong_length"),
        (TEXT + "0", "wrong_length"),
        ("U" + TEXT[1:], "unknown_character"),
    ],
)
def test_what_cannot_be_a_key_is_told_apart(typed: str, expected: str) -> None:
    assert reason(typed) == expected
