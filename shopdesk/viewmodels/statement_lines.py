"""Whether statements say what was sold: as it was chosen last, else as the shop sets it."""

from shopdesk.services.desk import Desk
from shopdesk.viewmodels.observable import Observable


class LinesChoice:
    """``chosen`` outlives the dialog that chooses; it is None until somebody did."""

    def __init__(self, desk: Desk, chosen: Observable[bool | None] | None = None) -> None:
        self._chosen: Observable[bool | None] = Observable(None) if chosen is None else chosen
        last = self._chosen.value
        self.shown: Observable[bool] = Observable(desk.settings.statement_lines if last is None else last)

    def choose(self, *, shown: bool) -> None:
        """Choose for this dialog, and for the next ones."""
        self.shown.value = shown
        self._chosen.value = shown
