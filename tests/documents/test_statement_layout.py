"""Rows fall on pages so that no total stands alone and no heading ends a page."""

from dataclasses import replace

import pytest

from shopdesk.documents.statement_layout import Row, columns, paginate, rows
from shopdesk.documents.typeface import width
from tests.documents.sample_statements import MOVES, PLAIN, lines, many, with_lines

LINE = Row(("Sale",), 100)
HEADING = Row(("Late",), 100, heads=True)


@pytest.mark.parametrize("count", range(1, 60))
def test_the_totals_never_stand_alone(count: int) -> None:
    pages = paginate([LINE] * count, 400, 600, 200)
    assert sum(map(len, pages)) == count
    assert all(pages)
    assert sum(row.height for row in pages[-1]) + 200 <= 600


def test_a_page_leaves_room_for_what_is_carried_forward() -> None:
    first, second, *_ = paginate([LINE] * 100, 400, 600, 200)
    assert sum(row.height for row in first) + 27 <= 400
    assert sum(row.height for row in second) + 2 * 27 <= 600


@pytest.mark.parametrize("before", range(1, 20))
def test_a_heading_stays_with_the_row_below_it(before: int) -> None:
    pages = paginate([LINE] * before + [HEADING] + [LINE] * 20, 300, 300, 50)
    assert not any(page[-1].heads for page in pages)


def test_a_row_too_tall_for_what_is_left_goes_to_the_next_page() -> None:
    tall = Row(("word",) * 20, 100)
    assert [len(page) for page in paginate([LINE, LINE, tall], 300, 600, 50)] == [2, 1]


def test_details_that_fill_a_page_are_parted() -> None:
    told = lines(((MOVES[0][0], "A-00001", "reason " * 600, 5_000),))
    made = rows(with_lines(told), 200, 10)
    assert len(made) > 3
    assert all(row.height < 500 for row in made)


@pytest.mark.parametrize("amount", [100, 10**13])
def test_columns_do_not_touch_however_large_the_amounts(amount: int) -> None:
    statement = with_lines(lines(((MOVES[0][0], "S-00001", "Sale", amount),)))
    places = columns(statement)
    assert places.date < places.reference < places.details
    assert places.room > 60
    assert places.details + places.room < places.charges < places.payments < places.balance


def test_every_reference_fits_its_column() -> None:
    made = tuple(replace(line, reference="S-123456789012") for line in many(3))
    places = columns(with_lines(made))
    assert places.reference + width("S-123456789012", places.size) < places.details


def test_late_entries_stand_in_a_block_of_their_own() -> None:
    late = lines(((PLAIN.from_on, "S-00009", "Sale on account", 2_000),), opening=500)
    made = rows(replace(PLAIN, opening=500, late_lines=late, lines=()), 200, 10)
    texts = [row.details[0] for row in made]
    assert texts == [
        "Opening balance",
        "Entered late, for an earlier statement",
        "Sale on account",
        "Balance with late entries",
    ]
    assert made[-1].after == 2_500
