"""The fields of the customer form in their cards; it lays out and knows no rules."""

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.domain.customer import (
    ADDRESS_LIMIT,
    COMMUNICATION_PREFERENCES,
    EMAIL_LIMIT,
    GOLD,
    METALS,
    NAME_LIMIT,
    NOTES_LIMIT,
    POSTCODE_LIMIT,
    RING_SIZES,
)
from shopdesk.viewmodels.own_words import metal_words
from shopdesk.viewmodels.record_fields import FIELD_LABELS, SECTIONS
from shopdesk.viewmodels.record_page import REACHED_BY
from shopdesk.viewmodels.record_suggestions import SUGGESTED, Suggestion
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.wording import Worded
from ui.customers.linked_field import LinkedField
from ui.customers.tags_editor import TagsEditor
from ui.theme import theme
from ui.widgets.cards import Card, Heading, Label
from ui.widgets.check_box import CheckBox
from ui.widgets.date_field import DateField
from ui.widgets.fields import ChoiceField, Field, TextAreaField
from ui.widgets.suggest_field import SuggestField

_COLUMNS = 6
_NARROWEST = 100
_SIDE, _CARD_SIDE = 24, 18
_LIMITS = {
    "first_name": NAME_LIMIT,
    "last_name": NAME_LIMIT,
    "spouse_name": NAME_LIMIT,
    "source": NAME_LIMIT,
    "postcode": POSTCODE_LIMIT,
}
_DAYS = {"customer_since_on": False, "birthday": True, "anniversary": True, "spouse_birthday": True}
"""The fields that are days, and whether their year may be unknown."""
_PLACEHOLDERS = Worded(
    {
        "credit_limit": "No limit",
        "birthday": "17 May",
        "anniversary": "2 Dec 2011",
    }
)


class Place(NamedTuple):
    """Where a field stands in its card: row, column, and how many columns it takes."""

    row: int
    column: int
    span: int


_PLACES = {
    "first_name": Place(0, 0, 2),
    "last_name": Place(0, 2, 2),
    "customer_since_on": Place(0, 4, 2),
    "mobile": Place(1, 0, 2),
    "phone": Place(1, 2, 2),
    "email": Place(1, 4, 2),
    "street": Place(0, 0, 2),
    "suburb": Place(0, 2, 1),
    "state": Place(0, 3, 1),
    "postcode": Place(0, 4, 1),
    "country": Place(0, 5, 1),
    "ring_size": Place(0, 0, 1),
    "wrist_size": Place(0, 1, 1),
    "preferred_metal": Place(0, 2, 2),
    "gold_preference": Place(0, 4, 1),
    "allergies": Place(0, 5, 1),
    "birthday": Place(0, 0, 2),
    "anniversary": Place(0, 2, 2),
    "spouse_name": Place(0, 4, 1),
    "spouse_birthday": Place(0, 5, 1),
    "source": Place(1, 0, 2),
    "communication_preference": Place(1, 2, 2),
    "location": Place(1, 4, 2),
    "credit_limit": Place(0, 0, 2),
    "payment_terms_days": Place(0, 2, 2),
    "card_code": Place(0, 4, 2),
}
_TALKATIVE = frozenset({"mobile", "phone", "email"})
_TAKEN_WIDE = frozenset({"tags", "on_hold"})


_COUPLE = 2
_WIDE = 700
_ONE = 400


