"""The cash drawer at the checkout."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from shopdesk.domain.till_hardware import DrawerReason
from shopdesk.services.desk import Desk
from shopdesk.services.settings import change_settings
from tests.roll_printer import printed
from tests.ui.checkout.at_the_till import AtTheTill
from ui.checkout.drawer_button import DrawerDialog


@pytest.fixture
def roll(desk: Desk, tmp_path: Path) -> Path:
    place = tmp_path / "roll"
    place.touch()
    settings = {"printer_way": "file", "printer_place": str(place), "drawer_pin": "2"}
    change_settings(desk, settings)
    return place


@pytest.mark.parametrize(("key", "pins"), [(Qt.Key.Key_F4, ["2"]), (Qt.Key.Key_F6, [])])
def test_cash_opens_the_drawer_and_a_card_does_not(
    till: AtTheTill, roll: Path, key: Qt.Key, pins: list[str]
) -> None:
    till.write("Ring 50")
    till.press(key)
    till.press(Qt.Key.Key_F9)
    assert till.model.done.value is not None
    assert printed(roll.read_bytes()).pins == pins


def test_the_drawer_is_opened_without_a_sale_for_a_reason(till: AtTheTill, roll: Path) -> None:
    till.page.enter()
    till.page.drawer.click()
    till.dialog(DrawerDialog).reasons[DrawerReason.COUNT].click()
    assert printed(roll.read_bytes()).pins == ["2"]


def test_without_a_drawer_its_button_says_so(till: AtTheTill) -> None:
    assert not till.page.drawer.isEnabled()
    assert "No cash drawer is set up" in till.page.drawer.toolTip()
