"""Printer and drawer as the window asks for them."""

from pathlib import Path

import pytest

from shopdesk.domain.staff import Deed
from shopdesk.domain.till_hardware import DrawerReason
from shopdesk.errors import ShopDeskError
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.journal_view import JournalQuery, look_through_journal
from shopdesk.services.settings import change_settings
from shopdesk.viewmodels.journal_words import detail_words
from shopdesk.viewmodels.ports import Lane
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.till_hardware import TillHardware
from tests.documents.test_receipt_pdf import PAID
from tests.ports import InlineRunner
from tests.roll_printer import Printed, printed


class Counter:
    """A till whose printer is a file, and what it said."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.roll = folder / "roll"
        self.runner = InlineRunner()
        self.hardware = TillHardware(desk, self.runner)
        self.said: list[str] = []
        change_settings(desk, {"printer_way": "file", "printer_place": str(self.roll), "drawer_pin": "2"})

    def done(self) -> None:
        self.said.append("done")

    def failed(self, error: ShopDeskError) -> None:
        self.said.append(sentence(error))

    def came_out(self) -> Printed:
        return printed(self.roll.read_bytes())


@pytest.fixture
def counter(desk: Desk, tmp_path: Path) -> Counter:
    return Counter(desk, tmp_path)


def test_a_receipt_is_printed_on_the_printers_own_thread(counter: Counter) -> None:
    counter.hardware.print_receipt(PAID, counter.done, counter.failed)
    assert len(counter.came_out().papers) == 1
    assert (counter.runner.lanes, counter.said) == ([Lane.DEVICE], ["done"])


def test_the_test_is_as_wide_as_the_roll(counter: Counter, desk: Desk) -> None:
    change_settings(desk, {"receipt_paper": "58"})
    counter.hardware.print_test(counter.done, counter.failed)
    assert counter.came_out().papers[0].width() == 384


def test_a_sheet_does_not_go_on_the_roll(counter: Counter, desk: Desk) -> None:
    assert counter.hardware.takes(PAID)
    change_settings(desk, {"printer_way": "none"})
    assert not counter.hardware.takes(PAID)
    assert counter.hardware.why_no_printer


@pytest.mark.parametrize(
    ("settings", "pins"),
    [
        ({}, ["2"]),
        ({"drawer_pin": "5"}, ["5"]),
        ({"drawer_on_cash": "off"}, []),
        ({"drawer_pin": "none"}, []),
    ],
)
def test_cash_opens_the_drawer_as_is_set(
    counter: Counter, desk: Desk, settings: dict[str, str], pins: list[str]
) -> None:
    change_settings(desk, settings)
    counter.roll.touch()
    counter.hardware.open_for_cash(counter.failed)
    assert counter.came_out().pins == pins


def test_a_drawer_opened_without_a_sale_stands_in_the_journal(counter: Counter, desk: Desk) -> None:
    counter.hardware.open_without_sale(DrawerReason.CHANGE, counter.done, counter.failed)
    (entry,) = look_through_journal(desk, JournalQuery(deed=Deed.OPEN_DRAWER)).entries
    assert detail_words(entry, shop_text(desk)) == "To give change"
    assert counter.came_out().pins == ["2"]


def test_what_the_printer_refuses_is_said_and_comes_out_whole_the_next_time(
    counter: Counter, desk: Desk, tmp_path: Path
) -> None:
    change_settings(desk, {"printer_place": str(tmp_path / "gone" / "roll")})
    counter.hardware.print_receipt(PAID, counter.done, counter.failed)
    assert counter.said[0].startswith("The file that takes the receipts cannot be written")
    change_settings(desk, {"printer_place": str(counter.roll)})
    counter.hardware.print_receipt(PAID, counter.done, counter.failed)
    assert counter.roll.read_bytes().startswith(bytes(9_000))
    assert len(counter.came_out().papers) == 1
