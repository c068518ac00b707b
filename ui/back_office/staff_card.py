"""Who works here: the list, adding somebody, and giving a PIN."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.viewmodels.staff_list import StaffLine, StaffListViewModel
from ui.theme import theme
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Label
from ui.widgets.check_box import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Field, PassphraseField, show_errors

_NAME_LIMIT = 100
_PIN_LIMIT = 8


class StaffCard(Card):
    """Shows a `StaffListViewModel`."""

    def __init__(self, model: StaffListViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        self.add = Button(self.tr("Add staff…"), icon="user-plus")
        self.add.set_allowed(not model.why_not, model.why_not)
        self.add.clicked.connect(lambda: AddStaffDialog(model, self).open())
        head = QHBoxLayout()
        head.addWidget(Heading(self.tr("Staff")))
        head.addStretch(1)
        head.addWidget(self.add)
        self.body.addLayout(head)
        self._lines_place = QWidget()
        self.body.addWidget(self._lines_place)
        self.pin_buttons: dict[int, Button] = {}
        self._unbind = model.lines.bind(self._show_lines)

    def unbind(self) -> None:
        """Let the view-model go."""
        self._unbind()

    def _show_lines(self, lines: Sequence[StaffLine]) -> None:
        look = theme()
        place = QWidget()
        rows = QVBoxLayout(place)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(10))
        self.pin_buttons.clear()
        for line in lines:
            rows.addLayout(self._row(line))
        self.body.replaceWidget(self._lines_place, place)
        self._lines_place.deleteLater()
        self._lines_place = place

    def _row(self, line: StaffLine) -> QHBoxLayout:
        look = theme()
        avatar = Avatar(36)
        avatar.set_person(line.id, line.name)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(line.name, "strong"))
        role = self.tr("Owner") if line.is_owner else self.tr("Cashier")
        words.addWidget(Label(f"{role} · {line.standing}", "small"))
        pin = Button(self.tr("Set PIN…"))
        pin.setAccessibleName(self.tr("Set the PIN of {0}").format(line.name))
        pin.set_allowed(not self.model.why_not, self.model.why_not)
        pin.clicked.connect(lambda: SetPinDialog(self.model, line, self).open())
        self.pin_buttons[line.id] = pin
        row = QHBoxLayout()
        row.setSpacing(look.px(12))
        row.addWidget(avatar)
        row.addLayout(words, 1)
        row.addWidget(pin)
        return row


class StaffForm(Dialog):
    """What both small forms share: ``sent`` asks to save, and they close once the view-model has saved."""

    sent = Signal()

    def __init__(self, model: StaffListViewModel, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.model = model
        self.fields: dict[str, Field] = {}
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Save"), kind="primary", key=self.tr("Enter"))
        self.add_right(self.cancel)
        self.add_right(self.save)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.sent)
        model.forgive()
        stops = (
            model.errors.bind(lambda errors: show_errors(self.fields, errors)),
            model.saved.listen(lambda _count: self.accept()),
        )
        self.finished.connect(lambda _result: [stop() for stop in stops])
        self.finished.connect(lambda _result: self.deleteLater())
        self.setMinimumWidth(theme().px(420))

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first field."""
        super().showEvent(event)
        next(iter(self.fields.values())).setFocus()

    def put(self, name: str, field: Field) -> None:
        """Add a field; Enter in it saves."""
        self.fields[name] = field
        field.edited.connect(lambda _text: self.model.forgive())
        field.line.returnPressed.connect(self.sent)
        self.body.addWidget(field)


class AddStaffDialog(StaffForm):
    """Asks for a name and the role."""

    def __init__(self, model: StaffListViewModel, parent: QWidget) -> None:
        super().__init__(model, parent.tr("Add staff"), parent)
        self.put("name", Field(self.tr("Name"), limit=_NAME_LIMIT))
        self.sent.connect(self._send)
        self.owner = CheckBox(self.tr("Is an owner: may change settings, limits and entries"))
        self.body.addWidget(self.owner)
        self.body.addWidget(Label(self.tr("A PIN is chosen at the first sign-in."), "hint"))

    def _send(self) -> None:
        self.model.add(self.fields["name"].text(), is_owner=self.owner.isChecked())


class SetPinDialog(StaffForm):
    """Asks for a PIN twice."""

    def __init__(self, model: StaffListViewModel, line: StaffLine, parent: QWidget) -> None:
        super().__init__(model, parent.tr("Set a PIN"), parent)
        self._line = line
        self.sent.connect(self._send)
        self.body.addWidget(Heading(self.tr("A new PIN for {0}").format(line.name)))
        self.put("pin", PassphraseField(self.tr("PIN, 4 to 8 digits"), limit=_PIN_LIMIT))
        self.put("pin_again", PassphraseField(self.tr("PIN once more"), limit=_PIN_LIMIT))

    def _send(self) -> None:
        self.model.give_pin(self._line, self.fields["pin"].text(), self.fields["pin_again"].text())
