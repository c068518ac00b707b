"""What is accepted as a passphrase."""

import pytest

from shopdesk.errors import InvalidValue
from shopdesk.paths import resource
from shopdesk.storage.passphrase import check_passphrase, passphrase_bytes


@pytest.mark.parametrize(
    "good",
    [
        "seven silver spoons",
        "zwölf Ärmel im Öl",
        "пять серых кошек",
        "ab cd ef ghi",
        "一二三四五六七八九十百千",
    ],
)
def test_any_twelve_uncommon_characters_will_do(good: str) -> None:
    check_passphrase(good)


@pytest.mark.parametrize(
    ("poor", "reason"),
    [
        ("", "too_short"),
        ("elevenchars", "too_short"),
        # Two code points that NFKC makes one: twelve as typed, eleven as meant.
        ("elevencha\u0301rs", "too_short"),
        ("password1234", "too_common"),
        ("PassWord1234", "too_common"),
        ("pass word 1234", "too_common"),
        ("correct horse battery staple", "too_common"),
        ("aaaaaaaaaaaaaaaa", "too_common"),
        ("            ", "too_common"),
    ],
)
def test_poor_ones_are_refused_with_the_reason(poor: str, reason: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_passphrase(poor)
    assert refused.value.parameters == {"field": "passphrase", "reason": reason}


@pytest.mark.parametrize(
    ("one", "other"), [("café society 7", "cafe\u0301 society 7"), ("ﬁne silver ring", "fine silver ring")]
)
def test_the_same_characters_give_the_same_bytes_however_they_are_typed(one: str, other: str) -> None:
    assert passphrase_bytes(one) == passphrase_bytes(other)


def test_case_and_spaces_count() -> None:
    assert len({passphrase_bytes(each) for each in ("silver spoon", "Silver spoon", "silverspoon")}) == 3


def test_every_line_of_the_list_is_long_enough_to_matter_and_stands_once() -> None:
    lines = resource("passphrases", "common.txt").read_text(encoding="ascii").splitlines()[1:]
    assert [line for line in lines if len(line) < 12] == []
    assert len(lines) == len(set(lines)) > 100
