"""Invented customers: names in several scripts, telephones that could exist, and what a jeweller notes."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from shopdesk.domain.customer import COMMUNICATION_PREFERENCES, GOLD, METALS, RING_SIZES, VIP
from shopdesk.domain.folding import fold
from shopdesk.domain.phone import parse_phone
from shopdesk.errors import InvalidPhone
from shopdesk.paths import resource

COUNTRY = "AU"
_VIPS_IN_THOUSAND = 46


@dataclass(frozen=True, slots=True)
class Person:
    """What is typed for one customer."""

    texts: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    note: str = ""


MARAI = Person(
    texts={
        "first_name": "Marai",
        "last_name": "Haddad",
        "email": "marai.h@example.com",
        "mobile": "0412 345 004",
        "street": "18 Wattle Avenue",
        "suburb": "Northcote",
        "state": "VIC",
        "postcode": "3070",
        "ring_size": "M½",
        "preferred_metal": "White Gold",
        "gold_preference": "18ct",
        "allergies": "Nickel",
        "communication_preference": "whatsapp",
        "birthday": "1979-08-09",
        "anniversary": "--12-02",
        "spouse_name": "Sami Haddad",
        "source": "Friend",
        "customer_since_on": "2011-03-12",
        "credit_limit": "200000",
    },
    tags=(VIP, "Bridal"),
    note="Likes to see new pearls first.",
)
"""The customer whom the manual tells of."""


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    """Return the words that people and goods are made of."""
    return tomllib.loads(resource("demo", "people.toml").read_text("utf-8"))


class Crowd:
    """Invents one person after the other, no two with the same email or telephone."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken = {MARAI.texts["email"], parse_phone(MARAI.texts["mobile"], COUNTRY)}
        self._cultures = data()["culture"]
        self._weights = [culture["weight"] for culture in self._cultures]

    def person(self, joined_on: date) -> Person:
        """Return somebody who came into the shop on that day."""
        rng = self._rng
        culture = rng.choices(self._cultures, self._weights)[0]
        texts = {"first_name": rng.choice(culture["first"]), "last_name": rng.choice(culture["last"])}
        if self._sometimes(72):
            texts["email"] = self._email(texts, plain=culture.get("plain_email", False))
        if self._sometimes(88):
            texts["mobile"] = self._phone("04", 8)
        if self._sometimes(14):
            texts["phone"] = self._phone("039", 7)
        for pairs in (self._address(), self._taste(), self._dates(joined_on)):
            texts.update(pairs)
        if self._sometimes(30):
            texts["source"] = rng.choice(data()["record"]["sources"])
        note = rng.choice(data()["record"]["notes"]) if self._sometimes(12) else ""
        return Person(texts, self._tags(), note)

    def _sometimes(self, per_cent: int) -> bool:
        return self._rng.randrange(100) < per_cent

    def _email(self, texts: dict[str, str], *, plain: bool) -> str:
        words = (texts["first_name"], texts["last_name"])
        parts = ["".join(mark for mark in fold(word).replace("đ", "d") if mark.isalnum()) for word in words]
        stem = "customer" if plain else ".".join(parts)
        ending = self._rng.choice(("com", "org", "net"))
        email, again = f"{stem}@example.{ending}", 1
        while email in self._taken:
            again += 1
            email = f"{stem}{again}@example.{ending}"
        self._taken.add(email)
        return email

    def _phone(self, start: str, digits: int) -> str:
        """Return a number that could exist and that nobody else here has."""
        while True:
            typed = start + "".join(str(self._rng.randrange(10)) for _ in range(digits))
            try:
                number = parse_phone(typed, COUNTRY)
            except InvalidPhone:
                continue
            if number not in self._taken:
                self._taken.add(number)
                return number

    def _address(self) -> Iterator[tuple[str, str]]:
        if self._sometimes(55):
            places = data()["places"]
            yield "street", f"{self._rng.randint(1, 240)} {self._rng.choice(places['streets'])}"
            yield from zip(("suburb", "state", "postcode"), self._rng.choice(places["suburbs"]), strict=True)

    def _taste(self) -> Iterator[tuple[str, str]]:
        rng, record = self._rng, data()["record"]
        for name, choices, per_cent in (
            ("ring_size", RING_SIZES[16:40], 32),
            ("wrist_size", record["wrist_sizes"], 12),
            ("preferred_metal", METALS, 35),
            ("gold_preference", GOLD, 25),
            ("allergies", record["allergies"], 5),
            ("communication_preference", COMMUNICATION_PREFERENCES, 45),
        ):
            if self._sometimes(per_cent):
                yield name, rng.choice(choices)

    def _dates(self, joined_on: date) -> Iterator[tuple[str, str]]:
        # Some were known to the shop long before it had this book.
        since = joined_on - timedelta(days=self._rng.randint(200, 6000) if self._sometimes(35) else 0)
        yield "customer_since_on", str(since)
        if self._sometimes(62):
            born = date(1938, 1, 1) + timedelta(days=self._rng.randrange(25_000))
            yield "birthday", str(born) if self._sometimes(70) else f"--{born:%m-%d}"
        if self._sometimes(26):
            wed = date(1975, 1, 1) + timedelta(days=self._rng.randrange(17_000))
            yield "anniversary", str(wed) if self._sometimes(50) else f"--{wed:%m-%d}"

    def _tags(self) -> tuple[str, ...]:
        vip = (VIP,) if self._rng.randrange(1000) < _VIPS_IN_THOUSAND else ()
        return vip + ((self._rng.choice(data()["record"]["tags"]),) if self._sometimes(38) else ())
