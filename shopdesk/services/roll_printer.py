"""Sending commands to the printer for rolls: it is asked whether it can print, before and after."""

from shopdesk.documents.escpos import AWAKEN, trouble_of
from shopdesk.domain.till_hardware import RollPrinter
from shopdesk.errors import PrinterFailed
from shopdesk.services.printer_ports import Port, open_port


def send(printer: RollPrinter, commands: bytes, *, after_failure: bool = False) -> None:
    """Hand commands to the printer; blocks for as long as it takes them, at most some seconds without progress.

    ``after_failure`` first ends what may have been cut short before. Raises PrinterFailed; some of it may be printed.
    """
    with open_port(printer) as port:
        _see_that_it_prints(port)
        port.write(AWAKEN + commands if after_failure else commands)
        _see_that_it_prints(port)
        port.finish()


def _see_that_it_prints(port: Port) -> None:
    trouble = trouble_of(port.ask)
    if trouble:
        raise PrinterFailed(reason=trouble)
