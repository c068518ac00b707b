"""The checks run two at a time: what is raised ends both, and damage ends only what cannot be read."""

import pytest

from shopdesk.errors import Cancelled, Damaged
from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.storage import examining
from shopdesk.storage.examining import examine
from shopdesk.storage.finding import Finding, Proof
from shopdesk.storage.integrity import CHECKS


def examined(desk: Desk, told: list[str], stop_at: str = "") -> dict[str, Finding | None]:
    def tell(name: str) -> None:
        told.append(name)
        if name == stop_at:
            raise Cancelled

    book = desk.book
    return examine(book.database, book.vault, book.keys.chain_keys, CHECKS, tell)


def damage(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def cannot_read(_: Proof) -> Finding:
        raise Damaged(what="database")

    monkeypatch.setitem(CHECKS, name, cannot_read)


@pytest.mark.parametrize(("name", "never"), [("journal", "anchor"), ("balances", "numbers")])
def test_what_the_listener_raises_ends_both_sides(desk: Desk, name: str, never: str) -> None:
    told: list[str] = []
    with pytest.raises(Cancelled):
        examined(desk, told, stop_at=name)
    assert name in told
    assert never not in told


@pytest.mark.parametrize(
    ("name", "unmade"),
    [
        ("journal", {"journal", "bundles", "notes", "suburbs", "anchor"}),
        ("vip", {"vip", "messages", "requests", "numbers"}),
    ],
)
def test_damage_leaves_the_checks_of_the_other_side(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, unmade: set[str]
) -> None:
    damage(monkeypatch, name)
    found = examined(desk, [])
    assert list(found) == list(CHECKS)
    assert {name for name, each in found.items() if each is None} == unmade


def test_where_not_even_pages_can_be_compared_nothing_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(monkeypatch, "pages")
    with pytest.raises(Damaged):
        examined(desk, [])


def test_it_can_be_stopped_while_a_check_reads(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "_ASKED_EVERY", 500)
    begun: list[str] = []
    book = desk.book
    with pytest.raises(Cancelled):
        examine(book.database, book.vault, book.keys.chain_keys, CHECKS, begun.append, lambda: len(begun) > 1)
    assert len(begun) < len(CHECKS)
    add_customer(desk, RecordChange({"first_name": "Ann"}))  # nobody takes the interruption for damage
