"""What the paper's typeface prints by itself, and where its lines break."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.documents.typeface import Face, fitting, printable, shaped, width, wrap


@pytest.mark.parametrize(
    "text", ["Zoë Müller", "Ἀθηνᾶ", "Щербаков", "−$1,284.00", "1\u202f284,00\u00a0€", "½ № ₹"]
)
@pytest.mark.parametrize("face", Face)
def test_latin_greek_and_cyrillic_are_printed_as_they_are(text: str, face: Face) -> None:
    assert shaped(text, face) is None


@pytest.mark.parametrize("text", ["محمد", "नमस्ते", "e\u0301", "王", "→", "a\u2066b"])
def test_everything_else_is_shaped(text: str) -> None:
    assert shaped(text, Face.REGULAR) is not None


def test_digits_are_tabular() -> None:
    assert len({width(digit * 5, 10) for digit in "0123456789"}) == 1


def test_text_is_shrunk_only_as_far_as_it_must_be() -> None:
    assert fitting("short", 100, 10) == 10
    assert width("a long text", fitting("a long text", 20, 10)) == pytest.approx(20)


@given(st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_lines_keep_within_their_room_and_lose_no_letter(text: str) -> None:
    text = printable(text)
    room = 60
    lines = wrap(text, room, 10)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line, 10) <= room or len(line) < 12 for line in lines)


def test_a_word_is_cut_only_where_a_letter_begins() -> None:
    lines = wrap("कि" * 40, 50, 10)
    assert len(lines) > 3
    assert all(line.startswith("क") for line in lines)


def test_what_is_no_character_is_marked() -> None:
    assert printable("a\ud800b\nc") == "a\ufffdb c"
