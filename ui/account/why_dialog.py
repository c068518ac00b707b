"""Why this balance: every event from the first on, what ties to it, and the same as a page to print.

Shows a `WhyBalanceViewModel` until it is closed.
"""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.shop_text import ShopText
from shopdesk.viewmodels.timeline import TimelineEntry
from shopdesk.viewmodels.why_balance import WhyBalanceViewModel, WhyPicture, whose
from shopdesk.wording import tr_count
from ui.account.tie_card import TieCard
from ui.customers.lines_model import Column, day_column
from ui.customers.page_card import PageCard
from ui.customers.page_table import PageTable
from ui.statements.paper_view import PaperView
from ui.theme import set_role, theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, ChoiceRow
from ui.widgets.cards import Heading
from ui.widgets.dialog import Dialog
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.scrolling import scrolling

_SIZE = (1120, 840)
_SIDE_WIDTH, _BESIDE, _LEAST_TABLE = 300, 860, 320
_MARGIN = 24
_ANY = 16_777_215
_WHOSE = 2
"""Which column says whose an event is."""
_ENTRIES, _PAPER = "entries", "paper"


class WhyDialog(Dialog):
    """``print_pdf`` sends a PDF to a printer."""

    help_topic = "debt"

    def __init__(
        self,
        model: WhyBalanceViewModel,
        print_pdf: Callable[[bytes, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Why this balance?"), parent)
        self.model = model
        self._print_pdf = print_pdf
        self.take_size(*_SIZE)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.verdict = Banner(can_close=False)
        self.trouble = Banner(can_close=False)
        self.paper = PaperView()
        self.body.addWidget(self._head())
        self._pages = QStackedWidget()
        self._pages.addWidget(self._entries_page(model.text))
        self._pages.addWidget(self.paper)
        self.body.addWidget(self._pages, 1)
        self._add_buttons()
        self._unbind = (
            model.picture.bind(self._show_picture),
            model.pdf.bind(self._show_pdf),
            model.state.bind(self.state.setText),
            model.trouble.bind(self._show_trouble),
            model.busy.bind(lambda _busy: self._allow()),
        )
        model.load()
        self.table.setFocus()

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        for stop in self._unbind:
            stop()
        super().done(result)

    def tell(self, notice: Notice) -> None:
        """Say what became of the printed paper."""
        self.trouble.tell(notice.text, notice.role)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the ties beside the entries, or below them where there is no room."""
        super().resizeEvent(event)
        self._share_room()

    def _head(self) -> QFrame:
        look = theme()
        head = QFrame()
        set_role(head, "head")
        column = QVBoxLayout(head)
        column.setContentsMargins(look.px(24), look.px(16), look.px(24), look.px(12))
        column.setSpacing(look.px(10))
        self.whose = Heading()
        self.views = ChoiceRow([(_ENTRIES, self.tr("Entries")), (_PAPER, self.tr("On paper"))])
        self.views.setAccessibleName(self.tr("How it is shown"))
        self.views.chosen.connect(self._turn_to)
        self.views.show_choice(_ENTRIES)
        top = QHBoxLayout()
        top.setSpacing(look.px(16))
        top.addWidget(self.whose, 1)
        top.addWidget(self.views)
        column.addLayout(top)
        column.addWidget(self.verdict)
        column.addWidget(self.trouble)
        return head

    def _entries_page(self, text: ShopText) -> QWidget:
        look = theme()
        self.table: PageTable[TimelineEntry] = PageTable(
            self.tr("Every event, the first one first"), self._columns(text), lambda entry: entry.event
        )
        self.entries = PageCard(self.table, self.tr("Nothing has happened on this account yet."))
        inside = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._row.setContentsMargins(look.px(_MARGIN), look.px(16), look.px(_MARGIN), look.px(16))
        self._row.setSpacing(look.px(16))
        self._ties_place = QWidget()
        self.ties = QVBoxLayout(self._ties_place)
        self.ties.setContentsMargins(0, 0, 0, 0)
        self.ties.setSpacing(look.px(12))
        self._side = scrolling(self._ties_place)
        self._row.addWidget(self.entries, 1)
        self._row.addWidget(self._side)
        return scrolling(inside)

    def _columns(self, text: ShopText) -> tuple[Column[TimelineEntry], ...]:
        return (
            day_column(self.tr("Date"), text, lambda entry: entry.at, lambda entry: entry.ref),
            Column(
                self.tr("What happened"),
                lambda entry: entry.text,
                lambda entry: entry.remark,
                tool_tip=lambda entry: "\n".join(filter(None, (entry.text, entry.remark, entry.staff))),
            ),
            Column(self.tr("Whose"), whose, width=112),
            Column(
                self.tr("Moved"),
                lambda entry: text.change(_moved(entry)),
                tone=lambda entry: "credit" if _moved(entry) < 0 else "",
                width=116,
                size=lambda entry: abs(_moved(entry)),
            ),
            Column(
                self.tr("Balance"),
                lambda entry: text.money(entry.balance),
                tone=lambda entry: "credit" if entry.balance < 0 else "strong",
                width=120,
                size=lambda entry: abs(entry.balance),
            ),
        )

    def _add_buttons(self) -> None:
        self.state = ElidedLabel("", "muted")
        self.close_button = Button(self.tr("Close"), key=self.tr("Esc"))
        self.print_button = Button(self.tr("Print…"))
        self.save_button = Button(self.tr("Save PDF…"), kind="primary", key="Ctrl S")
        self.save_button.setShortcut("Ctrl+S")
        self.print_button.setShortcut("Ctrl+P")
        self.footer.setStretch(0, 0)
        self.footer.insertWidget(0, self.state, 1)
        for button in (self.close_button, self.print_button, self.save_button):
            button.set_tall(44)
            self.add_right(button)
        self.close_button.clicked.connect(self.reject)
        self.print_button.clicked.connect(lambda: self.model.print_with(self._print_pdf))
        self.save_button.clicked.connect(self.model.save)

    def _turn_to(self, view: str) -> None:
        self.views.show_choice(view)
        self._pages.setCurrentIndex(0 if view == _ENTRIES else 1)
        if view == _PAPER:
            self.model.show_paper()

    def _show_picture(self, picture: WhyPicture | None) -> None:
        self._allow()
        if picture is None:
            return
        self.whose.setText(f"{picture.name} · {picture.number}")
        self.verdict.tell(picture.verdict, "success" if picture.holds else "danger")
        self.table.setColumnHidden(_WHOSE, not picture.is_merged)
        self.entries.show_lines(picture.entries)
        many = len(picture.entries)
        said = tr_count(
            "{count} entry in all",
            "{count} entries, the first one first",
            many,
            count=picture.text.count(many),
        )
        self.entries.said.setText(said)
        while (item := self.ties.takeAt(0)) is not None:
            card = item.widget()
            if card is not None:
                card.hide()
                card.deleteLater()
        for tie in picture.ties:
            shown = TieCard(tie, picture.text)
            self.ties.addWidget(shown)
            shown.show()  # what is hidden counts for nothing in the room that the ties need
        self.ties.addStretch(1)
        self._share_room()
        if self._pages.currentIndex():
            self.model.show_paper()

    def _show_pdf(self, pdf: bytes | None) -> None:
        self.paper.show_pdf(pdf)

    def _show_trouble(self, trouble: str) -> None:
        if trouble:
            self.trouble.tell(trouble, "danger")
        else:
            self.trouble.hide()

    def _share_room(self) -> None:
        look = theme()
        beside = self.width() >= look.px(_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)
        self.entries.setMinimumHeight(0 if beside else look.px(_LEAST_TABLE))
        if beside:
            self._side.setFixedWidth(look.px(_SIDE_WIDTH))
            self._side.setMinimumHeight(0)
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_ANY)
            room = self.width() - 2 * look.px(_MARGIN)
            self._side.setMinimumHeight(max(self.ties.heightForWidth(room), self.ties.sizeHint().height()))

    def _allow(self) -> None:
        ready = self.model.picture.value is not None and not self.model.busy.value
        why = self.model.state.value or self.tr("The account is being read.")
        for button in (self.print_button, self.save_button):
            button.set_allowed(ready, why)


def _moved(entry: TimelineEntry) -> int:
    return (entry.charge or 0) - (entry.payment or 0)
