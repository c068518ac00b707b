"""The import as it is seen: the columns, what would happen, and that it is done once."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopdesk.domain.customer_list import CustomerQuery
from shopdesk.services.customers import get_customer, list_customers
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.import_customers import ImportCustomersViewModel
from tests.ports import InlineRunner, ScriptedPrompter
from ui.importing.import_dialog import ImportDialog
from ui.theme import apply_theme, theme
from ui.widgets.buttons import Button

LIST = "Name,Email,Colour\nMarai Haddad,marai@haddad.example,red\nJulia,no address,blue\n"


@pytest.fixture
def dialog(desk: Desk, tmp_path: Path, qtbot: QtBot) -> ImportDialog:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    answers = (str(tmp_path / "list.csv"), str(tmp_path / "rejected.csv"))
    dialog = ImportDialog(ImportCustomersViewModel(desk, InlineRunner()), ScriptedPrompter(*answers))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def green(button: Button) -> bool:
    drawn = button.grab().toImage()
    return drawn.pixelColor(6, drawn.height() // 2).name().upper() == theme().accent


def test_before_a_file_is_chosen_only_that_can_be_done(dialog: ImportDialog) -> None:
    assert dialog.choose.isEnabled()
    assert not dialog.carry_out.isEnabled()
    assert dialog.carry_out.toolTip() == "Choose a file first"
    assert dialog.advice.isVisible()
    assert green(dialog.choose)
    dialog.choose.click()
    assert not green(dialog.choose)


def test_a_file_shows_its_columns_and_what_would_happen(dialog: ImportDialog) -> None:
    dialog.choose.click()
    assert [box.currentData() for box in dialog.boxes.values()] == ["full_name", "email", ""]
    assert {name: figure.text() for name, figure in dialog.figures.items()} == {
        "new": "1",
        "updated": "0",
        "unchanged": "0",
        "rejected": "1",
    }
    assert dialog.carry_out.text() == "Import 1 customer"


def test_a_column_is_taken_for_something_else(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog.choose.click()
    box = dialog.boxes["Email"]
    box.setCurrentIndex(box.findData(""))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: dialog.figures["new"].text() == "2")


def test_what_can_be_is_imported_and_the_rejected_rows_are_saved_after(
    dialog: ImportDialog, desk: Desk, tmp_path: Path
) -> None:
    dialog.choose.click()
    assert dialog.save_rejected.isEnabled()
    dialog.carry_out.click()
    assert dialog.banner.text() == "1 customer added, 1 row left out. Save those, mend them and import them."
    assert [row.full_name for row in list_customers(desk, CustomerQuery()).rows] == ["Marai Haddad"]
    assert (dialog.carry_out.isEnabled(), dialog.carry_out.text()) == (False, "Import")
    assert dialog.focusWidget() is dialog.save_rejected
    dialog.save_rejected.click()
    assert "Julia" in (tmp_path / "rejected.csv").read_text(encoding="utf-8-sig")


def test_closing_while_it_works_stops_instead(dialog: ImportDialog) -> None:
    dialog.model.busy.value = True
    dialog.reject()
    assert dialog.isVisible()
    dialog.model.busy.value = False
    dialog.reject()
    assert not dialog.isVisible()


def test_columns_can_be_chosen_in_a_file_of_unknown_ones(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "strange.csv").write_text("Foo,Bar\nMarai,7\n", encoding="utf-8")
    answers = (str(tmp_path / "strange.csv"),)
    dialog = ImportDialog(ImportCustomersViewModel(desk, InlineRunner()), ScriptedPrompter(*answers))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose.click()
    assert list(dialog.boxes) == ["Foo", "Bar"]
    assert "say which column is which field" in dialog.why_not.text()
    box = dialog.boxes["Foo"]
    box.setCurrentIndex(box.findData("full_name"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: dialog.figures["new"].text() == "1")
    assert dialog.why_not.isHidden()


def test_it_is_no_higher_than_the_screen_at_large_text(
    dialog: ImportDialog, desk: Desk, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    apply_theme(qapp, "light", 150)
    large = ImportDialog(ImportCustomersViewModel(desk, InlineRunner()), ScriptedPrompter())
    qtbot.addWidget(large)
    large.model.open_file(str(tmp_path / "list.csv"))
    large.show()
    assert large.height() <= dialog.screen().availableSize().height()
    apply_theme(qapp, "light", 100)


def test_days_in_doubt_are_turned_and_imported_as_they_are_meant(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "days.csv").write_text("Name,Birthday\nAnn Lee,03/04\n", encoding="utf-8")
    asks = ScriptedPrompter(str(tmp_path / "days.csv"))
    dialog = ImportDialog(ImportCustomersViewModel(desk, InlineRunner()), asks)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose.click()
    assert dialog.turns["Birthday"].text() == "Read it as 4 Mar"
    dialog.turns["Birthday"].click()
    qtbot.waitUntil(lambda: dialog.turns["Birthday"].text() == "Read it as 3 Apr")
    dialog.carry_out.click()
    (made,) = list_customers(desk, CustomerQuery()).rows
    assert get_customer(desk, made.id).record.birthday == "--03-04"
