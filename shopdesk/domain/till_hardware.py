"""What stands on the counter beside the computer: receipt printer, cash drawer, scanner, and how each is reached."""

from dataclasses import dataclass
from enum import StrEnum


class PrinterWay(StrEnum):
    """How receipts reach the printer for rolls; ``NONE`` asks for a printer each time, as for any paper."""

    NONE = "none"
    USB = "usb"
    NETWORK = "network"
    SERIAL = "serial"
    QUEUE = "queue"
    FILE = "file"


SPEEDS = (9_600, 19_200, 38_400, 57_600, 115_200)
"""How fast a serial line may be, in bits a second."""
DRAWER_PINS = ("none", "2", "5")
"""The pin of the printer's socket that opens the cash drawer; nearly all drawers listen to the first."""
SCANNER_ENDS = ("any", "enter", "tab", "pause")
"""What a scanner sends after a code: Enter or Tab, one of them, or nothing but a pause."""
NETWORK_PORT = 9_100
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class RollPrinter:
    """A printer for rolls; ``place`` is a device, a file, a queue's name, or a host with or without ``:port``."""

    way: PrinterWay
    place: str
    speed: int = 9_600


@dataclass(frozen=True, slots=True)
class ScannerHabits:
    """What a scanner's burst looks like: keys within ``gap_ms`` of each other, how many, its end and its beginning."""

    gap_ms: int = 35
    shortest: int = 6
    end: str = "any"
    prefix: str = ""

    def may_end_with(self, key: str) -> bool:
        """Tell whether a burst may end with ``enter``, with ``tab``, or with nothing but a pause."""
        return self.end == (key or "pause") or (self.end == "any" and bool(key))


class DrawerReason(StrEnum):
    """Why a drawer is opened without a sale."""

    CHANGE = "change"
    COUNT = "count"
    PUT_IN = "put_in"
    TAKE_OUT = "take_out"
    TRY = "try"


def split_network_place(place: str) -> tuple[str, int]:
    """Return host and port of ``host``, ``host:port`` or ``[address]:port``; raises ValueError."""
    host, colon, port = place.rpartition(":")
    if not colon or (":" in host and not host.endswith("]")):  # a bare name, or a bare address of version 6
        host, port = place, str(NETWORK_PORT)
    host = host.strip("[]")
    if not host or " " in host or not (port.isascii() and port.isdigit()) or not 0 < int(port) <= _LAST_PORT:
        raise ValueError(place)
    return host, int(port)
