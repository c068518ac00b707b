"""What Ctrl+Z takes back: the last archiving, tagging or merging of this window, one after the other."""

from collections.abc import Callable
from typing import NamedTuple

from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.wording import tr

_KEPT = 20


class Undoable(NamedTuple):
    """A deed that can be taken back: ``undo`` does it, blocking, and ``undone`` is what is said then."""

    undo: Callable[[], object]
    undone: str


class UndoList:
    """Remembers the last few; what cannot be taken back any more is said, and is not tried again."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self._deeds: list[Undoable] = []
        self._is_busy = False
        self.notice: Observable[Notice | None] = Observable(None)

    def push(self, deed: Undoable) -> None:
        """Remember what was just done."""
        self._deeds = [*self._deeds, deed][-_KEPT:]

    def forget(self, deed: Undoable) -> None:
        """Forget a deed that was taken back another way."""
        self._deeds = [each for each in self._deeds if each is not deed]

    def undo(self) -> None:
        """Take the last deed back."""
        if self._is_busy:
            return
        if not self._deeds:
            self.notice.value = Notice(
                tr("There is nothing to undo here: postings are undone from their own line.")
            )
            return
        deed = self._deeds.pop()
        self._is_busy = True

        def done(_: object) -> None:
            self._is_busy = False
            self.notice.value = Notice(deed.undone)

        self._runner.run(deed.undo, done, self._tell, Lane.WRITE)

    def _tell(self, error: ShopDeskError) -> None:
        self._is_busy = False
        self.notice.value = Notice(shop_text(self._desk).say(error), "danger")
