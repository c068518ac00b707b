"""The dialog of the card labels."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.card_label import CodeKind
from shopdesk.domain.staff import Role
from shopdesk.services.desk import Desk
from shopdesk.services.staff import add_staff
from tests.ui.opened import Opened
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.customers.labels_dialog import LabelsDialog


def test_one_customers_label_is_saved(qtbot: QtBot, desk: Desk, marai: CustomerId, tmp_path: Path) -> None:
    opened = Opened(qtbot, desk, str(tmp_path / "label.pdf"))
    opened.opener.card_labels((marai,))
    dialog = opened.dialog(LabelsDialog)
    dialog.kind.button(CodeKind.SQUARES.value).click()
    dialog.save.click()
    assert (tmp_path / "label.pdf").exists()
    assert "real size" in dialog.banner.text()
    assert not dialog.progress.isVisible()
    dialog.close_button.click()


def test_a_cashier_asks_the_owner_for_many(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    opened = Opened(qtbot, desk.as_staff(add_staff(desk, "Mina", Role.CASHIER)))
    opened.opener.card_labels((marai, CustomerId(marai + 1)))
    assert opened.is_open(OwnerPinDialog)
    opened.dialog(OwnerPinDialog).reject()


def test_a_wrong_first_label_is_said_at_its_field(qtbot: QtBot, desk: Desk, marai: CustomerId) -> None:
    opened = Opened(qtbot, desk)
    opened.opener.card_labels((marai,))
    dialog = opened.dialog(LabelsDialog)
    dialog.model.type_first("0")
    assert dialog.first.error() == dialog.print.toolTip() == "From 1 to 21."
    dialog.close_button.click()
