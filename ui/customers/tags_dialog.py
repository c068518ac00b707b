"""The tags of the marked customers, or of the one whose row it stands at; shows a `SelectionViewModel`."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from shopdesk.viewmodels.customer_line import CustomerLine
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.own_words import tag_words
from shopdesk.viewmodels.selection import SelectionViewModel, shared_tags
from shopdesk.wording import in_a_row, tr_count
from ui.customers.tags_editor import TagsEditor
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Muted
from ui.widgets.dialog import Dialog

_WIDTH = 460


class TagsDialog(Dialog):
    """Only what is changed here changes: a tag that some of them have stays theirs unless it is pressed."""

    help_topic = "customers"

    def __init__(
        self,
        model: SelectionViewModel,
        lines: Sequence[CustomerLine],
        known: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        names = lines[0].name if len(lines) == 1 else ""
        super().__init__(names, parent)
        if not names:
            count = len(lines)
            self.setWindowTitle(
                tr_count("Tags of {count} customer", "Tags of {count} customers", count, count=count)
            )
        self.model = model
        self._customers = tuple(line.id for line in lines)
        self._before, some = shared_tags(lines)
        self._after = self._before
        self.be_wide(_WIDTH)
        self.body.addWidget(Label(self.windowTitle(), "heading"))
        self.editor = TagsEditor()
        self.editor.offer(tuple(dict.fromkeys((*self._before, *some, *known))))
        self.editor.show_chosen(self._before)
        self.body.addWidget(self.editor)
        if some:
            told = self.tr("Only some of them have: {0}. Press to give it to all.")
            self.body.addWidget(Muted(told.format(in_a_row(map(tag_words, some)))).wrap())
        self.cancel = Button(self.tr("Cancel"))
        self.save = Button(self.tr("Save"), kind="primary", key=self.tr("Ctrl Enter")).entering()
        for button in (self.cancel, self.save):
            button.set_tall(44)
            self.add_right(button)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._save)
        self.save.setShortcut("Ctrl+Return")
        self.editor.changed.connect(self._take)
        stops = (model.error.listen(self.editor.set_error), model.notice.listen(self._finish))
        self.finished.connect(lambda _result: [stop() for stop in stops])

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where a new tag is typed."""
        super().showEvent(event)
        self.editor.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, chosen: tuple[str, ...]) -> None:
        self._after = tuple(dict.fromkeys(chosen))
        self.editor.show_chosen(self._after)

    def _save(self) -> None:
        self.editor.line.editingFinished.emit()
        if self._after == self._before:
            self.accept()
        else:
            self.model.retag(self._customers, self._before, self._after)

    def _finish(self, notice: Notice | None) -> None:
        if notice is not None:
            self.accept()
