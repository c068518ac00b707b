"""The dialog in which a message to one customer is written and sent; shows a `MessageViewModel`."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.message import SUBJECT_LIMIT, TEXT_LIMIT, Message
from shopdesk.viewmodels.message_form import MessageForm, MessageViewModel
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.ports import Prompter
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.check_box import CheckBox
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import ChoiceField, Field, TextAreaField, show_errors
from ui.widgets.form_dialog import FormDialog

_LINES = 12


class MessageDialog(FormDialog):
    """Tells by ``finished_with`` what was sent, and closes."""

    help_topic = "messages"
    finished_with = Signal(object)

    def __init__(self, model: MessageViewModel, prompter: Prompter, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Message"), model, prompter, parent)
        self.model = model
        self.take_size(680, 780)
        self.whom = Label(self.tr("Message"), "heading")
        self.about = ElidedLabel("", "muted")
        self.kind = ChoiceField(self.tr("About"))
        self.way = ChoiceField(self.tr("Goes by"))
        self.language = ChoiceField(self.tr("Language"))
        self.subject = Field(self.tr("Subject"), limit=SUBJECT_LIMIT)
        self.words = TextAreaField(self.tr("Text, as the customer reads it"), limit=TEXT_LIMIT, lines=_LINES)
        self.statement = CheckBox(self.tr("Send a statement with it"))
        self.over = Button(self.tr("Begin with the template again"), icon="undo-2")
        self.problem = Label("", "error").wrap()
        self.question = Label(
            self.tr("It is open in the other program with this text. Did you send it there?"), "strong"
        ).wrap()
        self.cancel = Button(self.tr("Cancel"))
        self.send = Button(self.tr("Send"), kind="primary", key=self.tr("Ctrl Enter"))
        self.went = Button(self.tr("Yes, it went"), kind="primary", icon="check")
        self.did_not = Button(self.tr("No, it did not go"))
        self._fields: dict[str, Field | TextAreaField | ChoiceField] = {
            "kind": self.kind,
            "way": self.way,
            "language": self.language,
            "subject": self.subject,
            "text": self.words,
        }
        self._lay_out()
        self._connect()
        model.load()

    def first_field(self) -> QWidget:
        """Return where the cursor stands when the dialog opens."""
        return self.words

    def _lay_out(self) -> None:
        look = theme()
        paper, column = self.sheet()
        column.addWidget(self.whom)
        column.addWidget(self.about)
        column.addWidget(self.problem)
        column.addSpacing(look.px(8))
        first = QHBoxLayout()
        first.setSpacing(look.px(16))
        for choice in (self.kind, self.language):
            first.addWidget(choice, 1)
        column.addLayout(first)
        column.addWidget(self.way)
        column.addWidget(self.subject)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.statement)
        row.addStretch(1)
        row.addWidget(self.over)
        column.addLayout(row)
        column.addWidget(self.question)
        column.addStretch(1)
        self.scroll_over(paper)
        for button in (self.cancel, self.did_not):
            self.add_left(button)
        for button in (self.send, self.went):
            self.add_right(button)
        for button in (self.cancel, self.did_not, self.send, self.went):
            button.set_tall(44)

    def _connect(self) -> None:
        model = self.model
        for name, field in self._fields.items():
            field.edited.connect(lambda typed, name=name: model.type(name, typed))
        self.statement.toggled.connect(lambda on: model.attach(attached=on))
        self.over.clicked.connect(model.start_over)
        self.cancel.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send.click)
        self.send.clicked.connect(model.send)
        self.went.clicked.connect(lambda: model.tell(sent=True))
        self.did_not.clicked.connect(lambda: model.tell(sent=False))
        self.follow(
            model.form.bind(self._show),
            model.typed.bind(lambda _typed: self._show_typed()),
            model.errors.listen(lambda errors: show_errors(self._fields, errors)),
            model.problem.bind(lambda _said: self._allow()),
            model.why_not.bind(lambda _said: self._allow()),
            model.busy.bind(lambda _busy: self._allow()),
            model.asking.bind(self._ask),
            model.done.listen(self._finish),
        )

    def _show(self, form: MessageForm | None) -> None:
        if form is None:
            return
        self.whom.setText(self.tr("Message to {0}").format(form.full_name))
        self.about.setText(form.about)
        for field, options in (
            (self.kind, form.kinds),
            (self.way, form.ways),
            (self.language, form.languages),
        ):
            field.set_options(options)
        self._show_typed()
        self._allow()

    def _show_typed(self) -> None:
        model = self.model
        for name, field in self._fields.items():
            field.set_text(model.typed.value[name])
        self.subject.setVisible(model.is_email)
        self.statement.setVisible(model.can_attach)
        self.kind.set_hint(model.level_words())
        self.over.setVisible(model.is_written)
        self.send.set_text(
            self.tr("Send") if model.way is None or model.way.value == "smtp" else self.tr("Open and send")
        )

    def _allow(self) -> None:
        """Say why it cannot be sent where it stands, and at the button."""
        model = self.model
        said = model.problem.value or model.why_not.value
        self.problem.setText(said)
        self.problem.setVisible(bool(said))
        loading = "" if model.form.value is not None else self.tr("The customer is being read.")
        busy = self.tr("It is being written down.") if model.busy.value else ""
        for button, why in (
            (self.send, loading or busy or model.why_not.value),
            (self.went, busy),
            (self.did_not, busy),
        ):
            button.set_allowed(not why, why)

    def _ask(self, message: Message | None) -> None:
        asked = message is not None
        for button in (self.cancel, self.send):
            button.setVisible(not asked)
        for button in (self.went, self.did_not):
            button.setVisible(asked)
        self.question.setVisible(asked)
        for field in self._fields.values():
            field.setEnabled(not asked)
        if asked:
            self.over.hide()
            self.went.setFocus()

    def _finish(self, notice: Notice | None) -> None:
        if notice is not None:
            self.finished_with.emit(notice)
            self.accept()
