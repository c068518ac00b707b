"""Opening balances of many new customers: the same rows as one by one."""

import shutil
from pathlib import Path
from typing import Any

from shopdesk.services.desk import Desk
from shopdesk.services.importing import carry_out, plan_import
from shopdesk.services.verifying import verify
from shopdesk.shop import open_shop
from tests.conftest import PASSPHRASE, StandingClock

BALANCES = {"Ada": "12.50,2026-09-01", "Bea": "(60.00),", "Cleo": ",", "Dora": "7.00,"}
HEADER = "Name,Email,Opening balance,Opening balance date"
ROWS = (
    "SELECT kind, amount, method, due_on, at, entered_at, staff_id FROM account_adjustment ORDER BY number",
    "SELECT kind, number, at, due_on, amount, outstanding, settled_at, disputed FROM charge ORDER BY number",
    "SELECT kind, number, at, amount, unallocated FROM credit ORDER BY number",
    "SELECT first_name, debt_balance, side, next_due_on FROM customer ORDER BY id",
    "SELECT customers, debtors, in_credit, owed FROM tally",
    "SELECT value FROM counter WHERE name IN ('event', 'adjustment')",
    "SELECT subject, json_remove(content, '$.reason_enc') FROM journal WHERE deed = 'adjust' ORDER BY sequence",
)


def taken_over(desk: Desk, rows: dict[str, str]) -> None:
    text = "\n".join((HEADER, *(f"{name},{name}@example.com,{rest}" for name, rest in rows.items())))
    carry_out(desk, plan_import(desk, text.encode()))


def all_rows(desk: Desk) -> list[list[tuple[Any, ...]]]:
    with desk.read() as session:
        return [[tuple(row) for row in session.exec_driver_sql(query)] for query in ROWS]


def test_balances_of_new_customers_are_as_if_posted_one_by_one(
    desk: Desk, shop_template: Path, clock: StandingClock, tmp_path: Path
) -> None:
    taken_over(desk, BALANCES)
    other = shutil.copytree(shop_template, tmp_path / "other")
    with open_shop(other, PASSPHRASE, clock=clock) as shop:
        taken_over(shop.desk, dict.fromkeys(BALANCES, ","))
        taken_over(shop.desk, BALANCES)
        assert all_rows(shop.desk) == all_rows(desk)
    assert verify(desk).ok
