"""The band over the demo shop: that nothing here is real, fresh data, and the way to the shop of one's own."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer

from shopdesk.viewmodels.ports import Prompter
from ui.main_window import MainWindow
from ui.start.front_door import FrontDoor


def head_demo(window: MainWindow, door: FrontDoor, prompter: Prompter) -> None:
    """Put the band above the demo shop's window; without a place for a shop of one's own it leads nowhere else."""
    if not door.is_demo:
        return

    def go(*, anew: bool) -> None:
        # Later: the button that asks for it goes with the window.
        QTimer.singleShot(0, door, partial(door.leave_demo, anew=anew))

    def start_again() -> None:
        question = window.tr(
            "Everything that was entered in the demo shop is thrown away, and it is made anew."
        )
        if prompter.confirm(question, window.tr("Start again")):
            go(anew=True)

    said = window.tr(
        "This is the demo shop: everybody in it is made up, and nothing here touches your own shop."
    )
    actions: list[tuple[str, Callable[[], None]]] = [(window.tr("Start again with fresh data…"), start_again)]
    if door.own_place is not None:
        actions.append((window.tr("To my own shop"), partial(go, anew=False)))
    window.copy_band.tell(said, "info", actions)
