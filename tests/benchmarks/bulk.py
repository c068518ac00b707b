"""Builds big shops in bulk: the rows that the services would have written, many at a time, so that verify passes."""

import hashlib
import json
import shutil
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection

from shopdesk.demo.people import data
from shopdesk.domain.account import (
    Charge,
    Credit,
    CustomerId,
    EventId,
    EventKind,
    customer_number,
    parse_reference,
    reference,
)
from shopdesk.domain.allocation import Share, cover_charge, in_order, share_credit
from shopdesk.domain.customer import CustomerRecord
from shopdesk.domain.days import local_day
from shopdesk.domain.folding import fold
from shopdesk.domain.loyalty import share_of
from shopdesk.shop import Shop, create_shop, open_shop
from shopdesk.storage import journal, migrations, tables
from shopdesk.storage.account_history import REASON
from shopdesk.storage.bundles import BUNDLE
from shopdesk.storage.customer_columns import words_of
from shopdesk.storage.moments import to_micros
from shopdesk.storage.session import insert_many
from shopdesk.storage.spending import REPAIRS
from shopdesk.storage.vault import DataKey, Vault
from tests.benchmarks.made_up_names import made_up
from tests.benchmarks.plans import Plan
from tests.conftest import NEW_SHOP, NOON, PASSPHRASE, StandingClock
from tests.fast_kdf import FAST

PLACE = Path(__file__).resolve().parents[2] / "build" / "bench"
_RECIPE = "7"
"""Counts up when what is built changes, so that no old shop is measured."""
_MIGRATIONS = Path(migrations.__file__ or "").parent
_SCHEMA = hashlib.sha256(
    b"".join(path.read_bytes() for path in sorted(_MIGRATIONS.rglob("*")) if path.suffix in {".py", ".sql"})
).hexdigest()[:8]
"""Likewise for the tables."""

_SPAN = timedelta(days=900)
_SUBURB = "Northcote"
_TERMS = timedelta(days=30)
_BATCH = 50_000
_CACHE_KIB = 3 << 20
"""Room for all of it: what has to make way would be encrypted again each time it comes back."""


@dataclass
class _Account:
    """What is open and waiting while the events of one customer are replayed, and the balance."""

    charges: dict[EventId, Charge] = field(default_factory=dict)
    waiting: dict[EventId, Credit] = field(default_factory=dict)
    balance: int = 0


def built(plan: Plan) -> Path:
    """Return the folder of the shop, made on the first call and kept in ``build/bench``."""
    folder = PLACE / f"{plan.name}-{_SCHEMA}-{_RECIPE}"
    if folder.exists():
        return folder
    PLACE.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_suffix(".partial")
    shutil.rmtree(unfinished, ignore_errors=True)
    shop, _ = create_shop(unfinished, NEW_SHOP, profile=FAST, clock=StandingClock(NOON - _SPAN))
    with shop:
        fill(shop, plan)
    unfinished.rename(folder)
    return folder


def opened(folder: Path) -> Shop:
    """Open a built shop on the day on which its story ends."""
    return open_shop(folder, PASSPHRASE, clock=StandingClock())


def fill(shop: Shop, plan: Plan) -> None:
    """Write the plan's customers and events into a new shop."""
    builder = _Builder(shop, plan)
    with shop.desk.book.database.maintenance() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
        builder.write(connection)
        for statement in REPAIRS:  # what triggers would have remembered, one by one
            connection.exec_driver_sql(statement)
        connection.commit()
    with shop.desk.book.database.anchored() as (anchor, session):
        anchor.rotate(session)  # what was written in bulk had no witness
    shop.desk.book.database.checkpoint("TRUNCATE")


