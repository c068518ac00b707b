"""A shop that comes from another computer, or back from a backup, to where none lies yet."""

from datetime import datetime
from pathlib import Path

from shopdesk.errors import ShopDeskError, WrongSecret
from shopdesk.messages import sentence
from shopdesk.services.backups import Restored, made_at, restore_backup
from shopdesk.viewmodels.backups import STEPS, STOPPED_RESTORING
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.proof import NAMES
from shopdesk.viewmodels.rescue import BACKUP_FILES
from shopdesk.wording import mark, tr

_WRONG = mark("Neither the passphrase of that day nor the recovery key.")


class MovingInViewModel:
    """``backup`` is the chosen file, ``said`` what it is; ``moved_in`` holds the secret that opens the shop now.

    ``errors`` by field: backup, secret.
    """

    def __init__(self, folder: Path, runner: Runner, prompter: Prompter, computer: Computer) -> None:
        self.folder = folder
        self._runner = runner
        self._prompter = prompter
        self._computer = computer
        self.work = LongWork()
        self.backup: Observable[Path | None] = Observable(None)
        self.said: Observable[str] = Observable("")
        self.errors: Observable[dict[str, str]] = Observable({})
        self.trouble: Observable[str] = Observable("")
        self.moved_in: Observable[str] = Observable("")

    def choose(self) -> None:
        """Ask for the file, and look what it says of itself."""
        path = self._prompter.open_path(tr("Choose the backup"), BACKUP_FILES)
        if path is None or self.work.busy.value:
            return
        file = Path(path)

        def done(made: datetime) -> None:
            self.backup.value = file
            self.said.value = tr("{name}, made on {made}.", name=file.name, made=self._computer.moment(made))

        def failed(error: ShopDeskError) -> None:
            self.backup.value = None
            self.said.value = ""
            self.errors.value = {"backup": sentence(error)}

        self.errors.value = {}
        self._runner.run(lambda: made_at(file), done, failed)

    def move_in(self, secret: str) -> None:
        """Restore the backup into the shop's place and prove it there; nothing is left of one that fails."""
        file = self.backup.value
        if self.work.busy.value:
            return
        self.trouble.value = ""
        self.errors.value = {
            name: words
            for name, words, missing in (
                ("backup", tr("Choose the backup first."), file is None),
                ("secret", tr("Fill this in."), not secret.strip()),
            )
            if missing
        }
        if file is None or self.errors.value:
            return

        def say(step: str) -> None:
            self.work.say(STEPS.get(step) or NAMES.get(step, step))

        def done(_: Restored) -> None:
            self.work.end()
            self.moved_in.value = secret

        self.work.begin(STEPS["copy"], tr(STOPPED_RESTORING))
        self._runner.run(
            lambda: restore_backup(file, secret, self.folder, progress=say, is_stopped=self.work.is_stopping),
            done,
            self._failed,
            Lane.LONG,
        )

    def _failed(self, error: ShopDeskError) -> None:
        if self.work.end_for(error):
            return
        if isinstance(error, WrongSecret):
            self.errors.value = {"secret": tr(_WRONG)}
        else:
            self.trouble.value = sentence(error)
