"""The dialog in which the owner writes the texts of messages; shows a `MessageTextsViewModel`."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.message import SUBJECT_LIMIT, TEXT_LIMIT
from shopdesk.domain.message_template import Template
from shopdesk.viewmodels.message_texts import MessageTextsViewModel
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.ports import Prompter
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label
from ui.widgets.fields import ChoiceField, Field, TextAreaField, show_errors
from ui.widgets.form_dialog import FormDialog
from ui.widgets.scrolling import scrolling

_LINES = 12


class TextsDialog(FormDialog):
    """The texts at the left, how they read at the right."""

    help_topic = "messages"

    def __init__(
        self, model: MessageTextsViewModel, prompter: Prompter, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Texts of messages"), model, prompter, parent)
        self.model = model
        self.take_size(960, 720)
        self.banner = Banner()
        self.name = ChoiceField(self.tr("Text"), model.names)
        self.language = ChoiceField(self.tr("Language"), model.languages)
        self.subject = Field(self.tr("Subject, for emails"), limit=SUBJECT_LIMIT)
        self.words = TextAreaField(self.tr("Text"), limit=TEXT_LIMIT, lines=_LINES)
        self.may_name = Label("", "small").wrap()
        self.read_subject = Label("", "strong").wrap()
        self.read_words = Label("").wrap()
        self.problem = Label("", "error").wrap()
        self.back = Button(self.tr("Back to the text that came"), icon="undo-2")
        self.close_it = Button(self.tr("Close"))
        self.save = Button(self.tr("Save"), kind="primary").entering()
        self._lay_out()
        for field, box in (("name", self.name), ("language", self.language)):
            box.edited.connect(lambda chosen, field=field: self._choose(field, chosen))
        self.subject.edited.connect(lambda typed: model.type("subject", typed))
        self.words.edited.connect(lambda typed: model.type("text", typed))
        self.save.clicked.connect(model.save)
        self.back.clicked.connect(model.go_back)
        self.close_it.clicked.connect(self.reject)
        typed = {"subject": self.subject, "text": self.words}
        self.follow(
            model.typed.bind(self._show),
            model.preview.bind(self._show_preview),
            model.errors.listen(lambda errors: show_errors(typed, errors)),
            model.problem.bind(self.problem.setText),
            model.notice.listen(self._tell),
        )
        model.load()

    def first_field(self) -> QWidget:
        """Return where the cursor stands when the dialog opens."""
        return self.words

    def _lay_out(self) -> None:
        look = theme()
        paper, column = self.sheet()
        column.addWidget(Label(self.tr("Texts of messages"), "heading"))
        column.addWidget(self.banner)
        choices = QHBoxLayout()
        choices.setSpacing(look.px(16))
        choices.addWidget(self.name, 2)
        choices.addWidget(self.language, 1)
        column.addLayout(choices)
        halves = QHBoxLayout()
        halves.setSpacing(look.px(20))
        left = QVBoxLayout()
        for widget in (self.subject, self.words, self.may_name, self.problem):
            left.addWidget(widget)
        left.addStretch(1)
        read = Card(padding=16)
        for label in (Label(self.tr("How it reads"), "label"), self.read_subject, self.read_words):
            read.body.addWidget(label)
        read.body.addStretch(1)
        halves.addLayout(left, 1)
        halves.addWidget(scrolling(read), 1)
        column.addLayout(halves, 1)
        self.scroll_over(paper)
        self.add_left(self.back)
        for button in (self.close_it, self.save):
            self.add_right(button)
        for button in (self.back, self.close_it, self.save):
            button.set_tall(44)

    def _choose(self, field: str, chosen: str) -> None:
        if not self.is_dirty() or self.may_close():
            self.model.choose(field, chosen)
        self._show(self.model.typed.value)

    def _show(self, typed: dict[str, str]) -> None:
        for field, text in (
            (self.name, "name"),
            (self.language, "language"),
            (self.subject, "subject"),
            (self.words, "text"),
        ):
            field.set_text(typed[text])
        self.may_name.setText(self.tr("It may name: {0}").format(self.model.fields))

    def _show_preview(self, read: Template) -> None:
        self.read_subject.setText(read.subject)
        self.read_words.setText(read.text)

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            self.banner.tell(notice.text, notice.role)
