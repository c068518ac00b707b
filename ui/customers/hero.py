"""The head of the detail dialog: who it is, what to mind, and how the account stands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from shopdesk.viewmodels.account_picture import Hero
from ui.theme import set_role, theme
from ui.widgets.avatar import Avatar
from ui.widgets.cards import Figure, Label
from ui.widgets.chip_row import ChipRow
from ui.widgets.elided_label import ElidedLabel

_AVATAR = 64
_SIDES, _LOW_SIDES = 18, 8
_FACT_GAP = "\u2003"
_LONGEST_NOTE = 48
_FIGURES = {"owed": "hero-owed", "credit": "hero-credit", "even": "figure"}
_LOW_FIGURES = {"owed": "large-owed", "credit": "large-credit", "even": "large-even"}


class HeroHead(QFrame):
    """Shows a `Hero`; long names and many tags give way to the balance."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: list[tuple[str, str]] = []
        self._of_record: list[tuple[str, str]] = []
        look = theme()
        set_role(self, "head")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(24), look.px(_SIDES), look.px(24), look.px(_SIDES))
        row.setSpacing(look.px(18))
        self._row = row
        self._stands = "even"
        self._is_low = False
        self._avatar = Avatar(_AVATAR, is_round=False)
        row.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._middle(), 1)
        row.addLayout(self._right())

    def set_low(self, low: bool) -> None:
        """Leave the picture and what the pages tell as well out where there is little height, or show all again."""
        if low == self._is_low:
            return
        self._is_low = low
        look = theme()
        above = look.px(_LOW_SIDES if low else _SIDES)
        self._row.setContentsMargins(look.px(24), above, look.px(24), above)
        for part in (self._avatar, self._facts, self._below):
            part.setVisible(not low)
        self._dress_figure()

    def show_notes(self, notes: tuple[str, ...]) -> None:
        """Show what is to be said at the till, before all else."""
        self._notes = [(_shortened(note), "warn") for note in notes]
        self._show_chips()

    def _show_chips(self) -> None:
        self._chips.set_chips([*self._notes, *self._of_record])

    def _middle(self) -> QVBoxLayout:
        look = theme()
        middle = QVBoxLayout()
        middle.setSpacing(look.px(6))
        line = QHBoxLayout()
        line.setSpacing(look.px(10))
        self._name = ElidedLabel(role="name")
        self._tags = ChipRow()
        line.addWidget(self._name)
        line.addWidget(self._tags, 1)
        self._facts = ElidedLabel(role="muted")
        self._chips = ChipRow()
        middle.addLayout(line)
        middle.addWidget(self._facts)
        middle.addWidget(self._chips)
        middle.addStretch(1)
        return middle

    def _right(self) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(0)
        self._words = Label(role="label")
        self._figure = Figure(role="hero-owed")
        self._below = Label(role="muted")
        for label in (self._words, self._figure, self._below):
            right.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        return right

    def show_hero(self, hero: Hero) -> None:
        """Show this customer."""
        self._avatar.set_person(hero.customer, hero.name)
        self._name.setText(hero.name)
        archived = [(self.tr("Archived"), "warn")] if hero.archived else []
        self._tags.set_chips([*archived, *((tag, "tag") for tag in hero.tags)])
        self._tags.setMinimumWidth(self._tags.minimumSizeHint().width())
        self._facts.setText(_FACT_GAP.join(hero.facts))
        allergy = [(self.tr("Allergy: {0}").format(hero.allergies), "allergy")] if hero.allergies else []
        self._of_record = [*allergy, *((text, "plain") for text in hero.preferences)]
        self._show_chips()
        self._stands = hero.stands
        self._dress_figure()
        self._words.setText(hero.words if hero.figure else "")
        self._figure.setText(hero.figure or hero.words)
        self._below.setText(hero.below)
        self._figure.setAccessibleName(f"{hero.words} {hero.figure}".strip())

    def _dress_figure(self) -> None:
        set_role(self._figure, (_LOW_FIGURES if self._is_low else _FIGURES)[self._stands])


def _shortened(note: str) -> str:
    return note if len(note) <= _LONGEST_NOTE else f"{note[: _LONGEST_NOTE - 1].rstrip()}…"
