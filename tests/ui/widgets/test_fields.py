"""Fields keep what was typed, stand by their errors, and keep their room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from shopdesk.domain.money import Currency
from ui.theme import theme
from ui.widgets.cards import Label
from ui.widgets.fields import AmountField, ChoiceField, Field, PassphraseField, TextAreaField

AUD = Currency("AUD")


def test_an_error_takes_the_hints_place_and_gives_it_back(qtbot: QtBot) -> None:
    field = Field("Mobile", hint="+61 412 345 004")
    qtbot.addWidget(field)
    height = field.sizeHint().height()
    field.set_error("Two digits are missing.")
    assert (field.below.text(), field.error()) == ("Two digits are missing.",) * 2
    assert field.line.accessibleDescription() == "Two digits are missing."
    assert field.line.property("role") == "error"
    assert field.sizeHint().height() == height
    field.set_hint("Another hint")
    assert field.below.text() == "Two digits are missing."
    field.set_error("")
    assert (field.below.text(), field.line.property("role")) == ("Another hint", "")


def test_typing_is_told_but_setting_is_not(qtbot: QtBot) -> None:
    field = Field("First name", limit=5)
    qtbot.addWidget(field)
    told: list[str] = []
    field.edited.connect(told.append)
    field.set_text("Julia")
    assert told == []
    field.line.setText("")
    QTest.keyClicks(field.line, "Marai Haddad")
    assert told[-1] == field.text() == "Marai"


def test_the_label_names_the_field_for_a_screen_reader(qtbot: QtBot) -> None:
    field = Field("First name")
    qtbot.addWidget(field)
    assert field.line.accessibleName() == "First name"
    assert field.label.buddy() is field.line


def test_a_passphrase_is_hidden_until_the_eye_is_pressed_and_after_clearing(qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase")
    qtbot.addWidget(field)
    (eye,) = field.line.actions()
    eye.trigger()
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    field.clear()
    assert field.line.echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    ("locale", "currency", "signs"),
    [("en_AU", "AUD", {"$"}), ("de_DE", "EUR", {"€"}), ("en_AU", "JPY", {"JPY"})],
)
def test_the_sign_of_the_currency_stands_beside_the_amount(
    qtbot: QtBot, locale: str, currency: str, signs: set[str]
) -> None:
    field = AmountField("Amount", Currency(currency), locale)
    qtbot.addWidget(field)
    shown = {label.text().strip() for label in field.findChildren(Label)} - {"Amount", ""}
    assert shown == signs


@pytest.mark.parametrize("typed", ["1.234,50", "$20", "nonsense", "1,2,3"])
def test_an_amount_stays_as_it_was_typed(qtbot: QtBot, typed: str) -> None:
    field = AmountField("Amount", AUD, "en_AU")
    qtbot.addWidget(field)
    field.set_text(typed)
    field.set_error("Not an amount.")
    assert field.text() == typed


def test_a_long_text_stops_at_its_limit(qtbot: QtBot) -> None:
    field = TextAreaField("Note", limit=10)
    qtbot.addWidget(field)
    told: list[str] = []
    field.edited.connect(told.append)
    field.area.setPlainText("a note that is too long")
    assert field.text() == told[-1] == "a note tha"


@pytest.mark.parametrize(
    ("text", "side"), [("مرحبًا Ada", Qt.AlignmentFlag.AlignRight), ("Dear آدا", Qt.AlignmentFlag.AlignLeft)]
)
def test_a_long_text_begins_where_its_letters_do(qtbot: QtBot, text: str, side: Qt.AlignmentFlag) -> None:
    field = TextAreaField("Text")
    qtbot.addWidget(field)
    for typed in ("مرحبًا", text):
        field.set_text(typed)
    assert field.area.document().defaultTextOption().alignment() == side


def test_a_choice_is_made_by_key_or_typed_where_that_is_allowed(qtbot: QtBot) -> None:
    field = ChoiceField("Gold", [("9ct", "9 carat"), ("18ct", "18 carat")], can_type=True)
    closed = ChoiceField("Metal", [("gold", "Gold")])
    for each in (field, closed):
        qtbot.addWidget(each)
    field.set_text("18ct")
    assert (field.text(), field.box.currentText()) == ("18ct", "18 carat")
    field.set_text("21ct")
    closed.set_text("iron")
    assert (field.text(), closed.text()) == ("21ct", "")


def test_what_is_to_be_chosen_from_is_seen_whole_in_rows_as_high_as_the_style_sheet_says(
    qtbot: QtBot,
) -> None:
    field = ChoiceField(
        "Language", [("en", "English"), ("es", "Español"), ("fr", "Français"), ("ar", "العربية")]
    )
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    QApplication.sendPostedEvents()
    field.box.showPopup()
    rows = field.box.view()
    assert rows.sizeHintForRow(0) >= theme().px(34)
    assert rows.verticalScrollBar().maximum() == 0
