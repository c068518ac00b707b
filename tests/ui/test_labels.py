"""Every value has its words, and counts read as people say them."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from shopdesk.domain.customer_list import Segment, Sort
from shopdesk.domain.money import Currency
from shopdesk.viewmodels.customer_line import lines_of
from shopdesk.viewmodels.customer_list import Filters, Listing
from shopdesk.viewmodels.shop_text import ShopText
from tests.viewmodels.test_customer_line import row
from ui.labels import balance_note, filters_words, footer_words, segment_name, sort_name, updated_words

TEXT = ShopText(Currency("AUD"), "en_AU", ZoneInfo("UTC"), "AU", date(2026, 11, 21))
LINE = lines_of([row()], TEXT)[0]


def test_every_order_and_part_has_a_name_of_its_own() -> None:
    assert len({sort_name(sort) for sort in Sort}) == len(Sort)
    assert len({segment_name(segment) for segment in Segment}) == len(Segment)


@pytest.mark.parametrize(
    ("balance", "days", "said"),
    [
        (128_400, 42, "owes · 42 days"),
        (100, 1, "owes · 1 day"),
        (100, 0, "owes · today"),
        (100, None, "owes"),
        (-6_000, None, "store credit"),
        (0, None, ""),
    ],
)
def test_a_balance_has_its_words(balance: int, days: int | None, said: str) -> None:
    assert balance_note(replace(LINE, balance=balance, days_owed=days)) == said


def test_the_day_of_the_last_save_is_today_or_a_date() -> None:
    assert updated_words(LINE) == "Today"
    assert updated_words(replace(LINE, updated="3 Nov")) == "3 Nov"


@pytest.mark.parametrize(
    ("listing", "filters", "said"),
    [
        (Listing(loaded=200, total=1240), Filters(), "Showing 200 of 1240"),
        (Listing(loaded=57, total=57), Filters(tag="Bridal"), "Showing 57 of 57 · tag Bridal"),
        (
            Listing(near=(LINE, LINE), far=(LINE,), search="mar", loaded=200, total=1240),
            Filters(),
            "2 matches in the 200 loaded · 1 more across all 1240 customers",
        ),
        (
            Listing(near=(LINE,), search="mar", loaded=9, total=9),
            Filters(segment=Segment.VIP),
            "1 match in the 9 loaded · VIP clients",
        ),
    ],
)
def test_the_footer_says_how_many_and_of_whom(listing: Listing, filters: Filters, said: str) -> None:
    assert footer_words(listing, filters, str) == said


def test_an_unfiltered_list_has_no_words_for_it() -> None:
    assert filters_words(Filters()) == ""
    assert filters_words(Filters(archived=True)) == "archived"
