"""The set-up's pages: errors at the fields, the key on its sheet, and a way back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.unfinished_shop import UnfinishedShop
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.first_run import FirstRunViewModel, Step
from tests.fast_kdf import FAST
from tests.ports import InlineRunner, ScriptedPrompter
from ui.start.wizard import Wizard

PASSPHRASE = "seven silver spoons"


@pytest.fixture
def wizard(qtbot: QtBot, tmp_path: Path) -> Iterator[Wizard]:
    maker = UnfinishedShop(tmp_path / "data" / "shop", profile=FAST)
    model = FirstRunViewModel(
        maker, InlineRunner(), Computer("it_IT", "Europe/Rome"), lambda: date(2026, 11, 21)
    )
    wizard = Wizard(model, InlineRunner(), ScriptedPrompter(str(tmp_path / "sheet.pdf")))
    qtbot.addWidget(wizard)
    wizard.resize(1024, 768)
    wizard.show()
    yield wizard
    model.cancel()


def to_the_key(wizard: Wizard) -> None:
    values = {"shop_name": "Rossi", "owner_name": "Rosa", "pin": "1234", "pin_again": "1234"}
    values |= dict.fromkeys(("passphrase", "passphrase_again"), PASSPHRASE)
    for name, text in values.items():
        wizard.model.set_value(name, text)
    wizard.next.click()
    wizard.next.click()


def test_the_computers_country_stands_there(wizard: Wizard) -> None:
    fields = wizard.pages[Step.SHOP].fields
    assert (fields["country"].text(), fields["currency"].text(), fields["zone"].text()) == (
        "IT",
        "EUR",
        "Europe/Rome",
    )


def test_an_error_stands_at_its_field_with_the_cursor(wizard: Wizard, qtbot: QtBot) -> None:
    field = wizard.pages[Step.SHOP].fields["shop_name"]
    QTest.keyClick(wizard, Qt.Key.Key_Return)
    assert "its name" in field.error()
    qtbot.waitUntil(lambda: field.focusProxy() is wizard.focusWidget())
    QTest.keyClicks(wizard.focusWidget() or wizard, "R")
    assert field.error() == ""


def test_the_cursor_stays_while_one_of_two_errors_is_typed_right(wizard: Wizard, qtbot: QtBot) -> None:
    wizard.model.set_value("shop_name", "Rossi")
    wizard.next.click()
    wizard.model.set_value("owner_name", "Rosa")
    wizard.model.set_value("passphrase", PASSPHRASE)
    wizard.next.click()
    again = wizard.pages[Step.OWNER].fields["passphrase_again"]
    qtbot.waitUntil(lambda: again.focusProxy() is wizard.focusWidget())
    for letter in PASSPHRASE:
        QTest.keyClicks(wizard.focusWidget() or wizard, letter)
    assert again.text() == PASSPHRASE


def test_the_key_is_shown_in_groups_and_saved_as_a_sheet_then_the_cursor_waits_for_it(
    wizard: Wizard, tmp_path: Path
) -> None:
    to_the_key(wizard)
    shown = "-".join(label.text() for label in wizard.key_page.group_labels)
    assert shown == wizard.model.recovery_key.value
    wizard.key_page.save.click()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert "delete the file" in wizard.banner.text()
    assert wizard.focusWidget() is wizard.key_page.typed.line


def test_typing_the_key_says_when_it_fits(wizard: Wizard) -> None:
    to_the_key(wizard)
    QTest.keyClicks(wizard.key_page.typed.line, wizard.model.recovery_key.value.replace("-", " ").lower())
    assert wizard.key_page.typed.below.text() == "That is the key ✓"
    QTest.keyClick(wizard.key_page.typed.line, Qt.Key.Key_Return)
    assert wizard.model.step.value is Step.BEGIN
    assert wizard.next.text() == "Open my shop"


def test_the_way_back_keeps_what_was_typed(wizard: Wizard) -> None:
    to_the_key(wizard)
    wizard.back.click()
    assert wizard.pages[Step.OWNER].fields["owner_name"].text() == "Rosa"
    assert wizard.pages[Step.OWNER].fields["passphrase"].text() == PASSPHRASE


def test_giving_up_on_the_first_page_is_told(wizard: Wizard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wizard.cancelled):
        wizard.back.click()


def test_while_the_shop_is_made_nothing_can_be_pressed(wizard: Wizard) -> None:
    wizard.model.busy.value = "Making the keys."
    assert not wizard.next.isEnabled()
    assert not wizard.stack.isEnabled()
    assert wizard.progress.isVisible()
