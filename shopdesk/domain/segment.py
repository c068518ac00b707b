"""Segments that the owner draws: rules about what customers spent, when they came, what they owe, tags and dates."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, NewType
from zoneinfo import ZoneInfo

from shopdesk.domain.customer import TAG_LIMIT, clean
from shopdesk.domain.money import check_amount
from shopdesk.errors import InvalidAmount, InvalidValue

SegmentId = NewType("SegmentId", int)
NAME_LIMIT = 60
MOST_RULES = 10
_MOST_VISITS = 1_000_000
_MOST_DAYS = 36_500
_MOST_MONTHS = 1_200
_MONTHS = 12
_A_YEAR = 366


class Ask(StrEnum):
    """What a rule asks of a customer."""

    SPENT_MORE = "spent_more"
    SPENT_LESS = "spent_less"
    VISITED_MORE = "visited_more"
    VISITED_LESS = "visited_less"
    SEEN_WITHIN = "seen_within"
    NOT_SEEN_FOR = "not_seen_for"
    NEVER_SEEN = "never_seen"
    TAGGED = "tagged"
    NOT_TAGGED = "not_tagged"
    OWES_MORE = "owes_more"
    OWES_LESS = "owes_less"
    IN_CREDIT = "in_credit"
    CUSTOMER_FOR_LESS = "customer_for_less"
    CUSTOMER_FOR_MORE = "customer_for_more"
    BIRTHDAY_WITHIN = "birthday_within"
    ANNIVERSARY_WITHIN = "anniversary_within"


MONEY = frozenset({Ask.SPENT_MORE, Ask.SPENT_LESS, Ask.OWES_MORE, Ask.OWES_LESS, Ask.IN_CREDIT})
VISITS = frozenset({Ask.VISITED_MORE, Ask.VISITED_LESS})
TAGS = frozenset({Ask.TAGGED, Ask.NOT_TAGGED})
DAYS = frozenset(
    {
        Ask.SEEN_WITHIN,
        Ask.NOT_SEEN_FOR,
        Ask.CUSTOMER_FOR_LESS,
        Ask.CUSTOMER_FOR_MORE,
        Ask.BIRTHDAY_WITHIN,
        Ask.ANNIVERSARY_WITHIN,
    }
)
YEARLY = frozenset({Ask.BIRTHDAY_WITHIN, Ask.ANNIVERSARY_WITHIN})
IN_MONTHS = frozenset({Ask.SPENT_MORE, Ask.SPENT_LESS, Ask.VISITED_MORE, Ask.VISITED_LESS})
"""What may be asked of the last months alone."""


class Meets(StrEnum):
    """Whether every rule has to hold, or one of them is enough."""

    ALL = "all"
    ANY = "any"


class Rule(NamedTuple):
    """One rule: ``number`` in minor units, visits or days; ``months`` 0 is ever since; ``tag`` where one is asked."""

    asks: Ask
    number: int = 0
    months: int = 0
    tag: str = ""


class Rules(NamedTuple):
    """What makes somebody one of a segment."""

    meets: Meets
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class OwnSegment:
    """A segment that the owner drew and named."""

    id: SegmentId
    name: str
    rules: Rules


class Yardstick(NamedTuple):
    """What segments are measured by: the day in the shop, its zone, and what counts as a high spend (minor units)."""

    today: date
    zone: ZoneInfo
    high_value: int


def judge_name(text: str) -> str:
    """Return a segment's name without needless blanks; raises InvalidValue."""
    name = clean(text)
    if not name or len(name) > NAME_LIMIT:
        raise InvalidValue(field="name", reason="too_long" if name else "empty")
    return name


def judge_rules(rules: Rules) -> Rules:
    """Return rules as they may be kept; raises InvalidValue or InvalidAmount about the first that cannot be."""
    if not rules.rules or len(rules.rules) > MOST_RULES:
        raise InvalidValue(field="rules", reason="too_many" if rules.rules else "empty")
    return Rules(rules.meets, tuple(map(_judged, rules.rules)))


def months_before(day: date, months: int) -> date:
    """Return the same day of the month so many months ago, or the last of that month where it has no such day."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 - months, _MONTHS)
    if year < date.min.year:
        return date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _judged(rule: Rule) -> Rule:
    asks, number, months, tag = rule
    if asks in MONEY:
        if number < 0:
            raise InvalidAmount(field="number", reason="negative")
        check_amount(number, "number")
    else:
        most = _MOST_VISITS if asks in VISITS else _MOST_DAYS if asks in DAYS else 0
        most = _A_YEAR if asks in YEARLY else most
        if not 0 <= number <= most:
            raise InvalidValue(field="number", reason="out_of_range")
    if not 0 <= months <= (_MOST_MONTHS if asks in IN_MONTHS else 0):
        raise InvalidValue(field="months", reason="out_of_range")
    name = clean(tag)
    if (asks in TAGS) != bool(name) or len(name) > TAG_LIMIT:
        raise InvalidValue(field="tag", reason="too_long" if name else "empty")
    return Rule(asks, number, months, name)
