"""Looking after the shop's file unasked: what changed at every opening, all of it once the day is closed."""

from collections.abc import Callable

from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.verifying import Report, verify_at_days_end, verify_what_changed
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.proof import NAMES
from shopdesk.wording import tr


class FileWatchViewModel:
    """``trouble`` says what does not add up; empty while all is well."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.trouble: Observable[str] = Observable("")

    def look_at_what_changed(self) -> None:
        """Check what was entered since the newest backup."""
        self._look(lambda: verify_what_changed(self._desk))

    def look_at_everything(self) -> None:
        """Run every check: the day is closed."""
        self._look(lambda: verify_at_days_end(self._desk))

    def _look(self, work: Callable[[], Report]) -> None:
        if self._desk.book.copied_at is None:
            self._runner.run(work, self._show, _ignore, Lane.KEEP)

    def _show(self, report: Report) -> None:
        wrong = "; ".join(
            tr("not proven: “{name}”", name=NAMES.get(check.name, check.name))
            for check in report.checks
            if not check.ok
        )
        self.trouble.value = (
            tr(
                "Something in the shop’s file does not add up ({wrong}). Ask the owner to prove "
                "every balance in the back office before more is entered.",
                wrong=wrong,
            )
            if wrong
            else ""
        )


def _ignore(_: ShopDeskError) -> None:
    """Say nothing: damage stops the writing, and is told then."""
