"""A shop full of plausible people, sales and payments, made through the same services as a real one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from shopdesk.clock import Clock, SystemClock
from shopdesk.demo.history import Happening, History, history_of_marai
from shopdesk.demo.keeping_in_touch import keep_in_touch
from shopdesk.demo.people import COUNTRY, MARAI, Crowd, Person
from shopdesk.demo_door import OWNER_PIN, PASSPHRASE
from shopdesk.domain.account import CustomerId
from shopdesk.domain.day_close import CloseOrder
from shopdesk.domain.days import local_day, noon, start_of_day
from shopdesk.domain.staff import Deed, Role, StaffMember
from shopdesk.errors import InvalidValue
from shopdesk.services.customers import RecordChange, insert_customer
from shopdesk.services.day_close import close_day, plan_close
from shopdesk.services.desk import Desk, Work
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from shopdesk.shop import NewShop, create_shop
from shopdesk.storage.kdf import KdfProfile

CUSTOMERS = 1240
MARAI_ID = 412
_ZONE = ZoneInfo("Australia/Melbourne")
_DAYS = 3 * 365
_CUSTOMERS_LIMIT, _EVENTS_LIMIT = 200_000, 2_000_000
_EVENTS_PER_HUNDRED = 484
_CHUNK = 1000
_FLOAT = 20_000
_ADDRESS = "112 Lygon Street\nCarlton VIC 3053"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class DemoShop:
    """Where the demo shop lies, what opens it, and how much is in it."""

    folder: Path
    passphrase: str
    customers: int
    events: int


class _ScriptedClock:
    """The clock of somebody who tells a story: it stands where the story is."""

    def __init__(self, instant: datetime) -> None:
        self.instant = self._begun = instant

    def now(self) -> datetime:
        """Return the instant that the story has reached."""
        return self.instant

    def running(self) -> timedelta:
        """Return how much has been told."""
        return self.instant - self._begun


def make_demo(
    folder: Path,
    customers: int = CUSTOMERS,
    events: int | None = None,
    seed: int = 7,
    progress: Progress | None = None,
    *,
    profile: KdfProfile | None = None,
    clock: Clock | None = None,
) -> DemoShop:
    """Make the demo shop: three years of its life until now, the same for the same seed on the same day.

    ``progress`` is told steps done and steps in all. Raises AlreadyExists, and InvalidValue for more
    customers or events than a shop may be asked to invent.
    """
    for name, number, limit in (
        ("customers", customers, _CUSTOMERS_LIMIT),
        ("events", events or 0, _EVENTS_LIMIT),
    ):
        if not 0 <= number <= limit:
            raise InvalidValue(field=name, reason="out_of_range")
    now = (clock or SystemClock()).now()
    story = list(_story(customers, events, Random(seed), local_day(now, _ZONE)))  # noqa: S311  a story, not a key
    begun = noon(local_day(now, _ZONE) - timedelta(days=_DAYS + 1), _ZONE)
    scripted = _ScriptedClock(begun)
    new = NewShop(
        name="Rossi Jewellers",
        country=COUNTRY,
        currency="AUD",
        locale="en_AU",
        zone=str(_ZONE),
        owner_name="Rosa Rossi",
        passphrase=PASSPHRASE,
        owner_pin=OWNER_PIN,
    )
    shop, _ = create_shop(folder, new, profile=profile, clock=scripted)
    with shop:
        change_settings(
            shop.desk, {"address": _ADDRESS, "phone": "(03) 9347 0000", "email": "shop@example.com"}
        )
        cashiers = [add_staff(shop.desk, name, Role.CASHIER) for name in ("Mina Costa", "Tom Walker")]
        _live(shop.desk, scripted, story, cashiers, progress)
        if customers:
            scripted.instant = max(scripted.instant, noon(local_day(now, _ZONE) - timedelta(days=1), _ZONE))
            keep_in_touch(shop.desk, _marai_among(customers))
        scripted.instant = max(scripted.instant, start_of_day(local_day(now, _ZONE), _ZONE))
        _close_days(shop.desk)
    return DemoShop(folder, PASSPHRASE, customers, len(story) - customers)


def _story(customers: int, events: int | None, rng: Random, today: date) -> Iterator[Happening]:
    """Return everything that happens, oldest first: people are written down, then buy and pay."""
    joined_on = [
        today - timedelta(days=_DAYS - _DAYS * index // max(1, customers)) for index in range(customers)
    ]
    history = History(rng, joined_on, today, _ZONE)
    crowd = Crowd(rng)
    marai = _marai_among(customers)
    wanted = customers * _EVENTS_PER_HUNDRED // 100 if events is None else events
    arrivals = []
    for index, day in enumerate(joined_on, start=1):
        person = MARAI if index == marai else crowd.person(day)
        at = noon(day, _ZONE) - timedelta(hours=3) + timedelta(seconds=index)
        arrivals.append(Happening(at, _arrival(person)))
    hers = history_of_marai(marai, history) if marai else []
    hers = hers if len(hers) <= wanted else []
    planned = [*arrivals, *hers, *history.plan(wanted - len(hers), marai if hers else 0)]
    return iter(sorted(planned, key=lambda happening: happening.at))


def _marai_among(customers: int) -> CustomerId:
    """Return the id under which Marai is written down; zero where nobody is."""
    return CustomerId(min(MARAI_ID, max(1, customers // 3)) if customers else 0)


def _arrival(person: Person) -> Callable[[Work], None]:
    change = RecordChange(person.texts, person.tags, note=person.note)

    def write_down(work: Work) -> None:
        insert_customer(work, change)

    return write_down


def _live(
    desk: Desk,
    clock: _ScriptedClock,
    story: list[Happening],
    cashiers: list[StaffMember],
    progress: Progress | None,
) -> None:
    """Let the story happen, in units of work as large as an import's."""
    happenings = iter(story)
    done = 0
    while chunk := list(islice(happenings, _CHUNK)):
        clock.instant = max(chunk[0].at, clock.instant)
        with desk.work(Deed.IMPORT, posting=True) as work:
            for happening in chunk:
                done += 1
                work.clock_now = work.now = max(happening.at.astimezone(UTC), work.now)
                # The cashiers stand at the till; the owner writes what only she may.
                work.staff = cashiers[done % len(cashiers)] if happening.by_cashier else desk.staff
                happening.post(work)
            clock.instant = work.now
        if progress is not None:
            progress(done, len(story))


def _close_days(desk: Desk) -> None:
    """Close all days up to yesterday, so that today's close is one of a day."""
    for days_ago in (2, 1):
        day = desk.today() - timedelta(days=days_ago)
        expected = plan_close(desk, _FLOAT, day).expected
        close_day(desk, CloseOrder(expected, _FLOAT, day), f"demo close {days_ago}")
