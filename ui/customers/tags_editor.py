"""The tags of a customer to press on and off, and a line for one that is not there yet."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopdesk.domain.customer import TAG_LIMIT
from ui.customers.tag_button import TagButton
from ui.theme import theme
from ui.widgets.cards import Label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.level_line import LevelLine


class TagsEditor(QWidget):
    """Tells all the chosen tags after every change, in the order they were chosen."""

    changed = Signal(tuple)
    rebuilt = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        self._place = QWidget()
        self._flow = FlowLayout(self._place, spacing=look.px(8))
        self._error = Label("", "error")
        self._error.hide()
        column.addWidget(self._place)
        column.addWidget(self._error)
        self.line = LevelLine()
        self.line.setPlaceholderText(self.tr("Add a tag…"))
        self.line.setAccessibleName(self.tr("Add a tag"))
        self.line.setMaxLength(TAG_LIMIT)
        self.line.setFixedWidth(look.px(170))
        self.line.returnPressed.connect(self._add)
        self.line.editingFinished.connect(self._add)
        self._known: tuple[str, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self.buttons: dict[str, TagButton] = {}
        self._flow.addWidget(self.line)

    def offer(self, known: Sequence[str]) -> None:
        """Offer these tags."""
        self._known = tuple(known)
        self._rebuild()

    def show_chosen(self, chosen: Sequence[str]) -> None:
        """Show which tags are chosen."""
        self._chosen = tuple(chosen)
        self._rebuild()

    def set_error(self, sentence: str) -> None:
        """Say what is wrong with the tags."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def _rebuild(self) -> None:
        names = list(dict.fromkeys((*self._known, *self._chosen)))
        if names != list(self.buttons):
            while (item := self._flow.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None and widget is not self.line:
                    widget.hide()
                    widget.deleteLater()
            self.buttons = {name: self._button(name) for name in names}
            self._flow.addWidget(self.line)
            self.rebuilt.emit()
        for name, button in self.buttons.items():
            button.setChecked(name in self._chosen)
        self._place.updateGeometry()

    def _button(self, name: str) -> TagButton:
        button = TagButton(name)
        button.clicked.connect(lambda: self._turn(name))
        self._flow.addWidget(button)
        return button

    def _turn(self, name: str) -> None:
        without = tuple(tag for tag in self._chosen if tag != name)
        self.changed.emit(without if name in self._chosen else (*self._chosen, name))

    def _add(self) -> None:
        name = self.line.text().strip()
        if name:
            self.line.clear()
            self.changed.emit((*self._chosen, name))
