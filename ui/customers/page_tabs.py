"""The tabs of the detail dialog: each with how many things stand on its page, closer together where room is short."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from ui.theme import set_role

_TIGHT, _ROOMY = "tight", "roomy"


class PageTabs(QTabBar):
    """A strip of names; the style sheet knows a narrower look of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        for arrow in self.findChildren(QToolButton):
            arrow.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys go along the tabs already
        self._names: list[str] = []

    def add_page(self, name: str) -> int:
        """Add a tab and return its place."""
        self._names.append(name.replace("&", "&&"))  # a single one would underline a letter
        return self.addTab(self._names[-1])

    def show_count(self, place: int, count: str) -> None:
        """Show how many things stand on a page; nothing for none."""
        text = f"{self._names[place]} {count}".strip()
        if text != self.tabText(place):
            self.setTabText(place, text)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand closer, or apart again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        before = self.property("role")
        set_role(self, _ROOMY)
        needed = sum(self.tabSizeHint(place).width() for place in range(self.count()))
        set_role(self, _TIGHT if needed > self.width() else _ROOMY)
        if self.property("role") != before:
            # The bar keeps the sizes it once computed, unless it is told that its style is another one.
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))
