"""References of events and numbers of customers."""

import pytest

from shopdesk.domain.account import (
    EventKind,
    customer_number,
    parse_customer_number,
    parse_reference,
    reference,
)
from shopdesk.errors import NotFound


@pytest.mark.parametrize(
    ("kind", "number", "text"),
    [
        (EventKind.SALE, 1_402, "S-01402"),
        (EventKind.PAYMENT, 7, "P-00007"),
        (EventKind.ADJUSTMENT, 1_234_567, "A-1234567"),
    ],
)
def test_a_reference_is_written_and_read_back(kind: EventKind, number: int, text: str) -> None:
    assert reference(kind, number) == text
    assert parse_reference(text) == (kind, number)


@pytest.mark.parametrize("text", ["s-1402", "S1402", " S-0001402 "])
def test_a_reference_is_read_as_people_type_it(text: str) -> None:
    assert parse_reference(text) == (EventKind.SALE, 1_402)


@pytest.mark.parametrize("text", ["", "S-", "1402", "R-1", "S-1x", "S--1", "S-٣", "S-" + "9" * 13])
def test_what_is_no_reference_is_not_found(text: str) -> None:
    with pytest.raises(NotFound) as refused:
        parse_reference(text)
    assert refused.value.parameters == {"kind": "event", "reference": text}


@pytest.mark.parametrize("text", ["C-000412", "412", "c-412", "C412", " 000412 "])
def test_a_customer_is_named_by_id_or_number(text: str) -> None:
    assert parse_customer_number(text) == 412
    assert customer_number(412) == "C-000412"


@pytest.mark.parametrize("text", ["", "C-", "Haddad", "-1", "4.2", "9" * 13, "٤"])
def test_what_is_no_customers_number_is_not_found(text: str) -> None:
    with pytest.raises(NotFound) as refused:
        parse_customer_number(text)
    assert refused.value.parameters == {"kind": "customer", "reference": text}
