"""What was sold stands under its charge, on as many pages as it needs."""

from dataclasses import replace

import pytest

from shopdesk.documents.page import RenderedPaper
from shopdesk.documents.statement_layout import columns, rows
from shopdesk.documents.statement_pdf import render_statement
from shopdesk.domain.statement import SoldItem, Statement
from tests.documents.reading import page_texts, placed_texts
from tests.documents.sample_statements import MOVES, PLAIN, lines, open_items, with_lines

_LONG = "An opal ring made to the drawing that you brought in on the first of November"


def listing(count: int, *, text: str = "Bead") -> Statement:
    """Return a statement whose last charge is for so many things, each of another price."""
    made = lines(MOVES)
    sold = tuple(SoldItem(f"1 × {text} {number:03d}", 10_000 + number) for number in range(count))
    return with_lines((*made[:5], replace(made[5], sold=sold), made[6]))


def words(paper: RenderedPaper) -> list[str]:
    return [" ".join(page.split()) for page in page_texts(paper)]


@pytest.mark.parametrize("count", [1, 15, 20, 25, 30, 33, 36, 60, 200])
def test_every_item_stands_once_with_its_amount(count: int) -> None:
    done = render_statement(listing(count))
    pages = words(done)
    every = " ".join(pages)
    assert all(
        every.count(f"1 × Bead {number:03d} ${100 + number / 100:.2f}") == 1 for number in range(count)
    )
    assert all(left > 10 for page in range(done.pages) for _, left in placed_texts(done, page))
    assert "Totals for the period" in pages[-1]


@pytest.mark.parametrize("before", range(1, 26))
def test_a_charge_stays_with_the_first_thing_it_was_for(before: int) -> None:
    made = lines(MOVES)
    filling = replace(made[0], sold=tuple(SoldItem(f"Bead {number}", 1) for number in range(before)))
    charge = replace(made[5], reference="S-99999", sold=(SoldItem("1 × First", 1), SoldItem("1 × Second", 2)))
    pages = words(render_statement(with_lines((*(made[0] for _ in range(9)), filling, charge))))
    assert [("S-99999" in page) for page in pages] == [("1 × First" in page) for page in pages]


def test_a_long_text_is_wrapped_beside_its_amount() -> None:
    statement = listing(1, text=_LONG)
    places = columns(statement)
    (sold,) = (row for row in rows(statement, places.room, places.size) if row.sold)
    assert len(sold.details) > 1
    assert " ".join(sold.details) == f"1 × {_LONG} 000"
    assert sold.sold == "$100.00"


def test_what_is_still_open_lists_it_too() -> None:
    plain = open_items(3)
    first, *others = plain.items
    statement = replace(plain, items=(replace(first, sold=(SoldItem("2 × Pearl", 700),)), *others))
    assert "2 × Pearl $7.00" in words(render_statement(statement))[0]


def test_without_items_nothing_of_it_stands_there() -> None:
    assert "×" not in " ".join(words(render_statement(PLAIN)))
