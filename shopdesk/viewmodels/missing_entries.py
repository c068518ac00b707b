"""Before anybody signs in: what the shop's file lacks and the journal beside it holds, brought back or left out."""

from collections.abc import Callable

from shopdesk.errors import ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.backups import bring_back, leave_out
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.journal_trouble import journal_trouble
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.wording import mark, tr

_LEAVE_OUT = mark(
    "What was entered since will be missing from every account. The journal that holds "
    "it is kept among the backups."
)


class MissingEntriesViewModel:
    """``text`` is empty where nothing is missing; ``settled`` turns true once the shop can be worked in."""

    def __init__(self, desk: Desk, runner: Runner, prompter: Prompter) -> None:
        self._desk = desk
        self._runner = runner
        self._prompter = prompter
        self.text: Observable[str] = Observable(journal_trouble(desk) if desk.book.missing else "")
        self.busy: Observable[bool] = Observable(value=False)
        self.trouble: Observable[str] = Observable("")
        self.settled: Observable[bool] = Observable(value=False)

    def bring_back(self) -> None:
        """Enter again what is missing."""
        self._run(lambda: bring_back(self._desk))

    def leave_out(self) -> None:
        """Go on without it, after asking."""
        if self._prompter.confirm(tr(_LEAVE_OUT), tr("Leave them out")):
            self._run(lambda: leave_out(self._desk))

    def _run(self, work: Callable[[], object]) -> None:
        if self.busy.value:
            return
        self.trouble.value = ""
        self.busy.value = True

        def done(_: object) -> None:
            self.busy.value = False
            self.text.value = journal_trouble(self._desk) if self._desk.book.missing else ""
            self.settled.value = self._desk.book.missing is None

        def failed(error: ShopDeskError) -> None:
            self.busy.value = False
            self.trouble.value = sentence(error)

        self._runner.run(work, done, failed, Lane.WRITE)
