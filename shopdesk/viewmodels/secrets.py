"""Changing the passphrase, making a new recovery key, and encrypting the shop anew, in the window."""

from collections.abc import Callable

from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, ShopDeskError, WrongSecret
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.secrets import change_passphrase, new_recovery_key, rekey
from shopdesk.services.setting_up import recovery_sheet
from shopdesk.viewmodels.backups import STEPS
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.paper_file import write_paper
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.tills import TillsViewModel
from shopdesk.wording import mark, tr

_WRONG = mark("Neither the passphrase nor the recovery key.")
_ENCRYPTING = mark("Encrypting the shop’s file anew")
_DIFFERENT = mark("The two are not the same.")


class SecretsViewModel:
    """``errors`` by field: secret, passphrase, again; ``recovery_key`` holds a new one until `forget`.

    ``work`` says how far the encrypting is.
    """

    def __init__(self, desk: Desk, runner: Runner, prompter: Prompter) -> None:
        self._desk = desk
        self._runner = runner
        self._prompter = prompter
        self.why_not = "" if desk.staff.may(Deed.CHANGE_SECRETS) else sentence(Forbidden())
        self.busy: Observable[bool] = Observable(value=False)
        self.errors: Observable[dict[str, str]] = Observable({})
        self.work = LongWork()
        self.tills = TillsViewModel(desk, runner, prompter, self._say, self.why_not)
        self.saved: Observable[int] = Observable(0)
        self.recovery_key: Observable[str] = Observable("")
        self.notice: Observable[Notice | None] = Observable(None)

    def change_passphrase(self, secret: str, passphrase: str, again: str) -> None:
        """Change the passphrase; ``saved`` counts up once it is done."""
        if passphrase != again:
            self.errors.value = {"again": tr(_DIFFERENT)}
            return

        def done(_: object) -> None:
            self.busy.value = False
            self._say(tr("The passphrase is changed. Backups made before today open with the old one."))
            self.saved.value += 1

        self._run(lambda: change_passphrase(self._desk, secret, passphrase), done)

    def make_recovery_key(self, secret: str) -> None:
        """Make a new recovery key and show it."""

        def done(key: object) -> None:
            self.busy.value = False
            self.recovery_key.value = str(key)

        self._run(lambda: new_recovery_key(self._desk, secret), done)

    def encrypt_anew(self, secret: str) -> None:
        """Give the shop a new root key and encrypt it under that; ``saved`` counts up once it is done."""

        def done(_: object) -> None:
            self.work.end()
            self.busy.value = False
            self._say(
                tr(
                    "The shop is encrypted anew. Passphrase and recovery key stay; older backups open as "
                    "before."
                )
            )
            self.saved.value += 1

        def work() -> None:
            rekey(
                self._desk,
                secret,
                lambda step: self.work.say(STEPS.get(step, tr(_ENCRYPTING))),
                self.work.is_stopping,
            )

        if not (self.busy.value or self.why_not):
            self.work.begin(tr("Checking the secret"))
        self._run(work, done, Lane.LONG)

    def save_sheet(self) -> None:
        """Ask where to, and write the sheet with the new recovery key."""
        path = self._prompter.save_path(tr("Save the recovery sheet"), tr("ShopDesk recovery key.pdf"))
        if path is None:
            return
        settings, key = self._desk.settings, self.recovery_key.value

        def write() -> None:
            write_paper(path, recovery_sheet(settings.shop_name, key, self._desk.today(), settings.locale))

        self._runner.run(
            write, lambda _: self._say(tr("The sheet is saved: {path}", path=path)), self._tell, Lane.LONG
        )

    def forgive(self) -> None:
        """Forget the last errors: something else is being typed."""
        self.errors.value = {}

    def forget(self) -> None:
        """Show the recovery key no more."""
        self.recovery_key.value = ""
        self.errors.value = {}

    def _run(
        self, work: Callable[[], object], done: Callable[[object], None], lane: Lane = Lane.WRITE
    ) -> None:
        if self.busy.value or self.why_not:
            return
        self.errors.value = {}
        self.busy.value = True
        self._runner.run(work, done, self._tell, lane)

    def _say(self, text: str) -> None:
        self.notice.value = None
        self.notice.value = Notice(text)

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        self.work.end()
        if isinstance(error, WrongSecret):
            self.errors.value = {"secret": tr(_WRONG)}
        else:
            self.errors.value = {error.field or "secret": sentence(error)}
