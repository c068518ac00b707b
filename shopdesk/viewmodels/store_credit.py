"""The Store credit page: what changed the credit, and the credits that went straight against debt."""

from datetime import datetime
from typing import NamedTuple

from shopdesk.domain.adjustment import Adjustment, AdjustmentKind
from shopdesk.domain.payment import Payment
from shopdesk.viewmodels.account import AccountPicture, AccountViewModel
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.timeline import Timeline, TimelineEntry
from shopdesk.wording import tr

_GIVEN_AS_CREDIT = frozenset(
    {AdjustmentKind.GOODWILL_CREDIT, AdjustmentKind.REFUND_AS_CREDIT, AdjustmentKind.VOUCHER_REVERSAL}
)


class CreditLine(NamedTuple):
    """One line: how the credit changed (+ more of it) and the credit after it, in minor units.

    ``reason`` is why, ``remark`` what part of it went elsewhere; ``other_reference`` is the paper it names.
    """

    at: datetime
    text: str
    reason: str
    remark: str
    reference: str
    other_reference: str
    staff: str
    change: int
    credit: int

    @property
    def detail(self) -> str:
        """Why it happened, and what part of it went elsewhere."""
        return " · ".join(filter(None, (self.reason, self.remark)))


class CreditPicture(NamedTuple):
    """The lines, newest first, and the credit now, in words."""

    text: ShopText
    lines: tuple[CreditLine, ...]
    credit: str


class StoreCreditViewModel:
    """Follows the account; ``picture`` is None until that was read."""

    def __init__(self, runner: Runner, account: AccountViewModel) -> None:
        self._runner = runner
        self._latest: AccountPicture | None = None
        self.picture: Observable[CreditPicture | None] = Observable(None)
        self.count: Observable[int | None] = Observable(None)
        account.picture.bind(self._follow)

    def _follow(self, account: AccountPicture | None) -> None:
        self._latest = account
        if account is None or account.timeline.older is not None:
            return  # the older events are on their way, and the lines start from the first of them

        def done(picture: CreditPicture) -> None:
            if self._latest is account:
                self.picture.value = picture
                self.count.value = len(picture.lines)

        # Nothing is read here, so nothing can be refused.
        self._runner.run(lambda: _picture(account), done, lambda _error: None, Lane.READ)


def credit_lines(timeline: Timeline, text: ShopText) -> tuple[CreditLine, ...]:
    """Return every event that changed the credit or was given as credit, oldest first."""
    lines: list[CreditLine] = []
    listed: set[str] = set()
    before = 0
    for entry in timeline.entries:
        after = entry.balance
        change = max(0, -after) - max(0, -before)
        moved = before - after
        before = after
        if change or _is_about_credit(entry, listed):
            listed.add(entry.ref)
            lines.append(_line(entry, change, moved, text))
    return tuple(lines)


def _picture(account: AccountPicture) -> CreditPicture:
    text, timeline = account.text, account.timeline
    lines = credit_lines(timeline, text)[::-1]
    return CreditPicture(text, lines, text.money(max(0, -timeline.balance)))


def _is_about_credit(entry: TimelineEntry, listed: set[str]) -> bool:
    """Tell whether an event belongs here although the credit stayed: it was given as credit, or takes such back."""
    source = entry.source
    return isinstance(source, Adjustment) and (source.kind in _GIVEN_AS_CREDIT or source.reverses in listed)


def _line(entry: TimelineEntry, change: int, moved: int, text: ShopText) -> CreditLine:
    source = entry.source
    if isinstance(source, Adjustment):
        reason, paper = source.reason, source.reference
    else:
        reason, paper = source.note or "", None
    return CreditLine(
        entry.at,
        entry.text,
        reason,
        _remark(entry, change, moved, text),
        entry.ref,
        paper or "",
        entry.staff,
        change,
        max(0, -entry.balance),
    )


def _remark(entry: TimelineEntry, change: int, moved: int, text: ShopText) -> str:
    """Say what part of the event moved the debt instead of the credit (``moved`` is + for what lowers it)."""
    rest = abs(moved) - abs(change)
    if rest == 0:
        return ""
    if moved > 0:
        verb = tr("paid debt") if isinstance(entry.source, Payment) else tr("went straight against debt")
        return (
            tr("{rest} of it {verb}", rest=text.money(rest), verb=verb)
            if change
            else tr("All of it {verb}", verb=verb)
        )
    return tr("{rest} of it is owed", rest=text.money(rest)) if change else tr("All of it is owed again")
