"""Figures for a finger: they go where the cursor is, so that nothing at the till needs a keyboard."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLineEdit, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.keypad_key import KeypadKey


class NumberPad(QWidget):
    """Ten figures, the decimal mark and rub out, for whichever line of the window has the focus."""

    def __init__(self, decimal: str, extra: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Keypads run from left to right in every script.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.px(8))
        self.keys: dict[str, KeypadKey] = {}
        for place, mark in enumerate(["7", "8", "9", "4", "5", "6", "1", "2", "3", decimal, "0"]):
            grid.addWidget(self._key(mark), place // 3, place % 3)
        self.rub_out = KeypadKey("", icon="delete")
        self.rub_out.setAccessibleName(self.tr("Delete the last figure"))
        self.rub_out.clicked.connect(self._rub_out)
        grid.addWidget(self.rub_out, 3, 2)
        if extra:
            grid.addWidget(self._key(extra), 4, 0, 1, 3)

    def _key(self, mark: str) -> KeypadKey:
        key = KeypadKey(mark)
        key.clicked.connect(lambda: self._type(mark))
        self.keys[mark] = key
        return key

    def _type(self, mark: str) -> None:
        line = self._line()
        if line is not None:
            line.insert(mark)
            line.textEdited.emit(line.text())

    def _rub_out(self) -> None:
        line = self._line()
        if line is not None:
            line.backspace()
            line.textEdited.emit(line.text())

    def _line(self) -> QLineEdit | None:
        focused = QApplication.focusWidget()
        return focused if isinstance(focused, QLineEdit) else None
