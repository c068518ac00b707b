"""``messages`` from the terminal."""

from pathlib import Path

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import MessageKind, MessageOrder, MessageWay
from shopdesk.services.customers import RecordChange, edit_customer
from shopdesk.services.messaging import send
from shopdesk.shop import open_shop
from tests.cli.conftest import Admin
from tests.conftest import PASSPHRASE, StandingClock


def test_the_messages_of_everybody_or_of_one_are_listed_newest_first(
    ann: Admin, shop_folder: Path, clock: StandingClock
) -> None:
    assert ann("messages", "list", "--json").document == {"items": []}
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        edit_customer(shop.desk, CustomerId(1), RecordChange({"mobile": "0412 345 678"}))
        for number in (1, 2):
            order = MessageOrder(CustomerId(1), MessageKind.FREE, MessageWay.SMS, f"Number {number}")
            send(shop.desk, order, f"message {number}")
    newest, oldest = ann("messages", "list", "--json").document["items"]
    assert (newest["text"], oldest["text"]) == ("Number 2", "Number 1")
    assert newest | {"full_name": "Ann"} == {
        "id": 2,
        "at": "2026-11-21T01:00:00Z",
        "number": "C-000001",
        "full_name": "Ann",
        "kind": "free",
        "level": None,
        "way": "sms",
        "address": "+61412345678",
        "subject": None,
        "text": "Number 2",
        "statement": None,
        "outcome": "opened",
        "tries": 0,
        "staff": "Rosa Rossi",
        "ended_at": None,
    }
    only = ann("messages", "list", "--customer", "1", "--limit", "1", "--json")
    assert only.document == {"items": [newest]}
    assert "Number 2" in ann("messages", "list").out
    assert ann("messages", "list", "--customer", "99", "--json").status == 5
