"""Lists records that may be one person; shows a `TwinsViewModel` until it is closed."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.domain.twins import Twins
from shopdesk.viewmodels.twins import TwinsViewModel
from shopdesk.wording import tr, tr_count
from ui.customers.found_dialog import MOST_SHOWN, FoundDialog
from ui.dialogs import Dialogs
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label
from ui.widgets.elided_label import ElidedLabel

_SIZE = (880, 700)


class TwinsDialog(FoundDialog):
    """Each pair can be merged or dismissed as two people."""

    help_topic = "merge"

    def __init__(self, model: TwinsViewModel, dialogs: Dialogs, parent: QWidget | None = None) -> None:
        title = tr("Possible twins")
        super().__init__(title, model.work, parent)
        self.model = model
        self._dialogs = dialogs
        self.take_size(*_SIZE)
        self.merges: list[Button] = []
        self.dismissals: list[Button] = []
        self.column.addWidget(Label(title, "heading"))
        self.lay_out()
        self.close_button = Button(self.tr("Close"))
        self.close_button.set_tall(44)
        self.close_button.clicked.connect(self.reject)
        self.add_right(self.close_button)
        self.follow(model.pairs.bind(self._show_pairs), model.error.listen(self.told.setText))
        model.load()

    def _show_pairs(self, pairs: tuple[Twins, ...] | None) -> None:
        if pairs is None:
            return
        self.merges, self.dismissals = [], []
        self.show_cards([self._card(twins) for twins in pairs[:MOST_SHOWN]])
        self.told.setText(self._summary(len(pairs)))

    def _summary(self, count: int) -> str:
        if not count:
            return self.tr("No two records look like one person.")
        if count > MOST_SHOWN:
            return tr_count(
                "{count} pair has a similar name and something in common; the first {shown} are shown.",
                "{count} pairs have similar names and something in common; the first {shown} are shown.",
                count,
                count=count,
                shown=MOST_SHOWN,
            )
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
