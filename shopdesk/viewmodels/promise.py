"""The newest promise to pay in words: open, kept, or broken."""

from collections.abc import Sequence
from typing import NamedTuple

from shopdesk.domain.promise import Promise, PromiseState
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import tr


class PromiseLine(NamedTuple):
    """What is worth saying of a promise where money is taken or given."""

    words: str
    is_broken: bool


def promise_line(promises: Sequence[Promise], balance: int, text: ShopText) -> PromiseLine | None:
    """Say of the newest promise that it is open or was broken; None when it was kept, or nothing is owed any more."""
    newest = newest_of(promises)
    if newest is None or balance <= 0 or newest.state(text.today) is PromiseState.KEPT:
        return None
    is_broken = newest.state(text.today) is PromiseState.BROKEN
    words = tr("{amount} by {due_on}", amount=text.money(newest.amount), due_on=text.near_day(newest.due_on))
    paid = tr(", {paid} of it paid", paid=text.money(newest.paid)) if newest.paid else ""
    said = tr("Broken promise: {words}", words=words) if is_broken else tr("Promised {words}", words=words)
    return PromiseLine(f"{said}{paid}", is_broken)


def promise_row(promises: Sequence[Promise], text: ShopText) -> tuple[tuple[str, str], ...]:
    """Return the newest promise as a row of label and value; none when nothing was promised."""
    newest = newest_of(promises)
    if newest is None:
        return ()
    labels = {
        PromiseState.OPEN: tr("Promised"),
        PromiseState.KEPT: tr("Promise kept"),
        PromiseState.BROKEN: tr("Promise broken"),
    }
    value = tr("{amount} by {due_on}", amount=text.money(newest.amount), due_on=text.near_day(newest.due_on))
    return ((labels[newest.state(text.today)], value),)


def newest_of(promises: Sequence[Promise]) -> Promise | None:
    """Return the promise that was made last."""
    return max(promises, key=lambda promise: promise.id, default=None)
