"""Any split of any total adds up."""

from hypothesis import given
from hypothesis import strategies as st

from shopdesk.viewmodels.tenders import Tenders, Way

PARTS = st.dictionaries(st.sampled_from(list(Way)), st.integers(1, 10**6))
TOTALS = st.integers(1, 10**7)


@given(TOTALS, PARTS, st.sampled_from([None, *Way]), st.sampled_from([1, 5, 10, 100]))
def test_what_is_paid_is_the_total_with_its_rounding_or_says_what_is_missing(
    total: int, parts: dict[Way, int], way: Way | None, coin: int
) -> None:
    tenders = Tenders(tuple(parts.items()), way)
    settled = tenders.settle(total, coin)
    paid = sum(settled.tenders.values()) + settled.on_account + settled.redeemed
    assert paid + settled.missing == total + settled.rounding
    assert all(amount > 0 for amount in settled.tenders.values())
    assert settled.rounding == 0 or way is Way.CASH


@given(TOTALS, PARTS, st.sampled_from(list(Way)), st.sampled_from([5, 10, 100]))
def test_a_chosen_way_leaves_nothing_missing_and_cash_in_whole_coins(
    total: int, parts: dict[Way, int], way: Way, coin: int
) -> None:
    settled = Tenders(tuple(parts.items()), way).settle(total, coin)
    assert settled.missing <= 0
    if way is Way.CASH and settled.missing == 0 and sum(parts.values()) < total:
        assert settled.cash % coin == 0


def test_parts_of_one_way_are_one_and_can_be_given_up() -> None:
    tenders = Tenders().with_part(Way.CARD, 100).with_part(Way.ACCOUNT, 50).with_part(Way.CARD, 20)
    assert tenders.parts == ((Way.CARD, 120), (Way.ACCOUNT, 50))
    assert tenders.without_account().parts == ((Way.CARD, 120),)
    assert tenders.without_part(Way.CARD).rest(170) == 120
