"""What the account of one customer looks like: hero, age of the debt, and the figures at a glance."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer import Customer
from shopdesk.domain.important_dates import parse_day_of_year
from shopdesk.domain.loyalty import LoyaltyRules, next_tier
from shopdesk.formatting import isolate
from shopdesk.viewmodels.own_words import metal_words, tier_words
from shopdesk.viewmodels.shop_text import ShopText, standing
from shopdesk.wording import Worded, mark, tr, tr_count

if TYPE_CHECKING:
    from shopdesk.services.accounts import AccountFigures

PREFERS = Worded(
    {
        "email": "Prefers email",
        "sms": "Prefers SMS",
        "phone": "Prefers a call",
        "whatsapp": "Prefers WhatsApp",
        "post": "Prefers post",
        "none": "Do not contact",
    }
)
"""How a customer wants to be reached, as a wish."""
BUCKETS = (
    mark("Not yet due"),
    mark("1–30 days"),
    mark("31–60 days"),
    mark("61–90 days"),
    mark("Over 90 days"),
)
_DATES = Worded(
    {
        "birthday": "Birthday",
        "anniversary": "Anniversary",
        "spouse_birthday": "Spouse's birthday",
    }
)


@dataclass(frozen=True, slots=True)
class Hero:
    """The head of the dialog; ``stands`` is ``owed``, ``credit`` or ``even``."""

    customer: CustomerId
    number: str
    name: str
    tags: tuple[str, ...]
    facts: tuple[str, ...]
    allergies: str
    preferences: tuple[str, ...]
    words: str
    figure: str
    stands: str
    below: str
    archived: bool


@dataclass(frozen=True, slots=True)
class Bucket:
    """One part of the debt by age; ``minor`` is for the bar, ``amount`` for people."""

    label: str
    minor: int
    amount: str


@dataclass(frozen=True, slots=True)
class AgePicture:
    """How old the debt is; ``extras`` are disputed charges and credit that waits, where there are any."""

    buckets: tuple[Bucket, ...]
    extras: tuple[Bucket, ...]


def hero_of(customer: Customer, state: "AccountFigures", text: ShopText) -> Hero:
    """Compose the head of the dialog."""
    record = customer.record
    words, figure, stands = standing(state.balance, text)
    facts = [isolate(text.phone(record.mobile or record.phone)), isolate(record.email or "")]
    if record.customer_since_on is not None:
        facts.append(
            tr("Customer since {customer_since_on}", customer_since_on=text.month(record.customer_since_on))
        )
    if state.last_visit_at is not None:
        facts.append(
            tr("Last visit {last_visit_at}", last_visit_at=text.day(text.local_day(state.last_visit_at)))
        )
    return Hero(
        customer=customer.id,
        number=customer.number,
        name=record.full_name,
        tags=record.tags,
        facts=tuple(filter(None, facts)),
        allergies=record.allergies or "",
        preferences=tuple(_preferences(customer)),
        words=words,
        figure=figure,
        stands=stands,
        below=" · ".join(_terms(state, text)),
        archived=customer.archived_at is not None,
    )


def age_picture(state: "AccountFigures", text: ShopText) -> AgePicture:
    """Compose the card on the age of the debt."""
    buckets = tuple(
        Bucket(label, minor, text.money(minor))
        for label, minor in zip(map(tr, BUCKETS), state.ageing.buckets, strict=True)
    )
    extras = ((tr("Disputed"), state.ageing.disputed), (tr("Credit not yet used"), -state.ageing.unallocated))
    return AgePicture(
        buckets, tuple(Bucket(label, minor, text.money(minor)) for label, minor in extras if minor)
    )


def glance(
    customer: Customer, state: "AccountFigures", text: ShopText, rules: LoyaltyRules
) -> tuple[tuple[str, str], ...]:
    """Return the figures at a glance as pairs of label and value; points where there are any to be told of."""
    days = state.usual_days_to_pay
    rows = [
        (tr("Lifetime spend"), text.money(state.lifetime_spend)),
        (tr("Usually pays in"), "—" if days is None else count_of_days(days)),
    ]
    if rules.on or customer.points:
        tier = tier_words(rules.tier_of(customer.points_earned))
        rows.append(
            (tr("Loyalty"), tr("{tier} · {points} pts", tier=tier, points=text.count(customer.points)))
        )
    above = next_tier(customer.points_earned, rules.thresholds)
    if rules.on and above is not None:
        tier, missing = above
        rows.append(
            (tr("To {tier}", tier=tier_words(tier)), tr("{missing} pts", missing=text.count(missing)))
        )
    rows.append((tr("Next date"), _next_date(customer, text) or "—"))
    return tuple(rows)


def count_of_days(days: int) -> str:
    """Write a number of days."""
    return tr_count("{count} day", "{count} days", days, count=days)


def _preferences(customer: Customer) -> list[str]:
    record = customer.record
    chips = [tr("Ring {ring_size}", ring_size=record.ring_size)] if record.ring_size else []
    if record.wrist_size:
        chips.append(tr("Wrist {wrist_size}", wrist_size=record.wrist_size))
    metal = " · ".join(filter(None, (metal_words(record.preferred_metal or ""), record.gold_preference)))
    if metal:
        chips.append(metal)
    if record.communication_preference:
        chips.append(PREFERS.get(record.communication_preference, record.communication_preference))
    return chips


def _terms(state: "AccountFigures", text: ShopText) -> list[str]:
    """Return what stands below the balance: hold, limit, and how old the oldest open charge is."""
    parts = [tr("on hold")] if state.on_hold else []
    if state.credit_limit is None:
        parts.append(tr("no limit"))
    else:
        parts.append(tr("limit {credit_limit}", credit_limit=text.money(state.credit_limit)))
    if state.oldest_open_at is not None:
        days = (text.today - text.local_day(state.oldest_open_at)).days
        parts.append(tr("oldest {days}", days=count_of_days(days)) if days > 0 else tr("all from today"))
    return parts


def _next_date(customer: Customer, text: ShopText) -> str:
    coming = []
    for field, words in _DATES.items():
        stored = getattr(customer.record, field)
        if stored:
            coming.append((parse_day_of_year(stored, field).next_on(text.today), words))
    if not coming:
        return ""
    day, words = min(coming)
    return f"{words} {text.near_day(day)}"
