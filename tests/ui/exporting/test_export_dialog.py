"""The export as it is seen: who leaves, what of them, and where to."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_list import Segment
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.customer_list import Filters
from tests.ui.opened import Opened
from ui.exporting.export_dialog import ExportDialog


@pytest.fixture
def opened(desk: Desk, marai: CustomerId, tmp_path: Path, qtbot: QtBot) -> Opened:
    opened = Opened(qtbot, desk, str(tmp_path / "out.csv"))
    opened.opener.export_customers(Filters(segment=Segment.DEBTORS), "", (marai,))
    return opened


def test_every_choice_says_how_many_it_is(opened: Opened) -> None:
    dialog = opened.dialog(ExportDialog)
    texts = [dialog.which.button(key).text() for key in ("all", "filter", "chosen")]
    assert texts == ["Everybody · 1", "Owing the shop · 0", "Selected · 1"]
    assert dialog.which.choice() == "chosen"


def test_what_was_chosen_is_written_where_it_was_said(opened: Opened, tmp_path: Path) -> None:
    dialog = opened.dialog(ExportDialog)
    dialog.fields.button("every").click()
    dialog.write.click()
    assert "allergies" in (tmp_path / "out.csv").read_text("utf-8-sig")
    assert dialog.banner.text() == "1 customer written to out.csv. Delete it once it has served."
    assert opened.prompter.asked == ["Export customers: customers 2026-11-21.csv"]


def test_closing_while_it_works_stops_instead(opened: Opened) -> None:
    dialog = opened.dialog(ExportDialog)
    dialog.model.busy.value = True
    assert not dialog.write.isEnabled()
    assert dialog.close_button.text() == "Stop"
    dialog.reject()
    assert dialog.isVisible()
    dialog.model.busy.value = False
    dialog.reject()
    assert not dialog.isVisible()
