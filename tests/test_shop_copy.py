"""A backup looked into: everything can be read, nothing can be entered, and nothing of it is left behind."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import Damaged, Forbidden, NotAShop, NotFound, WrongSecret
from shopdesk.messages import sentence
from shopdesk.services.accounts import account_state
from shopdesk.services.backups import back_up, back_up_if_due, bring_back
from shopdesk.services.customers import RecordChange, edit_customer, get_customer
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.services.secrets import change_passphrase
from shopdesk.services.selling import sell
from shopdesk.services.settings import change_settings
from shopdesk.services.staff import sign_in
from shopdesk.services.verifying import verify
from shopdesk.shop import ShopCopy, open_copy
from tests.conftest import PASSPHRASE, StandingClock


@pytest.fixture
def backup(desk: Desk, marai: CustomerId, tmp_path: Path) -> Path:
    """Back up a shop in which Marai owes $44.00."""
    sell(desk, SaleOrder(marai, total=4_400, on_account=4_400), "one")
    return back_up(desk, to=tmp_path / "elsewhere.shopbackup").path


@pytest.fixture
def copy(backup: Path, clock: StandingClock) -> Iterator[ShopCopy]:
    opened = open_copy(backup, PASSPHRASE, clock=clock)
    yield opened
    opened.close()


def test_a_backup_is_read_as_it_was(copy: ShopCopy, desk: Desk, marai: CustomerId) -> None:
    take_payment(desk, PaymentOrder(marai, 4_400), "later")
    assert account_state(copy.desk, marai).balance == 4_400
    assert get_customer(copy.desk, marai).record.full_name == "Marai Haddad"
    assert copy.desk.book.copied_at is not None
    assert verify(copy.desk).ok


_DEEDS: dict[str, Callable[[Desk], object]] = {
    "payment": lambda desk: take_payment(desk, PaymentOrder(CustomerId(1), 100), "two"),
    "record": lambda desk: edit_customer(desk, CustomerId(1), RecordChange({"first_name": "Mara"})),
    "setting": lambda desk: change_settings(desk, {"shop_name": "Other"}),
    "sign-in": lambda desk: sign_in(desk, desk.staff.id, "1234"),
    "backup": back_up,
    "journal": bring_back,
    "passphrase": lambda desk: change_passphrase(desk, PASSPHRASE, "another long passphrase"),
}


@pytest.mark.parametrize("name", _DEEDS)
def test_nothing_is_entered_in_it(copy: ShopCopy, name: str) -> None:
    with pytest.raises(Forbidden) as refused:
        _DEEDS[name](copy.desk)
    assert sentence(refused.value).startswith("This is a copy to look into")
    assert back_up_if_due(copy.desk, ending=True) is None


def test_its_connections_refuse_by_themselves(copy: ShopCopy) -> None:
    with copy.desk.book.database.read() as session, pytest.raises(DBAPIError, match="readonly"):
        session.exec_driver_sql("UPDATE customer SET first_name = 'Mara'")


def test_nothing_of_it_lies_open_or_is_left(
    backup: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    places = tmp_path / "places"
    places.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(places))
    with pytest.raises(WrongSecret):
        open_copy(backup, "not this one at all")
    assert not list(places.iterdir())
    before = backup.read_bytes()
    opened = open_copy(backup, PASSPHRASE)
    assert account_state(opened.desk, CustomerId(1)).balance == 4_400
    assert not any(b"Haddad" in path.read_bytes() for path in places.rglob("*") if path.is_file())
    opened.close()
    assert (list(places.iterdir()), backup.read_bytes()) == ([], before)


def test_what_is_no_backup_is_told_apart(backup: Path, tmp_path: Path) -> None:
    torn, other = tmp_path / "torn.shopbackup", tmp_path / "letter.pdf"
    torn.write_bytes(backup.read_bytes()[:-40_000])
    other.write_bytes(b"%PDF-1.7")
    for path, kind in ((tmp_path / "gone", NotFound), (other, NotAShop), (torn, (Damaged, NotAShop))):
        with pytest.raises(kind):
            open_copy(path, PASSPHRASE)
