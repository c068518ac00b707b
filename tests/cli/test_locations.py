"""``locations`` from the terminal, and a cashier who is tied to one."""

import pytest

from tests.cli.conftest import Admin


@pytest.mark.parametrize("words", [("locations",), ("staff", "locations")])
def test_locations_are_added_and_listed(admin: Admin, words: tuple[str, ...]) -> None:
    added = admin(*words, "add", "Carlton", "--json").document
    assert added == {"items": [{"id": 1, "name": "Carlton"}]}
    assert admin(*words, "list", "--json").document == added
    assert "Carlton" in admin(*words, "list").out


@pytest.mark.parametrize(("name", "code"), [("CARLTON", "already_exists"), (" ", "invalid_value")])
def test_a_location_that_cannot_be_is_refused(admin: Admin, name: str, code: str) -> None:
    admin("locations", "add", "Carlton")
    ran = admin("locations", "add", name, "--json")
    assert (ran.status, ran.error["error"]) == (3, code)


def test_a_cashier_is_tied_to_a_location(admin: Admin) -> None:
    admin("locations", "add", "Carlton")
    words = ("staff", "add", "Mina Costa", "--role", "cashier", "--location", "carlton")
    assert admin(*words, "--json").document["items"][-1]["location"] == "Carlton"
    assert "Carlton" in admin("staff", "list").out
