"""Who works here and where: the list, adding somebody, giving a PIN, tying to a location, locations themselves."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from shopdesk.viewmodels.staff_list import StaffLine, StaffListViewModel
from shopdesk.wording import in_a_row
from ui.back_office.permissions_dialog import PermissionsDialog
from ui.theme import theme
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Label
from ui.widgets.check_box import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import ChoiceField, Field, PassphraseField, show_errors
from ui.widgets.flow_layout import FlowLayout

_NAME_LIMIT = 100
_PIN_LIMIT = 8
_PERSON = 150


class StaffCard(Card):
    """Shows a `StaffListViewModel`."""

    help_topic = "staff"

    def __init__(self, model: StaffListViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        self.add = Button(self.tr("Add staff…"), icon="user-plus").entering()
        self.add.set_allowed(not model.why_not, model.why_not)
        self.add.clicked.connect(lambda: AddStaffDialog(model, self).open())
        self.rights = Button(self.tr("Who may do what…"), kind="quiet")
        self.rights.clicked.connect(lambda: PermissionsDialog(self).open())
        self.add_head(self.tr("Staff"), self.rights, self.add)
        self._lines_place = QWidget()
        self.body.addWidget(self._lines_place)
        self.pin_buttons: dict[int, Button] = {}
        self.change_buttons: dict[int, Button] = {}
        self.places = Label("", "small")
        self.places.setWordWrap(True)
        self.add_place = Button(self.tr("Add a location…")).entering()
        self.add_place.set_allowed(not model.why_not, model.why_not)
        self.add_place.clicked.connect(lambda: AddLocationDialog(model, self).open())
        foot = QHBoxLayout()
        foot.setSpacing(theme().px(12))
        foot.addWidget(self.places, 1)
        foot.addWidget(self.add_place)
        self.body.addLayout(foot)
        self._unbind_places = model.locations.bind(self._show_places)
        self._unbind = model.lines.bind(self._show_lines)

    def unbind(self) -> None:
        """Let the view-model go."""
        self._unbind()
        self._unbind_places()

    def _show_places(self, places: Sequence[str]) -> None:
        if places:
            self.places.setText(self.tr("Locations: {0}").format(in_a_row(places)))
        else:
            self.places.setText(self.tr("One location: everybody sees every customer."))

    def _show_lines(self, lines: Sequence[StaffLine]) -> None:
        look = theme()
        place = QWidget()
        rows = QVBoxLayout(place)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(10))
        self.pin_buttons.clear()
        self.change_buttons.clear()
        for line in lines:
            rows.addLayout(self._row(line))
        self.body.replaceWidget(self._lines_place, place)
        self._lines_place.deleteLater()
        self._lines_place = place
        place.show()
        self.body.invalidate()  # the column has to learn that the card grew
        self.updateGeometry()

    def _row(self, line: StaffLine) -> FlowLayout:
        look = theme()
        avatar = Avatar(36)
        avatar.set_person(line.id, line.name)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(line.name, "strong"))
        role = self.tr("Owner") if line.is_owner else self.tr("Cashier")
        words.addWidget(ElidedLabel(" · ".join(filter(None, (role, line.location))), "small"))
        words.addWidget(Label(line.standing, "small").wrap())
        person = QWidget()
        person.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        person.setMinimumWidth(look.px(_PERSON))
        who = QHBoxLayout(person)
        who.setContentsMargins(0, 0, 0, 0)
        who.setSpacing(look.px(12))
        who.addWidget(avatar)
        who.addLayout(words, 1)
        row = FlowLayout(spacing=look.px(12), spread=True)
        row.addWidget(person)
        if line.works_here:
            self.change_buttons[line.id] = self._button(
                self.tr("Change…"),
                self.tr("Change where {0} works").format(line.name),
                ChangeStaffDialog,
                line,
            )
            self.pin_buttons[line.id] = self._button(
                self.tr("Set PIN…"), self.tr("Set the PIN of {0}").format(line.name), SetPinDialog, line
            )
            row.addWidget(self.change_buttons[line.id])
            row.addWidget(self.pin_buttons[line.id])
        return row

    def _button(
        self,
        text: str,
        spoken: str,
        form: Callable[[StaffListViewModel, StaffLine, QWidget], "StaffForm"],
        line: StaffLine,
    ) -> Button:
        button = Button(text).entering()
        button.setAccessibleName(spoken)
        button.set_allowed(not self.model.why_not, self.model.why_not)
        button.clicked.connect(lambda: form(self.model, line, self).open())
        return button


class StaffForm(Dialog):
    """What the small forms share: ``sent`` asks to save, and they close once the view-model has saved."""

    help_topic = "staff"
    sent = Signal()

    def __init__(self, model: StaffListViewModel, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.model = model
        self.fields: dict[str, Field] = {}
        self.where: ChoiceField | None = None
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Save"), kind="primary", key=self.tr("Enter")).entering()
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
        self.be_wide(420)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first field."""
        super().showEvent(event)
        first = next(iter(self.fields.values()), self.where)
        if first is not None:
            first.setFocus()

    def put(self, name: str, field: Field) -> None:
        """Add a field; Enter in it saves."""
        self.fields[name] = field
        field.edited.connect(lambda _text: self.model.forgive())
        field.line.returnPressed.connect(self.sent)
        self.body.addWidget(field)

    def put_places(self, chosen: str) -> None:
        """Ask for a location, where the shop has any."""
        places = self.model.locations.value
        if places:
            everywhere = ("", self.tr("Every location"))
            self.where = ChoiceField(
                self.tr("Location"),
                (everywhere, *((place, place) for place in places)),
                hint=self.tr("Sees its customers and those of no location."),
            )
            self.where.set_text(chosen)
            self.body.addWidget(self.where)

    def place(self) -> str:
        """Return the location that is chosen, empty for every one."""
        return "" if self.where is None else self.where.text()


