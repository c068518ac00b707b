"""The search in all notes, driven by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.services.desk import Desk
from shopdesk.services.notes import add_note
from tests.ui.opened import Opened
from ui.customers.detail_dialog import DetailDialog
from ui.customers.note_search_dialog import NoteSearchDialog


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, marai: CustomerId) -> Opened:
    add_note(desk, marai, "Likes black opals")
    made = Opened(qtbot, desk)
    made.opener.search_notes()
    return made


def test_enter_searches_and_a_note_leads_to_its_customer(opened: Opened, marai: CustomerId) -> None:
    dialog = opened.dialog(NoteSearchDialog)
    assert dialog.focusWidget() is dialog.words.line
    QTest.keyClicks(dialog.words.line, "black")
    QTest.keyClick(dialog.words.line, Qt.Key.Key_Return)
    assert dialog.told.text() == "1 note"
    dialog.opens[0].click()
    assert opened.dialog(DetailDialog).model.customer == marai


def test_nothing_found_and_nothing_typed_are_said(opened: Opened) -> None:
    dialog = opened.dialog(NoteSearchDialog)
    dialog.search.click()
    assert dialog.words.error() == "Type what to look for."
    QTest.keyClicks(dialog.words.line, "rubies")
    dialog.search.click()
    assert (dialog.told.text(), dialog.words.error()) == ("No note has all of these words.", "")
