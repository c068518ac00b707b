"""Messages to many at once; shows a `MessageBatchViewModel` until it is closed."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.domain.message import SUBJECT_LIMIT, TEXT_LIMIT, MessageKind
from shopdesk.domain.message_template import FIELDS, Template
from shopdesk.viewmodels.batch_line import BatchLine
from shopdesk.viewmodels.message_batch import CHOSEN, KINDS, MessageBatchViewModel
from shopdesk.viewmodels.message_text import KIND_WORDS
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.segment_words import customers_counted
from shopdesk.wording import tr_count
from ui.customers.lines_model import Column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.dialogs import Dialogs
from ui.labels import segment_name
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Muted
from ui.widgets.check_box import CheckBox
from ui.widgets.fields import ChoiceField, Field, TextAreaField, show_errors
from ui.widgets.form_dialog import FormDialog
from ui.widgets.work_progress import WorkProgress

_LINES = 4


class MessageBatchDialog(FormDialog):
    """A row opens the message to its customer; what goes by the shop's mail server goes with one button."""

    help_topic = "messages"

    def __init__(
        self,
        model: MessageBatchViewModel,
        dialogs: Dialogs,
        prompter: Prompter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", model, prompter, parent)
        title = self.tr("Greetings of these days") if model.greetings else self.tr("Message to many")
        self.setWindowTitle(title)
        self.model = model
        self._dialogs = dialogs
        self.take_size(980, 800)
        self.banner = Banner()
        self.progress = WorkProgress(model.work, self.tr("Writing emails down"))
        self.reading = WorkProgress(model.reading, self.tr("Reading customers"), can_stop=True)
        self.quiet = Label("", "strong").wrap()
        self.kind = ChoiceField(self.tr("About"), [(kind.value, KIND_WORDS[kind]) for kind in KINDS])
        self.whom = ChoiceField(self.tr("To"))
        self.statement = CheckBox(self.tr("Send a statement with each email"))
        self.subject = Field(self.tr("Subject of the emails"), limit=SUBJECT_LIMIT)
        self.words = TextAreaField(self.tr("Text, as each customer reads it"), limit=TEXT_LIMIT, lines=_LINES)
        fields = ", ".join(f"{{{name}}}" for name in FIELDS)
        self.words.set_hint(self.tr("These stand for what is known of each: {0}").format(fields))
        self._fields: dict[str, Field | TextAreaField] = {"subject": self.subject, "text": self.words}
        self.table: PageTable[BatchLine] = PageTable(
            title, self._columns(), lambda line: (line.customer, line.kind)
        )
        self.card = PageCard(self.table, "")
        self.card.stand_below_empty(self.reading)
        self.close_it = Button(self.tr("Close"), key=self.tr("Esc"))
        self.send = Button(self.tr("Send emails"), kind="primary", icon="mail")
        self._lay_out(title)
        self._connect()
        model.load()

    def first_field(self) -> QWidget:
        """Return where the cursor stands when the dialog opens."""
        return self.words if self.words.isVisible() else self.send

    def reject(self) -> None:
        """Stop what is being written down, else close."""
        if self.model.busy.value:
            self.model.stop()
        else:
            super().reject()

    def _lay_out(self, title: str) -> None:
        look = theme()
        self.body.setSpacing(look.px(10))
        self.body.addWidget(Label(title, "heading"))
        how = self.tr(
            "Press a row to write to one customer. Emails by the shop’s mail server can go all at once."
        )
        self.body.addWidget(Muted(how).wrap())
        choices = QHBoxLayout()
        choices.setSpacing(look.px(16))
        for choice, share in ((self.kind, 2), (self.whom, 3)):
            choices.addWidget(choice, share)
            choice.setVisible(not self.model.greetings)
        choices.addWidget(self.statement, 2)
        self.body.addLayout(choices)
        self.body.addWidget(self.quiet)
        for widget in (self.subject, self.words, self.progress, self.banner):
            self.body.addWidget(widget)
        self.body.addWidget(self.card, 1)
        self.add_left(self.close_it)
        self.add_right(self.send)
        for button in (self.close_it, self.send):
            button.set_tall(44)

    def _connect(self) -> None:
        model = self.model
        self.kind.edited.connect(model.choose_kind)
        self.whom.edited.connect(model.choose_whom)
        self.statement.toggled.connect(lambda on: model.attach(attached=on))
        for name, field in self._fields.items():
            field.edited.connect(lambda typed, name=name: model.type(name, typed))
        self.close_it.clicked.connect(self.reject)
        self.send.clicked.connect(model.send_mails)
        self.table.clicked.connect(self._write_to)
        self.table.activated.connect(self._write_to)
        self.follow(
            model.segments.bind(lambda _segments: self._show_segments()),
            model.kind.bind(self._show_kind),
            model.whom.bind(self.whom.set_text),
            model.words.bind(self._show_words),
            model.errors.bind(lambda errors: show_errors(self._fields, errors)),
            model.lines.bind(self._show),
            model.mails.bind(lambda _mails: self._allow()),
            model.busy.bind(self._show_busy),
            self.progress.unbind,
            self.reading.unbind,
            model.leave,
            model.quiet.bind(self._show_quiet),
            model.notice.listen(self._tell),
        )

    def _columns(self) -> tuple[Column[BatchLine], ...]:
        return (
            Column(self.tr("Customer"), lambda line: line.full_name, lambda line: line.detail),
            Column(self.tr("About"), lambda line: line.about, width=124),
            Column(self.tr("Goes by"), lambda line: line.way, width=164),
            Column(
                self.tr("Why not"),
                lambda line: line.why_not,
                tone=lambda _line: "muted",
                width=290,
                lines=2,
                tool_tip=lambda line: line.why_not,
            ),
        )

    def _show_segments(self) -> None:
        """Offer who was marked, and every segment."""
        model = self.model
        names = [(key, segment_name(each)) for key, each in model.segments.value.items()]
        marked = [(CHOSEN, self.tr("Selected · {0}").format(model.text.count(model.marked)))]
        self.whom.set_options(
            [*(marked if model.marked else []), *((key, name[:1].upper() + name[1:]) for key, name in names)]
        )
        self.whom.set_text(model.whom.value)

    def _show_kind(self, kind: MessageKind) -> None:
        self.kind.set_text(kind.value)
        is_typed = kind is MessageKind.FREE and not self.model.greetings
        for widget in (self.subject, self.words):
            widget.setVisible(is_typed)
        self.statement.setVisible(self.model.can_attach)

    def _show_words(self, words: Template) -> None:
        for field, text in ((self.subject, words.subject), (self.words, words.text)):
            if field.text() != text:
                field.set_text(text)

    def _show(self, lines: tuple[BatchLine, ...] | None) -> None:
        model = self.model
        nobody = self.tr("Nobody is to be greeted.") if model.greetings else self.tr("Nobody is there now.")
        nobody = model.reading.stopped.value or nobody
        self.card.empty.setText(self.tr("They are being read.") if lines is None else nobody)
        self.card.show_lines(lines or ())
        count = len(lines or ())
        said = customers_counted(count, model.text)
        self.card.said.setText("" if lines is None else " · ".join(filter(None, (said, model.left_out))))
        self._allow()

    def _show_quiet(self, said: str) -> None:
        self.quiet.setText(said)
        self.quiet.setVisible(bool(said))

    def _show_busy(self, busy: bool) -> None:
        self.close_it.set_text(self.tr("Stop") if busy else self.tr("Close"))
        self._allow()

    def _allow(self) -> None:
        model = self.model
        many = model.mails.value
        said = tr_count("Send {count} email", "Send {count} emails", many, count=model.text.count(many))
        self.send.set_text(said if many else self.tr("Send emails"))
        if model.lines.value is None:
            why_not = self.tr("They are being read.")
        elif model.busy.value:
            why_not = self.tr("They are being written down.")
        else:
            why_not = (
                "" if many else self.tr("Nobody here is reached by the shop’s mail server: press a row.")
            )
        self.send.set_allowed(not why_not, why_not)
        for widget in (self.kind, self.whom, self.statement, *self._fields.values()):
            widget.setEnabled(not model.busy.value)

    def _write_to(self, index: QModelIndex) -> None:
        line = self.table.lines.line(index.row())
        words = self.model.words.value if self.model.words.value.text.strip() else None
        self._dialogs.message(line.customer, line.kind, line.request_text, words)

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            self.banner.tell(notice.text, notice.role)
