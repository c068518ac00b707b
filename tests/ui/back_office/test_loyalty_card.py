"""What the shop gives for points, in the back office."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.services.desk import Desk
from shopdesk.viewmodels.back_office import BackOfficeViewModel
from tests.ports import InlineRunner
from ui.back_office.loyalty_card import LoyaltyCard
from ui.widgets.fields import Field


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> LoyaltyCard:
    made = LoyaltyCard(BackOfficeViewModel(desk, InlineRunner()))
    qtbot.addWidget(made)
    return made


def test_rates_are_typed_and_saved(card: LoyaltyCard, desk: Desk) -> None:
    field = card.fields["points_rate"]
    assert isinstance(field, Field)
    line = field.line
    line.clear()
    QTest.keyClicks(line, "0.5")
    card.save.click()
    assert desk.settings.points_rate == "0.5"


def test_a_tier_below_the_one_before_it_is_said_at_its_field(card: LoyaltyCard, desk: Desk) -> None:
    field = card.fields["tier_gold"]
    assert isinstance(field, Field)
    line = field.line
    line.clear()
    QTest.keyClicks(line, "100")
    card.save.click()
    assert desk.settings.tier_gold == 1_500
    assert "tier_gold" in card.model.errors.value


def test_switches_are_saved_at_once(card: LoyaltyCard, desk: Desk) -> None:
    card.loyalty.click()
    card.at_once.click()
    assert (desk.settings.loyalty, desk.settings.points_at_once) == (False, True)
    assert not card.save.isEnabled()


def test_nothing_is_left_to_save_once_it_is_saved(card: LoyaltyCard) -> None:
    card.model.set_value("points_rate", "2")
    assert card.save.isEnabled()
    card.save.click()
    assert (card.save.isEnabled(), card.discard.toolTip()) == (False, "Nothing was changed")
