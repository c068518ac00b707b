"""The real window over a shop, with the program's own threads, for what is measured in a process of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.customer_list import State
from tests.conftest import PASSPHRASE, StandingClock
from tests.ports import ScriptedPrompter
from tests.ui.start_pages import place_of
from ui.app import make_till
from ui.background import Background
from ui.rubbish import Rubbish
from ui.start.front_door import FrontDoor
from ui.start.place import Demo
from ui.theme import apply_theme
from ui.till import ShopTill

_LOOK_MS = 1
_SIZE = (1440, 900)


class SavingPrompter(ScriptedPrompter):
    """Says yes to everything, and saves every paper under one name."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path_of_all = path

    def confirm(self, question: str, yes: str) -> bool:
        """Say yes."""
        del question, yes
        return True

    def save_path(self, title: str, suggestion: str) -> str | None:
        """Save it where the last one was saved."""
        del title, suggestion
        return str(self._path_of_all)


@contextmanager
def open_till(folder: Path) -> Iterator[ShopTill]:
    """Open the shop's window to its first page; papers are saved as ``paper.pdf`` beside the shop."""
    app = QApplication(["shopdesk"])
    Rubbish(app)
    apply_theme(app, "light", 100)
    background = Background()
    demo = Demo(place_of(folder, StandingClock()), PASSPHRASE, lambda _progress: None)
    prompter = SavingPrompter(folder.with_suffix(".pdf"))
    door = FrontDoor(
        app,
        background,
        Computer("en_AU", "Australia/Melbourne"),
        partial(make_till, background),
        demo,
        lambda _window: prompter,
    )
    door.wait_for_work = background.close
    door.enter_demo()
    until(lambda: isinstance(door.till, ShopTill))
    till = door.till
    assert isinstance(till, ShopTill)
    till.window.resize(*_SIZE)
    until(lambda: till.customers.model.listing.value.state is State.ROWS)
    until(lambda: till.kpis.texts.value is not None)
    till.window.repaint()
    try:
        yield till
    finally:
        door.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def until(condition: Callable[[], bool]) -> None:
    """Let the program go on until it is so."""
    if condition():
        return
    loop, look = QEventLoop(), QTimer()

    def ask() -> None:
        if condition():
            loop.quit()

    look.timeout.connect(ask)
    look.start(_LOOK_MS)
    loop.exec()
    look.stop()
