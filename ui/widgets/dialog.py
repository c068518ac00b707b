"""A dialog with a body that scrolls if it must, a footer of buttons, and care for what was typed."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMetaObject, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.viewmodels.ports import Prompter
from ui.help.opening import bind_help
from ui.theme import set_role, theme
from ui.widgets.scrolling import scrolling
from ui.widgets.why_not import tell_why_not


class Dialog(QDialog):
    """A dialog: fill ``body``, add buttons with ``add_left`` and ``add_right``; Esc closes it.

    Override `is_dirty`; with a prompter, closing then asks before what was typed is lost. ``help_topic`` is what
    F1 opens here; without one it is that of what lies below.
    """

    help_topic = ""

    def __init__(self, title: str, parent: QWidget | None = None, prompter: Prompter | None = None) -> None:
        super().__init__(parent)
        self._prompter = prompter
        self.setWindowTitle(title)
        look = theme()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(look.px(26), look.px(24), look.px(26), look.px(24))
        self.body.setSpacing(look.px(12))
        whole.addLayout(self.body, 1)
        self.footer_frame = QFrame(self)
        set_role(self.footer_frame, "footer")
        rows = QVBoxLayout(self.footer_frame)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.footer = QHBoxLayout()
        rows.addLayout(self.footer)
        self.footer.setContentsMargins(look.px(26), look.px(14), look.px(26), look.px(14))
        self.footer.setSpacing(look.px(10))
        self.footer.addStretch(1)
        whole.addWidget(self.footer_frame)
        self._lefts: list[QWidget] = []
        self._scrolls = False
        self._is_broken = False
        bind_help(self)

    def scroll_over(self, inside: QWidget) -> QScrollArea:
        """Fill the body with something that may be higher than the screen."""
        self._scrolls = True
        area = scrolling(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(area, 1)
        return area

    def take_size(self, width: int, height: int) -> None:
        """Be as large as the design says, at the present scale, or as the screen allows."""
        look = theme()
        room = self._room()
        self.resize(min(look.px(width), room.width()), min(look.px(height), room.height()))

    def be_wide(self, width: int) -> None:
        """Be at least as wide as the design says, and wider where a language needs it for its words."""
        sides = self.body.contentsMargins()
        wide = min(theme().px(width), self._room().width())
        self.body.addStrut(wide - sides.left() - sides.right())

    def grow(self, pixels: int) -> None:
        """Become higher for something that was unfolded, as far as the screen allows."""
        self.resize(self.width(), max(self.height(), min(self.height() + pixels, self._room().height())))

    def _room(self) -> QSize:
        """Return the size of the screen, or of the window below where that is larger."""
        room = self.screen().availableSize()
        below = self.parentWidget()
        return room if below is None else room.expandedTo(below.window().size())

    def stand_above_buttons(self, widget: QWidget) -> None:
        """Put something between the body and the footer."""
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            whole.insertWidget(1, widget)

    def add_left(self, widget: QWidget) -> None:
        """Put a button or a note at the left of the footer."""
        self.footer.insertWidget(len(self._lefts), widget)
        self._lefts.append(widget)

    def add_right(self, widget: QWidget) -> None:
        """Put a button at the right of the footer, after those put there before."""
        self.footer.addWidget(widget)

    def is_dirty(self) -> bool:
        """Tell whether closing now would lose something that was typed."""
        return False

    def _scroll_body(self) -> None:
        focused, whole = self.focusWidget(), self.layout()
        if not isinstance(whole, QVBoxLayout):
            return
        self._scrolls = True
        whole.removeItem(self.body)
        self.body.setParent(None)
        inside = QWidget()
        inside.setLayout(self.body)
        whole.insertWidget(0, scrolling(inside), 1)
        whole.activate()  # or the least height were still the former
        self.resize(self.size().boundedTo(self._room()))
        if focused is not None:
            # Once it is shown again: what moves to another place is hidden till its turn comes.
            QMetaObject.invokeMethod(focused, "setFocus", Qt.ConnectionType.QueuedConnection)

    def has_wide_footer(self) -> bool:
        """Tell whether the buttons need more room than there is."""
        return self.footer_frame.minimumSizeHint().width() > self._room().width()

    def _break_footer(self) -> None:
        """Put the first buttons of the footer into lines of their own, as many as have to."""
        rows, whole, sides = self.footer_frame.layout(), self.layout(), self.footer.contentsMargins()
        if not isinstance(rows, QVBoxLayout) or whole is None:
            return
        widgets = [
            item.widget() for place in range(self.footer.count()) if (item := self.footer.itemAt(place))
        ]
        room, gap = self._room().width() - sides.left() - sides.right(), self.footer.spacing()
        *above, _last = _in_lines([each for each in widgets if each is not None], room, gap)
        for place, line in enumerate(above):
            row = QHBoxLayout()
            row.setContentsMargins(sides.left(), sides.top(), sides.right(), 0)
            row.setSpacing(gap)
            for each in line:
                self.footer.removeWidget(each)
                row.addWidget(each)
            row.insertStretch(sum(each in self._lefts for each in line), 1)
            rows.insertLayout(place, row)
        self._is_broken = True
        self.footer_frame.updateGeometry()
        whole.activate()  # or the least width were still the former
        self.resize(self.size().boundedTo(self._room()))

    def reject(self) -> None:
        """Close, after asking if something typed would be lost; the window's own button comes here too."""
        if self.may_close():
            super().reject()

    def event(self, event: QEvent) -> bool:
        """Become higher where words that came take more lines: Qt itself only looks at the least height.

        What large text makes higher than the screen scrolls instead, so that the buttons stay in reach; what it makes
        wider has its buttons in two lines.
        """
        if event.type() is not QEvent.Type.LayoutRequest:
            return super().event(event)
        done, whole = super().event(event), self.layout()
        if self.isVisible() and not self._scrolls and self.minimumSizeHint().height() > self._room().height():
            self._scroll_body()
        if self.isVisible() and not self._is_broken and self.has_wide_footer():
            self._break_footer()
        if self.isVisible() and whole is not None and whole.hasHeightForWidth():
            self.grow(whole.totalHeightForWidth(self.width()) - self.height())
        return done

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say why what was pressed cannot be used."""
        tell_why_not(self, event)
        super().mousePressEvent(event)

    def may_close(self) -> bool:
        """Ask if there is something to lose; True where there is not."""
        if self._prompter is None or not self.is_dirty():
            return True
        return self._prompter.confirm(
            self.tr("What you typed has not been saved."), self.tr("Close without saving")
        )


def _in_lines(widgets: Sequence[QWidget], room: int, gap: int) -> list[list[QWidget]]:
    """Share widgets out over as many lines as they take; the last is the fullest."""
    lines: list[list[QWidget]] = []
    left = 0
    for widget in reversed(widgets):
        needed = widget.minimumSizeHint().width() + gap
        if not lines or needed > left:
            lines.insert(0, [])
            left = room + gap
        lines[0].insert(0, widget)
        left -= needed
    return lines
