"""Wrongs planted among corrections, refunds, transfers and disputes are found, and named."""

import pytest

from shopdesk.services.desk import Desk
from shopdesk.services.verifying import verify
from tests.storage.golden.make import put_things_right, tell_a_story
from tests.tampering import tamper


@pytest.mark.parametrize(
    ("planted", "check", "sentence"),
    [
        (
            "UPDATE sale_correction SET cash = cash + 1",
            "corrections",
            "C-000002: a correction moved 400, the drawer 401",
        ),
        (
            "UPDATE sale_refund SET credited = credited + 1, amount = amount + 1 WHERE credited > 0",
            "refunds",
            "C-000002: a refund credited 101, its entry 100",
        ),
        (
            "UPDATE sale_refund SET cash = cash + 901, amount = amount + 901 WHERE cash > 0",
            "refunds",
            "S-00003 was refunded more than it came to",
        ),
        ("DELETE FROM sale_refund WHERE id = 2", "numbers", "sale_refund: 1 rows"),
        ("DELETE FROM transfer", "transfers", "A-00004 is one leg of a transfer without the other"),
        ("DELETE FROM dispute_end", "disputes", "C-000002: a charge is marked disputed (0) and has 1 open"),
        ("UPDATE charge SET disputed = 1", "disputes", "C-000001: a charge is marked disputed (1) and has 0"),
    ],
)
def test_what_is_planted_is_found_and_named(desk: Desk, planted: str, check: str, sentence: str) -> None:
    tell_a_story(desk)
    put_things_right(desk)
    assert verify(desk).ok
    tamper(desk, planted)
    found = {name: problems for name, _, _, problems in _problems(desk)}
    assert any(problem.startswith(sentence) for problem in found.get(check, ())), found


def _problems(desk: Desk) -> list[tuple[str, bool, int, tuple[str, ...]]]:
    return [(found.name, found.ok, found.checked, found.problems) for found in verify(desk).checks]
