"""Where the shop's file lies, and how to keep a copy of it."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Label, Muted


class FileCard(Card):
    """Names the folder and opens it in the computer's own file manager."""

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.open = Button(self.tr("Open folder"), icon="folder-open")
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        head = QHBoxLayout()
        head.addWidget(Heading(self.tr("The shop’s file")))
        head.addStretch(1)
        head.addWidget(self.open)
        self.body.addLayout(head)
        self.folder = Label(folder, "strong").wrap()
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.folder)
        how = self.tr(
            "To keep a copy, close ShopDesk and copy this whole folder to another disk. The copy is encrypted as "
            "the shop is, and opens with today’s passphrase or the recovery key. Do it at the end of every day."
        )
        self.body.addWidget(Muted(how).wrap())
