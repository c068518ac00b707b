"""Who works in the shop and where: adding somebody, giving them a PIN, tying them to a location."""

from dataclasses import dataclass

from shopdesk.domain.account import StaffId
from shopdesk.domain.location import Location
from shopdesk.domain.staff import Deed, Role, StaffMember
from shopdesk.errors import AlreadyExists, Forbidden, InvalidName, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.locations import add_location, list_locations
from shopdesk.services.staff import add_staff, disable_staff, list_staff, place_staff, set_pin
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.wording import tr


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One member of staff in the list."""

    id: StaffId
    name: str
    is_owner: bool
    standing: str
    location: str
    """Where a cashier belongs, empty for everywhere."""
    works_here: bool


class StaffListViewModel:
    """Lists staff live; ``errors`` are those of the fields ``name``, ``pin``, ``pin_again`` and ``location``."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.why_not = "" if desk.staff.may(Deed.MANAGE_STAFF) else sentence(Forbidden())
        self.lines: Observable[tuple[StaffLine, ...]] = Observable(())
        self.locations: Observable[tuple[str, ...]] = Observable(())
        self.errors: Observable[dict[str, str]] = Observable({})
        self.notice: Observable[Notice | None] = Observable(None)
        self.saved: Observable[int] = Observable(0)
        """How often something was saved: a form that sees it rise has done its work."""

    def load(self) -> None:
        """Read who works here, and which locations there are."""

        def read() -> tuple[tuple[StaffMember, ...], tuple[Location, ...]]:
            return list_staff(self._desk), list_locations(self._desk)

        def done(found: tuple[tuple[StaffMember, ...], tuple[Location, ...]]) -> None:
            staff, locations = found
            self.locations.value = tuple(location.name for location in locations)
            self.lines.value = tuple(_line(member) for member in staff)

        self._runner.run(read, done, self._tell)

    def on_changes(self, changes: Changes) -> None:
        """Look again when staff may have changed."""
        if changes.everything:
            self.load()

    def add(self, name: str, *, is_owner: bool = False, location: str = "") -> None:
        """Add somebody, who chooses a PIN at the first sign-in; a cashier may be tied to a location."""
        role = Role.OWNER if is_owner else Role.CASHIER

        def done(member: StaffMember) -> None:
            self._done(tr("{name} can sign in now, and chooses a PIN the first time.", name=member.name))

        self.errors.value = {}
        place = "" if is_owner else location
        self._runner.run(lambda: add_staff(self._desk, name, role, place), done, self._tell, Lane.WRITE)

    def change(self, line: StaffLine, location: str, *, leaves: bool) -> None:
        """Tie somebody to a location, or to none for an empty one; or let them sign in no more."""

        def placed(_: StaffMember) -> None:
            self._done(
                tr(
                    "{name} sees the customers of {location} now.",
                    name=line.name,
                    location=location or tr("every location"),
                )
            )

        def gone(_: None) -> None:
            self._done(tr("{name} can sign in no more. What they did keeps their name.", name=line.name))

        self.errors.value = {}
        if leaves:
            self._runner.run(lambda: disable_staff(self._desk, line.id), gone, self._tell, Lane.WRITE)
        else:
            self._runner.run(
                lambda: place_staff(self._desk, line.id, location), placed, self._tell, Lane.WRITE
            )

    def add_location(self, name: str) -> None:
        """Add a location, to which customers and cashiers can belong from now on."""

        def done(location: Location) -> None:
            self._done(
                tr("{name} is a location now: customers and cashiers can belong to it.", name=location.name)
            )

        self.errors.value = {}
        self._runner.run(lambda: add_location(self._desk, name), done, self._tell, Lane.WRITE)

    def give_pin(self, line: StaffLine, pin: str, again: str) -> None:
        """Give somebody a PIN; that also ends a lock-out."""
        if pin != again:
            self.errors.value = {"pin_again": tr("The two are not the same: type it once more.")}
            return

        def done(_: None) -> None:
            self._done(tr("{name} has a new PIN.", name=line.name))

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
        if isinstance(error, AlreadyExists) and error.parameters.get("what") == "location":
            self.errors.value = {"location": tr("There is a location of that name already.")}
        elif error.field == "location":
            self.errors.value = {"location": tr("Enter a name of at most 100 characters.")}
        elif isinstance(error, AlreadyExists):
            self.errors.value = {
                "name": tr("Somebody of that name works here already: add a surname or an initial.")
            }
        elif isinstance(error, InvalidName):
            self.errors.value = {"name": tr("Enter a name of at most 100 characters.")}
        elif error.field == "pin":
            self.errors.value = {"pin": sentence(error)}
        else:
            self.notice.value = Notice(sentence(error), "danger")


def _line(member: StaffMember) -> StaffLine:
    if member.disabled:
        standing = tr("Cannot sign in")
    elif member.has_pin:
        standing = tr("Signs in with a PIN")
    else:
        standing = tr("Chooses a PIN at the first sign-in")
    is_owner = member.role is Role.OWNER
    location = "" if is_owner or member.location is None else member.location.name
    return StaffLine(member.id, member.name, is_owner, standing, location, not member.disabled)
