"""A backup that is looked into: what would enter something rests and says why; reading and taking out go on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.services.backups import back_up
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.export_customers import ExportCustomersViewModel
from shopdesk.viewmodels.statement_preview import StatementPreviewViewModel
from tests.conftest import PASSPHRASE
from tests.inline_threads import InlineThreads
from tests.ports import InlineRunner, ScriptedPrompter
from tests.ui.start_pages import close_door, place_of
from ui.app import place_of_copy
from ui.customers.detail_dialog import DetailDialog
from ui.start.front_door import FrontDoor
from ui.start.place import Demo
from ui.start.unlock_page import UnlockPage
from ui.till import ShopTill
from ui.widgets.buttons import Button
from ui.window_ahead import BACK_OFFICE, REMINDERS


@pytest.fixture
def till(qapp: QApplication, desk: Desk, marai: CustomerId, tmp_path: Path) -> Iterator[ShopTill]:
    take_payment(desk, PaymentOrder(marai, 500), "one")
    backup = back_up(desk, to=tmp_path / "copy.shopbackup").path
    door = FrontDoor(
        qapp,
        InlineRunner(),
        Computer("en_AU", "Australia/Melbourne"),
        lambda shop, desk, door: ShopTill(InlineThreads(), shop, desk, door),
        Demo(place_of(tmp_path / "demo"), PASSPHRASE, lambda _progress: None),
        lambda _window: ScriptedPrompter(),
    )
    door.enter(place_of_copy(backup))
    assert isinstance(door.start.page, UnlockPage)
    door.start.page.model.try_secret(PASSPHRASE)
    assert isinstance(door.till, ShopTill)
    yield door.till
    close_door(door)


def resting(widget: QWidget) -> set[str]:
    """Return the visible buttons that cannot be pressed because nothing is entered here."""
    return {
        button.text()
        for button in widget.findChildren(Button)
        if button.isVisibleTo(widget) and not button.isEnabled() and "copy to look into" in button.toolTip()
    }


def test_what_enters_something_rests_on_every_page(till: ShopTill) -> None:
    assert {"New customer", "Import…"} <= resting(till.window)
    assert till.customers.export_list.isEnabled()
    till.window.show_page(REMINDERS)
    assert "New follow-up…" in resting(till.window)
    till.window.show_page(BACK_OFFICE)
    assert {"Back up now", "Change passphrase…", "Encrypt anew…", "Add staff…"} <= resting(till.window)
    assert till.back_office.proof.prove.isEnabled()


def test_what_enters_something_rests_in_the_dialogs_too(till: ShopTill, marai: CustomerId) -> None:
    till.dialogs.open_customer(marai)
    (dialog,) = till.window.findChildren(DetailDialog)
    assert {"Take payment", "Put on account", "Edit", "Archive"} <= resting(dialog)
    assert dialog.statement.isEnabled()


def test_a_list_and_the_draft_of_a_statement_are_taken_out_of_it(
    till: ShopTill, marai: CustomerId, tmp_path: Path
) -> None:
    listed = ExportCustomersViewModel(till.desk, InlineRunner())
    listed.write(str(tmp_path / "list.csv"))
    assert "Haddad" in (tmp_path / "list.csv").read_text("utf-8-sig")
    prompter = ScriptedPrompter(str(tmp_path / "draft.pdf"))
    preview = StatementPreviewViewModel(till.desk, InlineRunner(), prompter, marai)
    preview.load()
    preview.save()
    assert (tmp_path / "draft.pdf").read_bytes().startswith(b"%PDF")
    assert preview.state.value.startswith("Draft")
