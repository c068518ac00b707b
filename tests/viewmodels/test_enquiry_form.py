"""The forms of a request without their dialogs: writing it down, and booking it."""

from datetime import date

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import EnquiryKind, EnquiryOrder, EnquiryStatus
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import add_enquiry, get_enquiry, list_enquiries
from shopdesk.viewmodels.booking import BookingViewModel
from shopdesk.viewmodels.enquiry_form import EnquiryFormViewModel
from tests.ports import InlineRunner


def filled(desk: Desk, **typed: str) -> EnquiryFormViewModel:
    model = EnquiryFormViewModel(desk, InlineRunner())
    model.load()
    for name, text in typed.items():
        model.type(name, text)
    return model


def test_it_is_written_down_once_for_the_day_that_is_wished_for(desk: Desk) -> None:
    model = filled(
        desk, text="Resize a ring", kind="repair", booked_on="3 Dec", name="Lou", phone="0412345678"
    )
    assert model.is_dirty()
    model.save()
    model.save()
    (made,) = list_enquiries(desk)
    assert (made.kind, made.booked_on, made.phone) == (EnquiryKind.REPAIR, date(2026, 12, 3), "+61412345678")
    assert model.saved.value is not None
    assert (
        model.saved.value.text
        == "Repair written down. Nobody in the book has this email or telephone number."
    )
    assert not model.is_dirty()


def test_email_and_phone_tell_whose_it_will_be_while_they_are_typed(desk: Desk, marai: CustomerId) -> None:
    edit_customer(desk, marai, RecordChange({"email": "marai@example.com"}))
    model = filled(desk, text="Resize", email="marai@exam")
    assert model.whose.value == ""
    model.type("email", "marai@example.com")
    assert model.whose.value == "Marai Haddad, by this contact"
    model.save()
    assert model.saved.value is not None
    assert model.saved.value.text == "General written down for Marai Haddad."


def test_a_customer_who_was_chosen_stays(desk: Desk, marai: CustomerId) -> None:
    model = EnquiryFormViewModel(desk, InlineRunner(), marai)
    model.load()
    model.type("email", "somebody@example.com")
    assert model.whose.value == "Marai Haddad · C-000001"
    model.type("text", "Resize")
    model.save()
    assert [each.customer for each in list_enquiries(desk)] == [marai]


def test_mistakes_are_said_at_their_field_and_lose_nothing(desk: Desk) -> None:
    for field, wrong in (("text", " "), ("email", "nobody"), ("phone", "12"), ("booked_on", "soon")):
        model = filled(desk, **{"text": "Resize", "kind": "repair", field: wrong})
        model.save()
        assert (list(model.errors.value), model.typed(field)) == ([field], wrong)
        model.type(field, "x")
        assert model.errors.value == {}
    assert list_enquiries(desk) == ()


def test_what_has_no_day_is_not_asked_for_one(desk: Desk) -> None:
    model = filled(desk, text="Resize", kind="repair", booked_on="soon")
    assert model.asks_for_day()
    model.type("kind", "general")
    model.save()
    assert (model.asks_for_day(), list_enquiries(desk)[0].booked_on) == (False, None)


def test_a_request_is_booked_for_the_day_it_was_wished_for_unless_another_is_typed(desk: Desk) -> None:
    made = add_enquiry(desk, EnquiryOrder("Fitting", booked_on=date(2026, 11, 25)), "one")
    model = BookingViewModel(desk, InlineRunner(), made)
    assert model.day == "25 Nov 2026"
    model.type("soon")
    model.save()
    assert (bool(model.error.value), model.is_dirty()) == (True, True)
    model.type("27 Nov")
    model.save()
    booked = get_enquiry(desk, made.id)
    assert (booked.status, booked.booked_on) == (EnquiryStatus.BOOKED, date(2026, 11, 27))
    assert model.saved.value is not None
    assert model.saved.value.text == "Booked for 27 Nov: Fitting."
