"""What the way in needs of the main window of whoever is signed in."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from shopdesk.viewmodels.open_shop import Desk


class Till(Protocol):
    """The main window of whoever is signed in, with everything that hangs on it."""

    @property
    def window(self) -> QWidget:
        """The window itself."""

    @property
    def desk(self) -> "Desk":
        """Whose window it is."""

    def import_customers(self) -> None:
        """Open the import."""

    def take_over(self, old: object) -> None:
        """Begin where another window of the same person was left."""

    def release(self) -> None:
        """Close its dialogs and let its view-models go."""
