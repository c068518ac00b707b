"""In a language that nobody speaks, every text of a page is seen to have been asked for."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.shop import open_shop
from shopdesk.viewmodels.first_run import Computer
from shopdesk.wording import ENGLISH
from tests.conftest import PASSPHRASE, StandingClock
from tests.inline_threads import InlineThreads
from tests.ports import InlineRunner, ScriptedPrompter
from tests.stretched import BEGINS, STRETCHED
from tests.ui.start_pages import close_door, place_of
from ui import languages
from ui.languages import speak_in
from ui.start.front_door import FrontDoor
from ui.start.place import Demo
from ui.till import BACK_OFFICE, CHECKOUT, CUSTOMERS, RECEIVABLES, REMINDERS, REQUESTS, SALES, ShopTill

_WORD = re.compile(r"[A-Za-z]{3,}")
_DATA = re.compile(
    r"Rossi|Rosa|Marai|Haddad|Ctrl|Esc|ESC/POS|PDF|IBAN|AUD|English|Español|Français|/|_|example\.com"
    r"|[A-Z][a-z]{2} 20\d\d|\d (?:[A-Z][a-z]{2})"
)


@pytest.fixture
def till(
    qapp: QApplication, shop_folder: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ShopTill]:
    monkeypatch.setattr(languages, "wording", lambda _language: STRETCHED)
    with open_shop(shop_folder, PASSPHRASE, clock=clock) as shop:
        add_customer(shop.desk, RecordChange({"first_name": "Marai", "last_name": "Haddad"}))
    demo = Demo(place_of(shop_folder, clock), PASSPHRASE, lambda _progress: None)
    door = FrontDoor(
        qapp,
        InlineRunner(),
        Computer("en_AU", "Australia/Melbourne"),
        lambda shop, desk, door: ShopTill(InlineThreads(), shop, desk, door),
        demo,
        lambda _window: ScriptedPrompter(),
    )
    door.enter_demo()
    assert isinstance(door.till, ShopTill)
    yield door.till
    close_door(door)
    speak_in(qapp, ENGLISH)


@pytest.mark.parametrize("page", [CHECKOUT, CUSTOMERS, REMINDERS, REQUESTS, RECEIVABLES, SALES, BACK_OFFICE])
def test_a_page_says_nothing_that_cannot_be_translated(till: ShopTill, page: str) -> None:
    till.window.show_page(page)
    said = set(_shown(till.window))
    assert [text for text in said if BEGINS in text]
    assert (
        sorted(text for text in said if BEGINS not in text and _WORD.search(text) and not _DATA.search(text))
        == []
    )


def _shown(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            if isinstance(widget, QLabel | QAbstractButton):
                yield widget.text()
            if isinstance(widget, QLineEdit):
                yield widget.placeholderText()
