"""Merges two customers: the other one is searched for, then both stand beside each other.

Shows a `MergeViewModel` until it is closed; ``merged`` tells what was done.
"""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.viewmodels.merge import KEEP, OTHER, FieldPair, MergePicture, MergeSide, MergeViewModel
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.ports import Prompter
from ui.account.preview_box import PreviewBox
from ui.customers.search_box import SearchBox
from ui.theme import theme
from ui.widgets.buttons import Button, ChoiceRow
from ui.widgets.cards import Card, Label
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.form_dialog import FormDialog

_SIZE = (880, 760)
_SEARCHING = (880, 560)
"""Until the other one is found there is little to see."""
_LABEL = 150
_BESIDE = 312
"""What stands beside the two texts of a row: the label, and everything around them."""


class MergeDialog(FormDialog):
    """Enter merges, once both sides are known."""

    help_topic = "merge"
    merged = Signal(object)

    def __init__(self, model: MergeViewModel, prompter: Prompter, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Merge customers"), model, prompter, parent)
        self.model = model
        look = theme()
        self.take_size(*_SEARCHING)
        paper, self._column = self.sheet()
        self._column.addWidget(Label(self.tr("Two records of one person"), "heading"))
        self._column.addWidget(
            Label(
                self.tr(
                    "All sales, payments, notes and points become one account. Nothing is lost: it can be undone "
                    "until something is posted or edited."
                ),
                "muted",
            ).wrap()
        )
        self.search = SearchBox()
        self.search.setMinimumHeight(look.px(44))
        self._results = QVBoxLayout()
        self._results.setSpacing(look.px(6))
        self._column.addWidget(self.search)
        self._column.addLayout(self._results)
        self._sides = QWidget()
        self._column.addWidget(self._sides)
        self.preview = PreviewBox(self.tr("Find the other record to see what becomes of the account."))
        self.trouble = Label("", "error").wrap()
        self.trouble.hide()
        self._column.addWidget(self.preview)
        self._column.addWidget(self.trouble)
        self._column.addStretch(1)
        self.scroll_over(paper)
        self.cancel = Button(self.tr("Cancel"))
        self.swap = Button(self.tr("Let the other one stay"), icon="refresh-cw")
        self.save = Button(self.tr("Merge"), kind="primary", key=self.tr("Enter")).entering()
        for button in (self.cancel, self.swap, self.save):
            button.set_tall(44)
        self.save.setDefault(True)
        self.add_left(self.cancel)
        self.add_right(self.swap)
        self.add_right(self.save)
        self.cancel.clicked.connect(self.reject)
        self.swap.clicked.connect(model.swap)
        self.save.clicked.connect(model.save)
        self.search.paused.connect(self._search)
        self.rows: dict[str, ChoiceRow] = {}
        self.results: list[Button] = []
        self._shown: tuple[int, int] | None = None
        self.follow(
            model.found.bind(self._show_found),
            model.picture.bind(self._show_picture),
            model.error.listen(self._show_error),
            model.busy.bind(lambda _busy: self._allow()),
            model.done.listen(self._finish),
        )
        model.load()

    def first_field(self) -> QWidget:
        """Return where the cursor stands: the search, until the other one is known."""
        return self.search if self.model.picture.value is None else self.save

    def _search(self) -> None:
        """Look for what was typed, unless the other one was chosen meanwhile or the dialog is gone."""
        if self.search.isVisible():
            self.model.search(self.search.text())

    def _show_found(self, found: tuple[MergeSide, ...]) -> None:
        for button in self.results:
            self._results.removeWidget(button)
            button.deleteLater()
        self.results = [Button(f"{side.name} · {side.number} · {side.words}", icon="user") for side in found]
        for button, side in zip(self.results, found, strict=True):
            button.set_tall(44)
            button.clicked.connect(partial(self._choose, side))
            self._results.addWidget(button)

    def _choose(self, side: MergeSide, _checked: bool = False) -> None:
        self.model.search("")
        self.model.choose(side.id)

    def _show_picture(self, picture: MergePicture | None) -> None:
        self._allow()
        if picture is None:
            return
        self.trouble.hide()
        if not self.search.isHidden():
            self.search.hide()
            self.take_size(*_SIZE)
        ends = (picture.keep.id, picture.other.id)
        if ends != self._shown:
            self._shown = ends
            self._draw(picture)
            self.preview.show_payment(picture.preview)
        for pair in picture.pairs:
            self.rows[pair.name].show_choice(pair.taken)

    def _draw(self, picture: MergePicture) -> None:
        """Draw both heads, and a row of two choices for each field in which they differ."""
        look = theme()
        old, self._sides = self._sides, QWidget()
        grid = QGridLayout(self._sides)
        grid.setContentsMargins(0, look.px(8), 0, look.px(8))
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(8))
        grid.setColumnMinimumWidth(0, look.px(_LABEL))
        grid.setColumnStretch(1, 1)
        heads = QHBoxLayout()
        heads.setSpacing(look.px(10))
        heads.addWidget(self._head(picture.keep, self.tr("Stays")), 1)
        heads.addWidget(self._head(picture.other, self.tr("Becomes part of it")), 1)
        grid.addLayout(heads, 0, 1)
        self.rows = {}
        for place, pair in enumerate(picture.pairs, start=1):
            grid.addWidget(Label(pair.label, "label"), place, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self._row(pair), place, 1)
        if not picture.pairs:
            grid.addWidget(Label(self.tr("Both records say the same."), "muted"), 1, 1)
        self._column.replaceWidget(old, self._sides)
        old.hide()
        old.deleteLater()

    def _head(self, side: MergeSide, role: str) -> Card:
        card = Card(role="sunken", padding=12)
        card.body.setSpacing(theme().px(2))
        card.body.addWidget(Label(role, "small-text"))
        name = ElidedLabel(role="strong")
        name.setText(side.name)
        card.body.addWidget(name)
        card.body.addWidget(Label(f"{side.number} · {side.words}", "muted"))
        return card

    def _row(self, pair: FieldPair) -> ChoiceRow:
        row = ChoiceRow(((KEEP, self._short(pair.keep)), (OTHER, self._short(pair.other))))
        for side, value in ((KEEP, pair.keep), (OTHER, pair.other)):
            row.button(side).set_hint(value)
        row.chosen.connect(partial(self.model.pick, pair.name))
        self.rows[pair.name] = row
        return row

    def _allow(self) -> None:
        known = self.model.picture.value is not None and not self.model.busy.value
        why = self.tr("Find the other record first.")
        for button in (self.swap, self.save):
            button.set_allowed(known, why)

    def _show_error(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _finish(self, notice: Notice | None) -> None:
        self.merged.emit(notice)
        self.accept()

    def _short(self, value: str) -> str:
        """Return as much of a value as there is room for beside the other one; the tool tip has all of it."""
        look = theme()
        metrics = QFontMetrics(look.font(14, QFont.Weight.Medium))
        room = (self.width() - look.px(_BESIDE)) // 2
        return metrics.elidedText(value, Qt.TextElideMode.ElideRight, room)
