"""Two records of one person: one account while they are merged, two as before when they are parted."""

from typing import Any

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import (
    CannotUnmerge,
    CustomerArchived,
    DuplicateEmail,
    Forbidden,
    InvalidValue,
    NotFound,
    RequestConflict,
    ShopDeskError,
    StaleRecord,
)
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    edit_customer,
    find_customer,
    get_customer,
    list_customers,
)
from shopdesk.services.desk import Desk
from shopdesk.services.merging import MergeOrder, can_unmerge, merge, merged_into, plan_merge, unmerge
from shopdesk.services.notes import add_note, list_notes
from shopdesk.services.payments import take_payment
from shopdesk.services.reversing import reverse
from shopdesk.services.sales_list import customer_sales
from shopdesk.services.selling import sell
from shopdesk.services.statements import issue
from shopdesk.services.verifying import verify
from shopdesk.viewmodels.customer_document import customer_document
from shopdesk.viewmodels.statement import build_statement
from tests.conftest import StandingClock


@pytest.fixture
def twin(desk: Desk, marai: CustomerId) -> CustomerId:
    """Marai owes 50 dollars; her twin, with an email and the VIP tag, has 20 dollars in credit."""
    texts = {"first_name": "Marei", "last_name": "Hadad", "email": "marai@example.com", "suburb": "Carlton"}
    twin = add_customer(desk, RecordChange(texts, ("VIP",), note="Likes opals")).id
    sell(desk, SaleOrder(marai, total=5000, on_account=5000, note="in the rain"), "sale")
    take_payment(desk, PaymentOrder(twin, 2000, note="on the phone"), "payment")
    return twin


def figures(desk: Desk, *customers: CustomerId) -> list[dict[str, Any]]:
    """Return everything there is to read of some customers."""
    return [customer_document(desk, customer) for customer in customers]


def problems(desk: Desk) -> list[str]:
    return [f"{check.name}: {problem}" for check in verify(desk).checks for problem in check.problems]


