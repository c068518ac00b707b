"""Work off the thread that paints: a writer, a reader and one for long reading, and their way back."""

import queue
import sys
import threading
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from shopdesk.errors import ShopDeskError
from shopdesk.viewmodels.ports import Lane

T = TypeVar("T")
Call = Callable[[], None]


class Feed(Protocol):
    """What tells of changes, on whatever thread wrote them."""

    def subscribe(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        """Call the listener at every change; returns what ends that."""


class GuiThread(QObject):
    """Carries calls to the thread it was made on; a call whose asker is gone is dropped."""

    _asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(self._perform, Qt.ConnectionType.QueuedConnection)

    def call(self, asker: QObject, deed: Call) -> None:
        """Do the deed soon on the painting thread, if the asker still lives then."""
        self._asked.emit(asker, deed)

    @Slot(object, object)
    def _perform(self, asker: QObject, deed: Call) -> None:
        if isValid(asker):
            deed()


class Background(QObject):
    """The three threads; made once by the program, closed after its last window.

    It is itself a `Runner` whose callbacks live as long as the program; widgets that come and go ask
    through `runner_for`.
    """

    def __init__(self) -> None:
        super().__init__()
        self._gui = GuiThread()
        self._lanes: dict[Lane, _LaneThread] = {}

    def runner_for(self, asker: QObject) -> "AskersRunner":
        """Return a runner whose callbacks die with the asker."""
        return AskersRunner(self, asker)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ShopDeskError], None],
        lane: Lane = Lane.READ,
    ) -> None:
        """Do the work in its lane and call back on the painting thread."""
        self.run_for(self, work, done, failed, lane)

    def run_for(
        self,
        asker: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ShopDeskError], None],
        lane: Lane,
    ) -> None:
        """Do the work; call back on the painting thread if the asker still lives then."""
        thread = self._lanes.get(lane)
        if thread is None:
            thread = self._lanes[lane] = _LaneThread(lane)
            thread.start()
        thread.tasks.put(lambda: self._perform(asker, work, done, failed))

    def follow(self, feed: Feed, asker: QObject, listener: Callable[[Any], None]) -> Callable[[], None]:
        """Hear of every change on the painting thread, until the asker is gone or the answer is called."""
        alive = [True]

        def hear(event: Any) -> None:
            self._gui.call(asker, lambda: listener(event) if alive[0] else None)

        unsubscribe = feed.subscribe(hear)

        def stop() -> None:
            alive[0] = False
            unsubscribe()

        asker.destroyed.connect(stop)
        return stop

    def close(self) -> None:
        """Finish what was begun and end the threads."""
        for thread in self._lanes.values():
            thread.tasks.put(None)
        for thread in self._lanes.values():
            thread.join()
        self._lanes.clear()

    def _perform(
        self,
        asker: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ShopDeskError], None],
    ) -> None:
        try:
            result = work()
        except ShopDeskError as error:
            refusal = error
            self._gui.call(asker, lambda: failed(refusal))
        except Exception as bug:  # noqa: BLE001 -- one of the two edges: bugs go to the excepthook
            found = bug
            self._gui.call(self, lambda: sys.excepthook(type(found), found, found.__traceback__))
        else:
            self._gui.call(asker, lambda: done(result))


class AskersRunner:
    """The `Runner` of one widget: its callbacks die with it."""

    def __init__(self, background: Background, asker: QObject) -> None:
        self._background = background
        self._asker = asker

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ShopDeskError], None],
        lane: Lane = Lane.READ,
    ) -> None:
        """Do the work in its lane and call back unless the asker is gone."""
        self._background.run_for(self._asker, work, done, failed, lane)


class _LaneThread(threading.Thread):
    """One thread that does one task after the other."""

    def __init__(self, lane: Lane) -> None:
        super().__init__(name=f"shopdesk-{lane.value}", daemon=True)
        self.tasks: queue.SimpleQueue[Call | None] = queue.SimpleQueue()

    def run(self) -> None:
        """Work until told to end."""
        while (task := self.tasks.get()) is not None:
            task()