class AddStaffDialog(StaffForm):
    """Asks for a name, the role, and in a shop of several locations for one."""

    def __init__(self, model: StaffListViewModel, parent: QWidget) -> None:
        super().__init__(model, parent.tr("Add staff"), parent)
        self.put("name", Field(self.tr("Name"), limit=_NAME_LIMIT))
        self.sent.connect(self._send)
        self.put_places("")
        self.owner = CheckBox(self.tr("Is an owner: may change settings, limits and entries"))
        if self.where is not None:
            self.owner.toggled.connect(self.where.setDisabled)
        self.body.addWidget(self.owner)
        self.body.addWidget(Label(self.tr("A PIN is chosen at the first sign-in."), "hint"))

    def _send(self) -> None:
        self.model.add(self.fields["name"].text(), is_owner=self.owner.isChecked(), location=self.place())


class ChangeStaffDialog(StaffForm):
    """Asks where somebody works, or whether they work here no more."""

    def __init__(self, model: StaffListViewModel, line: StaffLine, parent: QWidget) -> None:
        super().__init__(model, parent.tr("Change staff"), parent)
        self._line = line
        self.sent.connect(self._send)
        self.body.addWidget(Heading(line.name))
        if line.is_owner:
            self.body.addWidget(Label(self.tr("An owner sees the customers of every location."), "hint"))
        else:
            self.put_places(line.location)
        self.leaves = CheckBox(self.tr("Works here no more"))
        self.body.addWidget(self.leaves)
        hint = Label(
            self.tr("They can sign in no more. Nobody is deleted: what they did keeps their name."), "hint"
        )
        hint.setWordWrap(True)
        self.body.addWidget(hint)

    def _send(self) -> None:
        self.model.change(self._line, self.place(), leaves=self.leaves.isChecked())


class AddLocationDialog(StaffForm):
    """Asks for the name of a location."""

    def __init__(self, model: StaffListViewModel, parent: QWidget) -> None:
        super().__init__(model, parent.tr("Add a location"), parent)
        self.put("location", Field(self.tr("Name of the location"), limit=_NAME_LIMIT))
        self.sent.connect(lambda: model.add_location(self.fields["location"].text()))


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
