"""How the shop keeps in touch: when and how firmly, its mail server, its texts, and the mail that waits."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.viewmodels.customer_messages import MessageLine
from shopdesk.viewmodels.message_settings import PASSWORD, SECURITY_WORDS, MessageSettingsViewModel
from shopdesk.wording import tr_count
from ui.back_office.field_grid import FieldGrid
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label, Muted
from ui.widgets.check_box import CheckBox
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import ChoiceField, Field, PassphraseField, show_errors
from ui.widgets.flow_layout import FlowLayout

_MOST_SHOWN = 8
AnyField = Field | ChoiceField


class MessagesCard(Card):
    """Shows a `MessageSettingsViewModel`; ``asked_for`` names the mail that is to be looked at."""

    help_topic = "messages"
    asked_for = Signal(int)
    texts_asked_for = Signal()

    def __init__(self, model: MessageSettingsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        self.fields: dict[str, AnyField] = {}
        self.birthdays = CheckBox(self.tr("List birthdays to greet"))
        self.anniversaries = CheckBox(self.tr("List anniversaries to greet"))
        self.texts = Button(self.tr("Texts…"), icon="pencil")
        self.test = Button(self.tr("Send a test"), icon="mail").entering()
        self.discard = Button(self.tr("Discard"))
        self.save = Button(self.tr("Save"), kind="primary").entering()
        self.waits = Label("", "strong")
        self._queue = QVBoxLayout()
        self.rows: list[Button] = []
        self._lay_out()
        self.save.clicked.connect(model.save)
        self.discard.clicked.connect(model.discard)
        self.test.clicked.connect(model.send_test)
        self.texts.clicked.connect(self.texts_asked_for)
        for name, box in (("greet_birthdays", self.birthdays), ("greet_anniversaries", self.anniversaries)):
            box.clicked.connect(lambda on, name=name: model.set_value(name, str(bool(on)).lower()))
            box.setEnabled(not model.why_not)
            box.setToolTip(model.why_not)
        self._unbind = (
            model.values.bind(self._show_values),
            model.errors.bind(lambda errors: show_errors(self.fields, errors)),
            model.dirty.bind(lambda _dirty: self._allow()),
            model.busy.bind(lambda _busy: self._allow()),
            model.has_server.bind(lambda _has: self._allow()),
            model.has_password.bind(self._show_password),
            model.waiting.bind(self._show_waiting),
        )
        model.load()

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def _lay_out(self) -> None:
        look = theme()
        self.add_head(self.tr("Messages to customers"), self.texts)
        self.body.addWidget(
            Muted(
                self.tr(
                    "WhatsApp, SMS and email open in this computer’s own programs. With a mail server the shop sends "
                    "emails itself, with statements."
                )
            ).wrap()
        )
        grid = FieldGrid()
        days = 3
        places: tuple[tuple[str, AnyField, int, int, int], ...] = (
            ("quiet_hours", Field(self.tr("Quiet hours"), placeholder=self.tr("None"), limit=13), 0, 0, 2),
            ("reminder_gap_days", Field(self.tr("Days between reminders"), limit=days), 0, 2, 2),
            ("greet_days_before", Field(self.tr("Greet so many days before"), limit=days), 0, 4, 2),
            ("debt_firm_after_days", Field(self.tr("Firmer after days late"), limit=days), 1, 0, 3),
            ("debt_final_after_days", Field(self.tr("Last reminder after days late"), limit=days), 1, 3, 3),
            ("smtp_host", Field(self.tr("Mail server"), placeholder="mail.example.com", limit=253), 2, 0, 4),
            ("smtp_port", Field(self.tr("Port"), limit=5), 2, 4, 2),
            ("smtp_security", ChoiceField(self.tr("Encrypted by"), list(SECURITY_WORDS.items())), 3, 0, 3),
            (
                "smtp_sender",
                Field(self.tr("From"), placeholder=self.tr("The shop’s email"), limit=254),
                3,
                3,
                3,
            ),
            ("smtp_user", Field(self.tr("User"), limit=254), 4, 0, 3),
            (PASSWORD, PassphraseField(self.tr("Password"), limit=500), 4, 3, 3),
        )
        for name, field, row, column, span in places:
            field.edited.connect(partial(self.model.set_value, name))
            self.fields[name] = field
            grid.place(field, row, column, span)
        self.body.addLayout(grid)
        ticks = FlowLayout(spacing=look.px(8))
        ticks.addWidget(self.birthdays)
        ticks.addWidget(self.anniversaries)
        self.body.addLayout(ticks)
        self.body.addWidget(self.test, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(10))
        foot.addStretch(1)
        foot.addWidget(self.discard)
        foot.addWidget(self.save)
        self.body.addLayout(foot)
        self.body.addWidget(self.waits)
        self.body.addLayout(self._queue)

    def _show_values(self, values: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            field.set_text(values[name])
        self.birthdays.setChecked(values["greet_birthdays"] == "true")
        self.anniversaries.setChecked(values["greet_anniversaries"] == "true")

    def _show_password(self, kept: bool) -> None:
        field = self.fields[PASSWORD]
        if isinstance(field, PassphraseField):
            field.line.setPlaceholderText(self.tr("One is kept") if kept else "")

    def _show_waiting(self, lines: tuple[MessageLine, ...]) -> None:
        while (item := self._queue.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        self.waits.setVisible(bool(lines))
        self.waits.setText(
            tr_count(
                "{count} email waits or needs a look",
                "{count} emails wait or need a look",
                len(lines),
                count=len(lines),
            )
        )
        for line in lines[:_MOST_SHOWN]:
            self._queue.addWidget(self._row(line))

    def _row(self, line: MessageLine) -> QWidget:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        words = f"{line.full_name} · {line.about}"
        open_it = Button(self.tr("Open"))
        open_it.setAccessibleDescription(words)
        open_it.clicked.connect(partial(self._ask_for, line))
        row.addWidget(ElidedLabel(words), 1)
        row.addWidget(Label(line.outcome, "owed" if line.tone == "owed" else "muted"))
        row.addWidget(open_it)
        self.rows.append(open_it)
        return inside

    def _ask_for(self, line: MessageLine) -> None:
        self.asked_for.emit(line.id)

    def _allow(self) -> None:
        model = self.model
        nothing = "" if model.dirty.value else self.tr("Nothing was changed")
        waiting = self.tr("Wait for the answer") if model.busy.value else ""
        for button in (self.save, self.discard):
            why_not = model.why_not or waiting or nothing
            button.set_allowed(not why_not, why_not)
        unsaved = self.tr("Save first what was changed") if model.dirty.value else ""
        none = "" if model.has_server.value else self.tr("Name a mail server, and the shop’s email, first")
        why_not = model.why_not or waiting or unsaved or none
        self.test.set_allowed(not why_not, why_not)
        self.texts.set_allowed(not model.why_not, model.why_not)
