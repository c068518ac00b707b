"""What a window needs of the program's threads."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject

from shopdesk.viewmodels.ports import Runner
from ui.background import Feed


class Threads(Protocol):
    """The program's threads, as `ui.background.Background` has them."""

    def runner_for(self, asker: QObject) -> Runner:
        """Return a runner whose callbacks die with the asker."""

    def follow(self, feed: Feed, asker: QObject, listener: Callable[[Any], None]) -> Callable[[], None]:
        """Hear of every change on the painting thread."""
