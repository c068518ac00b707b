"""Papers to the printer, without one."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shopdesk.domain.account import CustomerId
from shopdesk.services.desk import Desk
from shopdesk.services.settings import change_settings
from shopdesk.services.statements import draft
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.shop_text import shop_text
from shopdesk.viewmodels.statement import build_statement
from shopdesk.viewmodels.till_hardware import TillHardware
from tests.documents.test_receipt_pdf import PAID
from tests.ports import InlineRunner, ScriptedPrompter
from tests.roll_printer import printed
from ui.printing import PaperPrinter, draw_pages


@pytest.fixture
def pdf(qtbot: QtBot, desk: Desk, marai: CustomerId) -> bytes:
    return draft(build_statement(desk, marai)).pdf


class Printing:
    """A printer's desk that remembers what it said."""

    def __init__(self, qtbot: QtBot, desk: Desk, *answers: str | None) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.told: list[Notice] = []
        self.printer = PaperPrinter(
            InlineRunner(),
            ScriptedPrompter(*answers),
            self.told.append,
            shop_text(desk).say,
            TillHardware(desk, InlineRunner()),
            self.window,
        )


def test_pages_are_drawn_on_a_printer(pdf: bytes, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "drawn.pdf"))
    assert draw_pages(printer, pdf)
    assert len(PdfReader(tmp_path / "drawn.pdf").pages) == 1


def test_without_a_printer_the_file_is_saved_and_said(
    qtbot: QtBot, desk: Desk, pdf: bytes, tmp_path: Path
) -> None:
    printing = Printing(qtbot, desk, str(tmp_path / "one.pdf"))
    printing.printer.print_pdf(pdf, "Statement ST-00001")
    assert (tmp_path / "one.pdf").read_bytes() == pdf
    assert printing.told[0].text == f"Statement ST-00001 was saved as {tmp_path / 'one.pdf'}."


def test_a_file_that_cannot_be_written_is_said(qtbot: QtBot, desk: Desk, pdf: bytes) -> None:
    printing = Printing(qtbot, desk, "/no such folder/one.pdf")
    printing.printer.print_pdf(pdf, "Statement ST-00001")
    assert printing.told[0].role == "danger"
    assert "choose another place" in printing.told[0].text


@pytest.mark.parametrize(("code", "words"), [(0, "was sent to the printer"), (1, "could not be printed")])
def test_cups_gets_the_paper_as_it_is(
    qtbot: QtBot,
    desk: Desk,
    pdf: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    words: str,
) -> None:
    lp = tmp_path / "lp"
    lp.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\ncat > {tmp_path}/sent\nexit {code}\n')
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    printing = Printing(qtbot, desk)
    printing.printer.send_to_cups("Till", 2, pdf, "Receipt", printing.told.append)
    qtbot.waitUntil(lambda: bool(printing.told))
    assert words in printing.told[0].text
    assert (tmp_path / "sent").read_bytes() == pdf
    assert (tmp_path / "asked").read_text().strip() == "-d Till -n 2 -t Receipt -"


def test_a_computer_without_cups_is_said(
    qtbot: QtBot, desk: Desk, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    printing = Printing(qtbot, desk)
    printing.printer.send_to_cups("Till", 1, pdf, "Receipt", printing.told.append)
    qtbot.waitUntil(lambda: bool(printing.told))
    assert "could not be printed" in printing.told[0].text


def test_receipts_go_to_the_roll_by_themselves_and_others_ask(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    roll = tmp_path / "roll"
    change_settings(desk, {"printer_way": "file", "printer_place": str(roll)})
    printing = Printing(qtbot, desk, str(tmp_path / "sheet.pdf"))
    printing.printer.print_receipt(PAID)
    assert len(printed(roll.read_bytes()).papers) == 1
    assert printing.told == []
    printing.printer.print_receipt(replace(PAID, paper="A4"))
    assert (tmp_path / "sheet.pdf").exists()


def test_a_receipt_that_was_not_printed_can_be_printed_again(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    change_settings(desk, {"printer_way": "usb", "printer_place": str(tmp_path / "lp0")})
    printing = Printing(qtbot, desk)
    printing.printer.print_receipt(PAID)
    (told,) = printing.told
    assert told.text == "The receipt printer is off or not connected: switch it on, then print again."
    assert told.unprinted is PAID
