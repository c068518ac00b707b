"""What a country brings along."""

import pytest

from shopdesk.domain.country import COUNTRIES
from shopdesk.domain.money import Currency
from shopdesk.formatting import knows_locale
from shopdesk.places import countries, country_of, currencies, currency_of, locale_of, zone_of, zones


@pytest.mark.parametrize(
    ("country", "spoken", "computer_zone", "brings"),
    [
        ("AU", "en_AU", "Australia/Melbourne", ("AUD", "en_AU", "Australia/Melbourne")),
        ("AU", "en_AU", "Europe/Rome", ("AUD", "en_AU", "Australia/Sydney")),
        ("IT", "en_AU", "UTC", ("EUR", "en_IT", "Europe/Rome")),
        ("CH", "fr_FR", "UTC", ("CHF", "fr_CH", "Europe/Zurich")),
        ("CH", "pl_PL", "UTC", ("CHF", "de_CH", "Europe/Zurich")),
        ("AE", "ar_EG", "UTC", ("AED", "ar_AE", "Asia/Dubai")),
        ("US", "C", "UTC", ("USD", "en_US", "America/New_York")),
        ("??", "", "", ("USD", "en", "UTC")),
    ],
)
def test_a_country_brings_currency_language_and_zone(
    country: str, spoken: str, computer_zone: str, brings: tuple[str, str, str]
) -> None:
    assert (currency_of(country), locale_of(country, spoken), zone_of(country, computer_zone)) == brings


@pytest.mark.parametrize(("locale", "country"), [("en_AU", "AU"), ("de-AT", "AT"), ("C", "AU"), ("fr", "AU")])
def test_the_computers_locale_names_the_country(locale: str, country: str) -> None:
    assert country_of(locale) == country


def test_every_country_brings_what_a_shop_can_be_made_with() -> None:
    offered = {code for code, _ in currencies("en")}
    for country, _ in countries("en"):
        assert currency_of(country) in offered
        assert Currency(currency_of(country)).major > 0
        assert knows_locale(locale_of(country, "en_AU"))
        assert zone_of(country, "UTC") in zones()


def test_every_country_is_offered_and_nothing_else() -> None:
    assert {code for code, _ in countries("en")} == COUNTRIES


def test_countries_stand_in_the_order_of_their_names() -> None:
    names = [name for _, name in countries("de_DE")]
    assert (
        names.index("Ägypten") < names.index("Albanien") < names.index("Österreich") < names.index("Oman") + 2
    )
