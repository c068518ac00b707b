"""Generated ledgers: whatever is entered, reversed, rolled back and reopened, the balance is what was acknowledged."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from random import Random

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Deed
from shopdesk.errors import ShopDeskError
from shopdesk.services.accounts import account_state
from shopdesk.services.adjusting import AdjustmentOrder, post_adjustment
from shopdesk.services.customers import RecordChange, insert_customer
from shopdesk.services.desk import Desk, Work
from shopdesk.services.payments import post_payment
from shopdesk.services.reversing import post_reversal
from shopdesk.services.selling import post_sale
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from shopdesk.viewmodels.balance_proof import prove_balance
from tests.faults.outcome import PASSPHRASE, Outcome, copied

_A_SITTING = 100
"""After so many ledgers the shop is closed, opened again and proven."""
_MOST = 8


class _GaveUpError(Exception):
    """Somebody gives up in the middle of a unit of work."""


def run(template: Path, work: Path, points: int, *, weakened: bool) -> Outcome:
    """Enter that many ledgers; weakened, what was to be rolled back is committed."""
    folder = copied(template, work, "ledgers")
    done, wrong = 0, list[str]()
    while done < points:
        with open_shop(folder, PASSPHRASE) as shop:
            for number in range(done, min(done + _A_SITTING, points)):
                wrong += [
                    f"ledger {number}: {what}" for what in _ledger(shop.desk, number, weakened=weakened)
                ]
            done = min(done + _A_SITTING, points)
        with open_shop(folder, PASSPHRASE) as shop:
            wrong += [f"after {done}: {each.name}" for each in verify(shop.desk).checks if not each.ok]
    return Outcome(points, _events(folder), wrong)


def _ledger(desk: Desk, number: int, *, weakened: bool) -> Iterator[str]:
    chance = Random(number)  # noqa: S311  what is entered
    with desk.work(Deed.IMPORT, posting=True) as work:
        customer = insert_customer(work, RecordChange({"first_name": f"Ledger {number}"}))
        expected = sum(_entered(work, customer, chance) for _ in range(chance.randint(1, _MOST)))
    with suppress(_GaveUpError), desk.work(Deed.IMPORT, posting=True) as work:
        for _ in range(chance.randint(1, 3)):
            _entered(work, customer, chance)
        post_sale(work, SaleOrder(customer, 77, on_account=77))
        if not weakened:
            raise _GaveUpError
    state, proof = account_state(desk, customer), prove_balance(desk, customer)
    if state.balance != expected:
        yield f"the balance is {state.balance}, {expected} was acknowledged"
    if state.ageing.balance != state.balance or min(state.ageing.as_tuple()) < 0:
        yield "the ageing does not add up to the balance"
    if not proof.ties:
        yield "the balance is not proven"
    if state.waiting and any(charge.outstanding for charge in state.charges):
        yield "credit waits beside an open charge"


def _entered(work: Work, customer: CustomerId, chance: Random) -> int:
    """Enter something and return how it moved the balance; what is refused moved nothing."""
    before, amount = _balance(work, customer), chance.randint(1, 99_999)
    at = work.clock_now - timedelta(hours=chance.randint(0, 3_000))
    with suppress(ShopDeskError):
        match chance.randrange(5):
            case 0 | 1:
                post_sale(work, SaleOrder(customer, amount, on_account=amount, at=at))
            case 2:
                post_payment(work, PaymentOrder(customer, amount, at=at))
            case 3:
                kind = chance.choice((AdjustmentKind.CORRECTION, AdjustmentKind.GOODWILL_CREDIT))
                post_adjustment(work, AdjustmentOrder(customer, -amount, kind, "ledger", at=at))
            case _:
                _reverse_newest(work, customer)
    return _balance(work, customer) - before


def _reverse_newest(work: Work, customer: CustomerId) -> None:
    row = work.session.exec_driver_sql(
        "SELECT 'P-' || number FROM debt_payment WHERE customer_id = ? AND id NOT IN "
        "(SELECT reverses FROM account_adjustment WHERE reverses IS NOT NULL) ORDER BY id DESC",
        (customer,),
    ).fetchone()
    if row is not None:
        post_reversal(work, row[0], "ledger")


def _balance(work: Work, customer: CustomerId) -> int:
    """Add up what stands in the tables of events, and never what is remembered of it."""
    row = work.session.exec_driver_sql(
        "SELECT (SELECT coalesce(sum(on_account), 0) FROM sale WHERE customer_id = :id) "
        "- (SELECT coalesce(sum(amount), 0) FROM debt_payment WHERE customer_id = :id) "
        "+ (SELECT coalesce(sum(amount), 0) FROM account_adjustment WHERE customer_id = :id)",
        {"id": customer},
    ).one()
    return int(row[0])


def _events(folder: Path) -> int:
    with open_shop(folder, PASSPHRASE) as shop, shop.desk.read() as session:
        return int(session.exec_driver_sql("SELECT value FROM counter WHERE name = 'event'").scalar_one())
