"""Trying a scanner: what is said about a scan, and what would have to be set."""

from dataclasses import replace

import pytest

from shopdesk.domain.till_hardware import ScannerHabits
from shopdesk.viewmodels.scanner_test import ScannerTestViewModel, judge_scan

USUAL = ScannerHabits()


def test_a_scan_is_told_with_its_code_and_its_slowest_key() -> None:
    model = ScannerTestViewModel(USUAL)
    for place, letter in enumerate("C-000412"):
        model.key(letter, 1_000 + 12 * place)
    model.end("enter", 1_000 + 12 * 7 + 20)
    reading = model.reading.value
    assert reading is not None
    assert reading.facts == ("8 characters, at most 20 ms between two, then Enter. The code is C-000412.")
    assert (reading.advice, reading.better) == ("", None)


@pytest.mark.parametrize(
    ("typed", "slowest", "end", "habits", "advice", "better"),
    [
        ("C-000412", 50, "enter", USUAL, "slower than the 35 ms", replace(USUAL, gap_ms=60)),
        ("C-412", 5, "enter", USUAL, "shorter than the 6", replace(USUAL, shortest=5)),
        ("C-000412", 5, "", USUAL, "does not end", replace(USUAL, end="pause")),
        ("C-000412", 5, "tab", replace(USUAL, end="enter"), "does not end", replace(USUAL, end="tab")),
        ("C-000412", 5, "enter", replace(USUAL, prefix="]C1"), "does not begin", USUAL),
        ("]C1C-000412", 5, "enter", replace(USUAL, prefix="]C1"), "", None),
        ("C-000412", 250, "enter", USUAL, "typed by hand", None),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_right(
    typed: str, slowest: int, end: str, habits: ScannerHabits, advice: str, better: ScannerHabits | None
) -> None:
    reading = judge_scan(typed, slowest, end, habits)
    assert advice in reading.advice
    assert bool(advice) is bool(reading.advice)
    assert reading.better == better
    assert better is None or not judge_scan(typed, slowest, end, better).advice


def test_nothing_typed_is_no_reading() -> None:
    model = ScannerTestViewModel(USUAL)
    model.end("enter", 5)
    assert model.reading.value is None
