"""The help beside the work: a topic with its keys, searched and read on; shows a `HelpViewModel`."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from shopdesk.viewmodels.help import HelpViewModel, Shown
from ui.help.about_dialog import AboutDialog
from ui.help.page_html import LINK, page_html, page_style
from ui.theme import set_role, theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.dialog import Dialog
from ui.widgets.level_line import LevelLine

_SIZE = (520, 760)


class HelpWindow(Dialog):
    """Stands beside the window it was opened in, which can be worked in meanwhile.

    The window, or one that it stands over, may have ``print_till_card``, which prints the card for the till, and
    ``print_help_page``, which prints what is shown here.
    """

    def __init__(self, model: HelpViewModel, parent: QWidget) -> None:
        super().__init__(self.tr("Help"), parent)
        self.model = model
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.take_size(*_SIZE)
        self.search = LevelLine()
        self.search.setPlaceholderText(self.tr("Search the help"))
        self.search.setAccessibleName(self.tr("Search the help"))
        back = "arrow-right" if self.isRightToLeft() else "arrow-left"
        self.back = IconButton(back, self.tr("Back to what was read before"))
        self.contents = Button(self.tr("Contents"), icon="list")
        self.print = Button(self.tr("Print…"), icon="printer")
        self._print_page = self._offered("print_help_page")
        self.page = QTextBrowser()
        set_role(self.page, "reader")
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(self.tr("Help"))
        self.card = Button(self.tr("Card for the till…"), icon="printer")
        self.about = Button(self.tr("About…"), kind="quiet")
        self._lay_out()
        self._connect()
        self._unbind: tuple[Callable[[], None], ...] = (
            model.shown.bind(self._show),
            model.can_go_back.bind(
                lambda can: self.back.set_allowed(can, self.tr("Nothing was read before this."))
            ),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Stand at the end of the window below, and begin at the page, so that the arrows scroll it."""
        super().showEvent(event)
        below = self.parentWidget()
        if below is not None:
            self.setGeometry(self._beside(below.window().geometry()))
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def done(self, result: int) -> None:
        """Close and let the view-model go."""
        for stop in self._unbind:
            stop()
        self._unbind = ()
        super().done(result)

    def _beside(self, window: QRect) -> QRect:
        """Return the place at the end of a window, within the screen."""
        room, margin = self.screen().availableGeometry(), theme().px(16)
        place = QRect(0, 0, min(self.width(), room.width()), min(self.height(), room.height()))
        place.moveTop(window.top() + (window.height() - place.height()) // 2)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            place.moveLeft(window.left() + margin)
        else:
            place.moveRight(window.right() - margin)
        place.moveLeft(min(max(place.left(), room.left()), room.right() - place.width() + 1))
        place.moveTop(min(max(place.top(), room.top()), room.bottom() - place.height() + 1))
        return place

    def _lay_out(self) -> None:
        look = theme()
        self.body.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(8))
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(self.back)
        head.addWidget(self.search, 1)
        head.addWidget(self.contents)
        head.addWidget(self.print)
        self.body.addLayout(head)
        self.body.addWidget(self.page, 1)
        close = Button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.reject)
        self.add_left(self.card)
        self.add_left(self.about)
        self.add_right(close)

    def _connect(self) -> None:
        self.search.textEdited.connect(self.model.search)
        self.back.clicked.connect(self.model.go_back)
        self.about.clicked.connect(self._open_about)
        self.contents.clicked.connect(self.model.open_contents)
        self.page.anchorClicked.connect(self._follow_link)
        self.print.clicked.connect(self._print)
        print_card = self._offered("print_till_card")
        if print_card is None:
            self.card.set_allowed(False, self.tr("Open your shop first: its name stands on the card."))
        else:
            self.card.clicked.connect(print_card)

    def _open_about(self) -> None:
        about = AboutDialog(self)
        about.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        about.open()

    def _print(self) -> None:
        if self._print_page is not None:
            self._print_page(self.model.shown.value)

    def _offered(self, deed: str) -> Callable[..., object] | None:
        """Return what the nearest window below offers under a name."""
        above = self.parentWidget()
        while above is not None:
            found: Callable[..., object] | None = getattr(above, deed, None)
            if found is not None:
                return found
            above = above.parentWidget()
        return None

    def _follow_link(self, link: QUrl) -> None:
        self.model.open(link.toString().removeprefix(LINK))

    def _show(self, shown: Shown) -> None:
        if self.search.text().strip() != shown.words:
            self.search.setText(shown.words)
        self.page.document().setDefaultStyleSheet(page_style())
        self.page.setHtml(page_html(shown, self.model.book))
        why_not = self.tr("Nothing was found.") if shown.words and not shown.hits else ""
        if self._print_page is None:
            why_not = self.tr("Open your shop first: its name stands on the paper.")
        self.print.set_allowed(not why_not, why_not)
