"""The slip of a closed day says its sums, the count and the verdict, on the shop's roll."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from shopdesk.documents.day_close_pdf import render_day_close
from shopdesk.domain.day_close import Day, DayFlows, DaySlip
from shopdesk.domain.money import Currency
from shopdesk.domain.settings import Settings
from shopdesk.viewmodels.day_words import slip_of
from shopdesk.viewmodels.shop_text import ShopText
from tests.documents.reading import page_texts, placed_texts
from tests.documents.test_page import NAMES

CLOSED = Day(
    on=date(2026, 11, 21),
    flows=DayFlows(84_000, 12_500, 3_000, 2_000, 500, 41_000, 0, 0, 30_000, 12_500, -700),
    cash_float=20_000,
    opening_debt=100_000,
    balances=116_800,
    number=12,
    counted=111_900,
    closed_at=datetime(2026, 11, 21, 7, 5, tzinfo=UTC),
    staff="Rosa Rossi",
)
TEXT = ShopText(Currency("AUD"), "en_AU", ZoneInfo("Australia/Melbourne"), "AU", CLOSED.on)
SHOP = Settings(
    shop_name="Rossi Jewellers",
    country="AU",
    currency="AUD",
    locale="en_AU",
    zone="Australia/Melbourne",
)


def slip(day: Day = CLOSED, settings: Settings = SHOP) -> DaySlip:
    return slip_of(day, settings, TEXT)


@pytest.mark.parametrize(
    "words",
    [
        "Rossi Jewellers",
        "Close of the day",
        "21 Nov 2026 18:05",
        "Close 12, by Rosa Rossi",
        "Float $200.00",
        "Cash sales +$840.00",
        "Debts collected in cash +$125.00",
        "Refunds in cash −$30.00",
        "Store credit paid out in cash −$20.00",
        "Sales corrected +$5.00",
        "Expected in the drawer $1,120.00",
        "Counted in the drawer $1,119.00",
        "Card $410.00",
        "Owed at the last close $1,000.00",
        "Sold on account +$300.00",
        "Collected, in every way −$125.00",
        "Adjustments −$7.00",
        "Owed now $1,168.00",
        "The drawer is $1.00 short",
        "This is the sum of all balances.",
        "Signature",
    ],
)
def test_the_slip_says_what_was_counted_and_what_is_owed(words: str) -> None:
    assert words in page_texts(render_day_close(slip()))[0]


def test_the_verdict_stands_below_the_count_and_the_proof_below_what_is_owed() -> None:
    text = page_texts(render_day_close(slip()))[0]
    order = ("Counted in the drawer", "The drawer is $1.00 short", "Card", "Owed now", "This is the sum")
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_a_day_that_does_not_tie_says_so_on_its_slip() -> None:
    text = page_texts(render_day_close(slip(replace(CLOSED, balances=116_900))))[0]
    assert "The balances add up to $1,169.00 instead" in " ".join(text.split())


@pytest.mark.parametrize(("paper", "wide"), [("58", 164), ("80", 227), ("A4", 227)])
def test_the_slip_is_as_wide_as_the_roll_of_the_shop(paper: str, wide: int) -> None:
    done = render_day_close(slip(settings=replace(SHOP, receipt_paper=paper)))
    (page,) = PdfReader(BytesIO(done.pdf)).pages
    assert round(float(page.mediabox.width)) == wide


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_name_of_shop_and_staff_is_printed_inside_the_paper(name: str) -> None:
    done = render_day_close(slip(replace(CLOSED, staff=name), replace(SHOP, shop_name=name)))
    assert all(left > 5 for _, left in placed_texts(done))
