"""Opening a shop with its passphrase or its recovery key, and telling the troubles apart."""

from collections.abc import Callable
from dataclasses import dataclass

from shopdesk.errors import ShopDeskError, WrongSecret
from shopdesk.messages import sentence
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.open_shop import OpenShop
from shopdesk.viewmodels.ports import Lane, Runner

FORGOTTEN = (
    "The recovery key opens the shop too: it is on the sheet of paper that was made when the shop was set up, "
    "in groups of four. Type it here as it stands there; capitals, spaces and hyphens do not matter.\n\n"
    "Without the passphrase and without that sheet nobody can open the shop, and nobody can help: that is what "
    "keeps it closed to a thief as well."
)
"""What to do when the passphrase is forgotten."""

_WRONG = "Neither the passphrase nor the recovery key. Is Caps Lock on?"
_TITLES = {
    "damaged": "The shop’s file is damaged",
    "not_a_shop": "There is no shop in this folder",
    "newer_format": "This shop needs a newer ShopDesk",
    "invalid_value": "The shop lies where it cannot be kept safe",
    "in_use": "The shop is in use",
    "disk_full": "The disk is full",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why no secret will open this shop, and what to do next."""

    title: str
    text: str


class UnlockViewModel:
    """Tries a secret on the shop; ``opened`` holds the shop once it is open."""

    def __init__(self, open_shop: Callable[[str], OpenShop], runner: Runner) -> None:
        self._open = open_shop
        self._runner = runner
        self.error: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.trouble: Observable[Trouble | None] = Observable(None)
        self.opened: Observable[OpenShop | None] = Observable(None)

    def forgive(self) -> None:
        """Forget the last error: something else is being typed."""
        self.error.value = ""

    def try_secret(self, secret: str) -> None:
        """Try to open the shop with a passphrase or a recovery key."""
        if self.busy.value:
            return
        if not secret.strip():
            self.error.value = "Enter the passphrase, or the recovery key from its sheet."
            return
        self.error.value = ""
        self.trouble.value = None
        self.busy.value = True

        def done(shop: OpenShop) -> None:
            self.busy.value = False
            self.opened.value = shop

        self._runner.run(lambda: self._open(secret), done, self._tell, Lane.WRITE)

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if isinstance(error, WrongSecret):
            self.error.value = _WRONG
        else:
            self.trouble.value = Trouble(
                _TITLES.get(error.code, "The shop cannot be opened"), sentence(error)
            )
