"""What the rules of segments say in words: *spent more than $500.00 in the last 12 months*."""

from shopdesk.domain.segment import DAYS, MONEY, TAGS, VISITS, Ask, Meets, Rule, Rules
from shopdesk.viewmodels.shop_text import ShopText

ASK_WORDS = {
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
"""How a rule begins; what it is measured by comes behind."""
MEETS_WORDS = {Meets.ALL: "all of these", Meets.ANY: "any of these"}
_AGO = {Ask.NOT_SEEN_FOR: " ago"}


def customers_counted(number: int, text: ShopText) -> str:
    """Return how many customers that is: ``1,204 customers``."""
    return _counted(number, "customer", text)


def rules_words(rules: Rules, text: ShopText) -> str:
    """Return the rules as one sentence without a full stop."""
    joint = " and " if rules.meets is Meets.ALL else " or "
    return joint.join(rule_words(rule, text) for rule in rules.rules)


def rule_words(rule: Rule, text: ShopText) -> str:
    """Return one rule in words."""
    span = "" if not rule.months else f" in the last {_counted(rule.months, 'month', text)}"
    return f"{ASK_WORDS[rule.asks]} {_measure(rule, text)}".strip() + _AGO.get(rule.asks, "") + span


def _measure(rule: Rule, text: ShopText) -> str:
    if rule.asks in MONEY:
        return text.money(rule.number)
    if rule.asks in VISITS:
        return _counted(rule.number, "time", text)
    if rule.asks in TAGS:
        return f"“{rule.tag}”"
    return _counted(rule.number, "day", text) if rule.asks in DAYS else ""


def _counted(number: int, what: str, text: ShopText) -> str:
    return f"{text.count(number)} {what}{'' if number == 1 else 's'}"
