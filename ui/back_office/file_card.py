"""Where the shop's file lies."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Heading, Label, Muted


class FileCard(Card):
    """Names the folder and opens it in the computer's own file manager."""

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.close_shop = Button(self.tr("Close the shop"), icon="log-out")
        self.close_shop.set_hint(self.tr("Its keys are forgotten; the passphrase opens it again"))
        self.open = Button(self.tr("Open folder"), icon="folder-open")
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        head = QHBoxLayout()
        head.addWidget(Heading(self.tr("The shop’s file")))
        head.addStretch(1)
        head.addWidget(self.close_shop)
        head.addWidget(self.open)
        self.body.addLayout(head)
        self.folder = Label(folder, "strong").wrap()
        self.folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.folder)
        how = self.tr(
            "Everything lies in this one encrypted folder, the backups in a folder of their own inside it. Leave its "
            "files where they are: another copy is made with a backup."
        )
        self.body.addWidget(Muted(how).wrap())
