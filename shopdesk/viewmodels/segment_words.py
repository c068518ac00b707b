"""What the rules of segments say in words: *spent more than $500.00 in the last 12 months*."""

from functools import reduce

from shopdesk.domain.segment import DAYS, MONEY, TAGS, VISITS, Ask, Meets, Rule, Rules
from shopdesk.viewmodels.own_words import tag_words
from shopdesk.viewmodels.shop_text import ShopText, listed
from shopdesk.wording import Worded, tr, tr_count

ASK_WORDS = Worded(
    {
        Ask.SPENT_MORE: "spent more than",
        Ask.SPENT_LESS: "spent less than",
        Ask.VISITED_MORE: "came more often than",
        Ask.VISITED_LESS: "came less often than",
        Ask.SEEN_WITHIN: "was here in the last",
        Ask.NOT_SEEN_FOR: "was last here more than",
        Ask.NEVER_SEEN: "never bought anything",
        Ask.TAGGED: "has the tag",
        Ask.NOT_TAGGED: "does not have the tag",
        Ask.OWES_MORE: "owes more than",
        Ask.OWES_LESS: "owes something, but less than",
        Ask.IN_CREDIT: "has store credit of more than",
        Ask.CUSTOMER_FOR_LESS: "has been a customer for less than",
        Ask.CUSTOMER_FOR_MORE: "has been a customer for more than",
        Ask.BIRTHDAY_WITHIN: "has a birthday within",
        Ask.ANNIVERSARY_WITHIN: "has an anniversary within",
    }
)
"""How a rule begins; what it is measured by comes behind."""
MEETS_WORDS = Worded({Meets.ALL: "all of these", Meets.ANY: "any of these"})
_AGO = Worded({Ask.NOT_SEEN_FOR: " ago"})


def customers_counted(number: int, text: ShopText) -> str:
    """Return how many customers that is: ``1,204 customers``."""
    return tr_count("{count} customer", "{count} customers", number, count=text.count(number))


def rules_words(rules: Rules, text: ShopText) -> str:
    """Return the rules as one sentence without a full stop."""
    said = [rule_words(rule, text) for rule in rules.rules]
    return listed(said) if rules.meets is Meets.ALL else reduce(_or, said)


def _or(rules: str, rule: str) -> str:
    return tr("{rules} or {rule}", rules=rules, rule=rule)


def rule_words(rule: Rule, text: ShopText) -> str:
    """Return one rule in words."""
    span = ""
    if rule.months:
        span = " " + tr_count(
            "in the last {count} month",
            "in the last {count} months",
            rule.months,
            count=text.count(rule.months),
        )
    words = f"{ASK_WORDS[rule.asks]} {_measure(rule, text)}".strip()
    return f"{words}{_AGO.get(rule.asks, '')}{span}".strip()


def _measure(rule: Rule, text: ShopText) -> str:
    if rule.asks in MONEY:
        return text.money(rule.number)
    if rule.asks in VISITS:
        return tr_count("{count} time", "{count} times", rule.number, count=text.count(rule.number))
    if rule.asks in TAGS:
        return f"“{tag_words(rule.tag)}”"
    if rule.asks in DAYS:
        return tr_count("{count} day", "{count} days", rule.number, count=text.count(rule.number))
    return ""
