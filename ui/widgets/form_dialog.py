"""A dialog in which something is typed and saved: it scrolls, asks before it loses, and waits for its answer."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Prompter
from ui.theme import set_role, theme
from ui.widgets.dialog import Dialog

_FOOT = 96
"""So high is a dialog beside its sheet: the buttons, and the frame around them (pixels of the design)."""


class Editing(Protocol):
    """A view-model of something that is typed and then saved."""

    busy: Observable[bool]

    def is_dirty(self) -> bool:
        """Tell whether something typed would be lost."""


class FormDialog(Dialog):
    """Follows a view-model until it closes.

    Override `first_field`, bind with `follow`, fill with `scroll_over` or `grow_with`.
    """

    def __init__(
        self, title: str, editing: Editing, prompter: Prompter, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent, prompter)
        self.prompter = prompter
        self._editing = editing
        self._unbind: tuple[Callable[[], None], ...] = ()
        self._grown_with: QWidget | None = None

    def first_field(self) -> QWidget:
        """Return where the cursor stands when the dialog opens."""
        raise NotImplementedError

    def follow(self, *bindings: Callable[[], None]) -> None:
        """Keep what stops following the view-model, for when the dialog closes."""
        self._unbind += bindings

    def sheet(self) -> tuple[QFrame, QVBoxLayout]:
        """Return a sheet for the dialog's body, and the column in which its parts stand."""
        look = theme()
        paper = QFrame()
        set_role(paper, "page")
        column = QVBoxLayout(paper)
        column.setContentsMargins(look.px(26), look.px(22), look.px(26), look.px(16))
        column.setSpacing(look.px(8))
        return paper, column

    def grow_with(self, paper: QWidget) -> None:
        """Fill the body with a sheet and grow with it as far as the screen allows; then it scrolls, unsqueezed.

        Before the sheet is filled: a full one would be dressed anew in its place, which takes a third of an opening.
        """
        self._grown_with = paper
        self.scroll_over(paper)
        paper.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with what is asked and shown."""
        paper = self._grown_with
        if watched is paper and event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            wanted = paper.sizeHint().height()
            paper.setMinimumHeight(wanted)
            missing = wanted + theme().px(_FOOT) - self.height()
            if missing > 0:
                self.grow(missing)
        return super().eventFilter(watched, event)

    def is_dirty(self) -> bool:
        """Tell whether something typed would be lost."""
        return self._editing.is_dirty()

    def reject(self) -> None:
        """Stay open while it is being saved, so that its answer is heard; else close."""
        if not self._editing.busy.value:
            super().reject()

    def done(self, result: int) -> None:
        """Close and stop following the view-model."""
        for stop in self._unbind:
            stop()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor into the first field."""
        super().showEvent(event)
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
