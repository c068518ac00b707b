"""How safe the shop is: the last backup, those that are kept, the second place, and a backup on request."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.formatting import format_count
from shopdesk.messages import sentence
from shopdesk.services.backups import Kept, back_up, back_up_if_due, is_due, kept_backups
from shopdesk.services.desk import Desk
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.second_journal import SecondJournalViewModel
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.wording import Worded, mark, tr

STEPS = Worded(
    {
        "copy": "Copying the shop’s file",
        "pages": "Checking every page of the copy",
        "structure": "Looking over the file’s structure",
        "foreign_keys": "Checking that nothing points nowhere",
        "file": "Putting the backup in its place",
    }
)
"""What is being done, in words."""
_STEPS = 4
STOPPED_RESTORING = mark(
    "Stopped: nothing was restored, and no folder was left. Restore again to begin anew."
)
"""How many of them a backup takes."""
_OLD = timedelta(hours=24)
_MEGABYTE = 1_000_000
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class BackupLine:
    """One backup that is kept: where it lies, when it was made, how large it is."""

    path: Path
    when: str
    size: str


@dataclass(frozen=True, slots=True)
class Safety:
    """What is said of the backups; ``short`` stands in the line of state, ``role`` is that of a banner."""

    role: str
    text: str
    short: str
    lines: tuple[BackupLine, ...]
    more: str


class BackupsViewModel:
    """Makes backups when they are due and when somebody asks; ``trouble`` says why the last one failed."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.why_not = "" if desk.staff.may(Deed.BACK_UP) else sentence(Forbidden())
        self.work = LongWork()
        self.busy: Observable[bool] = Observable(value=False)
        self.safety: Observable[Safety | None] = Observable(None)
        self.trouble: Observable[str] = Observable("")
        self.second_place: Observable[str] = Observable(desk.settings.second_place)
        self.second_place_error: Observable[str] = Observable("")
        self.second_journal = SecondJournalViewModel(desk, runner, self.why_not)
        self.notice: Observable[Notice | None] = Observable(None)

    def load(self) -> None:
        """Look at what is kept."""
        self._runner.run(lambda: kept_backups(self._desk), self._show, self._tell)

    def back_up(self) -> None:
        """Make a backup now."""
        if self.busy.value or self.why_not:
            return
        self.work.begin(
            STEPS["copy"],
            tr("Stopped: no backup was made; those there were are kept. “Back up now” begins anew."),
        )
        self.busy.value = True

        def done(_: object) -> None:
            self._end()
            safe = tr("The shop is backed up, and the backup is proven.")
            alone = tr(
                "The shop is backed up, and the backup is proven. Copy it to another disk now and then."
            )
            self._say(safe if self._desk.settings.second_place else alone)
            self.load()

        self._runner.run(
            lambda: back_up(
                self._desk,
                lambda step: self.work.step(STEPS.get(step, step), _STEPS),
                is_stopped=self.work.is_stopping,
            ),
            done,
            self._tell,
            Lane.KEEP,
        )

    def keep(self) -> None:
        """Make a backup if one is due; to be asked every now and then, whoever is signed in."""
        if self.busy.value:
            return
        self.busy.value = True

        def done(_: object) -> None:
            self._end()
            self.load()

        self._runner.run(lambda: back_up_if_due(self._desk), done, self._tell, Lane.KEEP)

    def choose_second_place(self, folder: str) -> None:
        """Copy every backup to this folder too; to none when it is empty."""

        def done(_: object) -> None:
            self.second_place.value = self._desk.settings.second_place
            self._say(
                tr("Backups are copied there from now on.")
                if folder.strip()
                else tr("Backups stay in one place.")
            )
            self.load()

        def failed(error: ShopDeskError) -> None:
            self.second_place_error.value = sentence(error)

        self.second_place_error.value = ""
        self._runner.run(
            lambda: change_settings(self._desk, {"second_place": folder}), done, failed, Lane.WRITE
        )

    def _show(self, kept: Kept) -> None:
        self.safety.value = in_words(kept, self._desk)

    def _end(self) -> None:
        self.busy.value = False
        self.trouble.value = ""
        self.work.end()

    def _say(self, text: str) -> None:
        self.notice.value = None
        self.notice.value = Notice(text)

    def _tell(self, error: ShopDeskError) -> None:
        self._end()
        if not self.work.end_for(error):
            self.trouble.value = tr("The backup could not be made. {error}", error=sentence(error))


def in_words(kept: Kept, desk: Desk) -> Safety:
    """Say how old the last backup is and where it lies."""
    words = shop_text(desk)
    if desk.book.copied_at is not None:
        return Safety(
            "info", tr("This is a backup itself: its shop keeps the others."), tr("Read only"), (), ""
        )
    lines = tuple(
        BackupLine(
            each.path,
            f"{words.near_day(words.local_day(each.label.instant))}, {words.time(each.label.instant)}",
            tr("{bytes} MB", bytes=format_count(max(1, round(each.bytes / _MEGABYTE)), desk.settings.locale)),
        )
        for each in kept.backups[:_SHOWN]
    )
    if not lines:
        return Safety("warn", tr("There is no backup yet."), tr("No backup yet"), (), "")
    newest = kept.backups[0].label.instant
    is_old = desk.clock.now() - newest > _OLD
    today = words.local_day(newest) == desk.today()
    short = tr(
        "Last backup {value}", value=words.time(newest) if today else words.near_day(words.local_day(newest))
    )
    text = tr("Last good backup: {when}.", when=lines[0].when)
    if is_old:
        text += tr(" That is more than a day ago.")
    if kept.in_second_place is False:
        text += tr(" It is not in the second place: is that disk connected, and is there room on it?")
    more = len(kept.backups) - len(lines)
    return Safety(
        "warn" if is_old or kept.in_second_place is False else "success",
        text,
        short,
        lines,
        tr("and {more} older", more=format_count(more, desk.settings.locale)) if more else "",
    )


def ends_with_backup(desk: Desk) -> bool:
    """Tell whether something was entered since the last backup."""
    return is_due(desk, ending=True)


def back_up_at_end(desk: Desk) -> None:
    """Make the backup of the day's end if something was entered since the last one; a refusal stops nobody."""
    try:
        back_up_if_due(desk, ending=True)
    except ShopDeskError:
        return
