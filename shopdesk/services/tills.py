"""The computers that open the shop with a PIN: making this one such a till, and taking that back."""

import platform
import secrets
from typing import NamedTuple

from shopdesk.domain.staff import Deed
from shopdesk.errors import InvalidValue
from shopdesk.services.desk import Desk
from shopdesk.services.staff import check_pin
from shopdesk.storage import keyfile
from shopdesk.storage.till_keyring import delete_entry, has_keyring, new_entry, write_entry
from shopdesk.storage.till_slot import tills_here

_TILL_ID_BYTES = 8
_NAMELESS = "?"


class Till(NamedTuple):
    """A computer that opens the shop with its PIN."""

    id: str
    computer: str
    is_here: bool


class Tills(NamedTuple):
    """Every till of the shop, this computer's first, and whether this computer has a keyring for one."""

    tills: tuple[Till, ...]
    has_keyring: bool


def list_tills(desk: Desk) -> Tills:
    """Return which computers open the shop with a PIN; raises Forbidden."""
    desk.require(Deed.CHANGE_SECRETS)
    here = tills_here(desk.book.folder)
    found = (
        Till(each, slot.computer, each in here) for each, slot in keyfile.tills(desk.book.folder).items()
    )
    return Tills(tuple(sorted(found, key=lambda till: (not till.is_here, till.computer))), has_keyring())


def make_till(desk: Desk, secret: str, pin: str) -> None:
    """Let this computer open the shop with a PIN, in place of one it had; ``secret`` is the shop's.

    Raises Forbidden, WrongSecret, InvalidValue (field: pin; reason: not_a_pin, no_keyring, too_many_tills).
    """
    check_pin(pin)
    till, entry, computer = secrets.token_hex(_TILL_ID_BYTES), new_entry(), platform.node() or _NAMELESS
    desk.require(Deed.CHANGE_SECRETS)
    if not has_keyring() or not write_entry(till, entry):
        raise InvalidValue(field="pin", reason="no_keyring")
    folder = desk.book.folder
    try:
        before = set(
            tills_here(folder)
        )  # not in the unit of work: the keyring may not answer, and others write
        with desk.work(Deed.CHANGE_SECRETS) as work:
            work.enter(Deed.CHANGE_SECRETS, "till", {"computer": computer})
            keyfile.add_till(
                folder, secret, till, pin=pin.encode(), device_secret=entry.secret, computer=computer
            )
    except BaseException:
        delete_entry(till)
        raise
    for each in before:
        keyfile.remove_till(folder, each)
        delete_entry(each)


def remove_till(desk: Desk, till: str) -> None:
    """Let a computer open the shop with its PIN no more; raises Forbidden, NotFound (kind: till)."""
    with desk.work(Deed.CHANGE_SECRETS) as work:
        slot = keyfile.tills(desk.book.folder).get(till)
        work.enter(
            Deed.CHANGE_SECRETS, "till", {"computer": slot.computer if slot else _NAMELESS, "removed": True}
        )
        keyfile.remove_till(desk.book.folder, till)
    delete_entry(till)