def test_what_waits_settles_what_is_open_when_two_become_one(
    desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    document = customer_document(desk, marai)
    assert (document["debt_balance_minor"], document["ageing"]["unallocated_minor"]) == (3000, 0)
    assert [entry["ref"] for entry in document["timeline"]] == ["S-00001", "P-00001"]
    assert document["merged_from"] == ["C-000002"]
    assert get_customer(desk, twin).id == marai
    assert problems(desk) == []


def test_before_the_merging_nothing_was_settled(
    desk: Desk, marai: CustomerId, twin: CustomerId, clock: StandingClock
) -> None:
    before = desk.today()
    clock.forward(days=3)
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    statement = build_statement(desk, marai, to_on=before)
    assert (statement.ageing.balance, statement.ageing.unallocated) == (3000, 2000)


def test_the_one_that_stays_wins_and_its_blanks_are_filled_in_the_order_given(
    desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    third = add_customer(desk, RecordChange({"first_name": "M", "email": "m@example.com", "source": "Fair"}))
    merge(desk, MergeOrder(marai, (twin, third.id)), "merge")
    record = get_customer(desk, marai).record
    assert (record.full_name, record.email, record.suburb, record.source) == (
        "Marai Haddad",
        "marai@example.com",
        "Carlton",
        "Fair",
    )
    assert (record.tags, record.is_vip) == (("VIP",), True)


def test_fields_can_be_picked_and_limit_terms_and_hold_are_those_of_the_one_that_stays(
    desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    edit_customer(desk, twin, RecordChange({"credit_limit": "100"}, on_hold=True))
    merge(desk, MergeOrder(marai, (twin,), frozenset({"first_name", "email"})), "merge")
    record = get_customer(desk, marai).record
    assert (record.full_name, record.email, record.suburb) == ("Marei Haddad", "marai@example.com", None)
    assert (record.credit_limit, record.on_hold, record.tags) == (None, False, ())


def test_the_numbers_and_names_of_the_others_find_the_one_that_stays(
    desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    edit_customer(desk, marai, RecordChange({"source": "Fair"}))
    assert find_customer(desk, "C-000002") == marai
    for words in ("C-000002", "hadad", "marai@example.com"):
        assert [row.id for row in list_customers(desk, CustomerQuery(search=words)).rows] == [marai]
    assert list_customers(desk, CustomerQuery()).total == 1
    assert list_customers(desk, CustomerQuery(archived=True)).total == 0


def test_what_is_posted_to_a_merged_number_goes_to_the_one_that_stays(
    desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    assert sell(desk, SaleOrder(twin, total=100, on_account=100), "more").balance == 3100
    assert take_payment(desk, PaymentOrder(twin, 3100), "rest").balance == 0
    assert reverse(desk, "P-00001", "bounced", "undo").balance == 2000
    assert get_customer(desk, marai).debt_balance == 2000
    assert problems(desk) == []


def test_notes_and_sales_are_those_of_the_whole_person(
    desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    add_note(desk, marai, "Pays late")
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    assert {note.text for note in list_notes(desk, marai)} == {"Likes opals", "Pays late"}
    sell(desk, SaleOrder(twin, total=100, on_account=100), "more")
    assert (customer_sales(desk, marai, 10).count, len(customer_sales(desk, marai, 10).sales)) == (2, 2)


def test_parting_them_restores_both_as_they_were(desk: Desk, marai: CustomerId, twin: CustomerId) -> None:
    before = figures(desk, marai, twin)
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    assert can_unmerge(desk, marai) == (twin,)
    unmerge(desk, marai, twin, "unmerge")
    assert figures(desk, marai, twin) == before
    assert (merged_into(desk, marai), problems(desk)) == ((), [])


def test_one_of_several_can_be_parted(desk: Desk, marai: CustomerId, twin: CustomerId) -> None:
    third = add_customer(desk, RecordChange({"first_name": "M", "email": "m@example.com"})).id
    before = figures(desk, marai, twin, third)
    merge(desk, MergeOrder(marai, (twin, third)), "merge")
    unmerge(desk, marai, twin, "one")
    assert customer_document(desk, marai)["email"] == "m@example.com"
    assert figures(desk, twin) == before[1:2]
    unmerge(desk, marai, third, "two")
    assert figures(desk, marai, twin, third) == before
    assert problems(desk) == []


def test_who_was_merged_comes_along_and_is_parted_in_turn(
    desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    third = add_customer(desk, RecordChange({"first_name": "M"})).id
    before = figures(desk, marai, twin, third)
    merge(desk, MergeOrder(twin, (marai,)), "first")
    together = figures(desk, twin)
    merge(desk, MergeOrder(third, (twin,)), "second")
    assert customer_document(desk, marai)["merged_from"] == ["C-000001", "C-000002"]
    with pytest.raises(CannotUnmerge) as refused:
        unmerge(desk, third, marai, "too early")
    assert refused.value.parameters["reference"] == "C-000002"
    unmerge(desk, third, twin, "back")
    assert figures(desk, twin) == together
    unmerge(desk, twin, marai, "all the way")
    assert figures(desk, marai, twin, third) == before
    assert problems(desk) == []


@pytest.mark.parametrize("deed", ["sale", "payment", "reversal", "edit", "archive", "statement"])
def test_after_any_posting_or_edit_they_cannot_be_parted(
    desk: Desk, marai: CustomerId, twin: CustomerId, deed: str
) -> None:
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    if deed == "sale":
        sell(desk, SaleOrder(marai, total=100, on_account=100), "more")
    elif deed == "payment":
        take_payment(desk, PaymentOrder(twin, 100), "more")
    elif deed == "reversal":
        reverse(desk, "P-00001", "bounced", "undo")
    elif deed == "edit":
        edit_customer(desk, marai, RecordChange({"source": "Fair"}))
    elif deed == "archive":
        take_payment(desk, PaymentOrder(marai, 3000), "rest")
        archive_customer(desk, marai)
    else:
        issue(desk, build_statement(desk, marai))
    with pytest.raises(CannotUnmerge):
        unmerge(desk, marai, twin, "unmerge")
    assert can_unmerge(desk, marai) == ()


def test_a_later_merging_can_be_undone_although_an_earlier_one_cannot(
    desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    sell(desk, SaleOrder(marai, total=100, on_account=100), "more")
    third = add_customer(desk, RecordChange({"first_name": "M"})).id
    merge(desk, MergeOrder(marai, (third,)), "again")
    assert can_unmerge(desk, marai) == (third,)


def test_an_email_that_was_taken_meanwhile_keeps_them_together(
    desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    edit_customer(desk, marai, RecordChange({"email": "own@example.com"}))
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    add_customer(desk, RecordChange({"first_name": "Eve", "email": "Marai@example.com"}))
    with pytest.raises(DuplicateEmail):
        unmerge(desk, marai, twin, "unmerge")
    assert get_customer(desk, twin).id == marai


def test_an_archived_ones_email_that_is_somebody_elses_now_is_not_taken(
    desk: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    sell(desk, SaleOrder(twin, total=2000, on_account=2000), "even")
    archive_customer(desk, twin)
    add_customer(desk, RecordChange({"first_name": "Eve", "email": "marai@example.com"}))
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    assert get_customer(desk, marai).record.email is None
    unmerge(desk, marai, twin, "unmerge")
    with pytest.raises(DuplicateEmail):
        merge(desk, MergeOrder(marai, (twin,), frozenset({"email"})), "picked")


def test_a_merging_and_a_parting_happen_once(desk: Desk, marai: CustomerId, twin: CustomerId) -> None:
    order = MergeOrder(marai, (twin,))
    assert merge(desk, order, "merge") == merge(desk, order, "merge")
    with pytest.raises(RequestConflict):
        merge(desk, MergeOrder(twin, (marai,)), "merge")
    assert unmerge(desk, marai, twin, "part") == unmerge(desk, marai, twin, "part")
    assert merged_into(desk, marai) == ()


@pytest.mark.parametrize(
    ("keep", "others", "refusal"),
    [
        (1, (1,), InvalidValue),
        (1, (2, 2), InvalidValue),
        (1, (), InvalidValue),
        (1, (9,), NotFound),
        (9, (1,), NotFound),
        (3, (1,), CustomerArchived),
    ],
)
def test_nobody_is_merged_into_themselves_nobody_or_somebody_hidden(
    desk: Desk, twin: CustomerId, keep: int, others: tuple[int, ...], refusal: type[ShopDeskError]
) -> None:
    archive_customer(desk, add_customer(desk, RecordChange({"first_name": "Old"})).id)
    order = MergeOrder(CustomerId(keep), tuple(map(CustomerId, others)))
    with pytest.raises(refusal):
        merge(desk, order, "merge")
    with pytest.raises(refusal):
        plan_merge(desk, order)


def test_a_merging_is_planned_without_writing(desk: Desk, marai: CustomerId, twin: CustomerId) -> None:
    before = figures(desk, marai, twin)
    plan = plan_merge(desk, MergeOrder(marai, (twin,)))
    assert (plan.balance, plan.record.email) == (3000, "marai@example.com")
    assert figures(desk, marai, twin) == before


def test_a_form_opened_before_the_merging_is_stale(desk: Desk, marai: CustomerId, twin: CustomerId) -> None:
    opened_at = get_customer(desk, twin).row_version
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    with pytest.raises(StaleRecord):
        edit_customer(desk, twin, RecordChange({"source": "Fair"}), row_version=opened_at)


def test_a_statement_after_the_merging_opens_with_what_the_whole_person_owed(
    desk: Desk, marai: CustomerId, twin: CustomerId, clock: StandingClock
) -> None:
    issue(desk, build_statement(desk, marai))
    clock.forward(days=2)
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    sell(desk, SaleOrder(marai, total=100, on_account=100), "more")
    statement = build_statement(desk, marai, from_on=desk.today())
    assert (statement.opening, statement.late, statement.closing) == (3000, 0, 3100)


def test_only_the_owner_merges_and_parts(
    desk: Desk, cashier: Desk, marai: CustomerId, twin: CustomerId
) -> None:
    with pytest.raises(Forbidden):
        merge(cashier, MergeOrder(marai, (twin,)), "merge")
    merge(desk, MergeOrder(marai, (twin,)), "merge")
    with pytest.raises(Forbidden):
        unmerge(cashier, marai, twin, "unmerge")
