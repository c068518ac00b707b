"""The one table of keys: it feeds the shortcuts, the hints in the status bar and the page of keys."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from shopdesk.wording import kept_while_spoken, tr
from ui.widgets.resting import or_say_why

WINDOW = "window"
CHECKOUT = "checkout"
CUSTOMERS = "customers"
TABLE = "table"
NOTES = "notes"
REQUESTS = "requests"


@dataclass(frozen=True, slots=True)
class Key:
    """What can be done by key; ``place`` is where it works, ``hint`` its word in the status bar if any.

    One that ``enters`` something rests where nothing is entered, and says why.
    """

    name: str
    keys: tuple[str, ...]
    place: str
    does: str
    hint: str = ""
    enters: bool = False


@kept_while_spoken
def table() -> tuple[Key, ...]:
    """Return the table, in the present language."""
    return (
        Key("checkout", ("F2",), WINDOW, tr("Go to the checkout")),
        Key("cash", ("F4",), CHECKOUT, tr("Take the rest in cash"), tr("Cash")),
        Key("on_account", ("F5",), CHECKOUT, tr("Put the rest on account"), tr("On account")),
        Key("card", ("F6",), CHECKOUT, tr("Take the rest by card"), tr("Card")),
        Key("transfer", ("F7",), CHECKOUT, tr("Take the rest by transfer")),
        Key("park", ("F8",), CHECKOUT, tr("Park the sale"), tr("Park")),
        Key("finish", ("F9",), CHECKOUT, tr("Finish the sale"), tr("Finish")),
        Key("choose_customer", ("Ctrl+K",), CHECKOUT, tr("Choose the customer of the sale")),
        Key("discount", ("Ctrl+D",), CHECKOUT, tr("Give a discount")),
        Key("split", ("Ctrl+S",), CHECKOUT, tr("Pay part of it another way")),
        Key("parked", ("Shift+F8",), CHECKOUT, tr("Show the parked sales")),
        Key("clear_sale", ("Esc",), CHECKOUT, tr("Clear the sale"), tr("Clear")),
        Key("search", ("F3", "Ctrl+F"), WINDOW, tr("Go to the customers and search"), tr("Search")),
        Key("open", ("Return", "Enter"), TABLE, tr("Open the chosen customer"), tr("Open")),
        Key("take_payment", ("F4",), CUSTOMERS, tr("Take a payment"), tr("Take payment"), enters=True),
        Key(
            "put_on_account",
            ("F5",),
            CUSTOMERS,
            tr("Put a sale on account"),
            tr("Put on account"),
            enters=True,
        ),
        Key("statement", ("Ctrl+P",), CUSTOMERS, tr("Make a statement"), tr("Statement")),
        Key("new_customer", ("Ctrl+N",), CUSTOMERS, tr("Add a new customer"), enters=True),
        Key(
            "new_request",
            ("Ctrl+N",),
            REQUESTS,
            tr("Write a new request down"),
            tr("New request"),
            enters=True,
        ),
        Key("add_note", ("Ctrl+Return",), NOTES, tr("Add the note that is being written"), enters=True),
        Key(
            "tags", ("Ctrl+T",), CUSTOMERS, tr("Edit the tags of the chosen or marked customers"), enters=True
        ),
        Key("mark", ("Space",), TABLE, tr("Mark the chosen customer; Ctrl A marks all that are shown")),
        Key("undo", ("Ctrl+Z",), WINDOW, tr("Undo the last archiving, tags or merge"), enters=True),
        Key("clear", ("Esc",), CUSTOMERS, tr("Clear the search, or close a dialog")),
        Key("rows", (tr("Arrows"),), TABLE, tr("Move through the list; Page Up and Page Down go by pages")),
        Key("type_ahead", ("A–Z",), TABLE, tr("Go to the next customer whose name begins so")),
        Key("larger", ("Ctrl++", "Ctrl+="), WINDOW, tr("Make everything larger")),
        Key("smaller", ("Ctrl+-",), WINDOW, tr("Make everything smaller")),
        Key("normal_size", ("Ctrl+0",), WINDOW, tr("Back to the shop's own size")),
        Key("help", ("F1",), WINDOW, tr("Help for what is in front of you, and its keys")),
        Key("close_day", ("F10",), WINDOW, tr("Count the drawer and close the day"), enters=True),
        Key("lock", ("F12",), WINDOW, tr("Lock the window")),
    )


def key(name: str) -> Key:
    """Return one row of the table."""
    return next(row for row in table() if row.name == name)


def shown(name: str) -> str:
    """Return a key as buttons show it."""
    return each_shown(key(name))[0]


def each_shown(row: Key) -> tuple[str, ...]:
    """Return every key of a row as buttons and hints show it: ``Ctrl N``."""
    return tuple(dict.fromkeys(map(_named, row.keys)))


def _named(keys: str) -> str:
    """Return a key as it is written on keyboards here."""
    for name, written in (
        ("Return", tr("Enter")),
        ("Esc", tr("Esc")),
        ("Space", tr("Space", "key")),
        ("Shift", tr("Shift", "key")),
    ):
        keys = keys.replace(name, written)
    return keys.replace("+", " ", 1)


def hints(*places: str) -> str:
    """Return the keys that work in these places as one line for the status bar."""
    return " · ".join(f"{shown(row.name)} {row.hint}" for row in table() if row.hint and row.place in places)


def bind(
    name: str,
    widget: QWidget,
    deed: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> list[QShortcut]:
    """Let the keys of a row do the deed wherever the focus is in the widget's window, or as ``context`` says."""
    row, made = key(name), []
    for sequence in row.keys:
        shortcut = QShortcut(QKeySequence(sequence), widget)
        shortcut.setContext(context)
        shortcut.activated.connect(or_say_why(widget, deed) if row.enters else deed)
        made.append(shortcut)
    return made
