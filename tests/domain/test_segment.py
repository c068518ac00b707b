"""Rules of segments: what may be asked, and how far back months reach."""

from datetime import date

import pytest

from shopdesk.domain.segment import Ask, Meets, Rule, Rules, judge_name, judge_rules, months_before
from shopdesk.errors import ShopDeskError


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 21), 12, date(2025, 11, 21)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(10, 1, 1), 1_200, date.min),
    ],
)
def test_months_reach_back_to_the_same_day_or_the_last_one_of_a_shorter_month(
    day: date, months: int, before: date
) -> None:
    assert months_before(day, months) == before


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (Rule(Ask.SPENT_MORE, -1), "number"),
        (Rule(Ask.SPENT_MORE, 10**13 + 1), "number"),
        (Rule(Ask.VISITED_MORE, 1_000_001), "number"),
        (Rule(Ask.BIRTHDAY_WITHIN, 367), "number"),
        (Rule(Ask.NEVER_SEEN, 1), "number"),
        (Rule(Ask.OWES_MORE, 1, months=3), "months"),
        (Rule(Ask.SPENT_MORE, 1, months=1_201), "months"),
        (Rule(Ask.TAGGED), "tag"),
        (Rule(Ask.TAGGED, tag="x" * 51), "tag"),
        (Rule(Ask.SPENT_MORE, 1, tag="VIP"), "tag"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_at_its_field(rule: Rule, field: str) -> None:
    with pytest.raises(ShopDeskError) as refused:
        judge_rules(Rules(Meets.ALL, (rule,)))
    assert refused.value.parameters["field"] == field


def test_no_rule_and_too_many_are_refused() -> None:
    for rules in ((), (Rule(Ask.NEVER_SEEN),) * 11):
        with pytest.raises(ShopDeskError):
            judge_rules(Rules(Meets.ANY, rules))


def test_a_tag_and_a_name_are_kept_without_needless_blanks() -> None:
    judged = judge_rules(Rules(Meets.ALL, (Rule(Ask.TAGGED, tag="  Bridal  party "),)))
    assert judged.rules[0].tag == "Bridal party"
    assert judge_name(" Good  payers ") == "Good payers"
