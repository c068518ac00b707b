"""Searching in all notes: each is opened in memory for it, and what was found leads to the customer."""

from dataclasses import dataclass

from shopdesk.domain.account import CustomerId
from shopdesk.domain.note import FoundNote
from shopdesk.errors import InvalidValue, ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.notes import search_notes
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import tr


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A note that was found: on whom it is, who wrote it when, and what it says."""

    customer: CustomerId
    name: str
    facts: str
    text: str


class NoteSearchViewModel:
    """``lines`` is None until something was searched; ``work`` says how far a search is and can be stopped."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.work = LongWork()
        self.lines: Observable[tuple[FoundLine, ...] | None] = Observable(None)
        self.error: Observable[str] = Observable("")

    def search(self, words: str) -> None:
        """Look through all notes for these words; one search at a time."""
        if self.work.busy.value:
            return
        desk, text, work = self._desk, shop_text(self._desk), self.work
        self.error.value = ""
        work.begin(
            tr("Looking through the notes"),
            tr("Stopped before every note was looked through. Search again to begin anew."),
        )

        def progress(done: int, total: int) -> None:
            work.say(
                tr(
                    "Looking through the notes: {done} of {total}",
                    done=text.count(done),
                    total=text.count(total),
                )
            )

        def look() -> tuple[FoundLine, ...]:
            return tuple(_line(found, text) for found in search_notes(desk, words, progress))

        self._runner.run(look, self._show, self._tell, Lane.LONG)

    def stop(self) -> None:
        """Look no further."""
        self.work.stop()

    def _show(self, lines: tuple[FoundLine, ...]) -> None:
        self.work.end()
        self.lines.value = lines

    def _tell(self, error: ShopDeskError) -> None:
        if self.work.end_for(error):
            return
        if isinstance(error, InvalidValue):
            self.error.value = tr("Type what to look for.")
        else:
            self.error.value = shop_text(self._desk).say(error)


def _line(found: FoundNote, text: ShopText) -> FoundLine:
    day = text.day(text.local_day(found.note.at))
    facts = f"{found.number} · {day} · {found.note.staff}"
    return FoundLine(found.customer, found.full_name, facts, found.note.text)
