"""Taking customers over: judged first, written once, and nothing twice."""

from datetime import date

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.domain.loyalty import PointsKind
from shopdesk.domain.staff import Role
from shopdesk.errors import DuplicateEmail, Forbidden
from shopdesk.services import back_room
from shopdesk.services.accounts import account_state
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    edit_customer,
    get_customer,
    list_customers,
)
from shopdesk.services.desk import Desk
from shopdesk.services.drafting import Drafter
from shopdesk.services.import_plan import ImportResult, rejected_csv
from shopdesk.services.import_verdicts import JudgedRow
from shopdesk.services.importing import ImportPlan, carry_out, plan_import
from shopdesk.services.loyalty import points_book
from shopdesk.services.staff import add_staff
from shopdesk.services.verifying import verify
from shopdesk.storage.notes import read_notes

BOOK = """Name,Email,Mobile,Phone,Tags,Note,Opening balance,Opening balance date
Marai Haddad,marai@example.com,0412 345 004,,vip;Bridal,Likes opals,"$1,284.00",2026-09-01
"Nguyen, Lan",lan@example.com,,02 9374 4000,,,,
Sam Cash,,,,,Pays cash,(60.00),
"""


def imported(desk: Desk, text: str) -> ImportResult[JudgedRow]:
    return carry_out(desk, plan_import(desk, text.encode()))


def verdicts(plan: ImportPlan) -> list[str]:
    return [row.error.code if row.error else row.verdict.value for row in plan.rows]


def people(desk: Desk) -> dict[str, int]:
    return {row.full_name: row.debt_balance for row in list_customers(desk, CustomerQuery()).rows}


def test_a_plan_writes_nothing(desk: Desk) -> None:
    plan = plan_import(desk, BOOK.encode())
    assert verdicts(plan) == ["new"] * 3
    assert people(desk) == {}


def test_rows_become_customers_with_their_opening_balances(desk: Desk) -> None:
    result = imported(desk, BOOK)
    assert (result.created, result.updated, result.unchanged, result.rejected) == (3, 0, 0, ())
    assert people(desk) == {"Marai Haddad": 128400, "Lan Nguyen": 0, "Sam Cash": -6000}
    record = get_customer(desk, CustomerId(1)).record
    assert (record.mobile, record.tags, record.is_vip) == ("+61412345004", ("VIP", "Bridal"), True)
    assert get_customer(desk, CustomerId(2)).record.phone == "+61293744000"


def test_an_opening_balance_is_as_old_as_it_says(desk: Desk) -> None:
    imported(desk, BOOK)
    (charge,) = account_state(desk, CustomerId(1)).charges
    assert charge.due_on == date(2026, 10, 1)
    assert account_state(desk, CustomerId(1)).ageing.days_31_60 == 128400


def test_the_same_file_twice_changes_nothing(desk: Desk) -> None:
    broken = BOOK + "Twin,marai@example.com,,,,,,\nShared,s@example.com,0412345004,,,,,\nBad,no,,,,,,\n"
    first, before = imported(desk, broken), people(desk)
    second = imported(desk, broken)
    assert (second.created, second.updated, second.unchanged) == (0, 0, 3)
    assert [row.number for row in second.rejected] == [row.number for row in first.rejected] == [5, 6, 7]
    assert people(desk) == before


def test_rows_far_apart_know_the_book_and_each_other(desk: Desk) -> None:
    heading, many = "First name,Email\n", [f"Ann,a{number}@example.com\n" for number in range(1_100)]
    imported(desk, heading + "".join(many[1_050:]))
    plan = plan_import(
        desk, "".join((heading, *many, "Bo,a7@example.com\n", "Bo,a1099@example.com\n")).encode()
    )
    assert verdicts(plan) == [*["new"] * 1_050, *["unchanged"] * 50, "duplicate_email", "invalid_value"]


