"""Word from long work on another thread: how far it is, and that it should stop."""

from shopdesk.errors import Cancelled, ShopDeskError
from shopdesk.viewmodels.observable import Observable
from shopdesk.wording import tr


class LongWork:
    """Carries what the working thread says to the one that paints, which asks for it with `poll`; busy till its end.

    ``stopped`` says, once somebody stopped it, what that left and how to go on; empty until then.
    One thread writes a whole value and the other reads it, which Python does in one step.
    """

    def __init__(self) -> None:
        self._said = ""
        self._stop = False
        self._steps = 0
        self._if_stopped = ""
        self.text: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.stopped: Observable[str] = Observable("")

    def begin(self, text: str, if_stopped: str = "") -> None:
        """Start anew with a first word, and with what is said if it is stopped; on the painting thread."""
        self._stop = False
        self._if_stopped = if_stopped
        self.stopped.value = ""
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
        """Ask the work to stop, and say so: what it did so far is taken back first."""
        self._stop = True
        if self.busy.value:
            self._said = self.text.value = tr("Stopping…")

    def is_stopping(self) -> bool:
        """Tell whether the work should stop; asked within a step, on the working thread."""
        return self._stop

    def end(self) -> None:
        """Fall silent; on the painting thread."""
        self.busy.value = False
        self._said = self.text.value = ""

    def end_for(self, error: ShopDeskError) -> bool:
        """Fall silent because of an error; True where that is a wish to stop, which ``stopped`` then tells of."""
        self.end()
        is_wish = isinstance(error, Cancelled)
        if is_wish:
            self.stopped.value = self._if_stopped
        return is_wish
