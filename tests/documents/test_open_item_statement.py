"""The statement of what is still open adds up on the paper."""

import re

import pytest

from shopdesk.documents.statement_pdf import render_statement
from tests.documents.reading import page_texts
from tests.documents.sample_statements import open_items


def minor(text: str) -> int:
    return int(re.sub("[^0-9−]", "", text).replace("−", "-"))


def test_an_open_charge_shows_its_amount_what_was_paid_and_what_is_open() -> None:
    (page,) = page_texts(render_statement(open_items(2)))
    assert re.search(r"Date\s+Reference\s+Details\s+Amount\s+Paid\s+Still open", page)
    assert re.search(r"S-00000 Sale on account \$244.00 \$200.00 \$44.00", page)
    assert re.search(r"Open in all \$488.00 \$200.00 \$288.00", page)


@pytest.mark.parametrize("count", [1, 40, 120])
def test_what_is_open_adds_up_to_the_amount_due(count: int) -> None:
    statement = open_items(count, unallocated=100)
    text = "\n".join(page_texts(render_statement(statement)))
    opened = re.findall(r"S-\d{5} Sale on account \$244.00 (?:\$200.00 )?(\S+)", text)
    assert len(opened) == count
    assert sum(map(minor, opened)) - 100 == statement.closing
    assert re.search(r"Credit not used yet −\$1.00", text)


def test_a_page_hands_on_what_its_charges_come_to() -> None:
    first, second = page_texts(render_statement(open_items(40)))[:2]
    carried = re.search(r"Carried forward (\S+)", first)
    brought = re.search(r"Brought forward (\S+)", second)
    assert carried
    assert brought
    assert minor(carried[1]) == minor(brought[1]) == 4_400 + 24_400 * (first.count("Sale on account") - 1)


def test_nothing_open_is_said() -> None:
    (page,) = page_texts(render_statement(open_items(0)))
    assert "Nothing is open" in page
    assert "Nothing to pay" in page
