"""Backups, restoring and secrets, pressed and typed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.staff import Role
from shopdesk.services.backups import kept_backups, make_backup
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff
from shopdesk.shop import has_till_pin, open_shop, shop_exists
from shopdesk.viewmodels.backups import BackupsViewModel
from shopdesk.viewmodels.journal_trouble import journal_trouble
from shopdesk.viewmodels.restoring import RestoringViewModel
from shopdesk.viewmodels.second_journal import NONE_SET, NOT_THERE, STANDS, SecondJournalViewModel
from shopdesk.viewmodels.secrets import SecretsViewModel
from shopdesk.viewmodels.tills import NO_KEYRING
from tests.conftest import PASSPHRASE
from tests.memory_keyring import MemoryKeyring
from tests.ports import InlineRunner, ScriptedPrompter
from tests.viewmodels.waiting_runner import WaitingRunner
from ui.back_office.backup_card import BackupCard
from ui.back_office.file_card import FileCard
from ui.back_office.restore_dialog import RestoreDialog
from ui.back_office.secrets_card import PassphraseDialog, RecoveryKeyDialog, RekeyDialog, SecretsCard
from ui.back_office.tills_part import TillPinDialog

NEW = "nine copper kettles"


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> Iterator[BackupCard]:
    model = BackupsViewModel(desk, InlineRunner())
    card = BackupCard(model)
    qtbot.addWidget(card)
    card.show()
    model.load()
    yield card
    card.unbind()


def test_a_backup_is_made_and_can_be_restored_from_its_row(
    card: BackupCard, desk: Desk, qtbot: QtBot
) -> None:
    assert card.standing.text() == "There is no backup yet."
    card.back_up.click()
    assert card.standing.text().startswith("Last good backup: 21 Nov")
    with qtbot.waitSignal(card.restore_asked_for) as asked:
        card.restores[0].click()
    assert asked.args == [str(kept_backups(desk).backups[0].path)]
    with qtbot.waitSignal(card.restore_asked_for) as asked:
        card.other.click()
    assert asked.args == [""]


def test_the_second_place_is_typed_and_a_mistake_stands_there(
    card: BackupCard, desk: Desk, tmp_path: Path
) -> None:
    card.second.line.setText("nowhere")
    card.keep.click()
    assert "cannot be written" in card.second.error()
    card.second.line.setText(str(tmp_path))
    card.keep.click()
    assert (card.second.error(), desk.settings.second_place) == ("", str(tmp_path))


def test_trouble_is_shown_until_it_is_over(card: BackupCard) -> None:
    card.model.trouble.value = "The backup could not be made."
    assert card.trouble.isVisible()
    card.model.trouble.value = ""
    assert not card.trouble.isVisible()


def test_a_cashier_sees_the_backups_and_is_told_why_the_buttons_rest(desk: Desk, qtbot: QtBot) -> None:
    make_backup(desk.book)
    cashier = desk.as_staff(add_staff(desk, "Carl", Role.CASHIER))
    card = BackupCard(BackupsViewModel(cashier, InlineRunner()))
    qtbot.addWidget(card)
    card.model.load()
    for button in (card.back_up, card.other, card.keep, *card.restores):
        assert not button.isEnabled()
        assert button.toolTip()
    card.unbind()


def test_a_backup_is_restored_in_a_dialog(desk: Desk, window: QWidget, tmp_path: Path) -> None:
    model = RestoringViewModel(desk, InlineRunner(), make_backup(desk.book).path)
    dialog = RestoreDialog(model, ScriptedPrompter(str(tmp_path / "drill")), window)
    dialog.open()
    dialog.restore.click()
    assert dialog.secret.error()
    dialog.secret.line.setText(PASSPHRASE)
    dialog.browse.click()
    dialog.restore.click()
    assert "checks proven" in dialog.told.text()
    assert shop_exists(tmp_path / "drill")
    dialog.cancel.click()
    assert not dialog.isVisible()


def test_the_passphrase_is_changed_in_a_dialog(desk: Desk, qtbot: QtBot, shop_folder: Path) -> None:
    card = SecretsCard(SecretsViewModel(desk, InlineRunner(), ScriptedPrompter()))
    qtbot.addWidget(card)
    card.show()
    card.passphrase.click()
    (dialog,) = card.findChildren(PassphraseDialog)
    for name, text in (("secret", "wrong wrong wrong"), ("passphrase", NEW), ("again", NEW)):
        dialog.fields[name].line.setText(text)
    dialog.do.click()
    assert dialog.fields["secret"].error()
    dialog.fields["secret"].line.setText(PASSPHRASE)
    dialog.do.click()
    assert not dialog.isVisible()
    open_shop(shop_folder, NEW).close()


def test_a_new_recovery_key_is_shown_once(desk: Desk, qtbot: QtBot) -> None:
    model = SecretsViewModel(desk, InlineRunner(), ScriptedPrompter())
    card = SecretsCard(model)
    qtbot.addWidget(card)
    card.show()
    card.recovery.click()
    (dialog,) = card.findChildren(RecoveryKeyDialog)
    assert not dialog.sheet.isEnabled()
    dialog.fields["secret"].line.setText(PASSPHRASE)
    dialog.do.click()
    assert dialog.key.text() == model.recovery_key.value != ""
    assert dialog.sheet.isEnabled()
    dialog.cancel.click()
    assert model.recovery_key.value == ""


def test_the_shop_is_encrypted_anew_in_a_dialog_that_stays_until_it_is_done(
    desk: Desk, qtbot: QtBot, shop_folder: Path
) -> None:
    runner = WaitingRunner()
    card = SecretsCard(SecretsViewModel(desk, runner, ScriptedPrompter()))
    qtbot.addWidget(card)
    card.show()
    card.encrypt.click()
    (dialog,) = card.findChildren(RekeyDialog)
    dialog.fields["secret"].line.setText(PASSPHRASE)
    dialog.do.click()
    dialog.reject()
    assert (dialog.isVisible(), dialog.progress.isVisibleTo(dialog)) == (True, True)
    runner.go()
    assert (dialog.isVisible(), desk.book.keys.key_id) == (False, 2)


def test_a_till_pin_is_set_and_removed(
    desk: Desk, qtbot: QtBot, shop_folder: Path, memory_keyring: MemoryKeyring
) -> None:
    card = SecretsCard(SecretsViewModel(desk, InlineRunner(), ScriptedPrompter(True)))
    qtbot.addWidget(card)
    card.show()
    card.tills.make.click()
    (dialog,) = card.findChildren(TillPinDialog)
    for name, text in (("secret", PASSPHRASE), ("pin", "270418"), ("again", "270418")):
        dialog.fields[name].line.setText(text)
    dialog.save.click()
    assert not dialog.isVisible()
    assert has_till_pin(shop_folder)
    (remove,) = card.tills.removes.values()
    remove.click()
    assert not has_till_pin(shop_folder)
    card.unbind()


def test_a_computer_without_a_keyring_makes_no_till_and_says_why(desk: Desk, qtbot: QtBot) -> None:
    card = SecretsCard(SecretsViewModel(desk, InlineRunner(), ScriptedPrompter()))
    qtbot.addWidget(card)
    card.show()
    assert (card.tills.make.isEnabled(), card.tills.why_not.text()) == (False, NO_KEYRING)
    card.unbind()


def test_the_second_journal_is_set_and_its_absence_is_said(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    disk = tmp_path / "stick"
    disk.mkdir()
    model = SecondJournalViewModel(desk, InlineRunner(), "")
    card = FileCard("/shop", model)
    qtbot.addWidget(card)
    card.show()
    assert card.standing.text() == NONE_SET
    card.second.line.setText(str(tmp_path / "nowhere"))
    card.keep.click()
    assert card.second.error()
    card.second.line.setText(str(disk))
    card.keep.click()
    assert (card.second.error(), card.standing.text(), len(list(disk.glob("*.journal")))) == ("", STANDS, 1)
    disk.rename(tmp_path / "drawer")
    model.load()
    assert card.standing.text() == NOT_THERE
    assert "second journal" in journal_trouble(desk)
    card.unbind()