class FieldGrid(QWidget):
    """The fields of a card: where they were meant to stand, or two beside each other, or one, in a narrow dialog."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self._fields: list[tuple[QWidget, Place]] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(4))

    def add_field(self, field: QWidget, place: Place) -> None:
        """Take a field, with its place where there is room."""
        self._fields.append((field, place))
        self._grid.addWidget(field, place.row, place.column, 1, place.span, Qt.AlignmentFlag.AlignTop)

    def set_width(self, width: int) -> None:
        """Stand as a place of so many pixels allows."""
        look = theme()
        across = _COLUMNS if width >= look.px(_WIDE) else _COUPLE if width >= look.px(_ONE) else 1
        if across == self._across:
            return
        self._across = across
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
            self._grid.setColumnMinimumWidth(column, look.px(_NARROWEST) if across == _COLUMNS else 0)
        spot = 0
        for field, place in self._fields:
            if across == _COLUMNS:
                at = place
            elif place.span == _COLUMNS:
                spot = -(-spot // across) * across
                at = Place(spot // across, 0, across)
                spot += across
            else:
                at = Place(spot // across, spot % across, 1)
                spot += 1
            self._grid.addWidget(field, at.row, at.column, 1, at.span, Qt.AlignmentFlag.AlignTop)

    def across(self) -> int:
        """Return how many columns there are."""
        return self._across


class RecordForm(QWidget):
    """Tells ``edited(name, text)`` while typing and ``left(name)`` when a field is left."""

    edited = Signal(str, str)
    left = Signal(str)
    asked = Signal(str, str)
    taken = Signal(object)

    def __init__(self, text: ShopText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self._text = text
        self.fields: dict[str, Field | ChoiceField] = {}
        self.tags = TagsEditor()
        self.hold = CheckBox(self.tr("On hold: nothing more goes on this account"))
        self.note = TextAreaField(self.tr("Add a note"), limit=NOTES_LIMIT, lines=2)
        self._offered: tuple[Suggestion, ...] = ()
        self._watched: dict[QObject, str] = {}
        self.grids: list[FieldGrid] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(_SIDE), look.px(18), look.px(_SIDE), look.px(18))
        column.setSpacing(look.px(12))
        for section in SECTIONS:
            column.addWidget(self._card(self.tr(section.title), self.tr(section.note), section.fields))
        self.tags.rebuilt.connect(self._chain_tags)
        notes = Card()
        notes.body.addWidget(self.note)
        column.addWidget(notes)
        column.addStretch(1)

    def show_values(self, values: dict[str, str]) -> None:
        """Show these texts."""
        for name, field in self.fields.items():
            field.set_text(values[name])

    def show_offered(self, offered: tuple[str, tuple[Suggestion, ...]]) -> None:
        """Offer these at their field."""
        name, self._offered = offered
        field = self.fields.get(name)
        if isinstance(field, SuggestField):
            field.offer([suggestion.shown for suggestion in self._offered])

    def show_errors(self, errors: dict[str, str]) -> None:
        """Show these sentences at their fields."""
        for name, field in self.fields.items():
            field.set_error(errors.get(name, ""))
            _make_room(name, field)
        self.tags.set_error(errors.get("tags", ""))

    def show_hints(self, hints: dict[str, str]) -> None:
        """Show these hints below their fields."""
        for name, hint in hints.items():
            self.fields[name].set_hint(hint)
            _make_room(name, self.fields[name])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when a field is left."""
        if event.type() == QEvent.Type.FocusOut and watched in self._watched:
            self.left.emit(self._watched[watched])
        return super().eventFilter(watched, event)

    def _chain_tags(self) -> None:
        """Let Tab reach the tags, which come late, where they stand: after the dates."""
        before = self.fields["spouse_birthday"]
        chain: list[QWidget] = [*self.tags.buttons.values(), self.tags.line]
        if isinstance(before, Field):
            chain.insert(0, before.line)
        for one, other in pairwise(chain):
            self.setTabOrder(one, other)

    def _card(self, title: str, note: str, names: tuple[str, ...]) -> Card:
        card = Card()
        head = QHBoxLayout()
        head.addWidget(Heading(title))
        head.addStretch(1)
        head.addWidget(Label(note, "small"))
        card.body.addLayout(head)
        grid = FieldGrid()
        for name in names:
            if name in _TAKEN_WIDE:
                wide = self.tags if name == "tags" else self.hold
                grid.add_field(wide, Place(0 if name == "tags" else 1, 0, _COLUMNS))
            else:
                grid.add_field(self._field(name), _PLACES[name])
        grid.set_width(self._room())
        self.grids.append(grid)
        card.body.addWidget(grid)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the fields in fewer columns where there is less room."""
        super().resizeEvent(event)
        for grid in self.grids:
            grid.set_width(self._room())

    def _room(self) -> int:
        return self.width() - 2 * theme().px(_SIDE + _CARD_SIDE)

    def _field(self, name: str) -> Field | ChoiceField:
        field = _made(name, self._text)
        field.edited.connect(lambda text, name=name: self.edited.emit(name, text))
        if isinstance(field, SuggestField):
            field.asked.connect(lambda text, name=name: self.asked.emit(name, text))
            field.picked.connect(lambda place: self.taken.emit(self._offered[place]))
        inner = field.line if isinstance(field, Field) else field.box
        inner.installEventFilter(self)
        self._watched[inner] = name
        self.fields[name] = field
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        _make_room(name, field)
        return field


def _make_room(name: str, field: Field | ChoiceField) -> None:
    """Keep the line below phones and email, which are often told about; elsewhere it comes when needed."""
    field.below.setVisible(name in _TALKATIVE or bool(field.below.text()))


def _made(name: str, text: ShopText) -> Field | ChoiceField:
    label = FIELD_LABELS[name]
    choices = {
        "ring_size": RING_SIZES,
        "preferred_metal": METALS,
        "gold_preference": GOLD,
    }.get(name)
    if choices is not None:
        options = [("", ""), *((choice, metal_words(choice)) for choice in choices)]
        return ChoiceField(label, options, can_type=name == "gold_preference")
    if name == "communication_preference":
        ways = [("", ""), *((way, REACHED_BY[way]) for way in COMMUNICATION_PREFERENCES)]
        return ChoiceField(label, ways)
    if name in {"email", "mobile", "card_code"}:
        return LinkedField(label, limit=EMAIL_LIMIT if name == "email" else ADDRESS_LIMIT)
    if name in _DAYS:
        hint = _PLACEHOLDERS.get(name, "")
        return DateField(label, text, placeholder=hint, can_omit_year=_DAYS[name])
    limit = _LIMITS.get(name, ADDRESS_LIMIT)
    if name in SUGGESTED:
        return SuggestField(label, limit=limit)
    return Field(label, limit=limit, placeholder=_PLACEHOLDERS.get(name, ""))
