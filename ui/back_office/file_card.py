"""Where the shop's file lies, and where its journal lies a second time."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shopdesk.viewmodels.second_journal import SecondJournalViewModel
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Label, Muted
from ui.widgets.fields import Field

_PATH = 500


class FileCard(Card):
    """Names the folder and opens it in the computer's own file manager; shows a `SecondJournalViewModel`."""

    def __init__(self, folder: str, model: SecondJournalViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.model = model
        self.close_shop = Button(self.tr("Close the shop"), icon="log-out")
        self.close_shop.set_hint(self.tr("Its keys are forgotten; the passphrase opens it again"))
        self.open = Button(self.tr("Open folder"), icon="folder-open")
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        self.add_head(self.tr("The shop’s file"), self.close_shop, self.open)
        self.folder = Label(folder, "strong").wrap()
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.folder)
        how = self.tr(
            "Everything lies in this one encrypted folder, the backups in a folder of their own inside it. Leave its "
            "files where they are: another copy is made with a backup."
        )
        self.body.addWidget(Muted(how).wrap())
        self.second = Field(
            self.tr("Keep its journal on another disk too"),
            hint=self.tr("A folder; empty for none."),
            limit=_PATH,
        )
        self.keep = Button(self.tr("Save")).entering()
        self.standing = Label("", "small").wrap()
        row = QHBoxLayout()
        row.setSpacing(theme().px(10))
        row.addWidget(self.second, 1)
        row.addWidget(self.keep)
        self.body.addSpacing(theme().px(4))
        self.body.addLayout(row)
        self.body.addWidget(self.standing)
        self.keep.set_allowed(not model.why_not, model.why_not)
        self.second.line.setReadOnly(bool(model.why_not))
        self.keep.clicked.connect(lambda: model.choose(self.second.text()))
        self.second.line.returnPressed.connect(self.keep.click)
        self.second.edited.connect(lambda _text: self.second.set_error(""))
        self._unbind = (
            model.folder.bind(self.second.set_text),
            model.error.bind(self.second.set_error),
            model.standing.bind(self.standing.setText),
            model.is_missing.bind(lambda away: set_role(self.standing, "error" if away else "small")),
        )

    def unbind(self) -> None:
        """Let the view-model go."""
        for stop in self._unbind:
            stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Look whether the other disk is there."""
        super().showEvent(event)
        self.model.load()
