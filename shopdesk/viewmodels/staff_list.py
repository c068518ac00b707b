"""Who works in the shop: adding somebody, and giving them a PIN."""

from dataclasses import dataclass

from shopdesk.domain.account import StaffId
from shopdesk.domain.staff import Deed, Role, StaffMember
from shopdesk.errors import AlreadyExists, Forbidden, InvalidName, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff, list_staff, set_pin
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One member of staff in the list."""

    id: StaffId
    name: str
    is_owner: bool
    standing: str


class StaffListViewModel:
    """Lists staff live; ``errors`` are those of the fields ``name``, ``pin`` and ``pin_again``."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.why_not = "" if desk.staff.may(Deed.MANAGE_STAFF) else sentence(Forbidden())
        self.lines: Observable[tuple[StaffLine, ...]] = Observable(())
        self.errors: Observable[dict[str, str]] = Observable({})
        self.notice: Observable[Notice | None] = Observable(None)
        self.saved: Observable[int] = Observable(0)
        """How often something was saved: a form that sees it rise has done its work."""

    def load(self) -> None:
        """Read who works here."""

        def done(found: tuple[StaffMember, ...]) -> None:
            self.lines.value = tuple(_line(member) for member in found)

        self._runner.run(lambda: list_staff(self._desk), done, self._tell)

    def on_changes(self, changes: Changes) -> None:
        """Look again when staff may have changed."""
        if changes.everything:
            self.load()

    def add(self, name: str, *, is_owner: bool = False) -> None:
        """Add somebody, who chooses a PIN at the first sign-in."""
        role = Role.OWNER if is_owner else Role.CASHIER

        def done(member: StaffMember) -> None:
            self._done(f"{member.name} can sign in now, and chooses a PIN the first time.")

        self.errors.value = {}
        self._runner.run(lambda: add_staff(self._desk, name, role), done, self._tell, Lane.WRITE)

    def give_pin(self, line: StaffLine, pin: str, again: str) -> None:
        """Give somebody a PIN; that also ends a lock-out."""
        if pin != again:
            self.errors.value = {"pin_again": "The two are not the same: type it once more."}
            return

        def done(_: None) -> None:
            self._done(f"{line.name} has a new PIN.")

        self.errors.value = {}
        self._runner.run(lambda: set_pin(self._desk, line.id, pin), done, self._tell, Lane.WRITE)

    def forgive(self) -> None:
        """Forget the errors: something else is being typed."""
        self.errors.value = {}

    def _done(self, text: str) -> None:
        self.saved.value += 1
        self.notice.value = Notice(text)
        self.load()

    def _tell(self, error: ShopDeskError) -> None:
        if isinstance(error, AlreadyExists):
            self.errors.value = {
                "name": "Somebody of that name works here already: add a surname or an initial."
            }
        elif isinstance(error, InvalidName):
            self.errors.value = {"name": "Enter a name of at most 100 characters."}
        elif error.field == "pin":
            self.errors.value = {"pin": sentence(error)}
        else:
            self.notice.value = Notice(sentence(error), "danger")


def _line(member: StaffMember) -> StaffLine:
    if member.disabled:
        standing = "Cannot sign in"
    elif member.has_pin:
        standing = "Signs in with a PIN"
    else:
        standing = "Chooses a PIN at the first sign-in"
    return StaffLine(member.id, member.name, member.role is Role.OWNER, standing)
