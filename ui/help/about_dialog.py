"""About the program: its version, and the licences of everything it is made with."""

from PySide6.QtWidgets import QTextBrowser, QWidget

from shopdesk.viewmodels.about import VERSION, licences
from ui.help.page_html import page_style
from ui.theme import set_role
from ui.widgets.buttons import Button
from ui.widgets.cards import Label, Muted
from ui.widgets.dialog import Dialog


class AboutDialog(Dialog):
    """The list is in English, as the licences are."""

    help_topic = "begin"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("About ShopDesk"), parent)
        self.take_size(760, 720)
        self.body.addWidget(Label(self.tr("ShopDesk {0}").format(VERSION), "heading"))
        told = self.tr(
            "The customer book of a shop that sells on trust. It runs on this computer alone and sends nothing "
            "anywhere but the mail you have it send. What it is made with, and under which licences:"
        )
        self.body.addWidget(Muted(told).wrap())
        self.page = QTextBrowser()
        set_role(self.page, "help")
        self.page.setAccessibleName(self.tr("Licences"))
        self.page.setOpenLinks(False)
        self.page.document().setDefaultStyleSheet(page_style())
        self.page.setMarkdown(licences())
        self.body.addWidget(self.page, 1)
        close = Button(self.tr("Close"), kind="primary", key=self.tr("Esc"))
        close.clicked.connect(self.reject)
        self.add_right(close)
