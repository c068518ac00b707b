"""Who may do what."""

import pytest

from shopdesk.domain.account import StaffId
from shopdesk.domain.staff import APPROVABLE, PERMISSIONS, Deed, Role, StaffMember

CASHIER = {
    Deed.VIEW,
    Deed.SAVE_CUSTOMER,
    Deed.ARCHIVE_CUSTOMER,
    Deed.ADD_NOTE,
    Deed.SELL,
    Deed.PARK,
    Deed.OPEN_DRAWER,
    Deed.TAKE_PAYMENT,
    Deed.UNDO_OWN,
    Deed.REFUND,
    Deed.PROMISE,
    Deed.FOLLOW_UP,
    Deed.REQUEST,
    Deed.REMIND,
    Deed.MESSAGE,
    Deed.CLOSE_DAY,
    Deed.ISSUE_STATEMENT,
    Deed.SIGN_IN,
}


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("role", Role)
def test_every_role_may_do_what_the_table_of_the_rules_says(role: Role, deed: Deed) -> None:
    member = StaffMember(StaffId(1), "Rosa", role, has_pin=True)
    assert member.may(deed) is (role is Role.OWNER or deed in CASHIER)


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("role", Role)
def test_who_no_longer_works_here_may_do_nothing(role: Role, deed: Deed) -> None:
    assert StaffMember(StaffId(1), "Rosa", role, has_pin=True, disabled=True).may(deed) is False


def test_the_table_knows_every_role() -> None:
    assert set(PERMISSIONS) == set(Role)


WITH_PIN = {
    Deed.ADJUST,
    Deed.ADJUST_POINTS,
    Deed.CHANGE_CREDIT_TERMS,
    Deed.CHANGE_SEGMENTS,
    Deed.CORRECT,
    Deed.DISCOUNT_ANY,
    Deed.DISPUTE,
    Deed.ERASE,
    Deed.EXPORT,
    Deed.IMPORT,
    Deed.ISSUE_STATEMENTS,
    Deed.LATE_ENTRY,
    Deed.MERGE,
    Deed.MESSAGES,
    Deed.OVERRIDE_LIMIT,
    Deed.REFUND_ANY,
    Deed.REVERSE,
    Deed.TRANSFER,
    Deed.UNMERGE,
}


@pytest.mark.parametrize("deed", Deed)
def test_a_cashier_may_ask_an_owner_for_what_the_table_of_the_rules_says(deed: Deed) -> None:
    cashier = StaffMember(StaffId(2), "Mina", Role.CASHIER, has_pin=True)
    assert (deed in APPROVABLE) is (deed in WITH_PIN)
    assert cashier.may_ask(deed) is (deed in CASHIER or deed in WITH_PIN)


@pytest.mark.parametrize("deed", Deed)
def test_with_an_owners_pin_a_cashier_may_do_what_can_be_approved(deed: Deed) -> None:
    owner = StaffMember(StaffId(1), "Rosa", Role.OWNER, has_pin=True)
    approved = StaffMember(StaffId(2), "Mina", Role.CASHIER, has_pin=True, approver=owner)
    assert approved.may(deed) is (deed in CASHIER or deed in APPROVABLE)


def test_nobody_who_left_can_approve() -> None:
    gone = StaffMember(StaffId(1), "Rosa", Role.OWNER, has_pin=True, disabled=True)
    approved = StaffMember(StaffId(2), "Mina", Role.CASHIER, has_pin=True, approver=gone)
    assert approved.may(Deed.OVERRIDE_LIMIT) is False
