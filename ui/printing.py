"""Papers to the printer: the PDF itself through CUPS where that is, else its pages drawn; a file without one."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QProcess, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from shopdesk.domain.receipt import Receipt
from shopdesk.errors import ShopDeskError
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.paper_file import write_paper
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.viewmodels.receipt import draw_receipt
from shopdesk.viewmodels.till_hardware import TillHardware
from ui.pdf_documents import pdf_document

Tell = Callable[[Notice], None]


class PaperPrinter(QObject):
    """Prints in the background; ``tell`` is told how it went, ``say`` puts an error into words.

    Receipts go to the printer for rolls by themselves, where there is one, and what comes out of it is all that is
    said; whatever else asks for a printer.
    """

    def __init__(
        self,
        runner: Runner,
        prompter: Prompter,
        tell: Tell,
        say: Callable[[ShopDeskError], str],
        hardware: TillHardware,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.hardware = hardware
        self._runner = runner
        self._prompter = prompter
        self._tell = tell
        self._say = say
        self._window = parent

    def print_receipt(self, receipt: Receipt, tell: Tell | None = None) -> None:
        """Print the slip: on the printer for rolls where it goes there, else as any paper."""
        told = tell or self._tell
        if not self.hardware.takes(receipt):
            self.print_elsewhere(receipt, told)
            return
        self.hardware.print_receipt(
            receipt, _nothing, lambda error: told(Notice(self._say(error), "danger", unprinted=receipt))
        )

    def print_elsewhere(self, receipt: Receipt, tell: Tell | None = None) -> None:
        """Print the slip on any printer, or save it where there is none."""
        title = self.tr("Receipt {0}").format(receipt.reference)
        self._runner.run(
            lambda: draw_receipt(receipt).pdf,
            lambda pdf: self.print_pdf(pdf, title, tell),
            partial(self._fail, tell or self._tell),
            Lane.DEVICE,
        )

    def open_drawer_for(self, notice: Notice, tell: Tell | None = None) -> None:
        """Open the drawer when what was done moved cash."""
        told = tell or self._tell

        def failed(error: ShopDeskError) -> None:
            told(replace(notice, text=f"{notice.text} {self._say(error)}", role="warn", cash=False))

        if notice.cash:
            self.hardware.open_for_cash(failed)

    def print_pdf(self, pdf: bytes, title: str, tell: Tell | None = None) -> None:
        """Ask for the printer and print; with no printer set up, ask where to save the file instead."""
        told = tell or self._tell
        if not QPrinterInfo.availablePrinterNames():
            self._save_instead(pdf, title, told)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(title)
        dialog.finished.connect(partial(self._chosen, printer, pdf, title, told))
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _chosen(self, printer: QPrinter, pdf: bytes, title: str, tell: Tell, result: int) -> None:
        if result != QDialog.DialogCode.Accepted:
            return
        if sys.platform.startswith("linux") and printer.printerName() and shutil.which("lp"):
            copies = max(1, printer.copyCount())
            self.send_to_cups(printer.printerName(), copies, pdf, title, tell)
            return
        if draw_pages(printer, pdf):
            tell(Notice(self.tr("{0} was sent to the printer.").format(title)))
        else:
            tell(Notice(self.tr("{0} could not be printed: save it as PDF.").format(title), "danger"))

    def send_to_cups(self, printer: str, copies: int, paper: bytes, title: str, tell: Tell) -> None:
        """Hand the paper to ``lp`` as it is, so that it is printed in full sharpness."""
        process = QProcess(self)
        process.finished.connect(lambda code, _status: self._sent(process, code, title, tell))
        process.errorOccurred.connect(lambda error: self._not_started(process, error, title, tell))
        process.start("lp", ["-d", printer, "-n", str(copies), "-t", title, "-"])
        process.write(QByteArray(paper))
        process.closeWriteChannel()

    def _not_started(self, process: QProcess, error: QProcess.ProcessError, title: str, tell: Tell) -> None:
        """Say so when there is no ``lp`` to start; every other error also ends in ``finished``."""
        if error == QProcess.ProcessError.FailedToStart:
            self._sent(process, 1, title, tell)

    def _sent(self, process: QProcess, code: int, title: str, tell: Tell) -> None:
        process.deleteLater()
        if code == 0:
            tell(Notice(self.tr("{0} was sent to the printer.").format(title)))
        else:
            tell(Notice(self.tr("{0} could not be printed: save it as PDF.").format(title), "danger"))

    def _save_instead(self, pdf: bytes, title: str, tell: Tell) -> None:
        path = self._prompter.save_path(
            self.tr("No printer is set up: save {0} as PDF").format(title), f"{title}.pdf"
        )
        if path is None:
            return
        saved = Notice(self.tr("{0} was saved as {1}.").format(title, path))
        self._runner.run(
            lambda: write_paper(path, pdf), lambda _none: tell(saved), partial(self._fail, tell), Lane.LONG
        )

    def _fail(self, tell: Tell, error: ShopDeskError) -> None:
        tell(Notice(self._say(error), "danger"))


def _nothing() -> None:
    """Say nothing: what was said before offers to undo it."""


def draw_pages(printer: QPrinter, pdf: bytes) -> bool:
    """Draw every page on the printer; False if the printer or the paper cannot be opened."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = pdf_document(buffer)
    document.load(buffer)
    painter = QPainter()
    if document.pageCount() == 0 or not painter.begin(printer):
        return False
    room = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    printer.setFullPage(True)
    for number in range(document.pageCount()):
        if number:
            printer.newPage()
        points = document.pagePointSize(number)
        scale = min(room.width() / points.width(), room.height() / points.height())
        size = points * scale
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), document.render(number, size.toSize()))
    painter.end()
    document.close()
    return True
