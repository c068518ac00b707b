"""What rules of segments say in words."""

import pytest

from shopdesk.domain.segment import Ask, Meets, Rule, Rules
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.segment_words import ASK_WORDS, rule_words, rules_words
from shopdesk.viewmodels.shop_text import shop_text


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Rule(Ask.SPENT_MORE, 50_000, 12), "spent more than $500.00 in the last 12 months"),
        (Rule(Ask.VISITED_LESS, 1, 1), "came less often than 1 time in the last 1 month"),
        (Rule(Ask.NOT_SEEN_FOR, 90), "was last here more than 90 days ago"),
        (Rule(Ask.NEVER_SEEN), "never bought anything"),
        (Rule(Ask.TAGGED, tag="Bridal"), "has the tag “Bridal”"),
        (Rule(Ask.BIRTHDAY_WITHIN, 1), "has a birthday within 1 day"),
    ],
)
def test_a_rule_reads_like_a_sentence(desk: Desk, rule: Rule, words: str) -> None:
    assert rule_words(rule, shop_text(desk)) == words


def test_rules_are_joined_as_they_have_to_be_met(desk: Desk) -> None:
    rules = (Rule(Ask.NEVER_SEEN), Rule(Ask.OWES_MORE, 0))
    text = shop_text(desk)
    assert rules_words(Rules(Meets.ALL, rules), text) == "never bought anything and owes more than $0.00"
    assert rules_words(Rules(Meets.ANY, rules), text) == "never bought anything or owes more than $0.00"


def test_everything_has_words() -> None:
    assert set(ASK_WORDS) == set(Ask)
