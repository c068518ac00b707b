"""The sign that something is going on whose end nobody knows: it moves, or is a still row where nothing is to."""

from PySide6.QtWidgets import QProgressBar, QWidget

from ui.motion import is_still
from ui.theme import set_role


class BusyBar(QProgressBar):
    """``name`` says to a screen reader what goes on; ``keeps_room`` holds its place while it is hidden."""

    def __init__(self, name: str, *, keeps_room: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        if is_still():
            set_role(self, "still")
            self.setRange(0, 1)
            self.setValue(1)
        else:
            self.setRange(0, 0)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keeps_room)
        self.setSizePolicy(policy)
