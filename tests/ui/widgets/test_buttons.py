"""Buttons press with Enter, say why they cannot be used, and exactly one choice is made."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from ui.widgets.buttons import Button, ChoiceRow, IconButton, Kind, fold_to_fit

KINDS: tuple[Kind, ...] = ("plain", "primary", "quiet", "danger")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_presses_a_button(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("Save", kind="primary")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_button_that_cannot_be_used_says_why_and_keeps_its_hint(qtbot: QtBot) -> None:
    button = Button("Archive")
    qtbot.addWidget(button)
    button.set_hint("Hide this customer")
    button.set_allowed(allowed=False, why_not="Balance is not zero.")
    assert (button.isEnabled(), button.toolTip()) == (False, "Balance is not zero.")
    assert button.accessibleDescription() == "Balance is not zero."
    button.set_allowed(allowed=True)
    assert (button.isEnabled(), button.toolTip()) == (True, "Hide this customer")


def test_a_button_tells_its_key_in_its_tool_tip_while_it_may_be_used(qtbot: QtBot) -> None:
    button = Button("Take payment", key="F4", icon="wallet")
    qtbot.addWidget(button)
    assert button.toolTip() == "F4"
    button.set_folded(folded=True)
    button.set_hint("Of Marai Haddad")
    assert button.toolTip() == "Take payment · Of Marai Haddad · F4"
    button.set_folded(folded=False)
    assert button.toolTip() == "Of Marai Haddad · F4"
    button.set_allowed(allowed=False, why_not="Nobody is chosen.")
    assert button.toolTip() == "Nobody is chosen."


def test_a_button_has_room_for_icon_text_key_and_arrow(qtbot: QtBot) -> None:
    widths = []
    for made in (Button("Sort"), Button("Sort", key="F4"), Button("Sort", key="F4", icon="tag")):
        qtbot.addWidget(made)
        widths.append(made.sizeHint().width())
    made.setMenu(QMenu(made))
    widths.append(made.sizeHint().width())
    assert widths == sorted(set(widths))


@pytest.mark.parametrize("kind", KINDS)
def test_the_focus_can_be_seen_on_every_kind(qtbot: QtBot, kind: Kind) -> None:
    button = Button("Save", kind=kind)
    qtbot.addWidget(button)
    button.show()
    button.activateWindow()
    qtbot.waitUntil(button.isActiveWindow)
    button.clearFocus()
    calm = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != calm


def test_one_of_several_is_chosen_and_told(qtbot: QtBot) -> None:
    row = ChoiceRow([("cash", "Cash"), ("card", "Card")])
    qtbot.addWidget(row)
    told: list[str] = []
    row.chosen.connect(told.append)
    assert row.choice() is None
    row.button("card").click()
    row.choose("cash")
    assert told == ["card", "cash"]
    assert row.choice() == "cash"
    assert row.button("card").sizeHint().height() >= 44


def test_a_button_without_text_has_a_name(qtbot: QtBot) -> None:
    button = IconButton("eye", "Hide the balances")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.toolTip() == "Hide the balances"


def test_buttons_leave_their_keys_out_before_they_fold_and_the_last_group_folds_last(qtbot: QtBot) -> None:
    first, last = Button("Export", icon="download"), Button("New customer", key="Ctrl N", icon="user-plus")
    for button in (first, last):
        qtbot.addWidget(button)
    whole = first.whole_width() + last.whole_width()
    fold_to_fit(((first,), (last,)), whole)
    assert not first.is_folded()
    fold_to_fit(((first,), (last,)), whole - 1)
    assert not first.is_folded()
    assert first.whole_width() + last.whole_width() < whole
    fold_to_fit(((first,), (last,)), first.sizeHint().height() + last.whole_width())
    assert (first.is_folded(), last.is_folded()) == (True, False)
    assert (first.toolTip(), first.accessibleName()) == ("Export", "Export")
    assert first.sizeHint().width() == first.sizeHint().height()
