"""Opening a shop with its passphrase or its recovery key, and telling the troubles apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopdesk.errors import Damaged, LockedOut, NotAShop, ShopDeskError, WrongSecret
from shopdesk.messages import sentence
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.wording import Worded, mark, tr, tr_count

if TYPE_CHECKING:
    # Its page is the first that is shown, and storage is half the program.
    from shopdesk.viewmodels.open_shop import OpenShop

FORGOTTEN = mark(
    "The recovery key opens the shop too: it is on the sheet of paper that was made when "
    "the shop was set up, in groups of four. Type it here as it stands there; capitals, "
    "spaces and hyphens do not matter.\n\nOnce it is open, choose a new passphrase in the "
    "back office, under Secrets. Backups made before keep the passphrase of their day, "
    "and the recovery key opens them too.\n\nWithout the passphrase and without that sheet "
    "nobody can open the shop, and nobody can help: that is what keeps it closed to a "
    "thief as well. So look today where the sheet is; the back office makes a new key."
)
"""What to do when the passphrase is forgotten."""

TILL_PIN = re.compile("[0-9]{4,8}", re.ASCII)
"""What is taken for a till PIN: no passphrase and no recovery key is that short."""
_WRONG_PIN = mark("That is not the till PIN.")
_WRONG = mark("Neither the passphrase nor the recovery key. Is Caps Lock on?")
_TITLES = Worded(
    {
        "damaged": "The shop’s file is damaged",
        "not_a_shop": "There is no shop in this folder",
        "newer_format": "This shop needs a newer ShopDesk",
        "invalid_value": "The shop lies where it cannot be kept safe",
        "in_use": "The shop is in use",
        "disk_full": "The disk is full",
    }
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why no secret will open this shop, and what to do next."""

    title: str
    text: str
    can_be_rescued: bool = False
    """Whether a backup is the way on."""
    what: str = ""
    """What was found damaged, as the error names it; empty where it is something else."""


@dataclass(frozen=True, slots=True)
class TillDoor:
    """The other way in: whether this computer has a till PIN, and opening with it."""

    is_here: Callable[[], bool]
    open: "Callable[[str], OpenShop]"


class UnlockViewModel:
    """Tries a secret on the shop; ``opened`` holds the shop once it is open.

    ``takes_pin`` tells that this computer's till PIN opens it too; `look` finds out.
    """

    def __init__(
        self, open_shop: "Callable[[str], OpenShop]", runner: Runner, till: TillDoor | None = None
    ) -> None:
        self._open = open_shop
        self._till = till
        self.takes_pin: Observable[bool] = Observable(value=False)
        self._runner = runner
        self.error: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.trouble: Observable[Trouble | None] = Observable(None)
        self.opened: Observable[OpenShop | None] = Observable(None)

    def look(self) -> None:
        """Ask the keyring whether this computer has a till PIN."""
        if self._till is not None:
            self._runner.run(self._till.is_here, self._take_pin, self._tell, Lane.KEYRING)

    def forgive(self) -> None:
        """Forget the last error: something else is being typed."""
        self.error.value = ""

    def try_secret(self, secret: str) -> None:
        """Try to open the shop with a passphrase or a recovery key, or at a till with its PIN."""
        if self.busy.value:
            return
        if not secret.strip():
            self.error.value = tr("Enter the passphrase, or the recovery key from its sheet.")
            return
        self.error.value = ""
        self.trouble.value = None
        self.busy.value = True

        def done(shop: "OpenShop") -> None:
            self.busy.value = False
            self.opened.value = shop

        till = self._till
        by_pin = till is not None and self.takes_pin.value and TILL_PIN.fullmatch(secret.strip()) is not None
        opening = till.open if till is not None and by_pin else self._open
        self._runner.run(lambda: opening(secret.strip() if by_pin else secret), done, self._tell, Lane.WRITE)

    def _take_pin(self, is_here: bool) -> None:
        self.takes_pin.value = is_here

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if isinstance(error, WrongSecret):
            left = error.parameters.get("tries_left")
            self.error.value = tr(_WRONG) if left is None else f"{tr(_WRONG_PIN)} {_tries(int(left))}"
        elif isinstance(error, LockedOut):
            self.error.value = sentence(error)
        else:
            self.trouble.value = trouble_of(error)


def trouble_of(error: ShopDeskError) -> Trouble:
    """Say why no secret helps."""
    return Trouble(
        _TITLES.get(error.code, tr("The shop cannot be opened")),
        sentence(error),
        can_be_rescued=isinstance(error, Damaged | NotAShop),
        what=str(error.parameters.get("what", "")) if isinstance(error, Damaged) else "",
    )


def _tries(left: int) -> str:
    if left == 0:
        return tr("The next try has to wait.")
    return tr_count("{left} more try before a wait.", "{left} more tries before a wait.", left, left=left)
