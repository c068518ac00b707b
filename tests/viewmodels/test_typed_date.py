"""Dates as people type them, in their own order and words."""

from datetime import date

import pytest

from shopdesk.errors import InvalidDate
from shopdesk.formatting import format_date
from shopdesk.viewmodels.typed_date import typed_date, typed_day_of_year

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("locale", "text", "iso"),
    [
        ("en_AU", "", ""),
        ("en_AU", "2011-12-02", "2011-12-02"),
        ("en_AU", "2 Dec 2011", "2011-12-02"),
        ("en_AU", "March 2011", "2011-03-01"),
        ("en_AU", "2/3/2011", "2011-03-02"),
        ("en_US", "2/3/2011", "2011-02-03"),
        ("en_US", "Dec 2, 2011", "2011-12-02"),
        ("de_DE", "2.3.2011", "2011-03-02"),
        ("de_DE", "2. März 2011", "2011-03-02"),
        ("ar_EG", "٢/٣/٢٠١١", "2011-03-02"),
        ("ja_JP", "2011/3/2", "2011-03-02"),
        ("en_AU", "3/2011", "2011-03-01"),
        ("en_AU", "17 May", "2026-05-17"),
        ("en_AU", "24 Dec", "2025-12-24"),
    ],
)
def test_a_date_is_read_in_the_shops_order(locale: str, text: str, iso: str) -> None:
    assert typed_date(text, locale, "customer_since_on", TODAY) == iso


@pytest.mark.parametrize("locale", ["en_AU", "en_US", "de_DE", "fr_FR", "it_IT", "hi_IN", "ja_JP", "ar_EG"])
def test_a_date_as_the_shop_writes_it_is_read_back(locale: str) -> None:
    written = format_date(date(2011, 3, 2), locale)
    assert typed_date(written, locale, "customer_since_on", TODAY) == "2011-03-02"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("17 May", "--05-17"),
        ("17 May (year unknown)", "--05-17"),
        ("--05-17", "--05-17"),
        ("9 Aug 1979", "1979-08-09"),
        ("9/8/1979", "1979-08-09"),
    ],
)
def test_a_day_of_the_year_may_lack_its_year(text: str, iso: str) -> None:
    assert typed_day_of_year(text, "en_AU", "birthday") == iso


@pytest.mark.parametrize("text", ["soon", "17 Foo", "1/2/3/4", "2011 2012", "May"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidDate):
        typed_day_of_year(text, "en_AU", "birthday")


def test_a_due_date_without_a_year_is_still_to_come() -> None:
    assert typed_date("3 Feb", "en_AU", "due_on", TODAY, ahead=True) == "2027-02-03"
