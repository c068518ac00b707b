"""What a country tells about a shop in it: its name, currency, language and time zones."""

import unicodedata
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies

from shopdesk.domain.country import COUNTRIES
from shopdesk.formatting import knows_locale

_ENGLISH = Locale("en")


@lru_cache(maxsize=4)
def countries(locale: str) -> tuple[tuple[str, str], ...]:
    """Return (ISO code, name) of every country, in the order of the names in this locale's language."""
    names = _readable(locale).territories
    found = [(code, str(name)) for code, name in names.items() if code in COUNTRIES]
    return tuple(sorted(found, key=lambda country: _sorted_as(country[1])))


@lru_cache(maxsize=4)
def currencies(locale: str) -> tuple[tuple[str, str], ...]:
    """Return (ISO code, ``AUD · Australian Dollar``) of every currency that a country pays with today."""
    codes = {code for country, _ in countries("en") for code in get_territory_currencies(country)}
    names = _readable(locale).currencies
    return tuple((code, f"{code} · {names.get(code, code)}") for code in sorted(codes))


def currency_of(country: str) -> str:
    """Return the currency that people pay with in a country; dollars of the United States if none is known."""
    found = get_territory_currencies(country) if country in COUNTRIES else []
    return str(found[0]) if found else "USD"


def locale_of(country: str, spoken: str) -> str:
    """Return the locale a shop in this country writes in: the speaker's language if it is at home there.

    ``spoken`` is a locale, such as the computer's; otherwise the country's first language is taken, and
    where no rules are known for that, English.
    """
    official = get_official_languages(country, de_facto=True) if country in COUNTRIES else ()
    language = _readable(spoken).language
    for wanted in (language, *official):
        if (wanted in official or wanted == "en") and knows_locale(f"{wanted}_{country}"):
            return f"{wanted}_{country}"
    return "en"


@lru_cache(maxsize=1)
def zones() -> tuple[str, ...]:
    """Return the names of every time zone of a place, ``Australia/Melbourne``, and ``UTC``."""
    known = available_timezones()
    return ("UTC", *sorted(zone for zone in get_global("zone_territories") if "/" in zone and zone in known))


def zone_of(country: str, computer_zone: str) -> str:
    """Return the time zone of a shop in this country: the computer's if it lies there, else the first one."""
    territories = get_global("zone_territories")
    if territories.get(computer_zone) == country:
        return computer_zone
    known = set(zones())
    here = sorted(zone for zone, territory in territories.items() if territory == country and zone in known)
    return next((zone for zone in (*_CAPITAL_ZONES, *here) if zone in here), "UTC")


def country_of(locale: str) -> str:
    """Return the country of a computer's locale, Australia where it names none."""
    territory = locale.replace("-", "_").split(".")[0].rpartition("_")[2]
    return territory if territory in COUNTRIES else "AU"


# Where the alphabet's first zone is not where most of the country's shops stand.
_CAPITAL_ZONES = (
    "America/New_York",
    "America/Toronto",
    "America/Sao_Paulo",
    "America/Mexico_City",
    "America/Argentina/Buenos_Aires",
    "America/Santiago",
    "America/Guayaquil",
    "Asia/Jakarta",
    "Asia/Shanghai",
    "Asia/Almaty",
    "Asia/Kuala_Lumpur",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Istanbul",
    "Europe/Kiev",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/Madrid",
    "Europe/Moscow",
    "Pacific/Auckland",
)


def _readable(locale: str) -> Locale:
    return Locale.parse(locale.replace("-", "_")) if knows_locale(locale) else _ENGLISH


def _sorted_as(name: str) -> str:
    """Return the name without accents, so that Österreich stands at O and Åland at A."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).casefold()
