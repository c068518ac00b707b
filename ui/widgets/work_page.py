"""A page of rows that somebody is to see to: tabs with counts, filters, a banner; shows a `WorkListViewModel`."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.work_list import WorkFilters, WorkListViewModel, WorkPicture
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.cards import Title
from ui.widgets.filter_tools import fill_menu
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.grouped_rows import GroupedRows
from ui.widgets.watched_page import WatchedPage
from ui.widgets.work_row import WorkRow

_LOW = 420
"""Lower than this, in pixels of the design, a page has room for little more than its rows."""

Line = TypeVar("Line")
Tab = TypeVar("Tab")
Row = TypeVar("Row", bound=WorkRow)


class WorkPage(WatchedPage, Generic[Line, Tab, Row]):
    """Reads only while it is looked at; call `lay_out` and `begin` once its parts are made."""

    def __init__(
        self,
        model: WorkListViewModel[Any, Any, Line, Tab],
        tabs: Iterable[Tab],
        kinds: Mapping[Any, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, parent)
        self._work = model
        self._kind_words = kinds
        self.banner = Banner()
        self.tabs = {tab: Button("…") for tab in tabs}
        self.kinds = Button("", icon="list")
        self.whose = Button("", icon="users")
        self.list: GroupedRows[Row] = GroupedRows()

    def is_low(self) -> bool:
        """Tell whether what can be spared gives way to the rows."""
        return self.height() < theme().px(_LOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out again."""
        super().resizeEvent(event)
        self._share_room()

    @abstractmethod
    def _row(self, line: Line) -> Row:
        """Return the row of a line."""

    @abstractmethod
    def _tab_of(self, filters: Any) -> Tab:
        """Return the tab that is chosen."""

    def lay_out(self, title: str, head: Sequence[QWidget], tools: Sequence[QWidget] = ()) -> None:
        """Put buttons beside the title, and further tools behind the filters."""
        look = theme()
        whole = self.column()
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        line.addWidget(Title(title), 1)
        for widget in head:
            line.addWidget(widget)
        whole.addLayout(line)
        whole.addWidget(self.banner)
        filters = QWidget()
        flow = FlowLayout(filters, spacing=look.px(8))
        for widget in (*self.tabs.values(), self.kinds, self.whose, *tools):
            flow.addWidget(widget)
        whole.addWidget(filters)
        whole.addWidget(self.list, 1)

    def begin(self, choose_tab: Callable[[Tab], None]) -> None:
        """Follow the view-model."""
        model = self._work
        kinds: dict[str, object] = {self.tr("Everything"): None}
        kinds.update((words, kind) for kind, words in self._kind_words.items())
        fill_menu(self.kinds, [(words, partial(model.narrow, kind)) for words, kind in kinds.items()])
        fill_menu(
            self.whose,
            [
                (self.tr("Everyone"), partial(model.show_mine, mine=False)),
                (self.tr("Mine"), partial(model.show_mine, mine=True)),
            ],
        )
        self.list.more.clicked.connect(model.show_more)
        for tab, button in self.tabs.items():
            button.setCheckable(True)
            button.clicked.connect(partial(choose_tab, tab))
        self.follow(
            model.filters.bind(self._show_filters),
            model.picture.bind(self._show),
            model.notice.listen(self._tell),
        )

    def _show_filters(self, filters: WorkFilters[Any]) -> None:
        for tab, button in self.tabs.items():
            button.setChecked(tab is self._tab_of(filters))
        everything = filters.kind is None
        self.kinds.set_text(self.tr("Everything") if everything else self._kind_words[filters.kind])
        self.whose.set_text(self.tr("Mine") if filters.mine else self.tr("Everyone"))
        self._share_room()

    def _share_room(self) -> None:
        """Where the page is low, draw filters that leave nothing out alone, and count on the tabs only."""
        low, filters, picture = self.is_low(), self._work.filters.value, self._work.picture.value
        self.kinds.set_folded(low and filters.kind is None)
        self.whose.set_folded(low and not filters.mine)
        self.list.below.setVisible(not low or (picture is not None and bool(picture.more)))

    def _show(self, picture: WorkPicture[Line, Tab] | None) -> None:
        if picture is None:
            return
        for tab, words in picture.tabs:
            self.tabs[tab].set_text(words)
        self.list.foot.setText(picture.foot)
        self.list.more.setVisible(bool(picture.more))
        self._share_room()
        groups = [(group.heading, [self._row(line) for line in group.lines]) for group in picture.groups]
        self.list.show_groups(groups, picture.nothing)

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            actions = [(self.tr("Undo"), self._work.undo)] if notice.can_undo else []
            self.banner.tell(notice.text, notice.role, actions)
