"""Lists records that may be one person; shows a `TwinsViewModel` until it is closed."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shopdesk.domain.twins import Twins
from shopdesk.viewmodels.twins import TwinsViewModel
from ui.dialogs import Dialogs
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label
from ui.widgets.dialog import Dialog
from ui.widgets.elided_label import ElidedLabel

_SIZE = (880, 700)
_LOOK_MS = 100
_MOST_SHOWN = 50


class TwinsDialog(Dialog):
    """Each pair can be merged or dismissed as two people."""

    help_topic = "merge"

    def __init__(self, model: TwinsViewModel, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Possible twins"), parent)
        self.model = model
        self._dialogs = dialogs
        look = theme()
        self.take_size(*_SIZE)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.merges: list[Button] = []
        self.dismissals: list[Button] = []
        self.told = Label("", "muted").wrap()
        self._inside = QWidget()
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        paper = QFrame()
        set_role(paper, "page")
        self._column = QVBoxLayout(paper)
        self._column.setContentsMargins(look.px(26), look.px(22), look.px(26), look.px(16))
        self._column.setSpacing(look.px(10))
        self._column.addWidget(Label(self.tr("Possible twins"), "heading"))
        self._column.addWidget(self.told)
        self._column.addWidget(self._inside)
        self._column.addStretch(1)
        self._area.setWidget(paper)
        self.body.addWidget(self._area, 1)
        self.close_button = Button(self.tr("Close"))
        self.close_button.set_tall(44)
        self.close_button.clicked.connect(self.reject)
        self.add_right(self.close_button)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_MS)
        self._watch.timeout.connect(model.work.poll)
        self._unbind = (
            model.work.text.bind(self._show_work),
            model.pairs.bind(self._show_pairs),
            model.error.listen(self.told.setText),
        )
        model.load()

    def done(self, result: int) -> None:
        """Close, look no further, and stop following the view-model."""
        self.model.stop()
        self._watch.stop()
        for stop in self._unbind:
            stop()
        super().done(result)

    def _show_work(self, words: str) -> None:
        if words:
            self.told.setText(words)
            self._watch.start()
        else:
            self._watch.stop()

    def _show_pairs(self, pairs: tuple[Twins, ...] | None) -> None:
        if pairs is None:
            return
        old, self._inside = self._inside, QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(10))
        self.merges, self.dismissals = [], []
        for twins in pairs[:_MOST_SHOWN]:
            column.addWidget(self._card(twins))
        self._column.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()
        self.told.setText(self._summary(len(pairs)))

    def _summary(self, count: int) -> str:
        if not count:
            return self.tr("No two records look like one person.")
        if count > _MOST_SHOWN:
            return self.tr(
                "{0} pairs have similar names and something in common; the first {1} are shown."
            ).format(count, _MOST_SHOWN)
        return self.tr("These have similar names and share a phone, an email or an address.")

    def _card(self, twins: Twins) -> Card:
        look = theme()
        card = Card(padding=14)
        row = QHBoxLayout()
        row.setSpacing(look.px(16))
        for name, facts in self.model.side_words(twins):
            side = QVBoxLayout()
            side.setSpacing(look.px(2))
            label = ElidedLabel(role="strong")
            label.setText(name)
            below = ElidedLabel(role="muted")
            below.setText(facts)
            side.addWidget(label)
            side.addWidget(below)
            row.addLayout(side, 1)
        card.body.addLayout(row)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(10))
        foot.addWidget(Label(self.model.grounds(twins), "small-text"), 1)
        dismiss = Button(self.tr("Not the same person"), kind="quiet").entering()
        merge = Button(self.tr("Merge…"), icon="merge").entering()
        dismiss.clicked.connect(partial(self._dismiss, twins))
        merge.clicked.connect(partial(self._merge, twins))
        for button in (dismiss, merge):
            foot.addWidget(button)
        self.dismissals.append(dismiss)
        self.merges.append(merge)
        card.body.addLayout(foot)
        return card

    def _dismiss(self, twins: Twins, _checked: bool = False) -> None:
        self.model.dismiss(twins)

    def _merge(self, twins: Twins, _checked: bool = False) -> None:
        self._dialogs.merge(*self.model.ends(twins))
