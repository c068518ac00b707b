"""Word from long work on another thread: how far it is, and that it should stop."""

from shopdesk.errors import Cancelled
from shopdesk.viewmodels.observable import Observable
from shopdesk.wording import tr


class LongWork:
    """Carries what the working thread says to the one that paints, which asks for it with `poll`; busy till its end.

    One thread writes a whole value and the other reads it, which Python does in one step.
    """

    def __init__(self) -> None:
        self._said = ""
        self._stop = False
        self._steps = 0
        self.text: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)

    def begin(self, text: str) -> None:
        """Start anew with a first word; on the painting thread."""
        self._stop = False
        self._steps = 0
        self._said = text
        self.text.value = text
        self.busy.value = True

    def say(self, text: str) -> None:
        """Say how far the work is; on the working thread. Raises Cancelled once it should stop."""
        if self._stop:
            raise Cancelled
        self._said = text

    def step(self, text: str, total: int) -> None:
        """Say which step begins, and the how many-th it is of all; on the working thread. Raises Cancelled."""
        self._steps += 1
        self.say(tr("{step} ({number} of {total})", step=text, number=self._steps, total=total))

    def poll(self) -> None:
        """Show what was said last; on the painting thread."""
        self.text.value = self._said

    def stop(self) -> None:
        """Ask the work to stop at its next word, and say so: copying a large file takes its time."""
        self._stop = True
        if self.busy.value:
            self._said = self.text.value = tr("Stopping after this step…")

    def end(self) -> None:
        """Fall silent; on the painting thread."""
        self.busy.value = False
        self._said = self.text.value = ""
