"""The journal as the owner reads it, narrows it and takes it out."""

import platform
from dataclasses import replace
from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.adjustment import AdjustmentKind
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.domain.staff import Deed, Role
from shopdesk.services.adjusting import AdjustmentOrder, adjust
from shopdesk.services.customers import RecordChange, archive_customer, edit_customer
from shopdesk.services.desk import Desk
from shopdesk.services.erasing import erase
from shopdesk.services.payments import take_payment
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import add_staff
from shopdesk.services.tills import list_tills, make_till, remove_till
from shopdesk.viewmodels.journal import JournalFilters, JournalRow, JournalViewModel
from shopdesk.viewmodels.narrowed import When
from tests.conftest import PASSPHRASE, StandingClock
from tests.memory_keyring import MemoryKeyring
from tests.ports import InlineRunner, ScriptedPrompter


def looked(desk: Desk, *answers: str) -> JournalViewModel:
    model = JournalViewModel(desk, InlineRunner(), ScriptedPrompter(*answers))
    model.load()
    return model


def rows(model: JournalViewModel) -> tuple[JournalRow, ...]:
    assert model.picture.value is not None
    return model.picture.value.rows


def test_old_and_new_values_are_opened_for_the_owner(desk: Desk, marai: CustomerId) -> None:
    edit_customer(desk, marai, RecordChange({"mobile": "0412 345 004", "allergies": "nickel"}))
    edit_customer(desk, marai, RecordChange({"mobile": "0491 570 156"}))
    change_settings(desk, {"payment_terms_days": "14"})
    settings, newest, before, *_ = rows(looked(desk))
    assert settings.detail == "Terms: 30 days → 14 days"
    assert newest.detail == "Mobile: 0412 345 004 → 0491 570 156"
    assert before.detail == "Mobile: 0412 345 004 · Allergies: nickel"
    assert (newest.deed, newest.whom, newest.number) == ("Record saved", "Marai Haddad", "C-000001")


def test_figures_and_notes_are_said(desk: Desk, marai: CustomerId) -> None:
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400, note="for her mother"), "one")
    take_payment(desk, PaymentOrder(marai, 1_000, note="the rest on Friday"), "two")
    paid, sold, *_ = rows(looked(desk))
    assert paid.detail == "P-00001 · $10.00 · by cash · “the rest on Friday”"
    assert sold.detail == "S-00001 · total $44.00 · on account $44.00 · due 21 Dec 2026 · “for her mother”"


def test_a_till_is_named_by_its_computer(desk: Desk, memory_keyring: MemoryKeyring) -> None:
    make_till(desk, PASSPHRASE, "270418")
    remove_till(desk, list_tills(desk).tills[0].id)
    removed, made, *_ = rows(looked(desk))
    assert (made.deed, made.whom, made.detail) == ("Secrets", "Till", platform.node())
    assert removed.detail == f"{platform.node()} · may open the shop with its PIN no more"


def test_of_whom_was_erased_only_the_deeds_are_left(desk: Desk, marai: CustomerId) -> None:
    edit_customer(desk, marai, RecordChange({"allergies": "nickel"}))
    archive_customer(desk, marai)
    erase(desk, marai)
    found = rows(looked(desk))
    assert {row.whom for row in found if row.number == "C-000001"} == {"Erased customer"}
    assert not any("nickel" in row.detail for row in found)


@pytest.mark.parametrize(
    ("chosen", "deeds"),
    [
        ({"deed": Deed.TAKE_PAYMENT}, ["Payment"]),
        ({"staff": "Mina"}, ["Payment"]),
        ({"from_text": "22/11/2026", "to_text": "22/11/2026"}, ["Payment"]),
        ({"to_text": "20 Nov 2026"}, []),
    ],
)
def test_it_is_narrowed_and_shown_whole_again(
    desk: Desk, marai: CustomerId, clock: StandingClock, chosen: dict[str, object], deeds: list[str]
) -> None:
    mina = desk.as_staff(add_staff(desk, "Mina", Role.CASHIER))
    clock.forward(days=1)
    take_payment(mina, PaymentOrder(marai, 1_000), "one")
    model = looked(desk)
    everything = rows(model)
    model.narrow(**chosen)
    assert [row.deed for row in rows(model)] == deeds
    model.clear()
    assert (rows(model), model.filters.value) == (everything, JournalFilters())


def test_days_and_a_customer_are_chosen_by_name(desk: Desk, marai: CustomerId) -> None:
    model = looked(desk)
    model.choose_days(When.YESTERDAY)
    assert not rows(model)
    model.choose_days(When.TODAY)
    model.choose_customer(marai)
    assert [row.deed for row in rows(model)] == ["Record saved"]
    assert model.filters.value.customer_name == "Marai Haddad"
    model.choose_customer(None)
    assert len(rows(model)) > 1


@pytest.mark.parametrize(
    ("typed", "fields"),
    [({"from_text": "soon"}, {"from"}), ({"from_text": "22/11/2026", "to_text": "21/11/2026"}, {"from"})],
)
def test_days_that_cannot_be_are_said(desk: Desk, typed: dict[str, str], fields: set[str]) -> None:
    model = looked(desk)
    model.narrow(**typed)
    assert set(model.errors.value) == fields


def test_the_next_page_is_added_below(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopdesk.viewmodels.journal.PAGE", 2)
    model = looked(desk)
    assert model.picture.value is not None
    assert model.picture.value.said == "Showing the newest 2; older ones follow below"
    while model.picture.value.next is not None:
        model.load_more()
    assert [row.entry.line.sequence for row in rows(model)] == list(range(desk.book.sequence, 0, -1))
    assert model.picture.value.head.startswith(f"{desk.book.sequence}-")


def test_it_is_taken_out_as_csv_and_the_journal_says_so(
    desk: Desk, marai: CustomerId, tmp_path: Path
) -> None:
    take_payment(desk, PaymentOrder(marai, 1_000), "one")
    model = looked(desk, str(tmp_path / "journal.csv"))
    model.save_list()
    lines = (tmp_path / "journal.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Row,At,Staff,Deed,Subject,Name,What exactly,MAC"
    assert "Rosa Rossi,Payment,C-000001,Marai Haddad,P-00001" in lines[-1]
    assert (rows(model)[0].deed, rows(model)[0].detail) == ("Export", f"rows: {len(lines) - 1}")


def test_who_allowed_it_and_why_is_said(desk: Desk, marai: CustomerId) -> None:
    mina = add_staff(desk, "Mina", Role.CASHIER)
    at_the_till = desk.as_staff(replace(mina, approver=desk.staff))
    adjust(at_the_till, AdjustmentOrder(marai, -500, AdjustmentKind.GOODWILL_CREDIT, "a scratch"), "one")
    newest = rows(looked(desk))[0]
    assert newest.entry.line.staff == "Mina"
    assert newest.detail == "A-00001 · goodwill credit · −$5.00 · “a scratch” · allowed by Rosa Rossi"
