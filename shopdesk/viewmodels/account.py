"""One customer's account as the detail dialog shows it: live, with archive, restore and undo."""

from dataclasses import dataclass, replace

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.customer import Customer
from shopdesk.errors import ShopDeskError
from shopdesk.services.account_glance import account_at_length, newest_of_account, older_of_account
from shopdesk.services.changes import Changes
from shopdesk.services.customers import archive_customer, can_archive, get_customer, restore_customer
from shopdesk.services.desk import Desk
from shopdesk.services.erasing import can_erase, is_erased
from shopdesk.services.merging import can_unmerge, merged_into
from shopdesk.services.promising import list_promises
from shopdesk.viewmodels.account_picture import AgePicture, Hero, age_picture, glance, hero_of
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.period import Period, days_of
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.promise import promise_row
from shopdesk.viewmodels.record_page import RecordSection, record_sections
from shopdesk.viewmodels.row_deeds import RowDeed, may
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.viewmodels.timeline import Timeline, TimelineEntry, continued, lengthen, merge
from shopdesk.viewmodels.undo_list import Undoable, UndoList
from shopdesk.wording import tr

_AT_FIRST = 200
"""So many of the newest events are shown while the others are read."""
_AT_A_TIME = 500
"""So many older ones are read before others may ask: a few hundredths of a second, at a million customers."""


@dataclass(frozen=True, slots=True)
class AccountPicture:
    """Everything the dialog shows; ``why_not_archive`` is empty when it may be archived.

    ``can_unmerge`` tells whether somebody can be parted from the customer again.
    """

    text: ShopText
    hero: Hero
    ages: AgePicture
    glance: tuple[tuple[str, str], ...]
    record: tuple[RecordSection, ...]
    timeline: Timeline
    why_not_archive: str
    can_unmerge: bool
    can_erase: bool

    @property
    def proof(self) -> str:
        """What proves the balance, or that it is not proven."""
        if self.timeline.older is not None:
            return tr("The older entries are being added up.")
        words = self.timeline.proof.replace("\u2212", "\u2212\u2060")  # a minus sign stays with its amount
        if self.timeline.proven:
            return tr("Balance proven: {proof}", proof=words)
        return tr("The balance does not add up: {proof}. Run the check in the back office.", proof=words)


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of the timeline in the chosen period, oldest first, and the line below it.

    ``widest`` are the longest figures of charges, payments and balances, for the width of their columns.
    """

    entries: tuple[TimelineEntry, ...] = ()
    opening: str = ""
    widest: tuple[str, str, str] = ("", "", "")


Found = tuple[AccountPicture, Shown]


class AccountViewModel:
    """Loads and watches one customer; ``picture`` is None until the first load is done."""

    def __init__(
        self, desk: Desk, runner: Runner, customer: CustomerId, undo_list: UndoList | None = None
    ) -> None:
        self._desk = desk
        self._undo_list = undo_list
        self._runner = runner
        self.customer = customer
        self.picture: Observable[AccountPicture | None] = Observable(None)
        self.shown: Observable[Shown] = Observable(Shown())
        self.period: Observable[Period] = Observable(Period.ALL)
        self.notice: Observable[Notice | None] = Observable(None)
        self.busy: Observable[bool] = Observable(value=False)
        self._asked = 0

    def load(self) -> None:
        """Read the account anew, the newest events first; a late answer to an earlier question is dropped."""
        self._asked += 1
        asked = self._asked
        desk, customer, period, known = self._desk, self.customer, self.period.value, self.picture.value

        def read() -> tuple[Timeline, Found]:
            picture = take_picture(desk, customer, _AT_FIRST)
            newest = picture.timeline
            if known is not None:
                picture = replace(picture, timeline=continued(newest, known.timeline))
            return newest, (picture, part_of(picture.timeline, period, picture.text))

        def done(found: tuple[Timeline, Found]) -> None:
            newest, shown = found
            if asked == self._asked:
                self._take(shown, period)
                if newest.older is not None:
                    self._read_older(asked, replace(shown[0], timeline=newest), Lane.LATER)

        self._runner.run(read, done, self._tell)

    def _read_older(self, asked: int, picture: AccountPicture, lane: Lane = Lane.READ) -> None:
        """Read what is older, a part at a time, and show it once it is all there."""
        desk, customer, period, older = self._desk, self.customer, self.period.value, picture.timeline.older
        if older is None:
            return

        def read() -> Found:
            part = older_of_account(desk, customer, older, _AT_A_TIME)
            longer = replace(picture, timeline=lengthen(picture.timeline, part))
            if part.older is not None:
                return longer, Shown()
            if not longer.timeline.proven:  # something came between, or it is so: one look at all of it tells
                longer = take_picture(desk, customer)
            return longer, part_of(longer.timeline, period, longer.text)

        def done(found: Found) -> None:
            if asked != self._asked:
                return
            if found[0].timeline.older is None:
                self._take(found, period)
            else:
                self._read_older(asked, found[0])

        self._runner.run(read, done, self._tell, lane)

    def _take(self, found: Found, period: Period) -> None:
        self.picture.value, shown = found
        if self.period.value is period:
            self.shown.value = shown
        else:
            self._show()

    def on_changes(self, changes: Changes) -> None:
        """Look again if this customer, or everything, changed."""
        if changes.concern(self.customer):
            self.load()

    def may(self, deed: RowDeed) -> bool:
        """Tell whether the person acting may do this about an entry."""
        return may(self._desk.staff, deed)

    def choose_period(self, period: Period) -> None:
        """Show another stretch of the timeline."""
        self.period.value = period
        self._show()

    def archive(self) -> None:
        """Hide the customer, and offer to undo that."""
        self._deed(archived=True)

    def restore(self) -> None:
        """Bring the customer back."""
        self._deed(archived=False)

    def undo(self) -> None:
        """Undo the archiving that the notice tells of; nothing else is undone here."""
        notice = self.notice.value
        if notice is not None and notice.can_undo:
            self.restore()

    def dismiss_notice(self) -> None:
        """Forget what was said."""
        self.notice.value = None

    def _deed(self, *, archived: bool) -> None:
        if self.busy.value:
            return
        self.busy.value = True
        desk, customer = self._desk, self.customer

        def work() -> Customer:
            return archive_customer(desk, customer) if archived else restore_customer(desk, customer)

        def done(found: Customer) -> None:
            self.busy.value = False
            name = shop_text(desk).name(found.record.full_name)
            words = (
                tr("{name} is archived.", name=name)
                if archived
                else tr("{name} is back in the list.", name=name)
            )
            self.notice.value = Notice(words, can_undo=archived)
            if archived and self._undo_list is not None:
                undone = tr("{name} is back in the list.", name=name)
                self._undo_list.push(Undoable(lambda: restore_customer(desk, customer), undone))

        self._runner.run(work, done, self._tell, Lane.WRITE)

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        self.notice.value = Notice(shop_text(self._desk).say(error), "danger")

    def _show(self) -> None:
        picture = self.picture.value
        if picture is not None:
            self.shown.value = part_of(picture.timeline, self.period.value, picture.text)


def take_picture(desk: Desk, customer: CustomerId, newest: int | None = None) -> AccountPicture:
    """Read one customer's account, or only its newest so many events, and put it into words; blocks."""
    found = get_customer(desk, customer)
    look = account_at_length(desk, customer) if newest is None else newest_of_account(desk, customer, newest)
    state = look.figures
    timeline = merge(look.events, state, desk.settings, desk.today(), look.workings, look.older)
    text = shop_text(desk)
    refusal = can_archive(found)
    hero = hero_of(replace(found, debt_balance=state.balance), state, text)
    others = ", ".join(map(customer_number, merged_into(desk, customer)))
    return AccountPicture(
        text=text,
        hero=replace(hero, facts=(*hero.facts, tr("Also {others}", others=others))) if others else hero,
        ages=age_picture(state, text),
        glance=(
            *promise_row(list_promises(desk, customer), text),
            *glance(found, state, text, desk.settings.loyalty_rules),
        ),
        record=record_sections(found, text),
        timeline=timeline,
        why_not_archive="" if refusal is None else text.say(refusal),
        can_unmerge=bool(can_unmerge(desk, customer)),
        can_erase=can_erase(found) is None and not is_erased(desk, customer),
    )


