"""Requests out of a form's file: judged first, whose they are known by contact, and nothing twice."""

from datetime import date

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry, EnquiryKind, EnquiryStatus
from shopdesk.domain.staff import Role
from shopdesk.errors import Forbidden
from shopdesk.services.customers import RecordChange, archive_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.enquiring import list_enquiries, move_enquiry
from shopdesk.services.erasing import erase
from shopdesk.services.form_importing import JudgedRequest, plan_form, take_form_over
from shopdesk.services.import_plan import ImportResult, rejected_csv
from shopdesk.services.staff import add_staff

FORM = """Submitted at,Your name,E-mail,Phone,Subject,Message,Page
2026-11-19T08:15:00Z,Marai Haddad,MARAI@example.com,,Repair of a ring,"The clasp,
is broken",/contact
2026-11-20 14:02,Lou Stone,lou@example.com,0412 345 678,Just a question,Do you engrave?,/contact
"""


def brought_in(desk: Desk, text: str) -> ImportResult[JudgedRequest]:
    return take_form_over(desk, plan_form(desk, text.encode()))


def by_text(desk: Desk) -> dict[str, Enquiry]:
    return {each.text: each for each in list_enquiries(desk)}


def test_each_row_becomes_a_request_of_whoever_has_that_contact(desk: Desk, marai: CustomerId) -> None:
    edit_customer(desk, marai, RecordChange({"email": "marai@example.com"}))
    assert brought_in(desk, FORM).created == 2
    hers, lous = by_text(desk)["The clasp,\nis broken"], by_text(desk)["Do you engrave?"]
    assert (hers.customer, hers.kind, hers.made_at.date()) == (marai, EnquiryKind.REPAIR, date(2026, 11, 19))
    assert (lous.customer, lous.name, lous.phone) == (None, "Lou Stone", "+61412345678")
    assert (lous.kind, lous.from_form, lous.who) == (EnquiryKind.GENERAL, True, "")


def test_the_same_file_twice_changes_nothing_also_after_it_was_seen_to(desk: Desk) -> None:
    plan = plan_form(desk, FORM.encode())
    take_form_over(desk, plan)
    move_enquiry(desk, by_text(desk)["Do you engrave?"].id, EnquiryStatus.COMPLETED)
    before = list_enquiries(desk)
    assert (brought_in(desk, FORM).unchanged, take_form_over(desk, plan).created) == (2, 0)
    assert list_enquiries(desk) == before


def test_a_row_that_stands_in_the_file_twice_is_one_request(desk: Desk) -> None:
    result = brought_in(desk, "Message\nDo you engrave?\nDo you engrave?\n")
    assert (result.created, result.unchanged) == (1, 1)


def test_the_file_does_not_bring_back_whoever_was_erased(desk: Desk, marai: CustomerId) -> None:
    edit_customer(desk, marai, RecordChange({"email": "marai@example.com"}))
    brought_in(desk, FORM)
    archive_customer(desk, marai)
    erase(desk, marai)
    brought_in(desk, FORM)
    assert list(by_text(desk)) == ["Do you engrave?"]


def test_rows_that_are_wrong_are_handed_back_with_why(desk: Desk) -> None:
    text = "Name,Email,Message,Date\nLou,nobody,Hello,\nLou,,,\nLou,,Hello,2027-01-01\nLou,,Hello,soon\nLou,,Good,\n"
    plan = plan_form(desk, text.encode())
    assert [row.column for row in plan.rejected] == ["Email", "Message", "Date", "Date"]
    assert take_form_over(desk, plan).created == 1
    handed_back = rejected_csv(plan).decode("utf-8-sig").splitlines()
    assert (len(handed_back), handed_back[1].startswith("Lou,nobody,Hello,,Email: That is not")) == (5, True)


@pytest.mark.parametrize(
    "header",
    [
        '"What can we help you with? *",Your name,Email Address (required),Phone (optional),Subject,Date,Day',
        "Nachricht,Name,E-Mail-Adresse,Telefon,Betreff,Datum,Wunschtermin",
        "Message,Nom,Courriel,Téléphone,Objet,Date,Date souhaitée",
        "Mensaje,Nombre,Correo electrónico,Teléfono,Asunto,Fecha,Fecha deseada",
        "الرسالة,الاسم,البريد الإلكتروني,الهاتف,الموضوع,التاريخ,day",
    ],
)
def test_headings_are_known_in_many_languages(desk: Desk, header: str) -> None:
    row = "Bonjour,Lou,lou@example.com,0412345678,Reparatur,2026-11-19,2026-11-30"
    brought_in(desk, f"{header}\n{row}\n")
    (made,) = list_enquiries(desk)
    assert (made.text, made.name, made.email) == ("Bonjour", "Lou", "lou@example.com")
    assert (made.phone, made.kind, made.booked_on) == ("+61412345678", EnquiryKind.REPAIR, date(2026, 11, 30))


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Booking for Friday", EnquiryKind.APPOINTMENT),
        ("Commande 12", EnquiryKind.ORDER),
        ("Solicitar información", EnquiryKind.GENERAL),
        ("", EnquiryKind.GENERAL),
    ],
)
def test_the_subject_tells_the_kind(desk: Desk, subject: str, kind: EnquiryKind) -> None:
    brought_in(desk, f"Message,Subject\nHello,{subject}\n")
    assert [each.kind for each in list_enquiries(desk)] == [kind]


def test_a_column_can_be_taken_for_another(desk: Desk) -> None:
    data = b"Said,Page\nHello,/contact\n"
    assert plan_form(desk, data).rows == ()
    take_form_over(desk, plan_form(desk, data, {"Said": "text"}))
    assert list(by_text(desk)) == ["Hello"]


def test_a_cashier_needs_the_owner(desk: Desk) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    with pytest.raises(Forbidden):
        plan_form(cashier, FORM.encode())
    with pytest.raises(Forbidden):
        take_form_over(cashier, plan_form(desk, FORM.encode()))
