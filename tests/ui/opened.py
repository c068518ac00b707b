"""A window with the dialogs' opener over a real shop, for the tests of the dialogs."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.enquiry import Enquiry
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.account_models import AccountModels
from tests.ports import InlineRunner, ScriptedPrompter
from ui.dialog_opener import Actions, DialogOpener

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


class Opened:
    """``told`` holds what the window's banner said, ``offered`` its actions; ``prompter`` answers from its script,
    ``links`` are those that were opened in other programs.
    """

    def __init__(self, qtbot: QtBot, desk: Desk, *answers: bool | str | None) -> None:
        self._qtbot = qtbot
        self.window = QWidget()
        self.window.resize(1440, 900)
        qtbot.addWidget(self.window)
        self.window.show()
        self.told: list[str] = []
        self.offered: list[dict[str, Callable[[], None]]] = []
        self.prompter = ScriptedPrompter(*answers)
        self.imports: list[Desk] = []
        self.sold: list[Enquiry] = []
        self.links: list[str] = []
        models = AccountModels(desk, InlineRunner(), self.prompter, open_link=self._open_link)
        self.opener = DialogOpener(
            self.window, models, desk.feed.subscribe, self._banner, self.imports.append, self.sold.append
        )

    def dialog(self, kind: type[AnyDialog]) -> AnyDialog:
        """Return the one dialog of this kind that is open."""
        (found,) = (dialog for dialog in self.window.findChildren(kind) if dialog.isVisible())
        found.activateWindow()
        self._qtbot.waitUntil(found.isActiveWindow)
        return found

    def is_open(self, kind: type[QDialog]) -> bool:
        """Tell whether a dialog of this kind is open."""
        return any(dialog.isVisible() for dialog in self.window.findChildren(kind))

    def _open_link(self, link: str) -> bool:
        self.links.append(link)
        return True

    def _banner(self, text: str, role: str, actions: Actions) -> None:
        del role
        self.told.append(text)
        self.offered.append(dict(actions))


def tab_order(dialog: QDialog) -> list[QWidget]:
    """Return what Tab stops at, from where the focus is, once round."""
    start = dialog.focusWidget()
    stops: list[QWidget] = []
    here: QWidget | None = start
    while here is not None and (here is not start or not stops):
        takes_tab = Qt.FocusPolicy.TabFocus.value & here.focusPolicy().value
        if takes_tab and here.isVisible() and here.isEnabled() and here.focusProxy() is None:
            stops.append(here)
        here = here.nextInFocusChain()
    return stops
