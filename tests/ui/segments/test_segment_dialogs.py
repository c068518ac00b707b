"""Drawing segments with the keyboard and the mouse."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.domain.segment import Ask, Meets, Rule, Rules
from shopdesk.domain.staff import Role
from shopdesk.services.desk import Desk
from shopdesk.services.segments import list_segments, save_segment
from shopdesk.services.staff import add_staff
from tests.ui.opened import Opened
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.segments.list_dialog import SegmentsDialog
from ui.segments.segment_dialog import SegmentDialog


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, marai: CustomerId) -> Opened:
    return Opened(qtbot, desk)


@pytest.fixture
def listed(opened: Opened) -> SegmentsDialog:
    opened.opener.segments()
    return opened.dialog(SegmentsDialog)


@pytest.fixture
def dialog(opened: Opened, listed: SegmentsDialog) -> SegmentDialog:
    listed.new.click()
    return opened.dialog(SegmentDialog)


def test_a_segment_is_drawn_and_listed(
    opened: Opened, listed: SegmentsDialog, dialog: SegmentDialog, desk: Desk
) -> None:
    assert dialog.focusWidget() is dialog.name.line
    QTest.keyClicks(dialog.name.line, "Quiet")
    dialog.rows[0].asked.emit(Ask.NEVER_SEEN.value)
    assert (dialog.count.text(), dialog.rows[0].value.isHidden()) == ("1 customer", True)
    dialog.save.click()
    assert [each.name for each in list_segments(desk)] == ["Quiet"]
    assert opened.told == ["The segment “Quiet” is kept."]
    assert len(listed.edits) == 1
    listed.removals[0].click()
    assert list_segments(desk) == ()


def test_rules_come_and_go_and_keep_what_was_typed(dialog: SegmentDialog) -> None:
    QTest.keyClicks(dialog.rows[0].value.line, "500")
    dialog.add_rule.click()
    QTest.keyClicks(dialog.rows[1].value.line, "20")
    dialog.rows[0].drop.click()
    assert [row.value.text() for row in dialog.rows] == ["20"]
    assert not dialog.rows[0].drop.isEnabled() or "needs a rule" in dialog.rows[0].drop.toolTip()


def test_what_cannot_be_is_said_at_its_rule(dialog: SegmentDialog) -> None:
    QTest.keyClicks(dialog.rows[0].value.line, "lots")
    assert dialog.rows[0].wrong.text().startswith("The amount is not")
    assert dialog.count.text() == "—"


def test_a_kept_segment_opens_with_its_rules(opened: Opened, listed: SegmentsDialog, desk: Desk) -> None:
    save_segment(desk, "Best", Rules(Meets.ANY, (Rule(Ask.SPENT_MORE, 50_000, 7),)))
    listed.edits[0].click()
    dialog = opened.dialog(SegmentDialog)
    row = dialog.rows[0]
    assert (dialog.name.text(), row.value.text(), row.months.box.currentText()) == (
        "Best",
        "500.00",
        "in the last 7 months",
    )


def test_a_cashier_asks_the_owner_first(qtbot: QtBot, desk: Desk) -> None:
    opened = Opened(qtbot, desk.as_staff(add_staff(desk, "Carl", Role.CASHIER)))
    opened.opener.segments()
    assert opened.is_open(OwnerPinDialog)
    assert not opened.is_open(SegmentsDialog)
