"""The copy of the shop's journal on a second disk: where it lies, and whether that disk is there."""

from shopdesk.errors import ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.backups import follow_elsewhere
from shopdesk.services.desk import Desk
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.wording import mark, tr

NONE_SET = mark("There is none, so nobody would notice that this whole folder was replaced by an older copy.")
STANDS = mark("It is up to date.")
NOT_THERE = mark("It cannot be reached: is that disk connected? It is brought up to date once it is.")


class SecondJournalViewModel:
    """``standing`` says in a sentence how it stands, ``is_missing`` whether the disk is away."""

    def __init__(self, desk: Desk, runner: Runner, why_not: str) -> None:
        self._desk = desk
        self._runner = runner
        self.why_not = why_not
        self.folder: Observable[str] = Observable(desk.settings.second_journal)
        self.standing: Observable[str] = Observable("")
        self.is_missing: Observable[bool] = Observable(value=False)
        self.error: Observable[str] = Observable("")

    def load(self) -> None:
        """Look whether the disk is there; it may take a while to answer."""
        self._runner.run(lambda: follow_elsewhere(self._desk.book), self._show, self._tell, Lane.LONG)

    def choose(self, folder: str) -> None:
        """Keep the copy in this folder; none when it is empty."""

        def done(_: object) -> None:
            self.folder.value = self._desk.settings.second_journal
            self.load()

        self.error.value = ""
        self._runner.run(
            lambda: change_settings(self._desk, {"second_journal": folder}), done, self._tell, Lane.WRITE
        )

    def _show(self, reached: bool | None) -> None:
        self.is_missing.value = reached is False
        self.standing.value = tr(NONE_SET) if reached is None else tr(STANDS) if reached else tr(NOT_THERE)

    def _tell(self, error: ShopDeskError) -> None:
        self.error.value = sentence(error)
