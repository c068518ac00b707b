"""A card around a table: its corners stay round, and it wears a ring while the table has the focus."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.theme import set_role, theme
from ui.widgets.cards import Card

_TOP, _RING = 5, 2


class TableCard(Card):
    """What stands in ``body`` stands inside the ring."""

    def __init__(self, table: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(role="table-card", padding=0, parent=parent)
        self.body.setContentsMargins(_RING, theme().px(_TOP), _RING, _RING)
        self.body.setSpacing(0)
        if table is not None:
            self.ring(table)

    def ring(self, table: QWidget) -> None:
        """Wear the ring while this table has the focus."""
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put the ring on and off with the table's focus."""
        if event.type() == QEvent.Type.FocusIn:
            set_role(self, "table-card-focus")
        elif event.type() == QEvent.Type.FocusOut:
            set_role(self, "table-card")
        return super().eventFilter(watched, event)
