"""Drawing a segment: what is typed, what it would count, and what is kept."""

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.segment import MOST_RULES, Ask, Meets, Rule, Rules
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.segments import list_segments, save_segment
from shopdesk.viewmodels.segment_form import RuleDraft, SegmentFormViewModel
from shopdesk.viewmodels.segment_list import SegmentListViewModel
from tests.ports import InlineRunner

OWING = Rules(Meets.ANY, (Rule(Ask.SPENT_MORE, 50_000, 12), Rule(Ask.TAGGED, tag="Bridal")))


@pytest.fixture
def model(desk: Desk, marai: CustomerId) -> SegmentFormViewModel:
    made = SegmentFormViewModel(desk, InlineRunner())
    made.begin()
    return made


def test_the_count_follows_the_typing(model: SegmentFormViewModel, desk: Desk) -> None:
    assert model.count.value == ""
    model.type_value(0, "0")
    assert model.count.value == "0 customers"
    model.ask(0, Ask.NEVER_SEEN)
    assert model.count.value == "1 customer"
    model.add_rule()
    model.ask(1, Ask.TAGGED)
    assert (model.count.value, model.errors.value) == ("", {})
    model.type_value(1, "Bridal")
    assert model.count.value == "0 customers"
    model.choose_meets(Meets.ANY)
    assert model.count.value == "1 customer"


@pytest.mark.parametrize(
    ("asks", "typed"),
    [
        (Ask.SPENT_MORE, "lots"),
        (Ask.SPENT_MORE, "-1"),
        (Ask.VISITED_MORE, "1.5"),
        (Ask.BIRTHDAY_WITHIN, "367"),
        (Ask.TAGGED, "x" * 51),
    ],
)
def test_a_value_that_cannot_be_is_told_at_its_rule_and_stays(
    model: SegmentFormViewModel, asks: Ask, typed: str
) -> None:
    model.ask(0, asks)
    model.type_value(0, typed)
    assert model.errors.value[0].endswith(".")
    assert (model.rules.value[0].value, model.count.value) == (typed, "")


def test_what_is_missing_is_told_when_it_is_saved(model: SegmentFormViewModel, desk: Desk) -> None:
    model.type_name("Best")
    model.save()
    assert model.errors.value[0]
    model.type_value(0, "500")
    model.type_name(" ")
    model.save()
    assert model.name_error.value
    assert (list_segments(desk), model.busy.value) == ((), False)


def test_a_segment_is_kept_as_it_was_typed(model: SegmentFormViewModel, desk: Desk) -> None:
    model.type_name("Best")
    model.type_value(0, "1,500.50")
    model.choose_months(0, "12")
    assert model.is_dirty()
    model.save()
    (kept,) = list_segments(desk)
    assert (kept.name, kept.rules) == ("Best", Rules(Meets.ALL, (Rule(Ask.SPENT_MORE, 150_050, 12),)))
    assert model.saved.value is not None
    assert not model.is_dirty()


def test_a_kept_segment_is_opened_as_it_is_and_changed(desk: Desk) -> None:
    kept = save_segment(desk, "Best", OWING)
    model = SegmentFormViewModel(desk, InlineRunner(), kept)
    assert model.rules.value == (RuleDraft(Ask.SPENT_MORE, "500.00", 12), RuleDraft(Ask.TAGGED, "Bridal"))
    assert not model.is_dirty()
    model.drop_rule(0)
    model.save()
    assert list_segments(desk)[0].rules == Rules(Meets.ANY, OWING.rules[1:])


def test_a_value_of_another_kind_is_let_go(model: SegmentFormViewModel) -> None:
    model.type_value(0, "500")
    model.ask(0, Ask.OWES_MORE)
    assert model.rules.value[0] == RuleDraft(Ask.OWES_MORE, "500")
    model.ask(0, Ask.NOT_SEEN_FOR)
    assert model.rules.value[0] == RuleDraft(Ask.NOT_SEEN_FOR)


def test_the_last_rule_stays_and_there_is_an_end_to_them(model: SegmentFormViewModel) -> None:
    model.drop_rule(0)
    for _ in range(MOST_RULES + 1):
        model.add_rule()
    assert (len(model.rules.value), model.may_add) == (MOST_RULES, False)


def test_the_list_says_what_each_asks_and_how_many_it_has(desk: Desk, marai: CustomerId) -> None:
    add_customer(desk, RecordChange({"first_name": "Ann"}, ("Bridal",)))
    kept = save_segment(desk, "Best", OWING)
    model = SegmentListViewModel(desk, InlineRunner())
    model.load()
    assert model.lines.value is not None
    (line,) = model.lines.value
    words = "spent more than $500.00 in the last 12 months or has the tag “Bridal”"
    assert (line.name, line.words, line.count) == ("Best", words, "1 customer")
    model.remove(kept.id)
    assert model.lines.value == ()
    model.remove(kept.id)
    assert model.error.value