def test_another_process_reads_and_drafts_what_this_one_would(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = BOOK + "Bad,no,,,,,,\nTwin,marai@example.com,,,,,,\nPhone,p@example.com,12,,,,,\n"
    read_here = plan_import(desk, text.encode())
    monkeypatch.setattr(back_room, "_FEW", 1)
    plan = plan_import(desk, text.encode())
    assert plan.rows[:3] == read_here.rows[:3]
    assert rejected_csv(plan) == rejected_csv(read_here)
    monkeypatch.setattr(Drafter, "__call__", None)
    carry_out(desk, plan)
    assert people(desk) == {"Marai Haddad": 128400, "Lan Nguyen": 0, "Sam Cash": -6000}
    assert verify(desk).ok


def test_a_corrected_row_takes_neither_balance_nor_note_again(desk: Desk) -> None:
    imported(desk, BOOK)
    result = imported(desk, BOOK.replace("Bridal", "Bridal;Regular"))
    assert (result.updated, result.unchanged) == (1, 2)
    assert people(desk)["Marai Haddad"] == 128400
    assert get_customer(desk, CustomerId(1)).record.tags == ("VIP", "Bridal", "Regular")
    with desk.read() as session:
        assert len(read_notes(session, desk.book.vault, CustomerId(1))) == 1


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (",bad,,,,,,", "Email", "invalid_email"),
        ("A,bad,,,,,,", "Email", "invalid_email"),
        ("A,,12,,,,,", "Mobile", "invalid_phone"),
        (",a@example.com,,,,,,", "Name", "invalid_name"),
        ("A,,,,,,1e1000000,", "Opening balance", "invalid_amount"),
        ("A,,,,,,1.234,", "Opening balance", "invalid_amount"),
        ("A,,,,,,5,2026-02-30", "Opening balance date", "invalid_date"),
        ("A,,,,,,5,2027-01-01", "Opening balance date", "invalid_date"),
        ("A,,,,,,5,1-1-2x", "Opening balance date", "invalid_date"),
        (f"A,,,,{'x' * 51},,,", "Tags", "invalid_value"),
        ("TOTAL,,,,,,9999,", "Opening balance", "invalid_value"),
        (f"A,,,,,{'x' * 5001},,", "Note", "invalid_value"),
        ('"A"B,,,,,,,', None, "invalid_value"),
    ],
)
def test_a_wrong_row_is_answered_with_its_column(desk: Desk, row: str, column: str | None, code: str) -> None:
    plan = plan_import(desk, f"{BOOK}{row}\n".encode())
    assert verdicts(plan) == ["new", "new", "new", code]
    assert plan.rejected[0].column == column


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("Marai Haddad,marai@example.com,,,,,,", "unchanged"),
        ("Marie Haddad,MARAI@example.com,,,,,,", "update"),
        ("Marai Haddad,,0412 345 004,,,,,", "unchanged"),
        ("Marai Jones,,0412 345 004,,,,,", "update"),
        ("Other Person,,0412 345 004,,,,,", "duplicate_mobile"),
        ("Sami Haddad,sami@example.com,0412 345 004,,,,,", "duplicate_mobile"),
        ("Lan Nguyen,lan@example.com,0412 345 004,,,,,", "duplicate_mobile"),
        ("Marai Haddad,,,,,,,", "new"),
    ],
)
def test_people_are_recognised_by_email_then_by_mobile(desk: Desk, row: str, verdict: str) -> None:
    imported(desk, BOOK)
    assert verdicts(plan_import(desk, f"{BOOK.splitlines()[0]}\n{row}\n".encode())) == [verdict]


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("C-000001,Marai,Jones", "update"),
        ("C-000001,Some,Body", "invalid_value"),
        ("C-000099,Some,Body", "new"),
        ("what,Some,Body", "not_found"),
    ],
)
def test_people_are_recognised_by_their_number(desk: Desk, row: str, verdict: str) -> None:
    imported(desk, BOOK)
    assert verdicts(plan_import(desk, f"number,first_name,last_name\n{row}\n".encode())) == [verdict]


def test_an_empty_cell_clears_nothing(desk: Desk) -> None:
    imported(desk, BOOK)
    imported(desk, "name,email,mobile,tags\nMarai Haddad-Rossi,marai@example.com,,\n")
    record = get_customer(desk, CustomerId(1)).record
    assert (record.full_name, record.mobile, record.is_vip) == ("Marai Haddad-Rossi", "+61412345004", True)


def test_another_opening_balance_for_the_same_customer_is_refused(desk: Desk) -> None:
    imported(desk, BOOK)
    plan = plan_import(desk, BOOK.replace("$1,284.00", "$1,300.00").encode())
    assert plan.rejected[0].column == "Opening balance"
    assert plan.rejected[0].error is not None
    assert plan.rejected[0].error.parameters["reason"] == "taken_before"


def test_a_formula_guard_is_undone(desk: Desk) -> None:
    imported(desk, "first_name,tags,mobile\n'=Ann,'-sale,'+61 412 345 004\n")
    record = get_customer(desk, CustomerId(1)).record
    assert (record.first_name, record.tags, record.mobile) == ("=Ann", ("-sale",), "+61412345004")


def test_a_telephone_of_either_sort_finds_its_place(desk: Desk) -> None:
    imported(desk, "Name,Phone\nAnn Lee,0412 345 004\nBo Lee,02 9374 4000\n")
    first, second = (get_customer(desk, CustomerId(number)).record for number in (1, 2))
    assert (first.mobile, first.phone) == ("+61412345004", None)
    assert (second.mobile, second.phone) == (None, "+61293744000")


def test_an_archived_holder_of_the_email_stays_archived(desk: Desk) -> None:
    old = add_customer(desk, RecordChange({"first_name": "Old", "email": "marai@example.com"})).id
    archive_customer(desk, old)
    assert imported(desk, BOOK).created == 3


def test_a_book_that_changed_since_the_plan_is_left_alone(desk: Desk) -> None:
    plan = plan_import(desk, BOOK.encode())
    add_customer(desk, RecordChange({"first_name": "Quick", "email": "lan@example.com"}))
    with pytest.raises(DuplicateEmail):
        carry_out(desk, plan)
    assert people(desk) == {"Quick": 0}


