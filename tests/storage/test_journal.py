"""The journal: gap-free, chained, and silent about persons."""

import hashlib
import hmac
import json
from collections.abc import Callable

import pytest

from shopdesk.domain.account import CustomerId, StaffId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Role
from shopdesk.errors import InvalidAmount
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.customers import RecordChange, add_customer, archive_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff, set_pin, sign_in
from shopdesk.services.statements import issue
from shopdesk.storage import journal
from shopdesk.viewmodels.statement import build_statement
from tests.conftest import NOON

DEEDS: dict[str, Callable[[Desk, CustomerId], object]] = {
    "sell": lambda desk, who: sell(desk, SaleOrder(who, 500, on_account=500, note="the Baroness"), "a"),
    "take_payment": lambda desk, who: take_payment(desk, PaymentOrder(who, 500, note="the Baroness"), "a"),
    "adjust": lambda desk, who: adjust(
        desk, AdjustmentOrder(who, -5, AdjustmentKind.GOODWILL_CREDIT, "the Baroness"), "a"
    ),
    "save_customer": lambda desk, who: edit_customer(desk, who, RecordChange({"last_name": "the Baroness"})),
    "archive_customer": archive_customer,
    "add_note": lambda desk, who: edit_customer(desk, who, RecordChange(note="the Baroness")),
    "issue_statement": lambda desk, who: issue(desk, build_statement(desk, who)),
    "change_settings": lambda desk, _who: change_settings(desk, {"phone": "the Baroness"}),
    "manage_staff": lambda desk, _who: add_staff(desk, "the Baroness", Role.CASHIER),
    "sign_in": lambda desk, _who: sign_in(desk, StaffId(1), "1234"),
}


def rows(desk: Desk) -> list[tuple[int | str | bytes | None, ...]]:
    with desk.read() as session:
        found = session.exec_driver_sql(
            "SELECT sequence, at, staff_id, deed, subject, content, key_id, mac FROM journal ORDER BY sequence"
        )
        return [tuple(row) for row in found]


@pytest.mark.parametrize("deed", DEEDS)
def test_every_deed_that_matters_is_one_row_with_who_and_when(
    desk: Desk, marai: CustomerId, deed: str
) -> None:
    before = rows(desk)
    DEEDS[deed](desk, marai)
    (row,) = rows(desk)[len(before) :]
    assert row[0] == len(before) + 1
    assert (row[2], row[3]) == (1, deed)
    assert row[1] == int(NOON.timestamp()) * 1_000_000


@pytest.mark.parametrize("deed", sorted(DEEDS.keys() - {"change_settings"}))
def test_no_personal_word_stands_in_the_journal(desk: Desk, marai: CustomerId, deed: str) -> None:
    DEEDS[deed](desk, marai)
    assert "Baroness" not in repr(rows(desk))


def test_what_the_shop_says_of_itself_stands_there_as_it_was_and_as_it_is(desk: Desk) -> None:
    change_settings(desk, {"phone": "03 9000 0000"})
    content = json.loads(str(rows(desk)[-1][5]))
    assert content == {"keys": ["phone"], "before": [""], "after": ["03 9000 0000"]}


def test_the_chain_is_an_hmac_over_the_mac_before_and_the_row(desk: Desk, marai: CustomerId) -> None:
    set_pin(desk, StaffId(1), "4321")
    before = bytes(32)
    for row in rows(desk):
        body = json.dumps(row[:7], ensure_ascii=False, separators=(",", ":")).encode()
        mac = hmac.new(desk.book.keys.journal_key, before + body, hashlib.sha256).digest()
        assert row[7] == mac
        before = mac


@pytest.mark.parametrize("odd", ["", 'a"b\\c', "tab\tnew\nnul\x00\x7f", "é 王伟 💍 \u2028", "\ud7ff"])
@pytest.mark.parametrize("staff", [None, 7])
def test_any_row_is_chained_as_its_json(odd: str, staff: int | None) -> None:
    row = (1, 2, staff, odd, odd, journal.canonical({"note": odd}), 3)
    body = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
    mac = hmac.new(b"key", journal.FIRST_MAC + body, hashlib.sha256).digest()
    assert journal.chain(b"key", journal.FIRST_MAC, row) == mac


def test_the_head_is_the_newest_row_and_its_code_is_what_papers_print(desk: Desk) -> None:
    with desk.read() as session:
        head = journal.read_head(session)
    newest = rows(desk)[-1]
    assert (head.sequence, head.mac) == (newest[0], newest[7])
    assert head.code == journal.short_code(head.sequence, head.mac)
    assert head.code.startswith(f"{head.sequence}-")
    assert len(head.code.split("-")[1]) == 8


def test_a_refusal_leaves_no_row(desk: Desk, marai: CustomerId) -> None:
    before = rows(desk)
    with pytest.raises(InvalidAmount):
        take_payment(desk, PaymentOrder(marai, 0), "a")
    assert rows(desk) == before


def test_content_has_one_spelling(desk: Desk) -> None:
    assert journal.canonical({"b": 1, "a": "é", "c": b"\x00"}) == '{"a":"é","b":1,"c":"AA=="}'
    with pytest.raises(TypeError):
        journal.canonical({"a": object()})  # type: ignore[dict-item]  # what no row may hold


def test_the_newest_change_of_a_record_is_told_with_its_author(desk: Desk) -> None:
    add_customer(desk, RecordChange({"first_name": "Ann"}))
    edit_customer(desk, CustomerId(1), RecordChange({"suburb": "Carlton", "email": "a@example.com"}))
    with desk.read() as session:
        assert journal.last_change(session, "C-000001", "save_customer") == (
            ["email", "suburb"],
            "Rosa Rossi",
        )
        assert journal.last_change(session, "C-000009", "save_customer") is None
