"""The form of a follow-up, without its dialog."""

from datetime import timedelta

from shopdesk.domain.account import CustomerId
from shopdesk.domain.follow_up import FollowUpId, FollowUpOrder, FollowUpStatus, Priority
from shopdesk.services.desk import Desk
from shopdesk.services.following_up import add_follow_up, follow_ups_of, get_follow_up, list_follow_ups
from shopdesk.viewmodels.follow_up_form import FollowUpStart, FollowUpViewModel
from tests.ports import InlineRunner


def opened(
    desk: Desk, customer: CustomerId | None = None, follow_up: FollowUpId | None = None
) -> FollowUpViewModel:
    model = FollowUpViewModel(desk, InlineRunner(), FollowUpStart(customer), follow_up)
    model.load()
    return model


def test_a_new_one_is_written_down_once(desk: Desk, marai: CustomerId) -> None:
    model = opened(desk, marai)
    assert model.form.value is not None
    assert model.form.value.full_name == "Marai Haddad"
    model.type("title", "Ring back")
    model.type("due_on", "24 nov")
    model.type("who", str(desk.staff.id))
    assert model.is_dirty()
    model.save()
    model.save()
    (made,) = follow_ups_of(desk, marai)
    assert (made.title, made.due_on, made.who) == (
        "Ring back",
        desk.today() + timedelta(days=3),
        "Rosa Rossi",
    )
    assert model.saved.value is not None
    assert (model.saved.value.text, model.is_dirty()) == ("To do by 24 Nov: Ring back.", False)


def test_a_mistake_stands_at_its_field_and_loses_nothing(desk: Desk) -> None:
    model = opened(desk)
    model.type("title", "Ring back")
    model.type("due_on", "31 feb")
    model.save()
    assert list(model.errors.value) == ["due_on"]
    model.type("due_on", "")
    assert model.errors.value == {}
    model.save()
    assert list(model.errors.value) == ["due_on"]
    model.type("due_on", "today")
    model.type("due_on", "21 Nov 2026")
    model.type("title", " ")
    model.save()
    assert (list(model.errors.value), model.typed("due_on")) == (["title"], "21 Nov 2026")
    assert list_follow_ups(desk) == ()


def test_one_that_was_written_down_is_changed_and_ended(desk: Desk, marai: CustomerId) -> None:
    order = FollowUpOrder("Ring back", desk.today(), marai, Priority.HIGH)
    made = add_follow_up(desk, order, "one")
    model = opened(desk, follow_up=made.id)
    assert (model.typed("title"), model.typed("priority"), model.is_dirty()) == ("Ring back", "high", False)
    model.type("title", "Write")
    model.type("status", "done")
    model.save()
    found = get_follow_up(desk, made.id)
    assert (found.title, found.status, found.customer) == ("Write", FollowUpStatus.DONE, marai)


def test_a_customer_can_be_chosen_while_typing(desk: Desk, marai: CustomerId) -> None:
    model = opened(desk)
    model.type("title", "Ring back")
    model.choose_customer(marai)
    model.save()
    assert follow_ups_of(desk, marai)[0].title == "Ring back"


def test_one_that_is_gone_is_said(desk: Desk) -> None:
    model = opened(desk, follow_up=FollowUpId(9))
    assert (model.form.value, "follow-up" in model.problem.value) == (None, True)
    model.save()
