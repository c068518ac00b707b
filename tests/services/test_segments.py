"""Segments: the program's own, and those that the owner draws by rules."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery, Segment
from shopdesk.domain.payment import Method
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.segment import Ask, Meets, OwnSegment, Rule, Rules, SegmentId
from shopdesk.errors import Forbidden, InvalidValue, NotFound
from shopdesk.services.changes import Changes
from shopdesk.services.customers import RecordChange, add_customer, archive_customer, list_customers
from shopdesk.services.desk import Desk
from shopdesk.services.segments import (
    count_by_rules,
    count_customers_in,
    customers_in,
    find_segment,
    list_segments,
    remove_segment,
    save_segment,
)
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from tests.conftest import StandingClock

BIG_SPENDERS = Rules(Meets.ALL, (Rule(Ask.SPENT_MORE, 50_000, months=12),))


def bought(desk: Desk, customer: CustomerId, total: int) -> None:
    order = SaleOrder(customer, total, tenders={Method.CASH: total})
    sell(desk, order, f"{customer} {total} {desk.clock.now()}")


def own(rules: Rules) -> OwnSegment:
    return OwnSegment(SegmentId(1), "Own", rules)


def test_who_is_new_lapsed_or_of_high_value_follows_the_calendar(
    desk: Desk, clock: StandingClock, marai: CustomerId, tomas: CustomerId
) -> None:
    change_settings(desk, {"high_value_from": "90000"})
    bought(desk, marai, 90_000)
    bought(desk, tomas, 89_999)
    assert customers_in(desk, Segment.HIGH_VALUE) == (marai,)
    assert set(customers_in(desk, Segment.NEW)) == {marai, tomas}
    clock.forward(days=181)  # the same day six months later
    assert customers_in(desk, Segment.NEW) == customers_in(desk, Segment.LAPSED) == ()
    bought(desk, tomas, 1)
    clock.forward(days=1)
    assert customers_in(desk, Segment.LAPSED) == (marai,)


def test_what_was_spent_longer_ago_than_asked_does_not_count(
    desk: Desk, clock: StandingClock, marai: CustomerId
) -> None:
    bought(desk, marai, 50_001)
    clock.forward(days=365)
    assert count_by_rules(desk, BIG_SPENDERS) == 1
    clock.forward(days=1)
    assert count_by_rules(desk, BIG_SPENDERS) == 0
    assert customers_in(desk, own(Rules(Meets.ALL, (Rule(Ask.SPENT_MORE, 50_000),)))) == (marai,)


def test_any_of_the_rules_is_enough_where_that_is_asked(
    desk: Desk, marai: CustomerId, tomas: CustomerId
) -> None:
    bought(desk, marai, 1_000)
    rules = (Rule(Ask.VISITED_MORE, 0), Rule(Ask.NEVER_SEEN))
    assert count_by_rules(desk, Rules(Meets.ALL, rules)) == 0
    assert customers_in(desk, own(Rules(Meets.ANY, rules))) == (marai, tomas)


def test_an_archived_customer_belongs_to_no_segment(desk: Desk, marai: CustomerId, tomas: CustomerId) -> None:
    archive_customer(desk, marai)
    never = own(Rules(Meets.ALL, (Rule(Ask.NEVER_SEEN),)))
    assert customers_in(desk, never) == (tomas,)
    assert list_customers(desk, CustomerQuery(segment=never, archived=True)).total == 0


@pytest.mark.parametrize("segment", Segment)
def test_a_segment_counts_whom_it_names(desk: Desk, marai: CustomerId, segment: Segment) -> None:
    assert count_customers_in(desk, segment) == len(customers_in(desk, segment))


def test_a_segment_is_kept_changed_and_forgotten(desk: Desk) -> None:
    told: list[Changes] = []
    desk.feed.subscribe(told.append)
    kept = save_segment(desk, " Big  spenders ", BIG_SPENDERS)
    assert list_segments(desk) == (OwnSegment(kept.id, "Big spenders", BIG_SPENDERS),)
    assert find_segment(desk, "BIG SPENDERS") == kept
    changed = Rules(Meets.ANY, (*BIG_SPENDERS.rules, Rule(Ask.TAGGED, tag="Bridal")))
    save_segment(desk, "Best", changed, kept.id)
    assert list_segments(desk) == (OwnSegment(kept.id, "Best", changed),)
    remove_segment(desk, kept.id)
    assert list_segments(desk) == ()
    assert [changes.everything for changes in told] == [True] * 3


@pytest.mark.parametrize(
    ("name", "reason"), [("best", "name_taken"), ("VIP", "shops_own"), (" ", "empty"), ("x" * 61, "too_long")]
)
def test_a_name_that_cannot_be_is_refused(desk: Desk, name: str, reason: str) -> None:
    save_segment(desk, "Best", BIG_SPENDERS)
    with pytest.raises(InvalidValue) as refused:
        save_segment(desk, name, BIG_SPENDERS)
    assert refused.value.parameters == {"field": "name", "reason": reason}


def test_rules_are_the_owners(desk: Desk, cashier: Desk) -> None:
    kept = save_segment(desk, "Best", BIG_SPENDERS)
    for deed in (
        lambda: save_segment(cashier, "Mine", BIG_SPENDERS),
        lambda: remove_segment(cashier, kept.id),
    ):
        with pytest.raises(Forbidden):
            deed()
    assert list_segments(cashier) == (kept,)


def test_a_segment_that_is_gone_is_not_found(desk: Desk) -> None:
    for deed in (
        lambda: remove_segment(desk, SegmentId(7)),
        lambda: save_segment(desk, "Best", BIG_SPENDERS, SegmentId(7)),
    ):
        with pytest.raises(NotFound):
            deed()
    with pytest.raises(InvalidValue):
        find_segment(desk, "tall")


def test_a_tag_is_met_in_any_case(desk: Desk, marai: CustomerId) -> None:
    bridal = add_customer(desk, RecordChange({"first_name": "Ann"}, ("Bridal",))).id
    assert customers_in(desk, own(Rules(Meets.ALL, (Rule(Ask.TAGGED, tag="BRIDAL"),)))) == (bridal,)
    assert customers_in(desk, own(Rules(Meets.ALL, (Rule(Ask.NOT_TAGGED, tag="bridal"),)))) == (marai,)
