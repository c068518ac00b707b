"""The one table of keys holds together."""

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from ui import shortcuts

SHOWN_ONLY = {"rows", "type_ahead"}


@pytest.mark.parametrize("place", [shortcuts.CHECKOUT, shortcuts.CUSTOMERS, shortcuts.REQUESTS])
def test_no_key_does_two_things_on_one_page(place: str) -> None:
    elsewhere = {shortcuts.CHECKOUT, shortcuts.CUSTOMERS, shortcuts.REQUESTS} - {place}
    here = (key for key in shortcuts.table() if key.place not in elsewhere)
    counted = Counter(sequence for key in here for sequence in key.keys)
    assert [sequence for sequence, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("key", shortcuts.table(), ids=lambda key: key.name)
def test_every_key_is_one_that_qt_knows(key: shortcuts.Key) -> None:
    known = [QKeySequence(sequence).toString() for sequence in key.keys]
    assert all(known) or key.name in SHOWN_ONLY
    assert key.does


@pytest.mark.parametrize(
    ("name", "shown"),
    [("new_customer", "Ctrl N"), ("take_payment", "F4"), ("open", "Enter"), ("larger", "Ctrl +")],
)
def test_keys_are_shown_as_people_say_them(name: str, shown: str) -> None:
    assert shortcuts.shown(name) == shown
