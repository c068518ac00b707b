"""Setting up a shop, step by step: the shop, its owner, the recovery key, and what to begin with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from shopdesk.domain.settings import THEMES
from shopdesk.errors import InvalidName, InvalidValue, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.places import (
    countries,
    country_of,
    currencies,
    currency_of,
    locale_of,
    zone_of,
    zones,
)
from shopdesk.services.setting_up import check_passphrase, check_pin, check_typed_key, recovery_sheet
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.open_shop import OpenShop
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.wording import LANGUAGES, Worded, spoken, tr, tr_count, wording

_SHORTEST_PASSPHRASE = 12
_STRONG_PASSPHRASE = 20


@dataclass(frozen=True, slots=True)
class ShopPlan:
    """Everything that making a shop needs."""

    name: str
    country: str
    currency: str
    locale: str
    zone: str
    owner_name: str
    passphrase: str = field(repr=False)
    owner_pin: str = field(repr=False)
    language: str = ""
    theme: str = THEMES[0]


class ShopMaker(Protocol):
    """Makes the shop apart, and keeps it or throws it away."""

    def make(self, plan: ShopPlan) -> str:
        """Make the shop anew and return its recovery key."""

    def finish(self) -> OpenShop:
        """Put the shop in its place and open it."""

    def discard(self) -> None:
        """Leave nothing of it."""


class Step(StrEnum):
    """The pages of the set-up, in order."""

    SHOP = "shop"
    OWNER = "owner"
    KEY = "key"
    BEGIN = "begin"


class Beginning(StrEnum):
    """What a new shop is begun with."""

    EMPTY = "empty"
    IMPORT = "import"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Finished:
    """How the set-up ended: the owner's shop, open, and what comes next; no shop when only the demo is wanted."""

    shop: OpenShop | None
    beginning: Beginning


_STEPS = tuple(Step)
_SHORT = Worded(
    {
        "too_short": "Too short: 12 characters or more.",
        "too_common": "Too easy to guess: choose another.",
        "not_a_pin": "A PIN has 4 to 8 digits.",
    }
)
"""What stands at a narrow field, where the whole sentence has no room."""
_SECRETS = ("passphrase", "passphrase_again", "pin", "pin_again")
_DERIVED = ("currency", "locale", "zone")
_SHOP_FIELDS = ("language", "shop_name", "country", "currency", "zone")


