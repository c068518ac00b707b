"""The checkout, opened by the owner and by a cashier."""

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.domain.staff import Role
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff
from tests.ui.checkout.at_the_till import AtTheTill


@pytest.fixture
def till(qtbot: QtBot, desk: Desk) -> AtTheTill:
    return AtTheTill(qtbot, desk)


@pytest.fixture
def cashier(qtbot: QtBot, desk: Desk) -> AtTheTill:
    return AtTheTill(qtbot, desk.as_staff(add_staff(desk, "Mina", Role.CASHIER)))
