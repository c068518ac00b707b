"""``requests`` from the terminal."""

import pytest

from tests.cli.conftest import Admin


def test_a_request_is_added_listed_moved_and_becomes_a_follow_up(ann: Admin) -> None:
    words = ("--text", "Resize a ring", "--kind", "repair", "--name", "Lou", "--email", "lou@example.com")
    (added,) = ann("requests", "add", *words, "--json").document["items"]
    assert added == {
        "id": 1,
        "ref": "Q-00001",
        "kind": "repair",
        "status": "new",
        "text": "Resize a ring",
        "name": "Lou",
        "email": "lou@example.com",
        "phone": None,
        "number": None,
        "full_name": None,
        "booked_on": None,
        "follow_up": None,
        "sale": None,
        "staff": "Rosa Rossi",
        "created_at": "2026-11-21T01:00:00Z",
    }
    assert ann("requests", "list", "--json").document["items"] == [added]
    assert all(said in ann("requests", "list").out for said in ("Q-00001", "Lou", "Resize a ring"))
    (booked,) = ann("requests", "move", "Q-1", "booked", "--on", "2026-12-01", "--json").document["items"]
    assert (booked["status"], booked["booked_on"]) == ("booked", "2026-12-01")
    for _ in range(2):
        (converted,) = ann("requests", "convert", "1", "--due", "2026-12-02", "--json").document["items"]
        assert (converted["status"], converted["follow_up"]) == ("converted", 1)
    assert len(ann("follow-ups", "list", "--json").document["items"]) == 1


def test_a_request_becomes_a_sale(ann: Admin) -> None:
    ann("requests", "add", "--text", "A box", "--customer", "1")
    sold = ann("sales", "add", "--customer", "1", "--total", "500", "--cash", "500", "--json").document["ref"]
    (converted,) = ann("requests", "convert", "1", "--sale", sold, "--json").document["items"]
    assert (converted["sale"], converted["number"]) == (sold, "C-000001")
    assert ann("requests", "list", "--json").document["items"] == []


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("add", "--text", " "), 3, "invalid_value"),
        (("add", "--text", "x", "--kind", "gift"), 3, "invalid_value"),
        (("add", "--text", "x", "--email", "x"), 3, "invalid_email"),
        (("add", "--text", "x", "--phone", "1"), 3, "invalid_phone"),
        (("add", "--text", "x", "--customer", "9"), 5, "not_found"),
        (("move", "9", "contacted"), 5, "not_found"),
        (("move", "x", "contacted"), 5, "not_found"),
        (("convert", "1"), 2, "usage"),
        (("convert", "9", "--due", "2026-12-01"), 5, "not_found"),
    ],
)
def test_what_cannot_be_is_refused(ann: Admin, words: tuple[str, ...], status: int, code: str) -> None:
    ran = ann("requests", *words, "--json")
    assert (ran.status, ran.error["error"]) == (status, code)
