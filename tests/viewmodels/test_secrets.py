from pathlib import Path

import pytest

from shopdesk.domain.staff import Role
from shopdesk.errors import InUse
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff
from shopdesk.shop import open_shop
from shopdesk.viewmodels.secrets import SecretsViewModel
from tests.conftest import PASSPHRASE
from tests.ports import InlineRunner, ScriptedPrompter

NEW = "nine copper kettles"


def test_the_passphrase_is_changed_and_that_is_said(desk: Desk, shop_folder: Path) -> None:
    model = SecretsViewModel(desk, InlineRunner(), ScriptedPrompter())
    model.change_passphrase(PASSPHRASE, NEW, NEW)
    assert (model.saved.value, model.errors.value) == (1, {})
    assert model.notice.value is not None
    open_shop(shop_folder, NEW).close()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (("not the passphrase", NEW, NEW), "secret"),
        ((PASSPHRASE, "short", "short"), "passphrase"),
        ((PASSPHRASE, NEW, "another one at all"), "again"),
    ],
)
def test_a_mistake_stands_at_its_field(desk: Desk, typed: tuple[str, str, str], field: str) -> None:
    model = SecretsViewModel(desk, InlineRunner(), ScriptedPrompter())
    model.change_passphrase(*typed)
    assert (list(model.errors.value), model.saved.value, model.busy.value) == ([field], 0, False)
    model.forgive()
    assert model.errors.value == {}


def test_a_new_recovery_key_is_shown_saved_and_forgotten(
    desk: Desk, shop_folder: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "key.pdf"
    model = SecretsViewModel(desk, InlineRunner(), ScriptedPrompter(str(sheet), None))
    model.make_recovery_key(PASSPHRASE)
    open_shop(shop_folder, model.recovery_key.value).close()
    model.save_sheet()
    model.save_sheet()
    assert sheet.read_bytes().startswith(b"%PDF")
    model.forget()
    assert model.recovery_key.value == ""


def test_a_cashier_is_told_why_not(desk: Desk) -> None:
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    model = SecretsViewModel(cashier, InlineRunner(), ScriptedPrompter())
    model.make_recovery_key(PASSPHRASE)
    assert (model.recovery_key.value, bool(model.why_not)) == ("", True)


def test_the_shop_is_encrypted_anew_and_a_second_window_is_told(desk: Desk, shop_folder: Path) -> None:
    model = SecretsViewModel(desk, InlineRunner(), ScriptedPrompter())
    with open_shop(shop_folder, PASSPHRASE):
        model.encrypt_anew(PASSPHRASE)
    assert (model.errors.value["secret"], model.saved.value) == (sentence(InUse()), 0)
    model.encrypt_anew("somebody's guess")
    assert model.errors.value["secret"].startswith("Neither")
    model.encrypt_anew(PASSPHRASE)
    assert (model.saved.value, model.busy.value, model.work.busy.value) == (1, False, False)
    assert desk.book.keys.key_id == 2
