"""A message that was kept, and what can still be done about it; shows a `ShownMessageViewModel`."""

from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.shown_message import ShownMessage, ShownMessageViewModel
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.dialog import Dialog


class ShownMessageDialog(Dialog):
    """Follows its view-model until it is closed."""

    help_topic = "messages"

    def __init__(self, model: ShownMessageViewModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Message"), parent)
        self.model = model
        self.be_wide(560)
        self.title = Label("", "heading").wrap()
        self.detail = Label("", "muted").wrap()
        self.subject = Label("", "strong").wrap()
        self.words = Label("").wrap()
        self.outcome = Label("", "strong").wrap()
        self.answer = Label("", "muted").wrap()
        self.problem = Label("", "error").wrap()
        for label in (
            self.title,
            self.detail,
            self.subject,
            self.words,
            self.outcome,
            self.answer,
            self.problem,
        ):
            self.body.addWidget(label)
        self.body.addStretch(1)
        self.went = Button(self.tr("It went"), icon="check").entering()
        self.did_not = Button(self.tr("It did not go")).entering()
        self.cancel_mail = Button(self.tr("Do not send it")).entering()
        self.again = Button(self.tr("Send it now")).entering()
        self.close_it = Button(self.tr("Close"), kind="primary")
        for button in (self.went, self.did_not, self.cancel_mail, self.again):
            self.add_left(button)
        self.add_right(self.close_it)
        self.close_it.setDefault(True)
        self.close_it.setFocus()
        self.went.clicked.connect(lambda: model.tell(sent=True))
        self.did_not.clicked.connect(lambda: model.tell(sent=False))
        self.cancel_mail.clicked.connect(model.cancel)
        self.again.clicked.connect(model.send_again)
        self.close_it.clicked.connect(self.accept)
        self._unbind = (model.shown.bind(self._show), model.problem.bind(self._say))
        model.load()

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        for stop in self._unbind:
            stop()
        super().done(result)

    def _show(self, shown: ShownMessage | None) -> None:
        for button in (self.went, self.did_not):
            button.setVisible(shown is not None and shown.can_tell)
        self.cancel_mail.setVisible(shown is not None and shown.can_cancel)
        self.again.setVisible(shown is not None and shown.can_send)
        if shown is None:
            return
        for label, words in (
            (self.title, shown.title),
            (self.detail, shown.detail),
            (self.subject, shown.subject),
            (self.words, shown.text),
            (self.outcome, shown.outcome),
            (self.answer, shown.answer),
        ):
            label.setText(words)
            label.setVisible(bool(words))

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
