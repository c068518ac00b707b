"""Fuzzed rows of lists: every one is answered for, accepted or rejected with a reason, and the book stays sound."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shopdesk.services.desk import Desk
from shopdesk.services.importing import ImportPlan, plan_import
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from tests.faults.outcome import PASSPHRASE, Outcome, copied
from tests.fuzz import fuzzing


def run(template: Path, work: Path, points: int, *, weakened: bool) -> Outcome:
    """Import that many rows; weakened, the last row of a file is passed over."""
    with (
        open_shop(copied(template, work, "lists"), PASSPHRASE) as shop,
        pytest.MonkeyPatch.context() as patch,
    ):
        if weakened:
            patch.setattr(fuzzing, "plan_import", _one_row_less)
        try:
            counts = fuzzing.fuzz_rows(shop.desk, points)
        except AssertionError as error:
            return Outcome(points, 0, [f"a row was not answered for: {error}"])
        wrong = [each.name for each in verify(shop.desk).checks if not each.ok]
    return Outcome(points, counts["new"] + counts["update"], wrong)


def _one_row_less(
    desk: Desk, data: bytes, mapping: Mapping[str, str] | None = None, **more: Any
) -> ImportPlan:
    plan = plan_import(desk, data, mapping, **more)
    return replace(plan, rows=plan.rows[:-1])
