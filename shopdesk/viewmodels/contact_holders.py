"""Who has a contact already that is typed into a record, and the way to them: open their record, or restore it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from shopdesk.domain.account import CustomerId
from shopdesk.errors import ShopDeskError
from shopdesk.services.customers import archived_holder, restore_customer
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner


@dataclass(frozen=True, slots=True)
class Holder:
    """The customer who has it already."""

    customer: CustomerId
    name: str
    archived: bool = False


class ContactHolders:
    """``known`` tells of each field who has what stands in it; the archived ones are looked for, others refuse."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self._asked = ""
        self.known: Observable[dict[str, Holder]] = Observable({})

    def tell(self, field: str, holder: Holder) -> None:
        """Take who has what stands in a field."""
        self.known.value = {**self.known.value, field: holder}

    def forget(self, field: str) -> None:
        """Forget who had what stood in a field: something else is typed."""
        if field == "email":
            self._asked = ""
        self.known.value = {name: holder for name, holder in self.known.value.items() if name != field}

    def look_for_archived(self, email: str, besides: CustomerId | None) -> None:
        """Find out whether an archived customer has the email; asked once for as long as it stands there."""
        if email == self._asked:
            return
        self._asked = email
        desk = self._desk

        def found(holder: tuple[CustomerId, str] | None) -> None:
            if holder is not None and email == self._asked:
                self.tell("email", Holder(*holder, archived=True))

        # Whoever saves is told by the service itself where this could not be read.
        self._runner.run(lambda: archived_holder(desk, email, besides), found, lambda _error: None)

    def restore(
        self, field: str, done: Callable[[Holder], None], failed: Callable[[ShopDeskError], None]
    ) -> None:
        """Bring the archived customer back who has what stands in a field."""
        desk, holder = self._desk, self.known.value[field]

        def back(_customer: object) -> None:
            self.tell(field, replace(holder, archived=False))
            done(holder)

        self._runner.run(lambda: restore_customer(desk, holder.customer), back, failed, Lane.WRITE)
