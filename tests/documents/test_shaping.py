"""Text of any script leaves a trace, in the order in which its readers read it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopdesk.documents import shaping
from shopdesk.documents.shaping import shape

SCRIPTS = {
    "Arabic": "محمد الحداد",
    "Hebrew": "דוד כהן",
    "Devanagari": "श्रीमती राम प्रसाद",
    "Thai": "สมชาย ใจดี",
    "Chinese": "王伟",
    "Japanese": "山田 太郎 たろう",
    "Korean": "김철수",
    "Bengali": "রহমান",
    "Tamil": "தமிழ்ச்செல்வி",
    "Georgian": "გიორგი",
    "Armenian": "Արամ",
    "Amharic": "አበበ",
    "Khmer": "សុខា",
    "Dhivehi": "އަހްމަދު",
    "combining": "e\u0301a\u0300",
}


@pytest.mark.parametrize("name", SCRIPTS.values(), ids=SCRIPTS)
def test_a_script_is_shaped_without_a_missing_glyph(name: str) -> None:
    missing = shape("\U000f0000").outline
    outline = shape(name)
    assert outline.outline
    assert missing not in outline.outline
    assert "".join(run.text for run in outline.runs) == name


@pytest.mark.parametrize("name", SCRIPTS.values(), ids=SCRIPTS)
def test_no_two_letters_are_drawn_as_the_same_box(name: str) -> None:
    assert shape(name[0]).outline != shape(name[1]).outline


def test_a_script_that_no_font_has_rules_for_is_drawn_in_boxes_and_ends_nothing() -> None:
    shape("")
    assert shaping._shape("ཀ", ["ཀ"], ["Noto Sans"], bold=False).outline


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S"]), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_no_printable_text_vanishes(text: str) -> None:
    outline = shape(text)
    assert outline.outline
    assert outline.advance >= 0
    assert "".join(run.text for run in outline.runs) == text


@pytest.mark.parametrize("text", ["\u3164", "\u2800", "\U0001f600", "\ue000", "\ufe0f\u3164"])
def test_a_letter_that_no_font_draws_is_drawn_as_a_mark(text: str) -> None:
    assert shape(text).outline


def test_arabic_letters_are_joined() -> None:
    apart = sum(shape(letter).advance for letter in "لا")
    assert shape("لا").advance < apart


def test_a_number_in_arabic_text_reads_from_left_to_right() -> None:
    name, amount = shape("ب \u20661,284.50\u2069").runs[:2]
    assert name.leftward
    assert not amount.leftward
    assert amount.right <= name.left + 0.01


def test_bold_is_heavier() -> None:
    assert shape("שלום", bold=True).advance > shape("שלום").advance
