"""A line of text that offers below it what can be taken over: by the arrows and Enter, or by a tap."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from ui.theme import set_role, theme
from ui.widgets.fields import Field

_MOST_SEEN = 8
_NARROWEST = 280


class SuggestField(Field):
    """``asked`` wants suggestions although nothing was typed; ``picked`` tells the place of the one taken."""

    asked = Signal(str)
    picked = Signal(int)

    def __init__(
        self, label: str, *, placeholder: str = "", limit: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(label, placeholder=placeholder, limit=limit, parent=parent)
        self._offers = QStringListModel(self)
        self.list = QListView()
        set_role(self.list, "suggestions")
        self.list.setAccessibleName(label)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_MOST_SEEN)
        self._completer.setPopup(self.list)
        self._completer.setWidget(self.line)
        self._completer.activated.connect(self._take)
        self.line.installEventFilter(self)

    def offer(self, texts: Sequence[str]) -> None:
        """Offer these below the line while it has the keyboard; none hides the list."""
        self._offers.setStringList(list(texts))
        if texts and self.line.hasFocus():
            self.list.setLayoutDirection(self.layoutDirection())
            place = self.line.rect()
            place.setWidth(max(place.width(), theme().px(_NARROWEST)))
            if self.isRightToLeft():
                place.moveRight(self.line.rect().right())
            self._completer.complete(place)
        else:
            self.list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for what there is when the arrow down is pressed."""
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.asked.emit(self.text())
            return True
        return super().eventFilter(watched, event)

    def _take(self) -> None:
        self.picked.emit(self.list.currentIndex().row())
