"""Codes are those of the standard, whatever their size: segno draws the same where it has nothing to fill up."""

import pytest
import segno

from shopdesk.documents.qr_code import qr_code

FULL = (
    *(14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 287, 362, 450, 560, 666),
    *(857, 1059, 1370, 1722, 2099, 2331),
)
"""How many bytes fill codes of some of the forty sizes to the last."""
SLIP = "Rossi Jewellers\nC-000412\nST-00012\nAUD 1,284.00"


def drawn_by_segno(text: str) -> tuple[bytes, ...]:
    made = segno.make(text, error="m", mode="byte", encoding="utf-8", micro=False, boost_error=False, mask=0)
    return tuple(map(bytes, made.matrix))


@pytest.mark.parametrize("length", FULL)
def test_a_code_is_as_the_standard_has_it(length: int) -> None:
    text = ("Zoë's · ¥ 王伟 " * length).encode()[: length - 4].decode(errors="ignore")
    full = text + "x" * (length - len(text.encode()))
    assert qr_code(full).rows == drawn_by_segno(full)


def test_what_a_code_has_room_for_besides_is_filled_up() -> None:
    side = qr_code("x" * 26).side
    assert qr_code("").side == 21
    assert qr_code("x" * 15).side == side != qr_code("x" * 27).side
    assert len({qr_code("x" * length).rows for length in range(15, 27)}) == 12


def test_its_dark_modules_are_told_in_stretches() -> None:
    code = qr_code(SLIP)
    again = [bytearray(code.side) for _ in range(code.side)]
    for row, start, length in code.stretches():
        again[row][start : start + length] = b"\x01" * length
    assert tuple(map(bytes, again)) == code.rows


def test_a_text_longer_than_any_code_is_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        qr_code("x" * 2332)
