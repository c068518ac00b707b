"""A detail dialog is made ahead for nobody, given away once, and followed by the next."""

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from tests.ui.opened import Opened
from ui.customers import spare_dialog
from ui.customers.detail_dialog import DetailDialog
from ui.widgets.cards import Label


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Return a window with a dialog made ahead."""
    monkeypatch.setattr(spare_dialog, "_AFTER_MS", 0)
    made = Opened(qtbot, desk)
    made.opener.spare.keep()
    qtbot.waitUntil(made.opener.spare.is_ready)
    return made


def dialogs(opened: Opened) -> list[DetailDialog]:
    return opened.window.findChildren(DetailDialog)


def test_what_was_made_ahead_is_what_opens(opened: Opened, marai: CustomerId) -> None:
    (ahead,) = dialogs(opened)
    opened.opener.open_customer(marai)
    assert opened.dialog(DetailDialog) is ahead
    assert ahead.windowTitle() == "Marai Haddad — customer C-000001"
    assert ahead.focusWidget() is ahead.timeline.table


def test_nobody_stands_in_the_one_that_follows(opened: Opened, marai: CustomerId, qtbot: QtBot) -> None:
    opened.opener.open_customer(marai)
    qtbot.waitUntil(opened.opener.spare.is_ready)
    (shown, ahead) = sorted(dialogs(opened), key=DetailDialog.isHidden)
    assert any("Marai" in label.text() for label in shown.findChildren(Label))
    said = [label.text() for label in ahead.findChildren(Label)]
    assert not [text for text in said if "Marai" in text or any(map(str.isdigit, text))]
    assert ahead.windowTitle() == "Customer"
    assert not hasattr(ahead, "pages")


def test_one_customer_over_another_stands_over_its_dialog(
    opened: Opened, desk: Desk, marai: CustomerId
) -> None:
    lina = add_customer(desk, RecordChange({"first_name": "Lina"})).id
    opened.opener.open_customer(marai)
    below = opened.dialog(DetailDialog)
    opened.opener.open_customer(lina)
    (above,) = below.findChildren(DetailDialog)
    assert above.model.customer == lina


def test_a_dialog_is_made_at_once_where_none_is_ready(opened: Opened, marai: CustomerId) -> None:
    opened.opener.open_customer(marai)
    opened.dialog(DetailDialog).reject()
    opened.opener.open_customer(marai)
    assert opened.dialog(DetailDialog).timeline.entries.rowCount() == 0
