"""The rescue of a shop that does not open: what is damaged, what can be saved, and the way back, step by step."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from shopdesk.errors import ShopDeskError, WrongSecret
from shopdesk.formatting import format_count
from shopdesk.messages import sentence
from shopdesk.services.backups import Restored, restore_backup
from shopdesk.services.rescue import Condition, Part, State, examine, part_of, put_in_place
from shopdesk.services.salvaging import Saved, save_what_is_left
from shopdesk.viewmodels.backups import STEPS, STOPPED_RESTORING
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.debtors_sheet import debtors_sheet
from shopdesk.viewmodels.journal_trouble import entries_in_words
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.open_shop import OpenShop
from shopdesk.viewmodels.paper_file import check_writable, write_paper
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.proof import NAMES
from shopdesk.viewmodels.restoring import restored_name
from shopdesk.wording import Worded, mark, tr, tr_count

BACKUP_FILES = "*.shopbackup"
PART_WORDS = Worded(
    {
        Part.DATABASE: "The shop’s file (shop.db)",
        Part.KEYS: "The key file (shop.keys)",
        Part.KEYS_COPY: "Its second copy (shop.keys.2)",
        Part.JOURNAL: "The journal beside it (shop.journal)",
    }
)
STATE_WORDS = Worded(
    {
        State.WHOLE: "there, nothing wrong to be seen",
        State.DAMAGED: "damaged",
        State.MISSING: "not there",
        State.STRANGE: "not a file of ShopDesk",
    }
)
_WRONG = mark("Neither the passphrase of that day nor the recovery key.")
_LIST = mark("Reading who owes what")
_READING = mark("Reading what the damage left")

OpenCopy = Callable[[Path, str], OpenShop]


@dataclass(frozen=True, slots=True)
class RescuePicture:
    """What is damaged, part by part (words, how it is, whether it is whole), and what there is to restore from.

    ``backup`` is None where there is nothing to restore from; ``can_be_read`` tells that there are a file and its keys,
    of which some may be read without one.
    """

    parts: tuple[tuple[str, str, bool], ...]
    backup: Path | None
    said: str
    can_be_read: bool = False


class RescueViewModel:
    """``picture`` is None until the first look; ``restored`` says what came back; ``in_place`` that it can be opened.

    ``errors`` by field: secret.
    """

    def __init__(
        self,
        folder: Path,
        open_copy: OpenCopy,
        runner: Runner,
        prompter: Prompter,
        computer: Computer,
        damaged: str = "",
    ) -> None:
        self.folder = folder
        self._known = (part_of(damaged),) if damaged else ()
        self._open_copy = open_copy
        self._runner = runner
        self._prompter = prompter
        self._computer = computer
        self._restored: Path | None = None
        self.work = LongWork()
        self.picture: Observable[RescuePicture | None] = Observable(None)
        self.errors: Observable[dict[str, str]] = Observable({})
        self.trouble: Observable[str] = Observable("")
        self.notice: Observable[str] = Observable("")
        self.restored: Observable[str] = Observable("")
        self.in_place: Observable[bool] = Observable(value=False)

    def look(self) -> None:
        """Look what is damaged, and for the newest backup that is whole."""
        folder, known, computer = self.folder, self._known, self._computer
        self._runner.run(
            lambda: _picture(examine(folder, known), computer), self._show, self._failed, Lane.LONG
        )

    def choose_backup(self) -> None:
        """Restore from another file instead."""
        path = self._prompter.open_path(tr("Choose a backup"), BACKUP_FILES)
        picture = self.picture.value
        if path and picture is not None:
            self.picture.value = replace(
                picture, backup=Path(path), said=tr("To restore from: {path}.", path=path)
            )

    def save_list(self, secret: str) -> None:
        """Ask where, and write who owed what when the backup was made, from A to Z, as a PDF there."""
        backup = self._ready(secret)
        if backup is None:
            return
        called = tr("Debtors {today}.pdf", today=date.today())  # noqa: DTZ011  a name
        path = self._prompter.save_path(tr("Save who owes what"), called)
        if path is None:
            return

        def work() -> None:
            check_writable(path)
            copy = self._open_copy(backup, secret)
            try:
                content = debtors_sheet(copy.desk)
            finally:
                copy.close()
            write_paper(path, content)

        def done(_: None) -> None:
            self.work.end()
            self.notice.value = tr(
                "Saved as {path}. Print it: it is how things stood when the backup was made.", path=path
            )

        self.work.begin(tr(_LIST))
        self._runner.run(work, done, self._failed, Lane.LONG)

    def save_what_is_left(self, secret: str) -> None:
        """Ask for a folder, and write all that can still be read of the damaged file into a new one in it."""
        picture = self.picture.value
        if self.work.busy.value or picture is None or not picture.can_be_read or not self._has(secret):
            return
        into = self._prompter.folder_path(tr("Where to save what can still be read"))
        if into is None:
            return
        folder, locale, today = self.folder, self._computer.locale, date.today()  # noqa: DTZ011  as below
        self.work.begin(tr(_READING), tr("Stopped: nothing was saved. Save it again to begin anew."))

        def say(done: int, total: int) -> None:
            self.work.say(
                tr_count(
                    "{reading}: {done} of {total} page",
                    "{reading}: {done} of {total} pages",
                    total,
                    reading=tr(_READING),
                    done=format_count(done, locale),
                    total=format_count(total, locale),
                )
            )

        def done(saved: Saved) -> None:
            self.work.end()
            self.notice.value = _saved_words(saved, locale)

        self._runner.run(
            lambda: save_what_is_left(folder, secret, Path(into), today, say), done, self._failed, Lane.LONG
        )

    def restore(self, secret: str) -> None:
        """Restore into a new folder beside the damaged one, with all that the journal beside it still holds."""
        backup = self._ready(secret)
        if backup is None:
            return
        target, beside = _free(self.folder), self.folder
        self.work.begin(STEPS["copy"], tr(STOPPED_RESTORING))

        def say(step: str) -> None:
            self.work.say(STEPS.get(step) or NAMES.get(step, step))

        self._runner.run(
            lambda: restore_backup(
                backup,
                secret,
                target,
                beside=beside,
                replay=True,
                progress=say,
                is_stopped=self.work.is_stopping,
            ),
            self._came_back,
            self._failed,
            Lane.LONG,
        )

    def put_in_place(self) -> None:
        """Give the restored shop the name of the damaged one, which is set aside untouched."""
        restored, folder = self._restored, self.folder
        if restored is None:
            return

        def done(aside: Path) -> None:
            self.notice.value = tr("The damaged shop lies in {aside} now, untouched.", aside=aside)
            self.in_place.value = True

        today = date.today()  # noqa: DTZ011  the name of a folder; there is no shop whose day it could be
        self._runner.run(lambda: put_in_place(folder, restored, today), done, self._failed, Lane.WRITE)

    def _ready(self, secret: str) -> Path | None:
        """Return the backup if there is one and a secret for it."""
        picture = self.picture.value
        if self.work.busy.value or picture is None or picture.backup is None:
            return None
        return picture.backup if self._has(secret) else None

    def _has(self, secret: str) -> bool:
        """Tell whether a secret was typed, and say so at its field if not."""
        self.trouble.value = self.notice.value = ""
        self.errors.value = {} if secret.strip() else {"secret": tr("Fill this in.")}
        return bool(secret.strip())

    def _show(self, picture: RescuePicture) -> None:
        self.picture.value = picture

    def _came_back(self, done: Restored) -> None:
        self.work.end()
        self._restored = done.folder
        locale = self._computer.locale
        said = [
            tr(
                "Restored into {folder}: all {checked} checks proven.",
                folder=done.folder,
                checked=format_count(done.checked, locale),
            )
        ]
        if done.missing.entries:
            count = done.missing.entries
            entries = entries_in_words(count, locale)
            said.append(
                tr("Brought back from the journal: {entries} made after the backup.", entries=entries)
            )
        if not done.missing.complete:
            said.append(tr("Some later ones could not be read."))
        self.restored.value = " ".join(said)

    def _failed(self, error: ShopDeskError) -> None:
        if self.work.end_for(error):
            return
        if isinstance(error, WrongSecret):
            self.errors.value = {"secret": tr(_WRONG)}
        else:
            self.trouble.value = sentence(error)


def _picture(condition: Condition, computer: Computer) -> RescuePicture:
    parts = tuple(
        (PART_WORDS[part], STATE_WORDS[state], state is State.WHOLE) for part, state in condition.parts
    )
    states, backup = dict(condition.parts), condition.backup
    has_keys = State.WHOLE in {states[Part.KEYS], states[Part.KEYS_COPY]}
    can_be_read = has_keys and states[Part.DATABASE] not in {State.MISSING, State.STRANGE}
    if backup is None:
        said = tr(
            "There is no whole backup beside it. Look on the second disk or stick, and choose the file."
        )
        return RescuePicture(parts, None, said, can_be_read)
    said = tr(
        "The newest whole backup is of {when}. What was entered after it comes back from the journal.",
        when=computer.moment(backup.label.instant),
    )
    if condition.damaged_backups:
        said += tr(
            " Newer ones that are damaged themselves: {damaged_backups}.",
            damaged_backups=condition.damaged_backups,
        )
    return RescuePicture(parts, backup.path, said, can_be_read)


def _saved_words(saved: Saved, locale: str) -> str:
    """Say how much was read and how much is known to be lost."""
    lost = saved.lost
    entries = len(lost.sales) + len(lost.payments) + len(lost.adjustments)
    whose = tr_count(
        "{count} customer with the balance",
        "{count} customers with their balances",
        saved.customers,
        count=format_count(saved.customers, locale),
    )
    said = tr(
        "Saved in {folder}: {whose} and {entries}.",
        folder=saved.folder,
        whose=whose,
        entries=entries_in_words(saved.entries, locale),
    )
    if not lost.customers and not entries:
        return tr("{said} None is known to be missing.", said=said)
    customers = tr_count(
        "{count} customer",
        "{count} customers",
        len(lost.customers),
        count=format_count(len(lost.customers), locale),
    )
    return tr(
        "{said} Not to be read: {customers} and {entries}; a list there names them.",
        said=said,
        customers=customers,
        entries=entries_in_words(entries, locale),
    )


def _free(folder: Path) -> Path:
    """Return a name beside the damaged folder that nobody has."""
    number, first = 1, restored_name(folder)
    target = first
    while target.exists():
        number += 1
        target = first.with_name(f"{first.name} {number}")
    return target
