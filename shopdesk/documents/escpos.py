"""The few words of ESC/POS that receipts need: begin, dots, feed and cut, open the drawer, and how the printer is."""

from collections.abc import Callable, Sequence

_BAND = 128
"""No more rows at once than small printers keep."""
BEGIN = b"\x1b@"
PICTURE = b"\x1dv0\x00"
FEED_AND_CUT = b"\x1bd\x04\x1dVB\x00"
_PULSE = b"\x19\xfa"
"""The drawer's coil is driven for 50 ms, and not again for 500."""
_PINS = {"2": b"\x00", "5": b"\x01"}
_ASK = b"\x10\x04"
_STATE, _OFFLINE, _ROLL = (_ASK + bytes([kind]) for kind in (1, 2, 4))
_FIXED, _FIXED_BITS = 0b10010011, 0b00010010
"""What every answer about the state has in common; anything else is no answer."""
_IS_OFFLINE, _COVER_OPEN, _STOPPED_FOR_PAPER, _PAPER_ENDED = 0x08, 0x04, 0x20, 0x60
AWAKEN = bytes(_BAND * 72 + 8)
"""Nothing, long enough to end a band of dots that was cut short: the printer takes it for white paper."""

Ask = Callable[[bytes], int | None]


def print_rows(rows: Sequence[bytes]) -> bytes:
    """Return what prints rows of dots (eight to a byte, all equally wide) and cuts them off."""
    written = [BEGIN]
    for top in range(0, len(rows), _BAND):
        band = rows[top : top + _BAND]
        wide = len(band[0])
        written += [PICTURE, wide.to_bytes(2, "little"), len(band).to_bytes(2, "little"), *band]
    return b"".join([*written, FEED_AND_CUT])


def open_drawer(pin: str) -> bytes:
    """Return what opens the drawer on pin ``2`` or ``5``."""
    return b"\x1bp" + _PINS[pin] + _PULSE


def trouble_of(ask: Ask) -> str:
    """Return why the printer does not print: ``paper_out``, ``cover_open`` or ``offline``; nothing when it can.

    A printer that does not answer is taken to be well: many never do.
    """
    state = _answer(ask, _STATE)
    if state is None:
        return ""
    roll = _answer(ask, _ROLL) or 0
    if roll & _PAPER_ENDED:
        return "paper_out"
    if not state & _IS_OFFLINE:
        return ""
    why = _answer(ask, _OFFLINE) or 0
    if why & _COVER_OPEN:
        return "cover_open"
    return "paper_out" if why & _STOPPED_FOR_PAPER else "offline"


def _answer(ask: Ask, question: bytes) -> int | None:
    answer = ask(question)
    return None if answer is None or answer & _FIXED != _FIXED_BITS else answer