class FirstRunViewModel:
    """Keeps what was typed on every page, judges a page when it is left, makes the shop before the key's page.

    The shop is made apart (see `ShopMaker`) when the owner's page is left, because only a shop has a recovery
    key. Going back keeps it, and changing anything makes it anew, with another key. It is put in its place
    when the last page is left, and thrown away when the set-up is cancelled.
    """

    def __init__(
        self, maker: ShopMaker, runner: Runner, computer: Computer, today: Callable[[], date]
    ) -> None:
        self._maker = maker
        self._runner = runner
        self._computer = computer
        self._today = today
        self._made: ShopPlan | None = None
        self._by_hand: set[str] = set()
        country = country_of(computer.locale)
        self._values = {"country": country, "shop_name": "", "owner_name": "", **dict.fromkeys(_SECRETS, "")}
        self._values["language"] = spoken().language
        self._values |= self._derive(country)
        self.step: Observable[Step] = Observable(Step.SHOP)
        self.values: Observable[Mapping[str, str]] = Observable(dict(self._values))
        self.errors: Observable[Mapping[str, str]] = Observable({})
        self.trouble: Observable[str] = Observable("")
        self.busy: Observable[str] = Observable("")
        self.recovery_key: Observable[str] = Observable("")
        self.key_fits: Observable[bool] = Observable(value=False)
        self.strength: Observable[str] = Observable(strength_of(""))
        self.beginning: Observable[Beginning] = Observable(Beginning.EMPTY)
        self.finished: Observable[Finished | None] = Observable(None)
        self._typed_key = ""

    @property
    def countries(self) -> tuple[tuple[str, str], ...]:
        """Every country, as (code, name)."""
        return countries(self._computer.locale)

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Every language, as (code, its own name)."""
        return tuple(LANGUAGES.items())

    @property
    def currencies(self) -> tuple[tuple[str, str], ...]:
        """Every currency, as (code, name)."""
        return currencies(self._computer.locale)

    @property
    def zones(self) -> tuple[tuple[str, str], ...]:
        """Every time zone, as (name, name as people read it)."""
        return tuple((zone, zone.replace("_", " ").replace("/", " / ")) for zone in zones())

    @property
    def recovery_groups(self) -> tuple[str, ...]:
        """The recovery key in its groups of four."""
        return tuple(self.recovery_key.value.split("-")) if self.recovery_key.value else ()

    def set_value(self, name: str, text: str) -> None:
        """Take what was typed or chosen in a field; a country brings currency, language and zone along."""
        self._values[name] = text
        if name in _DERIVED:
            self._by_hand.add(name)
        if name in {"country", "language"}:
            text = self._values["country"]
            derived = self._derive(text)
            self._values |= {key: value for key, value in derived.items() if key not in self._by_hand}
        if name == "passphrase":
            self.strength.value = strength_of(text)
        self._forgive(name)
        self.values.value = dict(self._values)

    def begin_as(self, other: "FirstRunViewModel") -> None:
        """Take over what was said of the shop in a set-up that spoke another language."""
        before = dict(other.values.value)
        for name in _SHOP_FIELDS:
            if before[name] != self._values[name]:
                self.set_value(name, before[name])

    def type_key(self, text: str) -> None:
        """Take what was typed back of the recovery key."""
        self._typed_key = text
        self.key_fits.value = self._key_error() is None
        self._forgive("recovery_key")

    def choose_beginning(self, beginning: Beginning) -> None:
        """Choose what the shop begins with."""
        self.beginning.value = beginning

    def go_on(self) -> None:
        """Leave the page forwards if nothing on it is wrong."""
        if self.busy.value:
            return
        self.trouble.value = ""
        step = self.step.value
        self.errors.value = dict(self._judge(step))
        if self.errors.value:
            return
        if step is Step.OWNER:
            self._make()
        elif step is Step.BEGIN:
            self._finish()
        else:
            self.step.value = _STEPS[_STEPS.index(step) + 1]

    def go_back(self) -> None:
        """Leave the page backwards; what was typed stays."""
        place = _STEPS.index(self.step.value)
        if place and not self.busy.value:
            self.errors.value = {}
            self.trouble.value = ""
            self.step.value = _STEPS[place - 1]

    def look_round(self) -> None:
        """Leave the set-up for the demo shop; nothing is made."""
        self._maker.discard()
        self.finished.value = Finished(None, Beginning.DEMO)

    def cancel(self) -> None:
        """Throw everything away."""
        self._maker.discard()
        self._made = None
        self.recovery_key.value = ""
        self._values |= dict.fromkeys(_SECRETS, "")

    def sheet(self) -> bytes:
        """Return the PDF of the recovery sheet; blocks."""
        values = self._values
        return recovery_sheet(
            values["shop_name"].strip(), self.recovery_key.value, self._today(), values["locale"]
        )

    def _derive(self, country: str) -> dict[str, str]:
        computer, language = self._computer, self._values["language"]
        spoken_here = computer.locale
        return {
            "currency": currency_of(country),
            "locale": locale_of(
                country, spoken_here if language == wording(spoken_here).language else language
            ),
            "zone": zone_of(country, computer.zone),
        }

    def _forgive(self, name: str) -> None:
        if name in self.errors.value:
            self.errors.value = {key: text for key, text in self.errors.value.items() if key != name}

    def _judge(self, step: Step) -> dict[str, str]:
        """Return the sentence of each field of the page that is wrong."""
        values, wrong = self._values, dict[str, str]()
        if step is Step.SHOP and not values["shop_name"].strip():
            wrong["shop_name"] = tr("Give the shop its name: it stands on every paper.")
        if step is Step.OWNER:
            wrong |= self._judge_owner()
        error = self._key_error() if step is Step.KEY else None
        if error is not None:
            wrong["recovery_key"] = sentence(error)
        return wrong

    def _judge_owner(self) -> dict[str, str]:
        values, wrong = self._values, dict[str, str]()
        if not values["owner_name"].strip():
            wrong["owner_name"] = tr("Enter your name: it stands beside everything you do.")
        for name, judge in (("passphrase", check_passphrase), ("pin", check_pin)):
            try:
                judge(values[name])
            except InvalidValue as error:
                wrong[name] = _SHORT.get(str(error.parameters.get("reason")), sentence(error))
            else:
                if values[f"{name}_again"] != values[name]:
                    wrong[f"{name}_again"] = tr("Not the same: type it once more.")
        return wrong

    def _key_error(self) -> InvalidValue | None:
        try:
            check_typed_key(self._typed_key, self.recovery_key.value)
        except InvalidValue as error:
            return error
        return None

    def _plan(self) -> ShopPlan:
        values = self._values
        return ShopPlan(
            name=values["shop_name"].strip(),
            country=values["country"],
            currency=values["currency"],
            locale=values["locale"],
            zone=values["zone"],
            owner_name=values["owner_name"].strip(),
            passphrase=values["passphrase"],
            owner_pin=values["pin"],
            language=values["language"],
            theme=self._computer.theme,
        )

    def _make(self) -> None:
        plan = self._plan()
        if plan == self._made:
            self.step.value = Step.KEY
            return

        def done(key: str) -> None:
            self._made = plan
            self.recovery_key.value = key
            self.type_key("")
            self.busy.value = ""
            self.step.value = Step.KEY

        self._made = None
        self.busy.value = tr("Making the shop’s keys. This takes a moment, so that guessing takes for ever.")
        self._runner.run(lambda: self._maker.make(plan), done, self._tell, Lane.WRITE)

    def _finish(self) -> None:
        def done(shop: OpenShop) -> None:
            self.busy.value = ""
            self._values |= dict.fromkeys(_SECRETS, "")
            self.finished.value = Finished(shop, self.beginning.value)

        self.busy.value = tr("Opening your shop.")
        self._runner.run(self._maker.finish, done, self._tell, Lane.WRITE)

    def _tell(self, error: ShopDeskError) -> None:
        """Say what went wrong, at its field if it has one on a page."""
        self.busy.value = ""
        name = {"name": "owner_name"}.get(error.field or "", error.field or "")
        if isinstance(error, InvalidName):
            name = "owner_name"
        if name in self._values:
            self.errors.value = {name: sentence(error)}
        else:
            self.trouble.value = sentence(error)


def strength_of(passphrase: str) -> str:
    """Return a sentence on how good the passphrase is that is being typed."""
    missing = _SHORTEST_PASSPHRASE - len(passphrase)
    if not passphrase:
        return tr("12 characters or more. Four or five words that only you would put together are best.")
    if missing > 0:
        return tr_count("{missing} more character.", "{missing} more characters.", missing, missing=missing)
    try:
        check_passphrase(passphrase)
    except InvalidValue as error:
        return sentence(error)
    if len(passphrase) < _STRONG_PASSPHRASE:
        return tr("Good. Another word would make it better still.")
    return tr("Very good.")
