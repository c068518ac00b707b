"""Work whose dialog was put aside: how far it is stands in the line below the pages, and how it ended in the banner."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.working_dialog import WorkingDialog

Tell = Callable[[str, str, Sequence[tuple[str, Callable[[], None]]]], None]


def open_beside(dialog: WorkingDialog, window: QWidget) -> None:
    """Show a dialog about long work beside a window, which can be worked in meanwhile."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(False)
    line = window.window().findChild(WorkAside)
    if line is None:
        dialog.aside.hide()
    else:
        dialog.put_aside.connect(lambda: line.take(dialog))
    dialog.show()


class WorkAside(QWidget):
    """The dialogs that were put aside, each with a word on how far its work is; ``tell`` says how one ended."""

    def __init__(self, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(16))
        self.hide()

    def ways_back(self) -> list[Button]:
        """Return the buttons that bring back what was put aside."""
        return [shown.back for shown in self.findChildren(_Aside)]

    def take(self, dialog: WorkingDialog) -> None:
        """Put a dialog aside until it is asked for; once its work has ended, the line says how."""
        dialog.hide()
        shown = _Aside(dialog)
        self._row.addWidget(shown)
        self.show()

        def end(text: str, role: str) -> None:
            shown.say_for_good(text)
            self._tell(text, role, [(self.tr("Show"), ask_for)])

        def back() -> None:
            dialog.told.disconnect(end)
            dialog.finished.disconnect(back)
            shown.unbind()
            self._row.removeWidget(shown)
            shown.deleteLater()
            self.setVisible(self._row.count() > 0)

        def ask_for() -> None:
            if self._row.indexOf(shown) >= 0:
                back()
            dialog.come_back()

        shown.back.clicked.connect(ask_for)
        dialog.told.connect(end)
        dialog.finished.connect(back)


class _Aside(QWidget):
    """One work: what it says of itself, and the way back to its dialog."""

    def __init__(self, dialog: WorkingDialog) -> None:
        super().__init__()
        said = ElidedLabel("", "strong")
        said.setMinimumWidth(theme().px(220))
        self.back = Button(self.tr("Show"), kind="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        row.addWidget(said)
        row.addWidget(self.back)
        self._said = said
        self.unbind = dialog.work.text.bind(said.setText)

    def say_for_good(self, text: str) -> None:
        """Say how the work ended, until somebody looks."""
        self.unbind()
        self._said.setText(text)
