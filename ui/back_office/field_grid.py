"""Fields that stand side by side where there is room, and one under the other where there is none."""

from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import theme

COLUMNS = 6


class FieldGrid(QGridLayout):
    """Give it fields with `place`, in the order in which they are read; `fold` sets them anew."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(theme().px(14))
        self.setVerticalSpacing(theme().px(6))
        for column in range(COLUMNS):
            self.setColumnStretch(column, 1)
        self._places: list[tuple[QWidget, int, int, int]] = []

    def place(self, field: QWidget, row: int, column: int, span: int) -> None:
        """Set a field on a row, from a column on, over so many of the six."""
        self._places.append((field, row, column, span))
        self.addWidget(field, row, column, 1, span)

    def fold(self, *, narrow: bool) -> None:
        """Set every field under the one before it where there is no room for two, or else where it was placed."""
        for line, (field, *place) in enumerate(self._places):
            row, column, span = (line, 0, COLUMNS) if narrow else place
            self.addWidget(field, row, column, 1, span)
