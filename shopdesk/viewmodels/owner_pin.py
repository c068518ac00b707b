"""An owner's approval on the spot: who approves, the PIN, and why."""

from shopdesk.domain.staff import Deed, Role
from shopdesk.services.desk import Desk
from shopdesk.services.staff import approve
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.sign_in import SignInViewModel
from shopdesk.wording import tr


class OwnerPinViewModel:
    """``pin`` takes the digits of an owner; ``approved`` holds the desk that may do the deed, once it may.

    Who may do the deed alone is asked for the reason only; no reason is asked where the deed asks for its own.
    """

    def __init__(self, desk: Desk, runner: Runner, deed: Deed, *, asks_why: bool = True) -> None:
        self._desk = desk
        self.asks_why = asks_why
        self.needs_pin = not desk.staff.may(deed)
        self.pin = SignInViewModel(desk, runner, judge=approve, only=Role.OWNER)
        self.reason: Observable[str] = Observable("")
        self.reason_error: Observable[str] = Observable("")
        self.approved: Observable[Desk | None] = Observable(None)
        self.busy = self.pin.busy
        self.pin.signed_in.listen(self._take)

    def load(self) -> None:
        """Read who the owners are."""
        if self.needs_pin:
            self.pin.load()

    def write_reason(self, text: str) -> None:
        """Take the reason."""
        self.reason.value = text
        self.reason_error.value = ""

    def is_dirty(self) -> bool:
        """Tell whether closing would lose something: a reason alone is soon written again."""
        return False

    def submit(self) -> None:
        """Ask for the approval."""
        if self.asks_why and not self.reason.value.strip():
            self.reason_error.value = tr("Write a few words on why.")
        elif self.needs_pin:
            self.pin.submit()
        else:
            self.approved.value = self._desk

    def _take(self, desk: Desk | None) -> None:
        self.approved.value = desk
