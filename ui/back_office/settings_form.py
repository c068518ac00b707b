"""A card on which some of the shop's settings are typed and saved together; shows part of a `BackOfficeViewModel`."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from shopdesk.viewmodels.back_office import BackOfficeViewModel
from ui.back_office.field_grid import FieldGrid
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Muted
from ui.widgets.check_box import CheckBox
from ui.widgets.fields import ChoiceField, Field, TextAreaField, show_errors

AnyField = Field | TextAreaField | ChoiceField


class SettingsForm(Card):
    """Saves what was typed in its own fields; its switches are saved as soon as they are turned."""

    def __init__(self, model: BackOfficeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        self.fields: dict[str, AnyField] = {}
        self.switches: dict[str, CheckBox] = {}
        self.save = Button(self.tr("Save"), kind="primary").entering()
        self.discard = Button(self.tr("Discard")).entering()
        self.grid = FieldGrid()
        self._stops: tuple[Callable[[], None], ...] = ()

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._stops:
            stop()

    def lay_out(self, heading: str, explained: str, parts: tuple[QLayout | CheckBox, ...]) -> None:
        """Put what it is about above its parts, and what saves them below."""
        look = theme()
        self.body.addWidget(Heading(heading))
        self.body.addWidget(Muted(explained).wrap())
        for part in parts:
            if isinstance(part, CheckBox):
                part.setEnabled(not self.model.why_not)
                part.setToolTip(self.model.why_not)
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(10))
        foot.addStretch(1)
        foot.addWidget(self.discard)
        foot.addWidget(self.save)
        self.body.addLayout(foot)

    def begin(self) -> None:
        """Follow the view-model once fields and switches are made."""
        model = self.model
        for name, field in self.fields.items():
            field.edited.connect(lambda text, name=name: model.set_value(name, text))
        for name, switch in self.switches.items():
            switch.toggled.connect(lambda on, name=name: model.choose_switch(name, on=on))
        self.save.clicked.connect(lambda: model.save(self.fields))
        self.discard.clicked.connect(lambda: model.discard(self.fields))
        self._stops = (
            model.values.bind(self._show_values),
            model.errors.bind(lambda errors: show_errors(self.fields, errors)),
            model.busy.bind(lambda _busy: self._allow()),
            *(model.switches[name].bind(switch.setChecked) for name, switch in self.switches.items()),
        )

    def _show_values(self, values: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            if field.text() != values[name]:
                field.set_text(values[name])
        self._allow()

    def _allow(self) -> None:
        """Let what was changed be saved; what rests then leaves the cursor on the card, so that the page stays."""
        model = self.model
        nothing = "" if self.fields.keys() & model.typed().keys() else self.tr("Nothing was changed")
        waiting = self.tr("Saving") if model.busy.value else ""
        for button in (self.save, self.discard):  # the last one first
            why_not = model.why_not or waiting or nothing
            if why_not and self.window().focusWidget() is button:
                self.focusPreviousChild()
            button.set_allowed(not why_not, why_not)
