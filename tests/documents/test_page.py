"""Words on paper can be seen, found and copied, whatever their script."""

import pytest
from PySide6.QtCore import QRectF

from shopdesk.documents.page import Paper
from shopdesk.documents.typeface import Face, width
from tests.documents.reading import Printed, page_texts, placed_texts

NAMES = {
    "Latin": "Zoë Müller-Łukasz",
    "Greek": "Ἀθηνᾶ Παπαδοπούλου",
    "Cyrillic": "Щербаков Їжак",
    "Arabic": "محمد الحداد",
    "Hebrew": "דוד כהן",
    "Devanagari": "श्रीमती राम प्रसाद",
    "Thai": "สมชาย ใจดี",
    "Chinese": "王伟",
    "Japanese": "山田 太郎",
    "Korean": "김철수",
    "Latin and Arabic": "Marai محمد",
    "not in any font": "😀 Ann",
    "blank by nature": "\u3164",
}


@pytest.mark.parametrize("face", [Face.REGULAR, Face.BOLD])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_seen_and_copied_as_it_was_typed(name: str, face: Face) -> None:
    paper = Paper("Test", "Shop")
    paper.text(100, 100, name, 20, face)
    done = paper.finish()
    assert page_texts(done)[0].strip("\n") == name
    assert Printed(done).ink(QRectF(100, 75, width(name, 20, face), 32)) > 40


@pytest.mark.parametrize("name", ["محمد الحداد", "דוד כהן", "王伟", "สมชาย ใจดี"])
def test_a_search_finds_the_name_where_it_is_drawn(name: str) -> None:
    paper = Paper("Test", "Shop")
    paper.text(100, 100, name, 20)
    place = Printed(paper.finish()).place(name)
    assert place.left() == pytest.approx(100, abs=4)
    assert place.width() == pytest.approx(width(name, 20), abs=6)


def test_more_letters_than_one_font_holds_are_copied_too() -> None:
    letters = [chr(0x4E00 + number) for number in range(600)]
    rows = ["".join(letters[start : start + 30]) for start in range(0, 600, 30)]
    paper = Paper("Test", "Shop")
    for place, row in enumerate(rows):
        paper.text(40, 40 + place * 20, row, 10)
    assert page_texts(paper.finish())[0].split() == rows


def test_amounts_line_up_at_the_right() -> None:
    paper = Paper("Test", "Shop")
    for place, amount in enumerate(["$1.00", "−$1,111.11", "$88,888.88"]):
        paper.text_right(300, 50 + place * 20, amount, 10)
    ends = [left + width(text, 10) for text, left in placed_texts(paper.finish())]
    assert ends == pytest.approx([300, 300, 300], abs=0.02)


def test_the_same_values_make_the_same_bytes() -> None:
    papers = [Paper("Test", "Shop") for _ in range(2)]
    for paper in papers:
        paper.text(40, 40, "محمد", 10)
    assert papers[0].finish().pdf == papers[1].finish().pdf


def test_the_word_behind_leaves_the_text_its_colour() -> None:
    paper = Paper("Test", "Shop")
    paper.ghost("DRAFT")
    paper.text(100, 100, "Seen", 20)
    assert Printed(paper.finish()).ink(QRectF(100, 80, 50, 24)) > 40


@pytest.mark.parametrize("name", ["Marai Haddad", "Élodie", "محمد", "王伟"])
def test_pages_go_over_to_another_paper_as_they_are(name: str) -> None:
    drawn, other = Paper("One", "Shop"), Paper("All", "Shop")
    drawn.text(40, 40, "$1,284.00 – paid", 10, Face.BOLD)
    drawn.next_page()
    drawn.text(40, 40, name, 10)
    other.text(40, 40, "Łukasz ŕ Ж", 10)
    other.next_page()
    other.take_over(drawn.finish().sheets)
    assert page_texts(other.finish()) == ["Łukasz ŕ Ж", "$1,284.00 – paid", name]


def test_pages_go_over_to_as_many_papers_as_are_wanted() -> None:
    drawn = Paper("One", "Shop")
    drawn.text(40, 40, "Élodie", 10)
    sheets = drawn.finish().sheets
    for _ in range(2):
        other = Paper("All", "Shop")
        other.take_over(sheets)
        assert page_texts(other.finish()) == ["Élodie"]
