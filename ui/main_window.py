"""The main window: the rail, the pages, a banner above them and the line of state below."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shopdesk.domain.settings import LARGEST_TEXT, SMALLEST_TEXT
from shopdesk.errors import Forbidden
from shopdesk.messages import sentence
from shopdesk.viewmodels.frame import Frame
from shopdesk.viewmodels.help import Shown
from ui import shortcuts
from ui.dress import keep_scale, shop_scale
from ui.help.opening import bind_help, open_help
from ui.icons import program_icon
from ui.rail import Rail
from ui.remembered import Remembered
from ui.theme import apply_theme, set_role, theme
from ui.widgets.banner import Banner
from ui.widgets.cards import Label
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.resting import enter_nothing_in
from ui.widgets.settling import settle
from ui.widgets.why_not import tell_why_not

_WIDTH, _HEIGHT = 1440, 900
_LEAST_WIDTH, _LEAST_HEIGHT = 900, 600
_NARROW, _LOW = 1000, 680
"""Below these lengths of the design, as large text makes a window soon, rail and margins give way to the page."""
_WIDEST = 1680
"""A page that were wider would set figures too far from their names."""
_PASSING = frozenset({"info", "success"})
"""What is said in these looks goes when another page is shown."""
_STEP = 10
_PLACE = "place"


class Page(Protocol):
    """What a page may offer the window: where its keys work, and where the cursor goes."""

    place: str

    def enter(self) -> None:
        """Put the cursor where work begins."""


class MainWindow(QMainWindow):
    """``lock_asked_for`` when the person wants to leave the till; ``closed`` when the window is.

    ``close_day_asked_for`` when the drawer is to be counted. ``help_paper_asked_for`` with what the help shows, None
    for the card for the till.
    """

    close_day_asked_for = Signal()
    lock_asked_for = Signal()
    help_paper_asked_for = Signal(object)
    closed = Signal()

    def __init__(self, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remembered = remembered
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the window closes; no keeps it open."""
        look = theme()
        self.setWindowIcon(program_icon())
        self.copy_band = Banner(can_close=False)
        self.setMinimumSize(QSize(_LEAST_WIDTH, _LEAST_HEIGHT))
        self.rail = Rail()
        self.banner = Banner()
        self._is_passing = False
        self.pages = QStackedWidget()
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._by_name: dict[str, QWidget] = {}
        self._hints = ElidedLabel("", "small")
        self._backup = Label("", "small")
        self._hints.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        centre = QWidget()
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        self._column = QVBoxLayout()
        self._column.setSpacing(look.px(12))
        self._column.addWidget(self.banner)
        self._column.addWidget(self.pages, 1)
        upper.addLayout(self._column, 1)
        whole = QVBoxLayout(centre)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.copy_band)
        whole.addLayout(upper, 1)
        whole.addWidget(self._status_line())
        self.setCentralWidget(centre)
        self.rail.page_asked_for.connect(self.show_page)
        self.rail.close_day_asked_for.connect(self.close_day_asked_for)
        self.rail.lock_asked_for.connect(self.lock_asked_for)
        self.rail.help_asked_for.connect(lambda: open_help(self))
        self._bind_keys()
        self._take_place()

    def head(self, frame: Frame) -> None:
        """Say whose shop it is and who is signed in."""
        self.setWindowTitle(self.tr("ShopDesk — {0}").format(frame.shop_name))
        self.rail.head(frame)
        if frame.copy_of:
            self._head_copy(frame)

    def add_page(self, name: str, title: str, icon: str, shortcut: str = "") -> None:
        """Show a page in the rail; ``shortcut`` is the row of the table of keys that leads to it."""
        self.rail.add_page(name, title, icon, shortcuts.shown(shortcut) if shortcut else "")
        if shortcut:
            shortcuts.bind(shortcut, self, lambda: self.show_page(name))

    def fill_page(self, name: str, page: QWidget | Callable[[], QWidget]) -> None:
        """Say what a page of the rail is: made already, or when it is first shown."""
        if isinstance(page, QWidget):
            self._by_name[name] = page
            self.pages.addWidget(page)
        else:
            self._makers[name] = page

    def show_page(self, name: str) -> None:
        """Bring a page to the front and put the cursor where its work begins; what was said on another one goes."""
        page = self.page(name)
        if self._is_passing and page is not self.pages.currentWidget():
            self.banner.dismiss()
        self.pages.setCurrentWidget(page)
        self.rail.mark(name)
        place = str(getattr(page, "place", ""))
        tables = (shortcuts.TABLE,) if place == shortcuts.CUSTOMERS else ()
        self._hints.setText(shortcuts.hints(shortcuts.WINDOW, *tables, place) if place else "")
        enter = getattr(page, "enter", None)
        if enter is not None:
            cast("Page", page).enter()

    def page(self, name: str) -> QWidget:
        """Return a page by its name; it is made if it was never shown."""
        if name not in self._by_name:
            self._by_name[name] = self._makers[name]()
            self.pages.addWidget(self._by_name[name])
        return self._by_name[name]

    def shown_page(self) -> str:
        """Return the name of the page that is shown."""
        current = self.pages.currentWidget()
        return next(name for name, page in self._by_name.items() if page is current)

    def tell(
        self, text: str, role: str = "info", actions: Sequence[tuple[str, Callable[[], None]]] = ()
    ) -> None:
        """Say something in the banner above the page; what went well goes with the page, trouble stays."""
        self._is_passing = role in _PASSING
        self.banner.tell(text, role, actions)

    def tell_of_work(self, text: str, role: str, actions: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Say how work ended that was put aside: it is of no page, and leads back to its dialog."""
        self.tell(text, role, actions)
        self._is_passing = False

    @property
    def help_topic(self) -> str:
        """What the help is opened at where nothing nearer has a topic: that of the page."""
        return str(getattr(self.pages.currentWidget(), "help_topic", ""))

    def print_till_card(self) -> None:
        """Ask for the card for the till; the help offers it."""
        self.help_paper_asked_for.emit(None)

    def print_help_page(self, shown: Shown) -> None:
        """Ask for what the help shows on paper; the help offers it."""
        self.help_paper_asked_for.emit(shown)

    def tell_backup(self, text: str) -> None:
        """Say in the line below how old the last backup is."""
        self._backup.setText(text)

    def stand_below(self, widget: QWidget) -> None:
        """Let something stand in the line below the pages, before the keys."""
        self._below.insertWidget(self._below.count() - 1, widget)

    def hints(self) -> str:
        """Return the keys that the line below tells."""
        return self._hints.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the room of the rail's names and of the margins, where the window is small for its text."""
        self._take_room()
        super().resizeEvent(event)
        settle()

    def changeEvent(self, event: QEvent) -> None:
        """Share the room out again when the scale changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_column"):
            self._take_room()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say why what was pressed cannot be used: a finger reads no tool tip."""
        tell_why_not(self, event)
        super().mousePressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window stood; stay where that would lose something."""
        if not self.may_close():
            event.ignore()
            return
        self.keep_place()
        super().closeEvent(event)
        self.closed.emit()

    def keep_place(self) -> None:
        """Remember where the window stands now."""
        self._remembered.keep(_PLACE, self.saveGeometry())
        self._remembered.save()

    def scale_by(self, step: int) -> None:
        """Make everything larger or smaller by ten percent a step; 0 goes back to the shop's own size."""
        scale = theme().scale + step * _STEP if step else shop_scale(self._remembered)
        scale = min(max(scale, SMALLEST_TEXT), LARGEST_TEXT)
        keep_scale(self._remembered, scale)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, theme().name, scale)

    def _head_copy(self, frame: Frame) -> None:
        """Say above everything that this is only looked at."""
        copied = self.tr("Copy of {0}").format(frame.copy_of)
        self.setWindowTitle(self.tr("ShopDesk — {0} — {1}").format(frame.shop_name, copied))
        only = self.tr("Everything stands here as it was then. You can look; nothing can be entered.")
        self.copy_band.tell(f"{copied}. {only}", "warn")
        self.rail.close_day.hide()
        why = sentence(Forbidden(reason="copy"))
        enter_nothing_in(self, why, partial(self.tell, why, "info"))

    def _take_room(self) -> None:
        look = theme()
        self.rail.set_folded(self.width() < look.px(_NARROW))
        sides = (14, 10, 14, 6) if self.height() < look.px(_LOW) else (24, 20, 24, 14)
        left, top, right, bottom = (look.px(side) for side in sides)
        beyond = max(0, self.width() - self.rail.sizeHint().width() - look.px(_WIDEST)) // 2
        self._column.setContentsMargins(left + beyond, top, right + beyond, bottom)

    def _status_line(self) -> QFrame:
        look = theme()
        line = QFrame()
        set_role(line, "status")
        row = QHBoxLayout(line)
        row.setContentsMargins(look.px(16), look.px(5), look.px(16), look.px(5))
        row.setSpacing(look.px(8))
        dot = Label("●", "dot")
        dot.setAccessibleName("")
        row.addWidget(dot)
        row.addWidget(Label(self.tr("Encrypted · saved"), "small"))
        row.addSpacing(look.px(16))
        row.addWidget(self._backup)
        row.addSpacing(look.px(24))
        self._below = row
        row.addWidget(self._hints, 1)
        return line

    def _bind_keys(self) -> None:
        shortcuts.bind("close_day", self, self.close_day_asked_for.emit)
        shortcuts.bind("lock", self, self.lock_asked_for.emit)
        shortcuts.bind("larger", self, lambda: self.scale_by(1))
        shortcuts.bind("smaller", self, lambda: self.scale_by(-1))
        shortcuts.bind("normal_size", self, lambda: self.scale_by(0))
        bind_help(self)

    def _take_place(self) -> None:
        look = theme()
        place = self._remembered.bytes(_PLACE)
        if place.isEmpty() or not self.restoreGeometry(place):
            room = self.screen().availableSize()
            self.resize(min(look.px(_WIDTH), room.width()), min(look.px(_HEIGHT), room.height()))
