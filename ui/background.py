"""Work off the thread that paints: a writer, a reader, two for long work, two for neighbours; and the way back."""

import queue
import sys
import threading
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from shopdesk.errors import ShopDeskError
from shopdesk.viewmodels.ports import Lane
from ui.spare_memory import keep_little

T = TypeVar("T")

_FRAME_MS = 16
"""Painting begins within it, and whatever waits for it waits until the painting is over."""
_KEYRING_SECONDS = 2.0
"""What is asked of it then can be asked again, and the program must not stay for it."""


class Feed(Protocol):
    """What tells of changes, on whatever thread wrote them."""

    def subscribe(self, listener: Callable[[Any], None]) -> Callable[[], None]:
        """Call the listener at every change; returns what ends that."""


class Background(QObject):
    """The threads, each begun when it is first needed; made once by the program, closed after its last window.

    It is itself a `Runner` whose callbacks live as long as the program; widgets that come and go ask
    through `runner_for`. The threads are handed numbers and work, and give back numbers and outcomes; who
    asked stays here, on the painting thread, because a widget that a worker were the last to hold would die there,
    and take the program with it.
    """

    _answered = Signal(int, object)
    _heard = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        keep_little()  # each thread has some of its own
        self._numbers = count()
        self._pending: dict[int, _Asked] = {}
        self._followers: dict[int, tuple[QObject, Callable[[Any], None]]] = {}
        self._lanes: dict[Lane, _LaneThread] = {}
        self._later: list[Callable[[], None]] = []
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(_FRAME_MS)
        self._painted.timeout.connect(self._ask_what_waited)
        self._answered.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._heard.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

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
        if lane is Lane.LATER:
            self._later.append(partial(self.run_for, asker, work, done, failed, Lane.READ))
            self._painted.start()
            return
        thread = self._lanes.get(lane)
        if thread is None:
            thread = self._lanes[lane] = _LaneThread(lane, self._answered.emit)
            thread.start()
        number = next(self._numbers)
        self._pending[number] = _Asked(asker, work, done, failed)
        thread.tasks.put((number, work))

    def follow(self, feed: Feed, asker: QObject, listener: Callable[[Any], None]) -> Callable[[], None]:
        """Hear of every change on the painting thread, until the asker is gone or the answer is called."""
        number = next(self._numbers)
        self._followers[number] = (asker, listener)
        unsubscribe = feed.subscribe(partial(self._heard.emit, number))

        def let_go() -> None:
            unsubscribe()
            self._followers.pop(number, None)

        def stop() -> None:
            let_go()
            QObject.disconnect(
                end
            )  # the window asks for each of its dialogs, and would remember them all day

        end = asker.destroyed.connect(let_go)
        return stop

    def close(self) -> None:
        """Finish what was begun and end the threads; a keyring that does not answer is left alone."""
        self._painted.stop()
        self._later.clear()
        for thread in self._lanes.values():
            thread.tasks.put(None)
        for lane, thread in self._lanes.items():
            thread.join(_KEYRING_SECONDS if lane is Lane.KEYRING else None)
        self._lanes.clear()

    def _ask_what_waited(self) -> None:
        later, self._later = self._later, []
        for ask in later:
            ask()

    @Slot(int, object)
    def _tell(self, number: int, outcome: "_Outcome") -> None:
        asked = self._pending.pop(number)
        if outcome.bug is not None:
            sys.excepthook(type(outcome.bug), outcome.bug, outcome.bug.__traceback__)
        elif not isValid(asked.asker):
            return
        elif outcome.refusal is not None:
            asked.failed(outcome.refusal)
        else:
            asked.done(outcome.result)

    @Slot(int, object)
    def _pass_on(self, number: int, event: object) -> None:
        asker, listener = self._followers.get(number, (None, None))
        if asker is not None and listener is not None and isValid(asker):
            listener(event)


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


class _Asked(NamedTuple):
    """Who asked, and what for; the work is kept so that it is let go on the painting thread."""

    asker: QObject
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[ShopDeskError], None]


class _Outcome(NamedTuple):
    """What came of a task: a result, a refusal or a bug."""

    result: Any = None
    refusal: ShopDeskError | None = None
    bug: Exception | None = None


class _LaneThread(threading.Thread):
    """One thread that does one task after the other and holds on to none of them."""

    def __init__(self, lane: Lane, answer: Callable[[int, _Outcome], None]) -> None:
        super().__init__(name=f"shopdesk-{lane.value}", daemon=True)
        self.tasks: queue.SimpleQueue[tuple[int, Callable[[], Any]] | None] = queue.SimpleQueue()
        self._answer = answer

    def run(self) -> None:
        """Work until told to end."""
        while (task := self.tasks.get()) is not None:
            number, work = task
            outcome = _outcome_of(work)
            del task, work
            self._answer(number, outcome)
            del outcome


def _outcome_of(work: Callable[[], Any]) -> _Outcome:
    try:
        return _Outcome(result=work())
    except ShopDeskError as refusal:
        return _Outcome(refusal=refusal.with_traceback(None))  # its frames would hold on to the work
    except Exception as bug:  # noqa: BLE001 -- one of the two edges: bugs go to the excepthook
        return _Outcome(bug=bug)
