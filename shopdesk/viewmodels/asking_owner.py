"""What somebody may do only with an owner's PIN: which deed it is needed for, and the desk that may do it once."""

from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.owner_pin import OwnerPinViewModel
from shopdesk.viewmodels.ports import Runner


class AskingOwner:
    """``needed`` is the deed that waits for an owner, None while none does; ``desk`` is who acts."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self.desk = desk
        self._runner = runner
        self.needed: Observable[Deed | None] = Observable(None)

    def need(self, deed: Deed) -> bool:
        """Tell whether the person acting may do it alone; else an owner is needed, if one can allow it at all."""
        if self.desk.staff.may(deed):
            return True
        if self.desk.staff.may_ask(deed):
            self.needed.value = deed
        return False

    def refused(self, error: ShopDeskError) -> None:
        """See whether a refusal is one that an owner's PIN takes away."""
        if isinstance(error, Forbidden) and error.parameters.get("deed") in set(Deed):
            self.need(Deed(str(error.parameters["deed"])))

    def approval(self, *, asks_why: bool = False) -> OwnerPinViewModel:
        """Return what asks an owner for the PIN."""
        deed = self.needed.value or Deed.SIGN_IN
        return OwnerPinViewModel(self.desk, self._runner, deed, asks_why=asks_why)

    def take(self, approved: Desk) -> None:
        """Act with the owner who approved, from now on."""
        self.desk = approved
        self.needed.value = None
