"""Reading the help goes forth and back, and a search ends where it began."""

from shopdesk.viewmodels.help import HelpViewModel
from shopdesk.viewmodels.help_book import ENGLISH, help_book
from ui import shortcuts

BOOK = help_book(ENGLISH, {key.name: shortcuts.shown(key.name) for key in shortcuts.table()})


def test_what_was_read_before_is_read_again() -> None:
    reading = HelpViewModel(BOOK, "payment")
    assert not reading.can_go_back.value
    reading.open("debt")
    reading.open_contents()
    reading.go_back()
    assert reading.shown.value.topic == BOOK.topic("debt")
    reading.go_back()
    assert reading.shown.value.topic == BOOK.topic("payment")
    assert not reading.can_go_back.value


def test_typing_on_searches_anew_and_clearing_leads_back_to_the_topic() -> None:
    reading = HelpViewModel(BOOK, "payment")
    for text in ("b", "bl", "blanks", "blanks "):
        reading.search(text)
    assert [hit.topic.name for hit in reading.shown.value.hits] == ["export", "merge"]
    reading.search("")
    assert reading.shown.value.topic == BOOK.topic("payment")


def test_the_same_topic_is_no_step() -> None:
    reading = HelpViewModel(BOOK, "payment")
    reading.open("payment")
    assert not reading.can_go_back.value
