"""Cards of customers: each is one person's, found in any case, and it goes where the person goes."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.errors import InvalidValue, NotFound
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    edit_customer,
    find_card,
    get_customer,
    list_customers,
    restore_customer,
)
from shopdesk.services.desk import Desk
from shopdesk.services.import_plan import Verdict
from shopdesk.services.importing import carry_out, plan_import
from shopdesk.services.merging import MergeOrder, merge, unmerge

CARD = "LOY-2900042"


def add(desk: Desk, name: str, card: str = "") -> CustomerId:
    return add_customer(desk, RecordChange({"first_name": name, "card_code": card})).id


@pytest.mark.parametrize("code", [CARD, CARD.lower()])
def test_a_card_finds_its_customer_in_any_case(desk: Desk, code: str) -> None:
    add(desk, "Ann")
    marai = add(desk, "Marai", "LOY-29 000 42")
    assert find_card(desk, code) == marai
    assert [row.id for row in list_customers(desk, CustomerQuery(search=code)).rows] == [marai]
    with pytest.raises(NotFound):
        find_card(desk, "LOY-2900043")


@pytest.mark.parametrize("card", ["C-000412", "abc", "no card!", "x" * 49])
def test_what_no_card_has_is_refused(desk: Desk, card: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        add(desk, "Ann", card)
    assert refused.value.parameters == {"field": "card_code", "reason": "not_a_card"}


def test_a_card_belongs_to_one_customer(desk: Desk) -> None:
    marai = add(desk, "Marai", CARD)
    with pytest.raises(InvalidValue) as refused:
        add(desk, "Ann", CARD.lower())
    assert refused.value.parameters["full_name"] == "Marai"
    edit_customer(desk, marai, RecordChange({"card_code": CARD.lower()}))
    edit_customer(desk, marai, RecordChange({"card_code": ""}))
    assert add(desk, "Ann", CARD) == find_card(desk, CARD)


def test_the_card_of_an_archived_customer_is_free_until_that_one_comes_back(desk: Desk) -> None:
    old = add(desk, "Old", CARD)
    archive_customer(desk, old)
    assert find_card(desk, CARD) == old
    assert add(desk, "New", CARD) == find_card(desk, CARD)
    with pytest.raises(InvalidValue):
        restore_customer(desk, old)


def test_the_cards_of_whoever_was_merged_find_the_one_that_stays(desk: Desk) -> None:
    marai, twin = add(desk, "Marai", "LOY-1111"), add(desk, "Marai", CARD)
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    assert (find_card(desk, CARD), find_card(desk, "LOY-1111")) == (marai, marai)
    unmerge(desk, marai, twin, "unmerge")
    assert (find_card(desk, CARD), get_customer(desk, marai).record.card_code) == (twin, "LOY-1111")


def test_a_card_that_was_taken_meanwhile_keeps_them_together(desk: Desk) -> None:
    marai, twin = add(desk, "Marai", "LOY-1111"), add(desk, "Marai", CARD)
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    assert add(desk, "Eve", CARD) == find_card(desk, CARD)
    with pytest.raises(InvalidValue):
        unmerge(desk, marai, twin, "unmerge")


def test_a_card_in_a_list_says_whom_a_row_is_about(desk: Desk) -> None:
    marai = add(desk, "Marai", CARD)
    rows = f"First name,Card code,Suburb\nMarai,{CARD},Carlton\nEve,{CARD},\nZoe,LOY-77,\nJoe,loy-77,\n"
    plan = plan_import(desk, rows.encode())
    reasons = [row.error.parameters["reason"] if row.error else row.verdict for row in plan.rows]
    assert reasons == [Verdict.UPDATE, "card_taken", Verdict.NEW, "card_taken"]
    carry_out(desk, plan)
    assert get_customer(desk, marai).record.suburb == "Carlton"
    assert get_customer(desk, find_card(desk, "LOY-77")).record.first_name == "Zoe"
