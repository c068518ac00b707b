"""Codes are in UTF-8, of one level, and told in stretches."""

import pytest
import segno

from shopdesk.documents.qr_code import qr_code

SLIP = "Rossi Jewellers\nC-000412\nST-00012\nAUD 1,284.00"


def test_its_dark_modules_are_told_in_stretches() -> None:
    code = qr_code(SLIP)
    again = [bytearray(code.side) for _ in range(code.side)]
    for row, start, length in code.stretches():
        again[row][start : start + length] = b"\x01" * length
    assert tuple(map(bytes, again)) == code.rows


def test_names_are_in_utf_8_as_payment_codes_promise() -> None:
    as_bytes = segno.make("Zoë".encode(), error="m", mode="byte", micro=False, boost_error=False, mask=0)
    assert qr_code("Zoë").rows == tuple(map(bytes, as_bytes.matrix))


def test_a_text_longer_than_any_code_is_refused() -> None:
    with pytest.raises(ValueError, match="Data too large"):
        qr_code("x" * 2332)