def test_rejected_rows_come_back_with_their_reasons(desk: Desk) -> None:
    plan = plan_import(desk, b'Name;Email;Note\nAnn;no;=1+1\nBo;b@example.com;x\n"C"c;;\n')
    text = rejected_csv(plan).decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0] == "Name;Email;Note;reason"
    assert lines[1].startswith("Ann;no;'=1+1;")
    assert "Email: That is not an email address" in lines[1]
    assert "quotation marks" in lines[2]
    assert len(lines) == 3


def test_nothing_is_missing_from_a_row_with_too_many_cells(desk: Desk) -> None:
    lines = (
        rejected_csv(plan_import(desk, b"Name,Email\nAnn,a@example.com,left,over\n")).decode().splitlines()
    )
    assert lines[1].startswith("Ann,a@example.com,")
    assert lines[1].endswith(",left,over")


def test_progress_is_told(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    steps: list[str] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    plan = plan_import(desk, BOOK.encode(), progress=tell)
    assert (told.pop(0), told) == ((0, BOOK.count("\n")), [])
    carry_out(desk, plan, tell, steps.append)
    assert (told, steps[0]) == ([(0, 3), (3, 3)], "copy")


def test_a_cashier_cannot_import(desk: Desk) -> None:
    cashier = desk.as_staff(add_staff(desk, "Mina Costa", Role.CASHIER))
    with pytest.raises(Forbidden):
        plan_import(cashier, BOOK.encode())


def test_a_change_made_by_hand_survives_the_same_file(desk: Desk) -> None:
    imported(desk, BOOK)
    edit_customer(desk, CustomerId(1), RecordChange({"last_name": "Rossi"}))
    assert imported(desk, BOOK).unchanged == 3
    assert "Marai Rossi" in people(desk)


def test_a_country_is_known_by_its_name_and_the_first_of_several_is_taken(desk: Desk) -> None:
    head = "First Name,E-mail 1 - Value,Phone 1 - Value,Address 1 - Country\n"
    imported(desk, f"{head}Ann,a@example.com ::: b@example.com,0412 345 004 ::: 0412 345 005,New Zealand\n")
    record = get_customer(desk, CustomerId(1)).record
    assert (record.email, record.mobile, record.country) == ("a@example.com", "+61412345004", "NZ")


@pytest.mark.parametrize("country", ["Atlantis", "001"])
def test_a_country_that_is_none_is_refused(desk: Desk, country: str) -> None:
    plan = plan_import(desk, f"first_name,country\nAnn,{country}\n".encode())
    assert verdicts(plan) == ["invalid_value"]


def test_flags_are_read_as_people_write_them(desk: Desk) -> None:
    plan = plan_import(desk, b"first_name,VIP,on hold\nAnn,Yes,no\nBo,,TRUE\nCy,perhaps,\n")
    assert verdicts(plan) == ["new", "new", "invalid_value"]
    carry_out(desk, plan)
    ann, bo = (get_customer(desk, CustomerId(number)).record for number in (1, 2))
    assert (ann.tags, ann.on_hold) == (("VIP",), False)
    assert (bo.tags, bo.on_hold) == ((), True)


def test_credit_terms_come_along(desk: Desk) -> None:
    head = "first_name,credit limit minor,payment terms,customer since,location,preferred contact\n"
    imported(desk, f"{head}Ann,50000,14,2011-03-04,Northcote,SMS\nBo,none,,,,\n")
    ann = get_customer(desk, CustomerId(1)).record
    assert (ann.credit_limit, ann.payment_terms_days, ann.location) == (50000, 14, "Northcote")
    assert (ann.customer_since_on, ann.communication_preference) == (date(2011, 3, 4), "sms")


POINTS = "Name,Mobile,Points balance\nMarai Haddad,0412 345 004,{0}\nSam Cash,,0\n"


def test_points_of_another_program_are_given_once_with_a_reason(desk: Desk) -> None:
    imported(desk, POINTS.format('"1,250"'))
    (entry,) = points_book(desk, CustomerId(1)).entries
    assert (entry.points, entry.kind, entry.reason) == (1250, PointsKind.ADJUSTED, "Points taken over")
    again = plan_import(desk, POINTS.format("1250").replace("Sam Cash", "Sam Moneypenny").encode())
    assert verdicts(again) == ["unchanged", "new"]
    other = plan_import(desk, POINTS.format("1300").encode()).rows[0]
    assert other.error is not None
    assert other.error.parameters == {"field": "opening_points", "reason": "taken_before"}
    assert get_customer(desk, CustomerId(1)).points == 1250


@pytest.mark.parametrize("points", ["-5", "12.5", "many", "9" * 15])
def test_what_is_no_number_of_points_is_refused(desk: Desk, points: str) -> None:
    row = plan_import(desk, POINTS.format(points).encode()).rows[0]
    assert (row.column, row.error and row.error.field) == ("Points balance", "opening_points")
