"""The statement before it is issued: its period, how the paper will look, save and print.

Shows a `StatementPreviewViewModel` until it is closed.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from shopdesk.domain.statement import Style
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.statement_preview import (
    CHOICE_WORDS,
    STYLE_WORDS,
    Choice,
    Drawn,
    Earlier,
    StatementPreviewViewModel,
)
from ui.statements.paper_view import PaperView
from ui.theme import set_role, theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, ChoiceRow
from ui.widgets.cards import Label
from ui.widgets.check_box import CheckBox
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Dialog
from ui.widgets.elided_label import ElidedLabel

_SIZE = (900, 900)


class StatementDialog(Dialog):
    """``print_pdf`` sends a PDF to a printer; saving is as good a way as printing."""

    help_topic = "statement"

    def __init__(
        self,
        model: StatementPreviewViewModel,
        print_pdf: Callable[[bytes, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Statement"), parent)
        self.model = model
        self._print_pdf = print_pdf
        self._was_read = False
        self.take_size(*_SIZE)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.trouble = Banner(can_close=False)
        self.paper = PaperView()
        self.body.addWidget(self._head())
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.paper, 1)
        self._add_buttons()
        self._unbind = (
            model.choice.bind(self._show_choice),
            model.style.bind(lambda style: self.styles.show_choice(style.value)),
            model.lines.shown.bind(self.lines.setChecked),
            model.from_text.bind(self.first.set_text),
            model.to_text.bind(self.last.set_text),
            model.errors.bind(self._show_errors),
            model.drawn.bind(self._show_drawn),
            model.copy.bind(lambda _copy: self._show_drawn(model.drawn.value)),
            model.earlier.bind(self._offer_earlier),
            model.state.bind(self._show_state),
            model.trouble.bind(self._show_trouble),
            model.busy.bind(lambda _busy: self._allow()),
        )
        self.paper.setFocus()
        model.load()

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        for stop in self._unbind:
            stop()
        super().done(result)

    def tell(self, notice: Notice) -> None:
        """Say what became of the printed paper."""
        self.trouble.tell(notice.text, notice.role)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw anew when a day was typed and its field is left."""
        if event.type() == QEvent.Type.FocusOut and watched in {self.first.line, self.last.line}:
            self._take_days()
        return super().eventFilter(watched, event)

    def _head(self) -> QFrame:
        look = theme()
        head = QFrame()
        set_role(head, "head")
        column = QVBoxLayout(head)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(10))
        column.setSpacing(look.px(8))
        self.choices = ChoiceRow([(choice.value, CHOICE_WORDS[choice]) for choice in Choice])
        self.choices.chosen.connect(lambda key: self.model.choose(Choice(key)))
        self.styles = ChoiceRow([(style.value, STYLE_WORDS[style]) for style in Style])
        self.styles.chosen.connect(lambda key: self.model.choose_style(Style(key)))
        self.lines = CheckBox(self.tr("With what was sold"))
        self.lines.toggled.connect(lambda on: self.model.choose_lines(shown=on))
        self.first = DateField(self.tr("From"), self.model.text)
        self.last = DateField(self.tr("To"), self.model.text)
        days = QHBoxLayout()
        days.setSpacing(look.px(16))
        for field in (self.first, self.last):
            field.line.installEventFilter(self)
            field.line.setProperty("tall", True)
            field.line.returnPressed.connect(self._take_days)
            field.picked.connect(self._take_days)
            days.addWidget(field, 1)
        shows = QHBoxLayout()
        shows.setSpacing(look.px(16))
        shows.addWidget(self.styles, 1)
        shows.addWidget(self.lines)
        self.earlier = Button(self.tr("Earlier statements"), kind="quiet")
        top = QHBoxLayout()
        top.addWidget(Label(self.tr("Period"), "label"), 1)
        top.addWidget(self.earlier)
        column.addLayout(top)
        column.addWidget(self.choices)
        column.addLayout(days)
        column.addWidget(Label(self.tr("Shows"), "label"))
        column.addLayout(shows)
        return head

    def _add_buttons(self) -> None:
        self.state = ElidedLabel("", "muted")
        self.state.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.close_button = Button(self.tr("Close"))
        self.save_button = Button(self.tr("Save PDF…"), key="Ctrl S")
        self.print_button = Button(self.tr("Print…"), kind="primary", key="Ctrl P")
        self.save_button.setShortcut("Ctrl+S")
        self.print_button.setShortcut("Ctrl+P")
        self.footer.setStretch(0, 0)
        self.footer.insertWidget(0, self.state, 1)
        for button in (self.close_button, self.save_button, self.print_button):
            button.set_tall(44)
            self.add_right(button)
        self.close_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.model.save)
        self.print_button.clicked.connect(lambda: self.model.print_with(self._send))

    def _send(self, pdf: bytes) -> None:
        drawn, copy = self.model.drawn.value, self.model.copy.value
        issued = "" if drawn is None else drawn.statement.number
        number = issued if copy is None else copy.earlier.number
        self._print_pdf(pdf, self.tr("Statement {0}").format(number))

    def _offer_earlier(self, earlier: tuple[Earlier, ...]) -> None:
        menu = QMenu(self.earlier)
        for one in earlier:
            menu.addAction(one.words).triggered.connect(
                lambda _checked=False, number=one.id: self.model.show_copy(number)
            )
        old = self.earlier.menu()
        self.earlier.setMenu(menu)
        if old is not None:
            old.deleteLater()
        self.earlier.set_allowed(bool(earlier), self.tr("No statement was issued yet."))

    def _take_days(self) -> None:
        self.model.type_days(self.first.text(), self.last.text())

    def _show_choice(self, choice: Choice | None) -> None:
        self.choices.show_choice(None if choice is None else choice.value)

    def _show_errors(self, errors: dict[str, str]) -> None:
        self.first.set_error(errors.get("from", ""))
        self.last.set_error(errors.get("to", ""))

    def _show_drawn(self, drawn: Drawn | None) -> None:
        copy = self.model.copy.value
        pdf = None if drawn is None else drawn.pdf
        self.paper.show_pdf(pdf if copy is None else copy.pdf)
        self._allow()

    def _show_state(self, state: str) -> None:
        self.state.setText(state)

    def _show_trouble(self, trouble: str) -> None:
        if trouble:
            self.trouble.tell(trouble, "warn")
        else:
            self.trouble.hide()

    def _allow(self) -> None:
        ready = self.model.drawn.value is not None and not self.model.busy.value
        why = self.tr("The statement is being drawn.")
        for button in (self.print_button, self.save_button):
            button.set_allowed(ready, why)
        if ready and self.focusWidget() is self.paper and not self._was_read:
            self._was_read = True
            self.print_button.setFocus()  # Enter prints what can be seen now
