"""Opening the shop at a till: the keyring's secret and a PIN, and neither alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from keyring.errors import KeyringLocked

from shopdesk.domain.lockout import FREE_TRIES, LAST_TRY
from shopdesk.errors import Forbidden, InUse, InvalidValue, LockedOut, NotFound, WrongSecret
from shopdesk.services.desk import Desk
from shopdesk.services.secrets import change_passphrase, rekey
from shopdesk.services.tills import list_tills, make_till, remove_till
from shopdesk.shop import has_till_pin, open_shop, open_with_pin
from shopdesk.storage.file_lock import FileLock
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.key_document import KeyDocument
from shopdesk.storage.keyfile import tills
from shopdesk.storage.till_keyring import of_the_desktop
from tests.conftest import PASSPHRASE, StandingClock
from tests.memory_keyring import MemoryKeyring

PIN = "270418"


@pytest.fixture
def till(desk: Desk, memory_keyring: MemoryKeyring) -> MemoryKeyring:
    """Make this computer a till; return its keyring."""
    make_till(desk, PASSPHRASE, PIN)
    return memory_keyring


def test_the_pin_opens_the_shop_on_this_computer_alone(till: MemoryKeyring, shop_folder: Path) -> None:
    assert has_till_pin(shop_folder)
    with open_with_pin(shop_folder, PIN) as shop:
        assert shop.desk.settings.shop_name == "Rossi Jewellers"
    till.kept.clear()
    assert not has_till_pin(shop_folder)
    with pytest.raises(NotFound):
        open_with_pin(shop_folder, PIN)
    with pytest.raises(WrongSecret):
        open_shop(shop_folder, PIN)  # a till PIN is no passphrase


def test_nobody_who_writes_waits_for_the_keyring(
    desk: Desk, till: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    for name in ("get_password", "set_password", "delete_password"):
        ask = getattr(MemoryKeyring, name)

        def watched(*given: object, ask: Callable[..., object] = ask) -> object:
            asked.append(desk.book.database._writing.locked())
            return ask(*given)

        monkeypatch.setattr(MemoryKeyring, name, watched)
    make_till(desk, PASSPHRASE, PIN)
    remove_till(desk, list_tills(desk).tills[0].id)
    assert set(asked) == {False}
    assert (till.kept, list_tills(desk).tills) == ({}, ())


def test_the_pin_alone_wraps_nothing(till: MemoryKeyring, shop_folder: Path) -> None:
    document = KeyDocument.decode((shop_folder / "shop.keys").read_bytes())
    ((name, slot),) = document.tills.items()
    assert slot.unwrap(PIN.encode(), bound_to=document.bound_to(name)) is None
    ((_, kept),) = till.kept.items()
    assert PIN not in kept


def test_wrong_pins_are_counted_in_the_keyring_until_only_the_passphrase_helps(
    till: MemoryKeyring, shop_folder: Path, clock: StandingClock
) -> None:
    left = []
    for _ in range(LAST_TRY):
        with pytest.raises(WrongSecret) as wrong:
            open_with_pin(shop_folder, "999999", clock=clock)
        left.append(wrong.value.parameters["tries_left"])
        clock.forward(minutes=15)
    assert left == [4, 3, 2, 1] + [0] * (LAST_TRY - FREE_TRIES + 1)
    with pytest.raises(LockedOut) as locked:
        open_with_pin(shop_folder, PIN, clock=clock)
    assert locked.value.parameters == {"reason": "till"}


def test_after_five_wrong_pins_the_right_one_has_to_wait(
    till: MemoryKeyring, shop_folder: Path, clock: StandingClock
) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(WrongSecret):
            open_with_pin(shop_folder, "999999", clock=clock)
    with pytest.raises(LockedOut) as locked:
        open_with_pin(shop_folder, PIN, clock=clock)
    assert locked.value.parameters == {"seconds": 30}
    clock.forward(seconds=30)
    open_with_pin(shop_folder, PIN, clock=clock).close()
    with pytest.raises(WrongSecret) as wrong:  # counted anew
        open_with_pin(shop_folder, "999999", clock=clock)
    assert wrong.value.parameters == {"tries_left": 4}


def test_a_new_pin_replaces_this_computers_and_leaves_the_other_slots(
    desk: Desk, till: MemoryKeyring, shop_folder: Path
) -> None:
    before = KeyDocument.decode((shop_folder / "shop.keys").read_bytes())
    make_till(desk, PASSPHRASE, "555555")
    after = KeyDocument.decode((shop_folder / "shop.keys").read_bytes())
    assert [before.slots[name] == after.slots[name] for name in ("owner", "recovery")] == [True, True]
    assert (len(after.tills), len(till.kept)) == (1, 1)
    with pytest.raises(WrongSecret):
        open_with_pin(shop_folder, PIN)
    open_with_pin(shop_folder, "555555").close()


def test_the_owner_removes_the_slot_of_a_computer_that_is_gone(
    desk: Desk, till: MemoryKeyring, shop_folder: Path
) -> None:
    till.kept.clear()
    ((there,), _) = list_tills(desk)
    assert not there.is_here
    remove_till(desk, there.id)
    assert tills(ShopFolder(shop_folder)) == {}
    with pytest.raises(NotFound):
        remove_till(desk, there.id)


def test_the_pin_goes_on_after_a_rekey_and_a_new_passphrase(
    desk: Desk, till: MemoryKeyring, shop_folder: Path
) -> None:
    rekey(desk, PASSPHRASE)
    change_passphrase(desk, PASSPHRASE, "nine copper kettles")
    with open_with_pin(shop_folder, PIN) as shop:
        assert shop.desk.book.keys == desk.book.keys


def test_without_a_keyring_it_is_said_why_not(desk: Desk) -> None:
    assert not list_tills(desk).has_keyring
    with pytest.raises(InvalidValue) as refused:
        make_till(desk, PASSPHRASE, PIN)
    assert refused.value.parameters == {"field": "pin", "reason": "no_keyring"}


def test_a_wrong_secret_leaves_nothing_in_the_keyring(desk: Desk, memory_keyring: MemoryKeyring) -> None:
    with pytest.raises(WrongSecret):
        make_till(desk, "somebody's guess", PIN)
    assert memory_keyring.kept == {}


def test_a_cashier_makes_none(cashier: Desk, memory_keyring: MemoryKeyring) -> None:
    with pytest.raises(Forbidden):
        make_till(cashier, PASSPHRASE, PIN)
    assert memory_keyring.kept == {}


@pytest.mark.parametrize("trouble", [KeyringLocked, ConnectionResetError, *of_the_desktop()])
def test_a_keyring_that_goes_away_leaves_the_passphrase(
    desk: Desk,
    till: MemoryKeyring,
    shop_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    trouble: type[Exception],
) -> None:
    def refuse(*_: str) -> None:
        raise trouble.__new__(trouble)  # whatever it would say

    for asked in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(till, asked, refuse)
    assert not has_till_pin(shop_folder)
    with pytest.raises(NotFound):
        open_with_pin(shop_folder, PIN)
    assert not list_tills(desk).has_keyring
    remove_till(desk, list_tills(desk).tills[0].id)
    open_shop(shop_folder, PASSPHRASE).close()


def test_two_who_try_at_once_are_judged_one_after_the_other(
    till: MemoryKeyring, shop_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shopdesk.storage.till_slot._WAIT_SECONDS", 0.01)
    other = FileLock(ShopFolder(shop_folder).till_lock)
    other.acquire()
    with pytest.raises(InUse):
        open_with_pin(shop_folder, PIN)
    other.release()
    open_with_pin(shop_folder, PIN).close()
