"""Who is at the till: choosing oneself and typing a PIN, or choosing a PIN at the first sign-in."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from shopdesk.domain.account import StaffId
from shopdesk.domain.staff import Role, StaffMember
from shopdesk.domain.till_hardware import ScannerHabits
from shopdesk.errors import InvalidValue, LockedOut, ShopDeskError, WrongSecret
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.staff import check_pin, choose_first_pin, list_staff, set_pin, sign_in
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.wording import figure, tr, tr_count

LONGEST_PIN = 8
SHORTEST_PIN = 4


class Asking(StrEnum):
    """What the digits are for: the PIN, a new one, or the new one again; an owner's first needs the passphrase."""

    PIN = "pin"
    NEW_PIN = "new_pin"
    NEW_PIN_AGAIN = "new_pin_again"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Tile:
    """One member of staff to choose from."""

    id: StaffId
    name: str
    is_owner: bool
    has_pin: bool


class SignInViewModel:
    """Takes digits from keypad and keyboard; only their number is shown, in ``dots``.

    ``prove`` raises WrongSecret unless it is given the shop's passphrase or recovery key; with it an owner
    who has no PIN, or forgot it, chooses one, and nobody becomes an owner without it. ``seconds`` counts down
    while nobody may try; `tick` is to be called about once a second meanwhile. ``judge`` is what a PIN leads
    to, and ``only`` the role of those who are offered, who must
    have a PIN then.
    """

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        prove: Callable[[str], None] | None = None,
        *,
        judge: Callable[[Desk, StaffId, str], Desk] = sign_in,
        only: Role | None = None,
    ) -> None:
        self._desk = desk
        self._judge = judge
        self._only = only
        self._prove = prove
        self._runner = runner
        self._digits = ""
        self._first = ""
        self._locked: dict[StaffId, datetime] = {}
        self.staff: Observable[tuple[Tile, ...]] = Observable(())
        self.chosen: Observable[StaffId | None] = Observable(None)
        self.asking: Observable[Asking] = Observable(Asking.PIN)
        self.dots: Observable[int] = Observable(0)
        self.error: Observable[str] = Observable("")
        self.seconds: Observable[int] = Observable(0)
        self.busy: Observable[bool] = Observable(value=False)
        self.signed_in: Observable[Desk | None] = Observable(None)
        self.reset_errors: Observable[dict[str, str]] = Observable({})
        self.reset_done: Observable[int] = Observable(0)

    @property
    def why_not_yet(self) -> str:
        """Why the digits cannot be sent yet; empty when they can."""
        if self.seconds.value:
            return tr("Wait {countdown}.", countdown=_countdown(self.seconds.value))
        if self.asking.value is Asking.PROOF:
            return tr("An owner chooses the first PIN with the passphrase.")
        return "" if len(self._digits) >= SHORTEST_PIN else tr("A PIN has 4 to 8 digits.")

    @property
    def wait(self) -> str:
        """The time to wait as people read it, ``0:30``; empty when nobody has to."""
        return _countdown(self.seconds.value) if self.seconds.value else ""

    def load(self, prefer: StaffId | None = None) -> None:
        """Read who works here and choose the preferred person, else the first."""

        def done(found: tuple[StaffMember, ...]) -> None:
            tiles = tuple(
                _tile(member)
                for member in found
                if not member.disabled
                and (self._only is None or (member.role is self._only and member.has_pin))
            )
            self.staff.value = tuple(sorted(tiles, key=lambda tile: tile.is_owner))
            ids = [tile.id for tile in self.staff.value]
            if self.chosen.value not in ids and ids:
                self.choose(prefer if prefer in ids else ids[0])

        self._runner.run(lambda: list_staff(self._desk), done, self._tell)

    def choose(self, staff: StaffId) -> None:
        """Choose who signs in; digits typed for somebody else are forgotten."""
        if self.busy.value:
            return
        self.chosen.value = staff
        self.error.value = ""
        self._first = ""
        self._set_digits("")
        self.asking.value = self._asks(self._tile())
        self.tick()

    def step(self, by: int) -> None:
        """Choose the next (1) or the previous (-1) person."""
        ids = [tile.id for tile in self.staff.value]
        if self.chosen.value in ids:
            self.choose(ids[(ids.index(self.chosen.value) + by) % len(ids)])

    def press(self, digit: str) -> None:
        """Take one more digit."""
        if self.busy.value or self.seconds.value or len(self._digits) >= LONGEST_PIN:
            return
        if self.asking.value is Asking.PROOF:
            return
        self.error.value = ""
        self._set_digits(self._digits + digit)

    def rub_out(self) -> None:
        """Take the last digit back."""
        if not self.busy.value:
            self._set_digits(self._digits[:-1])

    def clear(self) -> None:
        """Take every digit back."""
        if not self.busy.value:
            self._set_digits("")

    @property
    def scanner_habits(self) -> ScannerHabits:
        """What a scanner's burst looks like in this shop."""
        return self._desk.settings.scanner_habits

    def refuse_scan(self) -> None:
        """Forget digits that came from a scanner: a card held out to a locked till is no try at its PIN."""
        if not (self.busy.value or self.seconds.value):
            self._set_digits("")
            self.error.value = tr("That was scanned, not typed: no PIN was tried.")

    def submit(self) -> None:
        """Sign in with the digits, or take them as the new PIN."""
        if self.busy.value or self.chosen.value is None:
            return
        if self.why_not_yet:
            self.error.value = "" if self.seconds.value else self.why_not_yet
            return
        pin = self._digits
        self._set_digits("")
        if self.asking.value is Asking.PIN:
            self._sign_in(self.chosen.value, pin)
        elif self.asking.value is Asking.NEW_PIN:
            self._first = check_pin(pin)
            self.asking.value = Asking.NEW_PIN_AGAIN
        elif pin != self._first:
            self._first = ""
            self.asking.value = Asking.NEW_PIN
            self.error.value = tr("The two were not the same: choose a PIN again.")
        else:
            self._choose_pin(self.chosen.value, pin)

    def tick(self) -> None:
        """Look at the clock: how long must the chosen person wait."""
        until = self._locked.get(self.chosen.value) if self.chosen.value is not None else None
        left = timedelta() if until is None else until - self._desk.clock.now()
        self.seconds.value = max(0, -(-left // timedelta(seconds=1)))

    @property
    def may_reset(self) -> bool:
        """Tell whether the chosen person can choose a new PIN with the passphrase."""
        return self._prove is not None and any(
            tile.is_owner for tile in self.staff.value if tile.id == self.chosen.value
        )

    def reset_pin(self, secret: str, pin: str, again: str) -> None:
        """Give the chosen owner a new PIN if the secret opens the shop; that also ends a wait."""
        prove, staff = self._prove, self.chosen.value
        if prove is None or staff is None or not self.may_reset or self.busy.value:
            return
        try:
            check_pin(pin)
        except InvalidValue:
            self.reset_errors.value = {"pin": tr("A PIN has 4 to 8 digits.")}
            return
        if pin != again:
            self.reset_errors.value = {"pin_again": tr("Not the same: type it once more.")}
            return

        def work() -> None:
            prove(secret)
            set_pin(self._desk, staff, pin)

        def done(_: None) -> None:
            self.busy.value = False
            self._locked.pop(staff, None)
            self.staff.value = tuple(
                replace(tile, has_pin=True) if tile.id == staff else tile for tile in self.staff.value
            )
            self.choose(staff)
            self.reset_done.value += 1

        def failed(error: ShopDeskError) -> None:
            self.busy.value = False
            wrong = tr("That is not the passphrase.") if isinstance(error, WrongSecret) else sentence(error)
            self.reset_errors.value = {"secret": wrong}

        self.busy.value = True
        self.reset_errors.value = {}
        self._runner.run(work, done, failed, Lane.WRITE)

    def _asks(self, tile: Tile) -> Asking:
        if tile.has_pin:
            return Asking.PIN
        return Asking.PROOF if tile.is_owner and self._prove is not None else Asking.NEW_PIN

    def _sign_in(self, staff: StaffId, pin: str) -> None:
        self.busy.value = True
        self._runner.run(lambda: self._judge(self._desk, staff, pin), self._enter, self._tell, Lane.WRITE)

    def _choose_pin(self, staff: StaffId, pin: str) -> None:
        self.busy.value = True
        self._runner.run(
            lambda: choose_first_pin(self._desk, staff, pin), self._enter, self._tell, Lane.WRITE
        )

    def _enter(self, desk: Desk) -> None:
        self.busy.value = False
        self._first = ""
        self.signed_in.value = desk

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if isinstance(error, LockedOut) and "seconds" in error.parameters:
            wait = timedelta(seconds=int(error.parameters.get("seconds") or 1))
            if self.chosen.value is not None:
                self._locked[self.chosen.value] = self._desk.clock.now() + wait
            self.error.value = ""
            self.tick()
        elif isinstance(error, WrongSecret):
            self.error.value = _wrong(error.parameters.get("tries_left"))
        else:
            self.error.value = sentence(error)

    def _tile(self) -> Tile:
        return next(tile for tile in self.staff.value if tile.id == self.chosen.value)

    def _set_digits(self, digits: str) -> None:
        self._digits = digits
        self.dots.value = len(digits)


def _tile(member: StaffMember) -> Tile:
    return Tile(member.id, member.name, member.role is Role.OWNER, member.has_pin)


def _wrong(tries_left: str | int | None) -> str:
    if not isinstance(tries_left, int):
        return tr("That is not the PIN.")
    if tries_left == 0:
        return tr("That is not the PIN. The next try has to wait.")
    return tr_count(
        "That is not the PIN. {left} more try before a wait.",
        "That is not the PIN. {left} more tries before a wait.",
        tries_left,
        left=tries_left,
    )


def _countdown(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{figure(minutes)}:{figure(rest // 10)}{figure(rest % 10)}"
