"""The program's threads as tests use them: everything is done at once, on the one thread there is."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from tests.ports import InlineRunner
from ui.background import Feed


class InlineThreads:
    """Stands for `ui.background.Background`."""

    def runner_for(self, asker: QObject) -> InlineRunner:
        """Return a runner that does all work at once."""
        del asker
        return InlineRunner()

    def follow(self, feed: Feed, asker: QObject, listener: Callable[[Any], None]) -> Callable[[], None]:
        """Hear of every change at once."""
        del asker
        return feed.subscribe(listener)
