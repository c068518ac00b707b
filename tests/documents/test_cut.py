"""A cut of the typeface: what a paper embeds of it does not hang on what is drawn first, and is made once."""

import pytest

from shopdesk.documents.page import Paper
from shopdesk.documents.typeface import Face, font
from tests.documents.reading import page_texts


def drawn(*texts: str) -> Paper:
    paper = Paper("Test", "Shop")
    for place, text in enumerate(texts):
        paper.text(40, 40 + 20 * place, text, 10)
    return paper


@pytest.mark.parametrize(
    "text", ["$1,284.00 · – — − ’ “ ” … × € £", "back\\slash (and) brackets~", "A\u00a0B"]
)
def test_plain_characters_are_read_back(text: str) -> None:
    assert page_texts(drawn(text).finish()) == [text.replace("\u00a0", " ")]


def test_what_was_drawn_before_changes_nothing_for_plain_characters() -> None:
    plain = drawn("a · b – c")
    assert plain.finish().sheets == drawn("a · b – c").finish().sheets != ()
    texts = ["é", "a · b – c"]
    assert page_texts(drawn(*texts).finish()) == ["\n".join(texts)]


def test_papers_alike_share_what_is_made_of_the_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn("one").finish()
    monkeypatch.setattr(font(Face.REGULAR).face, "makeSubset", lambda _subset: pytest.fail("made again"))
    assert page_texts(drawn("another – and £5").finish()) == ["another – and £5"]


def test_letters_of_many_scripts_stand_in_parts_of_their_own() -> None:
    letters = "".join(map(chr, range(0x410, 0x450))) + "".join(map(chr, range(0x3B1, 0x3C2)))
    accents = "".join(map(chr, range(0xC0, 0x17F)))
    assert page_texts(drawn(letters, accents, "plain").finish()) == [f"{letters}\n{accents}\nplain"]
