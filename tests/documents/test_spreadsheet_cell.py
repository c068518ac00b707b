"""Cells that spreadsheets never compute, and that are read back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopdesk.documents.spreadsheet_cell import (
    guard,
    join_notes,
    join_tags,
    split_notes,
    split_tags,
    unguard,
)


@pytest.mark.parametrize(
    ("bare", "guarded"),
    [
        ("=1+1", "'=1+1"),
        ("@sum", "'@sum"),
        ("-cmd", "'-cmd"),
        ("+cmd|'/c calc'!A0", "'+cmd|'/c calc'!A0"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("--05-17", "'--05-17"),
        ("'=1", "''=1"),
        ("+61 412 345 004", "+61 412 345 004"),
        ("-60.00", "-60.00"),
        ("O'Brien", "O'Brien"),
    ],
)
def test_formulas_are_guarded_and_numbers_are_not(bare: str, guarded: str) -> None:
    assert guard(bare) == guarded


@given(st.text(alphabet="'=+-@\t\ra1 .", max_size=8) | st.text())
def test_every_guard_is_undone(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.lists(st.text(alphabet='VIP ,;|"a', min_size=1, max_size=8).map(str.strip).filter(bool)))
def test_tags_in_one_cell_are_read_back(tags: list[str]) -> None:
    assert [tag.strip() for tag in split_tags(join_tags(tags))] == tags


def test_tags_of_others_are_parted_at_any_mark() -> None:
    assert [tag.strip() for tag in split_tags("VIP; Trade|Bridal,, ")] == ["VIP", "Trade", "Bridal"]


def test_notes_in_one_cell_are_read_back() -> None:
    notes = ("Likes opals.\nPays late.", "* * *", "Ring her")
    assert split_notes(join_notes(notes)) == notes
    assert split_notes(" one note \n") == ("one note",)


@pytest.mark.parametrize("line", ["* * *", "\\* * *", "\\\\* * *", " * * * "])
def test_a_note_that_holds_what_parts_notes_stays_one(line: str) -> None:
    notes = (f"before\n{line}\nafter", f"{line}\nx".strip(), f"windows\r\n{line}\r\nlines", line.strip())
    assert split_notes(join_notes(notes)) == notes
