"""A customer as programs read them: record, account, age of the debt, charges and timeline."""

from datetime import date, datetime
from typing import Any

from shopdesk.domain.account import Charge, CustomerId, customer_number
from shopdesk.domain.customer import TEXT_FIELDS, CustomerRecord
from shopdesk.domain.days import format_instant_utc, local_day
from shopdesk.services.accounts import account_and_events
from shopdesk.services.customers import get_customer, warnings
from shopdesk.services.desk import Desk
from shopdesk.services.merging import merged_into
from shopdesk.viewmodels.ageing_document import ageing_document
from shopdesk.viewmodels.timeline import TimelineEntry, merge

_NAMES = ("first_name", "last_name")


def customer_document(desk: Desk, customer: CustomerId) -> dict[str, Any]:
    """Return everything there is to read of a customer, money in minor units; raises NotFound."""
    found = get_customer(desk, customer)
    state, events = account_and_events(desk, customer)
    timeline = merge(events, state, desk.settings, desk.today())
    record = found.record
    return {
        "id": found.id,
        "number": found.number,
        **{name: getattr(record, name) for name in _NAMES},
        "full_name": record.full_name,
        **_texts(record),
        "tags": list(record.tags),
        "is_vip": record.is_vip,
        "customer_since_on": None if record.customer_since_on is None else str(record.customer_since_on),
        "location": record.location,
        "credit_limit_minor": record.credit_limit,
        "payment_terms_days": record.payment_terms_days,
        "on_hold": record.on_hold,
        "debt_balance_minor": found.debt_balance,
        "store_credit_minor": max(0, -found.debt_balance),
        "loyalty_points": found.points,
        "loyalty_points_earned": found.points_earned,
        "loyalty_tier": desk.settings.loyalty_rules.tier_of(found.points_earned).value,
        "lifetime_spend_minor": state.lifetime_spend,
        "last_visit_at": instant(state.last_visit_at),
        "usual_days_to_pay": state.usual_days_to_pay,
        "created_at": instant(found.created_at),
        "updated_at": instant(found.updated_at),
        "archived_at": instant(found.archived_at),
        "merged_from": [customer_number(member) for member in merged_into(desk, customer)],
        "warnings": list(warnings(desk, customer)),
        "ageing": ageing_document(state.ageing),
        "charges": [_charge(desk, charge) for charge in state.charges],
        "timeline": [_entry(entry) for entry in timeline.entries],
    }


def instant(at: datetime | None) -> str | None:
    """Return an instant as ISO 8601 in UTC, None for none."""
    return None if at is None else format_instant_utc(at)


def _texts(record: CustomerRecord) -> dict[str, str | None]:
    return {name: getattr(record, name) for name in TEXT_FIELDS if name not in {*_NAMES, "location"}}


def _charge(desk: Desk, charge: Charge) -> dict[str, Any]:
    zone = desk.settings.time_zone
    settled_on = None if charge.settled_at is None else local_day(charge.settled_at, zone)
    return {
        "ref": charge.reference,
        "at": instant(charge.at),
        "due_on": str(charge.due_on),
        "amount_minor": charge.amount,
        "open_minor": charge.outstanding,
        "settled_at": instant(charge.settled_at),
        "days_to_settle": None if settled_on is None else (settled_on - local_day(charge.at, zone)).days,
        "days_late": _days_late(charge.due_on, settled_on or desk.today()),
        "disputed": charge.disputed,
    }


def _days_late(due_on: date, until: date) -> int:
    return max(0, (until - due_on).days)


def _entry(entry: TimelineEntry) -> dict[str, Any]:
    return {
        "at": instant(entry.at),
        "entered_at": instant(entry.entered_at),
        "kind": entry.kind,
        "ref": entry.ref,
        "text": entry.text,
        "charge_minor": entry.charge,
        "payment_minor": entry.payment,
        "balance_minor": entry.balance,
        "staff": entry.staff,
        "reverses": entry.reverses,
    }
