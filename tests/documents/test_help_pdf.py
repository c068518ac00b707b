"""A page of the help on paper: all of it, on as many pages as it takes, and no question without its answer."""

from shopdesk.documents.help_pdf import render_help
from shopdesk.documents.page import RenderedPaper
from shopdesk.domain.help_paper import HelpPaper
from shopdesk.domain.till_card import KeyGroup
from tests.documents.reading import page_texts

KEYS = KeyGroup("At the checkout", (("F4", "Take the rest in cash"), ("Shift F8", "Show the parked sales")))


def pages_of(answers: int) -> tuple[RenderedPaper, list[str]]:
    """Return a paper with so many answers, and the words of its pages."""
    asked = tuple(
        (f"Question {number}?", (f"First of {number}. " * 30, f"Last of {number}."))
        for number in range(answers)
    )
    paper = HelpPaper(
        "Rossi Jewellers", "At the till", "Everything by finger.", (KEYS,), asked, "F1 opens it."
    )
    made = render_help(paper)
    return made, [" ".join(page.split()) for page in page_texts(made)]


def test_it_says_what_it_is_about_its_keys_and_every_answer() -> None:
    made, (read,) = pages_of(2)
    assert made.pages == 1
    for words in ("Rossi Jewellers", "At the till", "Everything by finger.", "Shift F8", "parked sales"):
        assert words in read
    assert "Question 1?" in read
    assert "Last of 1." in read


def test_a_question_goes_over_to_the_next_page_with_its_answer() -> None:
    made, read = pages_of(14)
    assert made.pages == len(read) > 1
    assert all("At the till" in page and "F1 opens it." in page for page in read)
    for number in range(14):
        (page,) = (page for page in read if f"Question {number}?" in page)
        assert f"Question {number}? First of {number}." in page
