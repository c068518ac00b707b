"""The help opens at what is in front of somebody, is read and searched, and prints the card for the till."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import ui
from shopdesk.viewmodels.help import Shown
from shopdesk.viewmodels.help_book import ENGLISH, help_book
from ui import shortcuts
from ui.help.help_window import HelpWindow
from ui.help.opening import book, open_help, topic_of
from ui.help.papers import card_of, page_of
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field

SOURCE = Path(ui.__file__).parent
TOPICS = frozenset(help_book(ENGLISH, {key.name: "" for key in shortcuts.table()}).topics)


class PayingDialog(Dialog):
    """A dialog with a topic, and a part of it with another one."""

    help_topic = "payment"

    def __init__(self) -> None:
        super().__init__("Pay")
        self.amount = Field("Amount")
        self.part = Field("Note")
        self.body.addWidget(self.amount)
        self.body.addWidget(self.part)


@pytest.fixture
def paying(qtbot: QtBot) -> PayingDialog:
    """Open a dialog."""
    dialog = PayingDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def opened(dialog: Dialog) -> HelpWindow:
    QTest.keyClick(dialog, Qt.Key.Key_F1)
    (found,) = (each for each in dialog.findChildren(HelpWindow) if each.isVisible())
    return found


def test_f1_opens_the_topic_of_a_dialog_beside_it_and_leaves_it_free(paying: PayingDialog) -> None:
    reading = opened(paying)
    assert "Taking a payment" in reading.page.toPlainText()
    assert not reading.isModal()
    QTest.keyClicks(paying.amount.line, "20")
    assert paying.amount.text() == "20"


def test_f1_again_turns_to_the_topic_in_the_same_window(paying: PayingDialog, qtbot: QtBot) -> None:
    reading = opened(paying)
    reading.model.open("debt")
    assert opened(paying) is reading
    assert "Taking a payment" in reading.page.toPlainText()
    qtbot.waitUntil(reading.isActiveWindow)
    QTest.keyClick(reading, Qt.Key.Key_F1)
    assert "What can be read here" in reading.page.toPlainText()


def test_what_has_no_topic_takes_that_of_what_lies_below(paying: PayingDialog) -> None:
    question = Dialog("Sure?", paying)
    assert topic_of(question) == "payment"


def test_links_and_back_lead_through_the_help(paying: PayingDialog) -> None:
    reading = opened(paying)
    reading.page.anchorClicked.emit(QUrl("topic:debt"))
    assert "What somebody owes" in reading.page.toPlainText()
    reading.back.click()
    assert "Taking a payment" in reading.page.toPlainText()
    assert not reading.back.isEnabled()


def test_typing_searches_and_the_box_is_empty_where_nothing_is_searched(paying: PayingDialog) -> None:
    reading = opened(paying)
    QTest.keyClicks(reading.search, "blanks")
    assert "Why does an export have blanks?" in reading.page.toPlainText()
    reading.contents.click()
    assert reading.search.text() == ""
    QTest.keyClicks(reading.search, "unicorn")
    assert "Nothing is said about “unicorn”" in reading.page.toPlainText()


def test_without_a_shop_the_card_says_why_it_cannot_be_printed(paying: PayingDialog) -> None:
    reading = opened(paying)
    assert not reading.card.isEnabled()
    assert "Open your shop first" in reading.card.toolTip()
    assert "Open your shop first" in reading.print.toolTip()


def test_the_page_in_front_is_printed_by_the_window_below(paying: PayingDialog) -> None:
    asked: list[Shown] = []
    paying.print_help_page = asked.append  # type: ignore[attr-defined]
    reading = opened(paying)
    reading.print.click()
    reading.model.search("unicorn")
    assert not reading.print.isEnabled()
    reading.model.open_contents()
    reading.print.click()
    first, contents = asked
    assert first.topic is not None
    assert (first.topic.name, contents) == ("payment", Shown())
    titles = [ask for ask, _paragraphs in page_of("Rossi Jewellers", contents).answers]
    assert titles == [topic.title for topic in reading.model.book.topics.values()]


def test_the_topic_of_all_keys_shows_every_key_of_the_table(paying: PayingDialog) -> None:
    reading = opened(paying)
    reading.model.open("keys")
    said = reading.page.toPlainText()
    assert all(key.does in said and shortcuts.shown(key.name) in said for key in shortcuts.table())


def test_the_card_has_every_key_as_the_program_obeys_it() -> None:
    rows = [row for group in card_of("Rossi Jewellers").groups for row in group.rows]
    assert {does for _keys, does in rows} == {key.does for key in shortcuts.table()}
    assert all(
        text.isascii() or text == "A–Z" for row in rows for text in row
    )  # the paper's letters have no arrows
    assert ("F3 / Ctrl F", shortcuts.key("search").does) in rows


def test_the_card_and_the_help_name_no_key_that_the_program_does_not_obey() -> None:
    assert all("{" not in answer.ask for topic in book().topics.values() for answer in topic.answers)


def named_topics() -> dict[str, str]:
    """Return each class of the window that names a topic in its source, with the topic."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                for line in node.body:
                    if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "help_topic":
                        found[node.name] = ast.literal_eval(line.value)
    return found


def test_every_topic_that_a_window_names_is_there() -> None:
    named = {name: topic for name, topic in named_topics().items() if topic}
    assert {name: topic for name, topic in named.items() if topic not in TOPICS} == {}


def test_every_dialog_names_a_topic_but_those_that_take_it_from_below() -> None:
    from_below = {"QuestionDialog", "HelpWindow"}
    bases: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases.setdefault(node.name, set()).update(ast.unparse(base) for base in node.bases)
    named, built_upon = named_topics(), {name for above in bases.values() for name in above}

    def has_topic(name: str) -> bool:
        return bool(named.get(name)) or any(has_topic(base) for base in bases.get(name, ()))

    dialogs = {name for name, above in bases.items() if any(base.endswith("Dialog") for base in above)}
    silent = {name for name in dialogs - built_upon - from_below if not has_topic(name)}
    assert silent == set()


def test_the_help_stands_within_the_window_and_the_screen(paying: PayingDialog) -> None:
    open_help(paying)
    reading = opened(paying)
    assert reading.screen().availableGeometry().contains(reading.geometry())
