"""The computers that open the shop with a PIN, as the back office shows them."""

from pathlib import Path

import pytest

from shopdesk.domain.staff import Role
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff
from shopdesk.shop import open_with_pin
from shopdesk.viewmodels.ports import Lane
from shopdesk.viewmodels.secrets import SecretsViewModel
from shopdesk.viewmodels.tills import NO_ANSWER, NO_KEYRING, TillsViewModel
from tests.conftest import PASSPHRASE
from tests.memory_keyring import MemoryKeyring
from tests.ports import InlineRunner, ScriptedPrompter


def tills_of(desk: Desk, *answers: bool) -> TillsViewModel:
    return SecretsViewModel(desk, InlineRunner(), ScriptedPrompter(*answers)).tills


def test_a_till_is_made_listed_and_removed_when_that_is_confirmed(
    desk: Desk, shop_folder: Path, memory_keyring: MemoryKeyring
) -> None:
    model = tills_of(desk, False, True)
    model.make(PASSPHRASE, "270418", "270418")
    open_with_pin(shop_folder, "270418").close()
    (line,) = model.lines.value
    assert (line.text.endswith("(this computer)"), model.saved.value) == (True, 1)
    model.remove(line)
    before = len(model.lines.value)
    model.remove(line)
    assert (before, len(model.lines.value), len(memory_keyring.kept)) == (1, 0, 0)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (("not the passphrase", "270418", "270418"), "secret"),
        ((PASSPHRASE, "12", "12"), "pin"),
        ((PASSPHRASE, "270418", "270419"), "again"),
    ],
)
def test_a_mistake_stands_at_its_field(
    desk: Desk, memory_keyring: MemoryKeyring, typed: tuple[str, str, str], field: str
) -> None:
    model = tills_of(desk)
    model.make(*typed)
    assert (list(model.errors.value), model.saved.value, model.busy.value) == ([field], 0, False)


def test_without_a_keyring_it_says_why_not(desk: Desk) -> None:
    model = tills_of(desk)
    model.load()
    assert model.why_not.value == NO_KEYRING
    model.make(PASSPHRASE, "270418", "270418")
    assert model.saved.value == 0


def test_what_the_keyring_is_asked_keeps_nobody_waiting_who_is_told_so_meanwhile(
    desk: Desk, memory_keyring: MemoryKeyring
) -> None:
    runner, said = InlineRunner(), list[str]()
    model = SecretsViewModel(desk, runner, ScriptedPrompter(True)).tills
    model.why_not.listen(said.append)
    model.load()
    model.make(PASSPHRASE, "270418", "270418")
    model.remove(model.lines.value[0])
    assert (said, set(runner.lanes)) == ([NO_ANSWER, ""], {Lane.KEYRING})


def test_a_list_that_cannot_be_read_waits_for_nothing(desk: Desk, shop_folder: Path) -> None:
    for each in ("shop.keys", "shop.keys.2"):
        (shop_folder / each).write_bytes(b"{}")
    model = tills_of(desk)
    model.load()
    assert (model.why_not.value, list(model.errors.value)) == ("", ["secret"])


def test_a_cashier_sees_none(desk: Desk, memory_keyring: MemoryKeyring) -> None:
    tills_of(desk).make(PASSPHRASE, "270418", "270418")
    model = tills_of(desk.as_staff(add_staff(desk, "Carl", Role.CASHIER)))
    model.load()
    assert (model.lines.value, bool(model.why_not.value)) == ((), True)
