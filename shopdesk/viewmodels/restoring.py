"""Restoring a backup into a new folder, as a drill or in earnest; the shop that is open stays as it is."""

from pathlib import Path

from shopdesk.errors import ShopDeskError, WrongSecret
from shopdesk.formatting import file_name, format_count
from shopdesk.messages import sentence
from shopdesk.services.backups import Restored, restore_backup
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.backups import STEPS, STOPPED_RESTORING
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.proof import NAMES
from shopdesk.wording import mark, tr, tr_count

_WRONG = mark("Neither the passphrase of that day nor the recovery key.")


class RestoringViewModel:
    """Asks for the secret and the place; ``done`` says what was restored. ``errors`` by field: secret, folder."""

    def __init__(self, desk: Desk, runner: Runner, backup: Path) -> None:
        self._desk = desk
        self._runner = runner
        self.backup = backup
        self.suggested = str(restored_name(desk.book.folder.path))
        self.work = LongWork()
        self.busy = self.work.busy
        self.errors: Observable[dict[str, str]] = Observable({})
        self.trouble: Observable[str] = Observable("")
        self.done: Observable[str] = Observable("")

    def restore(self, secret: str, folder: str, *, replay: bool) -> None:
        """Restore into the folder; ``replay`` brings over what was entered since."""
        if self.busy.value:
            return
        self.trouble.value = ""
        missing = {"secret": not secret.strip(), "folder": not folder.strip()}
        self.errors.value = {name: tr("Fill this in.") for name, empty in missing.items() if empty}
        if self.errors.value:
            return
        self.work.begin(STEPS["copy"], tr(STOPPED_RESTORING))
        here = self._desk.book.folder.path
        self._runner.run(
            lambda: restore_backup(
                self.backup,
                secret,
                Path(folder.strip()),
                beside=here,
                replay=replay,
                progress=lambda step: self.work.say(STEPS.get(step) or NAMES.get(step, step)),
                is_stopped=self.work.is_stopping,
            ),
            self._restored,
            self._failed,
            Lane.LONG,
        )

    def _restored(self, done: Restored) -> None:
        self.work.end()
        locale = self._desk.settings.locale
        said = [
            tr(
                "Restored into {folder}: all {checked} checks proven.",
                folder=done.folder,
                checked=format_count(done.checked, locale),
            )
        ]
        entries = done.missing.entries
        if entries and done.replayed:
            said.append(
                tr_count(
                    "{entries} entry made since was brought over.",
                    "{entries} entries made since were brought over.",
                    entries,
                    entries=format_count(entries, locale),
                )
            )
        elif entries:
            said.append(
                tr_count(
                    "{entries} entry made since is not in it.",
                    "{entries} entries made since are not in it.",
                    entries,
                    entries=format_count(entries, locale),
                )
            )
        said.append(tr("The shop that is open was not touched."))
        self.done.value = " ".join(said)

    def _failed(self, error: ShopDeskError) -> None:
        if self.work.end_for(error):
            return
        if isinstance(error, WrongSecret):
            self.errors.value = {"secret": tr(_WRONG)}
        elif error.code == "already_exists" or error.field == "folder":
            self.errors.value = {"folder": sentence(error)}
        else:
            self.trouble.value = sentence(error)


def restored_name(folder: Path) -> Path:
    """Return how a shop that is restored beside this folder may be called."""
    return folder.with_name(file_name(tr("{name} restored", name=folder.name)))
