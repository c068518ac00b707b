"""Closing the day: the sums before the count, the count, and what it says; the slip once it is closed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import uuid4

from shopdesk.domain.day_close import CloseOrder, Day, SumBlock
from shopdesk.domain.important_dates import parse_date
from shopdesk.domain.money import parse_money
from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, InvalidAmount, InvalidDate, NotFound, ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.changes import Changes
from shopdesk.services.day_close import close_day, closed_days, look_at_day, plan_close
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.day_words import headline, proof_words, slip_of, sums_of, verdict
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.paper_file import write_paper
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.typed_date import typed_date
from shopdesk.wording import tr

_LISTED = 31


@dataclass(frozen=True, slots=True)
class DayPicture:
    """What the dialog shows; ``stands`` is ``right``, ``over``, ``short``, or empty before the count."""

    day: Day
    title: str
    since: str
    blocks: tuple[SumBlock, ...]
    verdict: str
    stands: str
    proof: str

    @property
    def is_closed(self) -> bool:
        """Whether nothing is left to count."""
        return self.day.number is not None


class ClosedDay(NamedTuple):
    """A day that is closed, as a menu names it."""

    day: Day
    words: str


def closed_day(day: Day, text: ShopText) -> ClosedDay:
    """Name a closed day by when it was closed, and how it came out."""
    when = "" if day.closed_at is None else tr(", closed {closed_at}", closed_at=text.time(day.closed_at))
    ties = "" if day.ties else tr(" · does not add up")
    return ClosedDay(day, f"{text.weekday(day.on)}{when} · {verdict(day, text)}{ties}")


class CloseDayViewModel:
    """``picture`` is None until the first load; ``errors`` are those of ``on``, ``float`` and ``counted``.

    ``closed`` are the latest closes, for those who may look at them.
    """

    def __init__(self, desk: Desk, runner: Runner, prompter: Prompter) -> None:
        self._desk = desk
        self._runner = runner
        self._prompter = prompter
        self._request_id = uuid4().hex
        self.text: ShopText = shop_text(desk)
        self.why_not_choose = "" if desk.staff.may(Deed.CLOSE_EARLIER_DAY) else sentence(Forbidden())
        self.picture: Observable[DayPicture | None] = Observable(None)
        self.errors: Observable[dict[str, str]] = Observable({})
        self.busy: Observable[bool] = Observable(value=False)
        self.notice: Observable[Notice | None] = Observable(None)
        self.closed: Observable[tuple[ClosedDay, ...]] = Observable(())
        self.just_closed: Observable[int] = Observable(0)
        """Grows by one whenever a day was closed here."""
        self._typed = {"on": "", "float": "", "counted": ""}
        self._read: Day | None = None
        self._asked = 0

    def load(self) -> None:
        """Read the sums; a day that is closed is shown as it was closed, a late answer to an older day is dropped."""
        try:
            typed = typed_date(self._typed["on"], self.text.locale, "on", self.text.today)
            on = parse_date(typed, "on") if typed else None
        except ShopDeskError as error:
            self._refuse(error)
            return
        self._asked += 1
        asked, desk = self._asked, self._desk

        def work() -> Day:
            try:
                return plan_close(desk, on=on)
            except InvalidDate as error:
                if error.parameters.get("reason") != "day_closed":
                    raise
            try:
                return look_at_day(desk, on)
            except NotFound as error:
                raise InvalidDate(field="on", reason="not_closed") from error

        def done(day: Day) -> None:
            if asked == self._asked and not self.busy.value:
                self._read = day
                self.errors.value = {}
                self._show()

        def failed(error: ShopDeskError) -> None:
            if asked == self._asked:
                self._refuse(error)

        self._runner.run(work, done, failed)
        self._list_closed()

    def on_changes(self, changes: Changes) -> None:
        """Read the sums again of a day that is not closed yet, whatever was entered."""
        del changes
        picture = self.picture.value
        if not self.busy.value and (picture is None or not picture.is_closed):
            self.load()

    def type(self, field: str, typed: str) -> None:
        """Take what was typed as ``float`` or ``counted``; the count is compared at once."""
        self._typed[field] = typed
        self.errors.value = {name: said for name, said in self.errors.value.items() if name != field}
        self._show()

    def choose_day(self, typed: str) -> None:
        """Look at another day, as it is typed in the shop's order or ISO; empty is today."""
        if typed != self._typed["on"]:
            self._typed["on"] = typed
            self.load()

    def typed(self, field: str) -> str:
        """Return what is typed as ``float`` or ``counted``, for a field that showed something else meanwhile."""
        return self._typed[field]

    def show_today(self) -> None:
        """Come back from a day that is closed."""
        self._typed["on"] = ""
        self.load()

    def show_closed(self, chosen: ClosedDay) -> None:
        """Show one of the closes that were made."""
        self._asked += 1
        self._typed["on"] = self.text.day(chosen.day.on)
        self._read = chosen.day
        self.errors.value = {}
        self._show()

    def leave(self) -> None:
        """Say what is wrong with the amounts as they stand."""
        for field in ("float", "counted"):
            try:
                self._amount(field)
            except ShopDeskError as error:
                self._refuse(error)

    def is_dirty(self) -> bool:
        """Tell whether a count would be lost."""
        return bool(self._typed["counted"].strip())

    def save(self) -> None:
        """Close the day with what was counted; once, however often it is asked."""
        day = self._read
        if self.busy.value or day is None or day.number is not None or "on" in self.errors.value:
            return
        try:
            order = self._order(day.on)
        except ShopDeskError as error:
            self._refuse(error)
            return
        self.busy.value = True
        desk, request_id = self._desk, self._request_id

        def done(day: Day) -> None:
            self.busy.value = False
            self.just_closed.value += 1
            self._request_id = uuid4().hex
            self._read = day
            self._list_closed()
            self._typed |= {"float": "", "counted": ""}
            self.errors.value = {}
            self._show()
            role = "success" if day.over_short == 0 and day.ties else "warn"
            said = tr("{on} is closed: {day}.", on=self.text.day(day.on), day=headline(day, self.text))
            self.notice.value = Notice(said if day.ties else f"{said} {proof_words(day, self.text)}", role)

        self._runner.run(lambda: close_day(desk, order, request_id), done, self._refuse, Lane.WRITE)

    def print_with(self, send: Callable[[bytes, str], None]) -> None:
        """Draw the slip of the closed day, and hand it over with its title to be printed."""
        self._draw(send)

    def tell(self, notice: Notice) -> None:
        """Say what became of the slip."""
        self.notice.value = notice

    def save_slip(self) -> None:
        """Ask where, and write the slip of the closed day there."""
        picture = self.picture.value
        if picture is None or not picture.is_closed:
            return
        path = self._prompter.save_path(tr("Save the slip of the day"), f"{self._title(picture.day)}.pdf")
        if path is None:
            return

        def write(pdf: bytes, title: str) -> None:
            saved = Notice(tr("{title} was saved as {path}.", title=title, path=path))
            self._runner.run(
                lambda: write_paper(path, pdf), lambda _none: self.tell(saved), self._refuse, Lane.LONG
            )

        self._draw(write)

    def _list_closed(self) -> None:
        if self.why_not_choose:
            return
        desk, text = self._desk, self.text

        def work() -> tuple[ClosedDay, ...]:
            return tuple(closed_day(day, text) for day in closed_days(desk, _LISTED))

        def done(found: tuple[ClosedDay, ...]) -> None:
            self.closed.value = found

        self._runner.run(work, done, self._refuse)

    def _draw(self, take: Callable[[bytes, str], None]) -> None:
        picture = self.picture.value
        if picture is None or not picture.is_closed:
            return
        slip, title = slip_of(picture.day, self._desk.settings, self.text), self._title(picture.day)

        def work() -> bytes:
            # Drawing paper is loaded when there is some to draw.
            from shopdesk.documents.day_close_pdf import render_day_close  # noqa: PLC0415 -- see above

            return render_day_close(slip).pdf

        self._runner.run(work, lambda pdf: take(pdf, title), self._refuse, Lane.LONG)

    @staticmethod
    def _title(day: Day) -> str:
        return tr("Close of {on}", on=day.on)

    def _order(self, on: date) -> CloseOrder:
        """Read the amounts; raises InvalidAmount."""
        counted = self._amount("counted")
        if counted is None:
            raise InvalidAmount(field="counted", reason="empty")
        return CloseOrder(counted, self._amount("float"), on)

    def _amount(self, field: str) -> int | None:
        """Read an amount that may be nothing; None for an empty field."""
        typed = self._typed[field]
        return parse_money(typed, self.text.currency, self.text.style, field) if typed.strip() else None

    def _show(self) -> None:
        """Show the day that was read, with the float and the count as they are typed."""
        day, text = self._read, self.text
        if day is None:
            return
        if day.number is None:
            cash_float = self._readable("float")
            usual = day.cash_float if cash_float is None else cash_float
            day = replace(day, cash_float=usual, counted=self._readable("counted"))
        short = day.over_short
        stands = "" if short is None else "over" if short > 0 else "short" if short else "right"
        since = "" if day.since is None else f"{text.day(text.local_day(day.since))}, {text.time(day.since)}"
        self.picture.value = DayPicture(
            day,
            tr("{on} · closed by {staff}", on=text.day(day.on), staff=day.staff)
            if day.number is not None
            else text.day(day.on),
            tr("Everything entered since the last close ({since})", since=since)
            if since
            else tr("Everything entered so far"),
            sums_of(day, text),
            tr("The drawer is right") if short == 0 else verdict(day, text),
            stands,
            proof_words(day, text),
        )

    def _readable(self, field: str) -> int | None:
        """Return what is typed as it stands; None while it cannot be read."""
        try:
            return self._amount(field)
        except InvalidAmount:
            return None

    def _refuse(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if error.field in self._typed:
            self.errors.value = {**self.errors.value, str(error.field): self.text.say(error)}
        else:
            self.notice.value = Notice(self.text.say(error), "danger")
