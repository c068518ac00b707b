"""``notes add``: writing something down about a customer."""

import pytest

from tests.cli.conftest import Admin


def test_an_added_note_comes_back_with_those_before(ann: Admin) -> None:
    ann("notes", "add", "C-000001", "--text", "Likes opals")
    items = ann("notes", "add", "1", "--text", "Came by", "--json").document["items"]
    assert [item["text"] for item in items] == ["Came by", "Likes opals"]
    assert items[0] == {
        "at": "2026-11-21T01:00:00Z",
        "staff": "Rosa Rossi",
        "text": "Came by",
        "pinned": False,
        "till_until_on": None,
    }


def test_a_note_is_pinned_and_shown_at_the_till_until_a_day(ann: Admin) -> None:
    words = ("--text", "Give back the ring box", "--pin", "--until", "2026-11-30", "--json")
    (item,) = ann("notes", "add", "1", *words).document["items"]
    assert (item["pinned"], item["till_until_on"]) == (True, "2026-11-30")


@pytest.mark.parametrize("day", ["2026-11-20", "soon"])
def test_a_day_that_cannot_be_is_refused(ann: Admin, day: str) -> None:
    ran = ann("notes", "add", "1", "--text", "Late", "--until", day, "--json")
    assert (ran.status, ran.error["error"]) == (3, "invalid_date")


@pytest.mark.parametrize(
    ("customer", "text", "status", "code"),
    [
        ("1", " ", 3, "invalid_value"),
        ("1", "x" * 5_001, 3, "invalid_value"),
        ("99", "Who?", 5, "not_found"),
    ],
)
def test_a_note_that_cannot_be_is_refused(
    ann: Admin, customer: str, text: str, status: int, code: str
) -> None:
    ran = ann("notes", "add", customer, "--text", text, "--json")
    assert (ran.status, ran.error["error"]) == (status, code)


def test_people_read_a_table(ann: Admin) -> None:
    out = ann("notes", "add", "1", "--text", "Likes opals").out
    assert all(word in out for word in ("21 Nov 2026", "Rosa Rossi", "Likes opals"))