class _Builder:
    def __init__(self, shop: Shop, plan: Plan) -> None:
        self._book = shop.desk.book
        self._plan = plan
        self._chance = Random(plan.name)  # noqa: S311  a story, not a secret
        self._zone = shop.desk.settings.time_zone
        self._keys: dict[CustomerId, DataKey] = {}
        self._accounts: dict[CustomerId, _Account] = {}
        self._rows: dict[str, list[dict[str, Any]]] = {}
        self._waiting = 0
        self._numbers = dict.fromkeys(EventKind, 0)
        self._event = 0
        self._charges: dict[EventId, tuple[CustomerId, Charge]] = {}
        self._credits: dict[EventId, tuple[CustomerId, str, int, Credit]] = {}
        self._let_go: Counter[EventId] = Counter()

    def write(self, connection: Connection) -> None:
        """Write everything; what is remembered of accounts is written when all events are known."""
        for customer in map(CustomerId, range(1, self._plan.customers + 1)):
            self._add_customer(customer, self._book.vault)
            self._flush_many(connection)
        self._flush(connection)
        head = journal.read_head(connection)
        for at, customer in sorted(self._moments()):
            deed, content = self._post(customer, at)
            text = journal.canonical(content)
            row = (
                head.sequence + 1,
                to_micros(at),
                1,
                deed,
                customer_number(customer),
                text,
                self._book.keys.key_id,
            )
            mac = journal.chain(self._book.keys.journal_key, head.mac, row)
            names = ("sequence", "at", "staff_id", "deed", "subject", "content", "key_id")
            self._row("journal", **dict(zip(names, row, strict=True)), mac=mac)
            head = journal.Head(head.sequence + 1, at, mac)
            self._flush_many(connection)
        self._flush(connection)
        self._remember(connection)

    def _moments(self) -> Iterator[tuple[datetime, CustomerId]]:
        long = dict(self._plan.long)
        seconds = int(_SPAN.total_seconds()) - 60
        for number in range(1, self._plan.customers + 1):
            for _ in range(long.get(number, self._plan.each)):
                yield NOON - timedelta(seconds=self._chance.randint(60, seconds)), CustomerId(number)

    def _row(self, table: str, **values: Any) -> None:
        self._rows.setdefault(table, []).append(values)
        self._waiting += 1

    def _flush_many(self, connection: Connection) -> None:
        if self._waiting >= _BATCH:
            self._flush(connection)

    def _flush(self, connection: Connection) -> None:
        order = [table.name for table in tables.metadata.tables.values()]
        for name in sorted(self._rows, key=order.index):
            insert_many(connection, name, self._rows[name])
        self._rows.clear()
        self._waiting = 0

    def _add_customer(self, customer: CustomerId, vault: Vault) -> None:
        culture = self._chance.choice(data()["culture"])
        first = self._chance.choice(culture["first"])
        last = made_up(self._chance) if self._plan.distinct else self._chance.choice(culture["last"])
        record = CustomerRecord(
            first_name=first,
            last_name=last,
            email=f"customer{customer}@example.com" if customer % 4 else None,
            mobile=f"+614{customer:08d}" if customer % 8 else None,
            suburb=_SUBURB,
            country="AU",
            birthday=f"--{customer % 12 + 1:02d}-{customer % 28 + 1:02d}" if customer % 3 else None,
            tags=("VIP",) if customer % 20 == 0 else (),
        )
        identity = uuid.UUID(int=self._chance.getrandbits(128)).hex
        sealed = vault.new_data_key(identity)
        key = self._keys[customer] = vault.open_data_key(identity, sealed)
        self._accounts[customer] = _Account()
        created = to_micros(NOON - _SPAN + timedelta(minutes=customer))
        self._row(
            "customer",
            id=customer,
            uuid=identity,
            data_key=sealed,
            first_name=first,
            last_name=last,
            full_name=record.full_name,
            sort_name=fold(record.full_name),
            **words_of(record, customer, "AU").columns(),
            email=record.email,
            email_folded=record.email,
            mobile=record.mobile,
            pii_enc=key.seal(json.dumps(record.bundle()).encode(), BUNDLE),
            birthday=record.birthday,
            customer_since_on="2024-06-05",
            is_vip=int(record.is_vip),
            debt_balance=0,
            payment_terms_days=30,
            on_hold=0,
            points=0,
            points_earned=0,
            created_at=created,
            updated_at=created,
            row_version=1,
        )
        if record.is_vip:
            self._row("customer_tag", customer_id=customer, folded="vip", tag="VIP", position=0)

    def _post(self, customer: CustomerId, at: datetime) -> tuple[str, dict[str, Any]]:
        """Post a sale, a payment or a goodwill credit, as chance has it."""
        self._event += 1
        event, account = EventId(self._event), self._accounts[customer]
        amount = self._chance.randint(5, 900) * 100
        dice = self._chance.random()
        if dice < 0.58 or account.balance < -50_000:
            return self._sell(customer, account, event, amount, at)
        kind = EventKind.PAYMENT if dice < 0.95 else EventKind.ADJUSTMENT
        number = self._next(kind)
        common = {"at": to_micros(at), "entered_at": to_micros(at), "staff_id": 1, "customer_id": customer}
        if kind is EventKind.PAYMENT:
            self._row("debt_payment", id=event, number=number, amount=amount, method="card", **common)
            why, content = "payment", {"amount": amount, "method": "card"}
        else:
            why, reason = "goodwill_credit", self._keys[customer].seal_text("late delivery", REASON)
            self._row(
                "account_adjustment",
                id=event,
                number=number,
                kind=why,
                amount=-amount,
                reason_enc=reason,
                **common,
            )
            content = {"amount": -amount, "kind": why}
        shares = share_credit(event, amount, in_order(account.charges.values()))
        rest = amount - sum(share.amount for share in shares)
        credit = Credit(event, at, amount, rest)
        self._credits[event] = (customer, why, number, credit)
        if rest:
            account.waiting[event] = credit
        for share in shares:
            self._settle(customer, account, share, at)
        account.balance -= amount
        deed = "take_payment" if kind is EventKind.PAYMENT else "adjust"
        return deed, {"event": event, "ref": reference(kind, number), "at": to_micros(at), **content}

    def _sell(
        self, customer: CustomerId, account: _Account, event: EventId, amount: int, at: datetime
    ) -> tuple[str, dict[str, Any]]:
        number = self._next(EventKind.SALE)
        due = local_day(at, self._zone) + _TERMS
        tenders = {"cash": 0, "card": 0, "transfer": 0, "other": 0}
        sums = {"total": amount, "on_account": amount, **tenders, "at": to_micros(at)}
        self._row("sale_points", sale_id=event, promised=amount // 100, at_once=0)
        self._row(
            "sale",
            id=event,
            number=number,
            customer_id=customer,
            items=0,  # a total without lines, as from the terminal
            due_on=str(due),
            entered_at=to_micros(at),
            staff_id=1,
            **sums,
        )
        charge = Charge(event, reference(EventKind.SALE, number), at, due, amount, amount)
        shares = cover_charge(event, amount, account.waiting.values())
        account.charges[event] = charge
        self._charges[event] = (customer, charge)
        for share in shares:
            self._use(customer, account, share)
            self._settle(customer, account, share, at)
        account.balance += amount
        return "sell", {"event": event, "ref": charge.reference, **sums}

    def _next(self, kind: EventKind) -> int:
        self._numbers[kind] += 1
        return self._numbers[kind]

    def _settle(self, customer: CustomerId, account: _Account, share: Share, at: datetime) -> None:
        self._row(
            "allocation",
            credit_id=share.credit,
            charge_id=share.charge,
            amount=share.amount,
            made_at=to_micros(at),
        )
        if self._credits[share.credit][1] == "goodwill_credit":
            self._let_go[share.charge] += share.amount
        charge = account.charges[share.charge]
        left = charge.outstanding - share.amount
        charge = charge._replace(outstanding=left, settled_at=None if left else at)
        self._charges[share.charge] = (customer, charge)
        if left:
            account.charges[share.charge] = charge
            return
        del account.charges[share.charge]
        kept = charge.amount - self._let_go[share.charge]
        points = share_of(charge.amount // 100, kept, charge.amount)
        if not points:
            return
        self._row(
            "points_entry",
            customer_id=customer,
            sale_id=charge.event,
            kind="earned",
            points=points,
            at=to_micros(at),
            staff_id=1,
        )

    def _use(self, customer: CustomerId, account: _Account, share: Share) -> None:
        credit = account.waiting[share.credit]
        credit = credit._replace(unallocated=credit.unallocated - share.amount)
        _, why, number, _ = self._credits[share.credit]
        self._credits[share.credit] = (customer, why, number, credit)
        if credit.unallocated:
            account.waiting[share.credit] = credit
        else:
            del account.waiting[share.credit]

    def _remember(self, connection: Connection) -> None:
        """Write what the file remembers of accounts: charges, credits, balances, and the counters; and of suburbs."""
        self._row(
            "suburb",
            folded=fold(_SUBURB),
            state="",
            postcode="",
            name=_SUBURB,
            times_used=self._plan.customers,
        )
        for customer, charge in self._charges.values():
            self._flush_many(connection)
            kind, number = parse_reference(charge.reference)
            self._row(
                "charge",
                event_id=charge.event,
                customer_id=customer,
                kind=kind.value,
                number=number,
                at=to_micros(charge.at),
                due_on=str(charge.due_on),
                amount=charge.amount,
                outstanding=charge.outstanding,
                settled_at=None if charge.settled_at is None else to_micros(charge.settled_at),
                disputed=0,
            )
        for customer, why, number, credit in self._credits.values():
            self._flush_many(connection)
            self._row(
                "credit",
                event_id=credit.event,
                customer_id=customer,
                kind=why,
                number=number,
                at=to_micros(credit.at),
                amount=credit.amount,
                unallocated=credit.unallocated,
            )
        self._flush(connection)
        connection.exec_driver_sql(
            "UPDATE customer SET debt_balance = ? WHERE id = ?",
            [(account.balance, customer) for customer, account in self._accounts.items()],
        )
        connection.exec_driver_sql("DELETE FROM points_due")
        given = {kind.value: number for kind, number in self._numbers.items()} | {"event": self._event}
        connection.exec_driver_sql(
            "UPDATE counter SET value = ? WHERE name = ?", [(number, name) for name, number in given.items()]
        )
