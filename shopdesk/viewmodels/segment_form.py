"""Drawing a segment: its name, its rules as they are typed, and how many customers they would have."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from shopdesk.domain.customer import stored_tag
from shopdesk.domain.money import parse_money
from shopdesk.domain.segment import (
    DAYS,
    IN_MONTHS,
    MONEY,
    MOST_RULES,
    TAGS,
    VISITS,
    Ask,
    Meets,
    OwnSegment,
    Rule,
    Rules,
    judge_rules,
)
from shopdesk.errors import InvalidAmount, InvalidValue, ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.segments import count_by_rules, save_segment
from shopdesk.viewmodels.latest_answer import LatestAnswer
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.own_words import tag_words
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.segment_words import customers_counted
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import Worded, tr

MONTHS_WORDS = Worded(
    {
        0: "ever",
        1: "in the last month",
        3: "in the last 3 months",
        6: "in the last 6 months",
        12: "in the last 12 months",
        24: "in the last 24 months",
    }
)
_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """One rule as it is typed: ``value`` is an amount, a number or a tag."""

    asks: Ask = Ask.SPENT_MORE
    value: str = ""
    months: int = 0

    @property
    def has_value(self) -> bool:
        """Tell whether there is something to type."""
        return self.asks in MONEY | VISITS | DAYS | TAGS

    @property
    def has_months(self) -> bool:
        """Tell whether it may be asked of the last months alone."""
        return self.asks in IN_MONTHS


class SegmentFormViewModel:
    """``rules`` are shown as typed, ``errors`` stand at the rule of their place; ``count`` follows the typing."""

    def __init__(self, desk: Desk, runner: Runner, segment: OwnSegment | None = None) -> None:
        self._desk = desk
        self._runner = runner
        self._segment = segment
        self.text: ShopText = shop_text(desk)
        self.name: Observable[str] = Observable("" if segment is None else segment.name)
        self.meets: Observable[Meets] = Observable(Meets.ALL if segment is None else segment.rules.meets)
        drafts = (RuleDraft(),) if segment is None else tuple(map(self._draft, segment.rules.rules))
        self.rules: Observable[tuple[RuleDraft, ...]] = Observable(drafts)
        self._start = self._state()
        self.errors: Observable[dict[int, str]] = Observable({})
        self.name_error: Observable[str] = Observable("")
        self.problem: Observable[str] = Observable("")
        self.count: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.saved: Observable[Notice | None] = Observable(None)
        self._latest = LatestAnswer(runner, self._question, self._counted, self._refuse)

    @property
    def is_new(self) -> bool:
        """Tell whether it was not kept before."""
        return self._segment is None

    @property
    def may_add(self) -> bool:
        """Tell whether another rule has room."""
        return len(self.rules.value) < MOST_RULES

    def begin(self) -> None:
        """Count whom it has so far."""
        self._latest.ask()

    def type_name(self, typed: str) -> None:
        """Take what was typed as its name."""
        self.name.value, self.name_error.value = typed, ""

    def choose_meets(self, key: str) -> None:
        """Ask for all of the rules, or for any of them."""
        self.meets.value = Meets(key)
        self._latest.ask()

    def add_rule(self) -> None:
        """Begin another rule."""
        if self.may_add:
            self._set((*self.rules.value, RuleDraft()))

    def drop_rule(self, place: int) -> None:
        """Leave a rule out; the last one stays."""
        if len(self.rules.value) > 1:
            self._set(tuple(rule for each, rule in enumerate(self.rules.value) if each != place))

    def ask(self, place: int, asks: str) -> None:
        """Ask something else; what was typed for another kind of value is let go."""
        before, asked = self.rules.value[place], Ask(asks)
        stays = any(before.asks in kind and asked in kind for kind in (MONEY, VISITS, DAYS, TAGS))
        value = before.value if stays else ""
        self._change(place, RuleDraft(asked, value, before.months if asked in IN_MONTHS else 0))

    def type_value(self, place: int, typed: str) -> None:
        """Take what was typed for a rule."""
        self._change(place, replace(self.rules.value[place], value=typed))

    def choose_months(self, place: int, months: str) -> None:
        """Ask it of the last months alone, of ever for 0."""
        self._change(place, replace(self.rules.value[place], months=int(months)))

    def is_dirty(self) -> bool:
        """Tell whether something typed would be lost."""
        return self._state() != self._start and self.saved.value is None

    def save(self) -> None:
        """Keep the segment; what cannot be is said where it stands."""
        if self.busy.value or self.saved.value is not None:
            return
        rules = self._read(whole=True)
        if rules is None:
            return
        self.busy.value = True
        desk, name = self._desk, self.name.value
        segment = None if self._segment is None else self._segment.id

        def done(kept: OwnSegment) -> None:
            self.busy.value = False
            self.saved.value = Notice(tr("The segment “{name}” is kept.", name=kept.name))

        self._runner.run(lambda: save_segment(desk, name, rules, segment), done, self._refuse, Lane.WRITE)

    def _draft(self, rule: Rule) -> RuleDraft:
        if rule.asks in MONEY:
            return RuleDraft(rule.asks, self.text.amount(rule.number), rule.months)
        value = (
            tag_words(rule.tag)
            if rule.asks in TAGS
            else str(rule.number)
            if rule.asks in VISITS | DAYS
            else ""
        )
        return RuleDraft(rule.asks, value, rule.months)

    def _state(self) -> tuple[str, Meets, tuple[RuleDraft, ...]]:
        return self.name.value, self.meets.value, self.rules.value

    def _change(self, place: int, rule: RuleDraft) -> None:
        self._set(tuple(rule if each == place else kept for each, kept in enumerate(self.rules.value)))

    def _set(self, rules: tuple[RuleDraft, ...]) -> None:
        self.rules.value = rules
        self.errors.value = {}
        self._latest.ask()

    def _question(self) -> Callable[[], int] | None:
        rules, desk = self._read(whole=False), self._desk
        if rules is None:
            self.count.value = ""
            return None
        return lambda: count_by_rules(desk, rules)

    def _counted(self, number: int) -> None:
        self.count.value = customers_counted(number, self.text)

    def _read(self, *, whole: bool) -> Rules | None:
        """Return the rules, or None while one cannot be read; an empty value is told only when they are ``whole``."""
        read: list[Rule] = []
        errors: dict[int, str] = {}
        is_missing = False
        for place, draft in enumerate(self.rules.value):
            if draft.has_value and not draft.value.strip() and not whole:
                is_missing = True
                continue
            try:
                rule = self._rule(draft)
                read += judge_rules(Rules(Meets.ALL, (rule,))).rules
            except (InvalidValue, InvalidAmount) as error:
                errors[place] = self.text.say(error)
        self.errors.value = errors
        return None if errors or is_missing else Rules(self.meets.value, tuple(read))

    def _rule(self, draft: RuleDraft) -> Rule:
        """Read one rule; raises InvalidValue, InvalidAmount."""
        asks, typed = draft.asks, draft.value.strip()
        if asks in TAGS:
            return Rule(asks, tag=stored_tag(typed))
        if asks in MONEY:
            number = parse_money(typed, self.text.currency, self.text.style, "amount")
        elif not draft.has_value:
            number = 0
        elif typed.isdecimal() and len(typed) <= _LONGEST_NUMBER:
            number = int(typed)
        else:
            raise InvalidValue(field="number", reason="not_a_count" if typed else "empty")
        return Rule(asks, number, draft.months)

    def _refuse(self, error: ShopDeskError) -> None:
        self.busy.value = False
        said = self.text.say(error)
        if error.field == "name":
            self.name_error.value = said
        else:
            self.problem.value = said
