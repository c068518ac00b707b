"""Who works here: signing in with a PIN, and managing staff."""

import re
from dataclasses import replace

from shopdesk.domain.account import StaffId
from shopdesk.domain.customer import NAME_LIMIT, clean
from shopdesk.domain.lockout import LAST_TRY, tries_left, wait_after
from shopdesk.domain.staff import Deed, Role, StaffMember
from shopdesk.errors import (
    AlreadyExists,
    Forbidden,
    InvalidName,
    InvalidValue,
    LockedOut,
    NotFound,
    WrongSecret,
)
from shopdesk.services.desk import Desk, Work
from shopdesk.storage import staff as rows
from shopdesk.storage.locations import find_location
from shopdesk.storage.pins import hash_pin, pin_fits
from shopdesk.storage.session import Session


def list_staff(desk: Desk) -> tuple[StaffMember, ...]:
    """Return everybody who works here, owners first."""
    with desk.read() as session:
        return rows.read_staff(session)


def sign_in(desk: Desk, staff: StaffId, pin: str) -> Desk:
    """Return the desk with this person acting.

    Raises WrongSecret (tries_left), LockedOut (seconds; after fifteen wrong tries in a row only a new PIN
    helps, reason ``ask_owner`` or ``passphrase``) or NotFound. A failure is on disk before the PIN is judged,
    so that pulling the plug gives no further try.
    """
    acting = desk.as_staff(_judge_pin(desk, staff, pin))
    with acting.work(Deed.SIGN_IN) as work:
        rows.write_failures(work.session, staff, 0, None)
        work.enter(Deed.SIGN_IN, f"staff {staff}", {})
    return acting


def approve(desk: Desk, owner: StaffId, pin: str) -> Desk:
    """Return the desk of the same person with an owner's approval, for the one deed that needs it.

    Raises what `sign_in` raises, and Forbidden when it is no owner who was named.
    """
    approver = _judge_pin(desk, owner, pin)
    if approver.role is not Role.OWNER:
        raise Forbidden(deed=Deed.MANAGE_STAFF.value)
    approved = desk.as_staff(replace(desk.staff, approver=approver))
    with approved.work(Deed.SIGN_IN) as work:
        rows.write_failures(work.session, owner, 0, None)
        work.enter(Deed.SIGN_IN, f"staff {owner}", {"approves": desk.staff.id})
    return approved


def _judge_pin(desk: Desk, staff: StaffId, pin: str) -> StaffMember:
    """Return whose PIN it is; the failure is written before it is judged, and is the caller's to take back."""
    with desk.book.database.write() as session:
        member = _find(session, staff)
        row = rows.read_pin(session, staff)
        now = desk.clock.now()
        if row.failures >= LAST_TRY:
            raise LockedOut(reason="passphrase" if member.role is Role.OWNER else "ask_owner")
        if row.locked_until is not None and row.locked_until > now:
            raise LockedOut(seconds=max(1, round((row.locked_until - now).total_seconds())))
        failures = row.failures + 1
        wait = wait_after(failures)
        rows.write_failures(session, staff, failures, None if wait is None else now + wait)
    if row.pin_hash is None or not pin_fits(row.pin_hash, pin):
        raise WrongSecret(tries_left=tries_left(failures))
    return member


def choose_first_pin(desk: Desk, staff: StaffId, pin: str) -> Desk:
    """Let somebody without a PIN choose one, and sign them in; raises InvalidValue, AlreadyExists."""
    check_pin(pin)
    with desk.book.database.write() as session:
        member = _find(session, staff)
    acting = desk.as_staff(member)
    with acting.work(Deed.SIGN_IN) as work:
        if rows.read_pin(work.session, staff).pin_hash is not None:
            raise AlreadyExists(what="pin")
        rows.write_pin(work.session, staff, hash_pin(pin))
        work.enter(Deed.SIGN_IN, f"staff {staff}", {"first_pin": True})
        work.everything = True
    return acting


def add_staff(desk: Desk, name: str, role: Role, location: str = "") -> StaffMember:
    """Add a member of staff, who chooses a PIN at their first sign-in, tied to a location or to none.

    Raises InvalidName, AlreadyExists, and NotFound for a location that the shop does not have.
    """
    with desk.work(Deed.MANAGE_STAFF) as work:
        staff = insert_staff(work, name, role)
        if location.strip():
            _tie(work, staff, location)
        return _find(work.session, staff)


def set_pin(desk: Desk, staff: StaffId, pin: str) -> None:
    """Set somebody's PIN, which also ends a lock-out; raises InvalidValue, NotFound."""
    check_pin(pin)
    with desk.work(Deed.MANAGE_STAFF) as work:
        _find(work.session, staff)
        rows.write_pin(work.session, staff, hash_pin(pin))
        work.enter(Deed.MANAGE_STAFF, f"staff {staff}", {"pin": "set"})
        work.everything = True


def place_staff(desk: Desk, staff: StaffId, location: str) -> StaffMember:
    """Tie somebody to a location, whose customers and those of none they then see; an empty name unties.

    Raises NotFound, Forbidden. Owners see everybody all the same.
    """
    with desk.work(Deed.MANAGE_STAFF) as work:
        _find(work.session, staff)
        _tie(work, staff, location)
        return _find(work.session, staff)


def disable_staff(desk: Desk, staff: StaffId) -> None:
    """Let somebody sign in no more; what they did keeps their name.

    Raises NotFound, also for one who is disabled already, and InvalidValue for the only owner.
    """
    with desk.work(Deed.MANAGE_STAFF) as work:
        member = _find(work.session, staff)
        others = (
            other for other in rows.read_staff(work.session) if other.id != staff and not other.disabled
        )
        if member.role is Role.OWNER and not any(other.role is Role.OWNER for other in others):
            raise InvalidValue(field="name", reason="only_owner")
        rows.disable(work.session, staff)
        work.enter(Deed.MANAGE_STAFF, f"staff {staff}", {"disabled": True})
        work.everything = True


def insert_staff(work: Work, name: str, role: Role, pin: str = "") -> StaffId:
    """Write a member of staff inside a unit of work."""
    words = clean(name)
    if not words or len(words) > NAME_LIMIT:
        raise InvalidName(field="name", reason="too_long" if words else "nobody")
    if any(member.name.casefold() == words.casefold() for member in rows.read_staff(work.session)):
        raise AlreadyExists(what="staff", name=words)
    pin_hash = hash_pin(check_pin(pin)) if pin else None
    staff = rows.insert_staff(work.session, words, role, pin_hash, work.now)
    work.enter(Deed.MANAGE_STAFF, f"staff {staff}", {"role": role.value})
    work.everything = True
    return staff


def check_pin(pin: str) -> str:
    """Return the PIN if it has 4 to 8 digits; raises InvalidValue."""
    if re.fullmatch("[0-9]{4,8}", pin, re.ASCII) is None:
        raise InvalidValue(field="pin", reason="not_a_pin")
    return pin


def _tie(work: Work, staff: StaffId, name: str) -> None:
    words = clean(name)
    location = find_location(work.session, words) if words else None
    if words and location is None:
        raise NotFound(kind="location", reference=words)
    rows.write_location(work.session, staff, None if location is None else location.id)
    work.enter(
        Deed.MANAGE_STAFF, f"staff {staff}", {"location": "none" if location is None else location.name}
    )
    work.everything = True


def _find(session: Session, staff: StaffId) -> StaffMember:
    member = rows.find_staff(session, staff)
    if member is None or member.disabled:
        raise NotFound(kind="staff", reference=str(staff))
    return member
