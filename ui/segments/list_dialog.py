"""The owner's segments, each with its rules in words and how many it has; shows a `SegmentListViewModel`."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.segment import OwnSegment
from shopdesk.viewmodels.segment_list import SegmentLine, SegmentListViewModel
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label
from ui.widgets.dialog import Dialog

_SIZE = (820, 640)


class SegmentsDialog(Dialog):
    """``edit`` opens the rules of a segment, or of a new one for None; ``write`` messages to its customers."""

    help_topic = "customers"

    def __init__(
        self,
        model: SegmentListViewModel,
        edit: Callable[[OwnSegment | None], None],
        write: Callable[[OwnSegment], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Segments"), parent)
        self.model = model
        self._edit = edit
        self._write = write
        self.take_size(*_SIZE)
        self.told = Label("", "muted").wrap()
        self.writes: list[Button] = []
        self.edits: list[Button] = []
        self.removals: list[Button] = []
        self._inside = QWidget()
        self.new = Button(self.tr("New segment…"), kind="primary", icon="plus").entering()
        self.close_button = Button(self.tr("Close"), key=self.tr("Esc"))
        paper = QWidget()
        self._column = QVBoxLayout(paper)
        look = theme()
        self._column.setContentsMargins(look.px(26), look.px(22), look.px(26), look.px(16))
        self._column.setSpacing(look.px(10))
        self._column.addWidget(Label(self.tr("Segments"), "heading"))
        self._column.addWidget(self.told)
        self._column.addWidget(self._inside)
        self._column.addStretch(1)
        self.scroll_over(paper)
        for button in (self.new, self.close_button):
            button.set_tall(44)
        self.add_left(self.new)
        self.add_right(self.close_button)
        self.new.clicked.connect(lambda: edit(None))
        self.close_button.clicked.connect(self.reject)
        self._unbind = (model.lines.bind(self._show), model.error.listen(self._tell))
        model.load()

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        for stop in self._unbind:
            stop()
        super().done(result)

    def _show(self, lines: tuple[SegmentLine, ...] | None) -> None:
        if lines is None:
            return
        old, self._inside = self._inside, QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        self.writes, self.edits, self.removals = [], [], []
        for line in lines:
            column.addWidget(self._card(line))
        self._column.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()
        self.told.setText(
            self.tr("They stand in the menu of the list, and in statements, messages and exports.")
            if lines
            else self.tr(
                "None of your own yet. Draw one by rules, such as who spent most or was not here for long."
            )
        )

    def _tell(self, sentence: str) -> None:
        if sentence:
            self.told.setText(sentence)

    def _card(self, line: SegmentLine) -> Card:
        card = Card(padding=14)
        head = QHBoxLayout()
        head.setSpacing(theme().px(10))
        head.addWidget(Label(line.name, "strong"), 1)
        head.addWidget(Label(line.count, "muted"))
        write = Button(self.tr("Message…"), icon="mail").entering()
        write.clicked.connect(partial(self._write_to, line.segment))
        edit = Button(self.tr("Edit…"), icon="pencil").entering()
        remove = Button(self.tr("Remove"), kind="quiet").entering()
        edit.clicked.connect(partial(self._open, line.segment))
        remove.clicked.connect(partial(self._remove, line.segment))
        for button, name in (
            (write, self.tr("Write to {0}")),
            (edit, self.tr("Edit {0}")),
            (remove, self.tr("Remove {0}")),
        ):
            button.setAccessibleName(name.format(line.name))
            head.addWidget(button)
        self.writes.append(write)
        self.edits.append(edit)
        self.removals.append(remove)
        card.body.addLayout(head)
        card.body.addWidget(Label(line.words, "small-text").wrap())
        return card

    def _open(self, segment: OwnSegment, _checked: bool = False) -> None:
        self._edit(segment)

    def _write_to(self, segment: OwnSegment, _checked: bool = False) -> None:
        self._write(segment)

    def _remove(self, segment: OwnSegment, _checked: bool = False) -> None:
        self.model.remove(segment.id)