def part_of(timeline: Timeline, period: Period, text: ShopText) -> Shown:
    """Return the entries of a period, and the balance with which it opened."""
    first, last = days_of(period, text.today)
    if first is None:
        opening = "" if timeline.older else _opening(timeline.entries, 0, text)
        return Shown(timeline.entries, opening, _widest(timeline.entries, text))
    days = [text.local_day(entry.at) for entry in timeline.entries]
    start = next((place for place, day in enumerate(days) if day >= first), len(days))
    end = next((place for place, day in enumerate(days) if last is not None and day > last), len(days))
    before = timeline.entries[start - 1].balance if start else timeline.opening
    part = timeline.entries[start:end]
    return Shown(
        part,
        tr("Balance on {first}: {before}", first=text.day(first), before=text.money(before)),
        _widest(part, text),
    )


def _widest(entries: tuple[TimelineEntry, ...], text: ShopText) -> tuple[str, str, str]:
    """Return the largest amounts of each kind, written out; a minus sign is always allowed for."""
    charge = max((entry.charge or 0 for entry in entries), default=0)
    payment = max((entry.payment or 0 for entry in entries), default=0)
    balance = max((abs(entry.balance) for entry in entries), default=0)
    return text.money(charge), text.money(payment), text.money(-balance)


def _opening(entries: tuple[TimelineEntry, ...], balance: int, text: ShopText) -> str:
    if not entries:
        return ""
    return tr(
        "Opening balance {at} {balance}",
        at=text.day(text.local_day(entries[0].at)),
        balance=text.money(balance),
    )
