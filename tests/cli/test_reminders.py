"""``reminders`` and ``follow-ups`` from the terminal."""

import pytest

from tests.cli.conftest import Admin


def test_reminders_come_by_day_with_what_they_are_about(ann: Admin) -> None:
    ann("customers", "edit", "1", "--birthday", "1986-11-24", "--spouse-name", "Lou")
    ann("follow-ups", "add", "--title", "Ring back", "--due", "2026-11-20", "--customer", "1")
    items = ann("reminders", "--json").document["items"]
    assert [(item["kind"], item["on"], item["days"]) for item in items] == [
        ("follow_up", "2026-11-20", -1),
        ("birthday", "2026-11-24", 3),
    ]
    assert items[1] == {
        "kind": "birthday",
        "on": "2026-11-24",
        "days": 3,
        "number": "C-000001",
        "full_name": "Ann Lee",
        "text": "Birthday: Ann Lee turns 40",
        "years": 40,
        "amount_minor": None,
        "debt_balance_minor": 0,
    }
    assert ann("reminders", "--days", "2", "--json").document["items"] == items[:1]
    assert all(words in ann("reminders").out for words in ("1 day late", "Ring back", "In 3 days"))


def test_a_follow_up_is_added_listed_and_done(ann: Admin) -> None:
    words = ("--title", "Order boxes", "--due", "2026-12-01", "--priority", "high", "--who", "rosa rossi")
    (added,) = ann("follow-ups", "add", *words, "--json").document["items"]
    assert added == {
        "id": 1,
        "title": "Order boxes",
        "due_on": "2026-12-01",
        "priority": "high",
        "status": "to_do",
        "number": None,
        "full_name": None,
        "who": "Rosa Rossi",
        "staff": "Rosa Rossi",
        "created_at": "2026-11-21T01:00:00Z",
    }
    assert ann("follow-ups", "list", "--json").document["items"] == [added]
    assert "Order boxes" in ann("follow-ups", "list").out
    (done,) = ann("follow-ups", "done", "1", "--json").document["items"]
    assert (done["status"], ann("follow-ups", "list", "--json").document["items"]) == ("done", [])


def test_the_same_request_adds_one(ann: Admin) -> None:
    for _ in range(2):
        ann("follow-ups", "add", "--title", "Once", "--due", "2026-12-01", "--request-id", "r1")
    assert len(ann("follow-ups", "list", "--json").document["items"]) == 1


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("follow-ups", "add", "--title", " ", "--due", "2026-12-01"), 3, "invalid_value"),
        (("follow-ups", "add", "--title", "x", "--due", "2026-02-31"), 3, "invalid_date"),
        (
            ("follow-ups", "add", "--title", "x", "--due", "2026-12-01", "--priority", "now"),
            3,
            "invalid_value",
        ),
        (("follow-ups", "add", "--title", "x", "--due", "2026-12-01", "--who", "Nobody"), 5, "not_found"),
        (("follow-ups", "add", "--title", "x", "--due", "2026-12-01", "--customer", "9"), 5, "not_found"),
        (("follow-ups", "done", "9"), 5, "not_found"),
        (("follow-ups", "done", "nine"), 5, "not_found"),
        (("reminders", "--days", "many"), 3, "invalid_value"),
        (("reminders", "--days", "400"), 3, "invalid_value"),
    ],
)
def test_what_cannot_be_is_refused(ann: Admin, words: tuple[str, ...], status: int, code: str) -> None:
    ran = ann(*words, "--json")
    assert (ran.status, ran.error["error"]) == (status, code)
