"""A request with all that was said, to be read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from shopdesk.domain.enquiry import Enquiry
from shopdesk.viewmodels.enquiry_words import KIND_WORDS, STATUS_WORDS, detail_of
from shopdesk.viewmodels.shop_text import ShopText
from ui.theme import set_role, theme
from ui.widgets.buttons import Button
from ui.widgets.cards import Label
from ui.widgets.dialog import Dialog

_SIZE = (620, 460)


class RequestReader(Dialog):
    """Nothing can be changed here; the text can be marked and copied."""

    help_topic = "requests"

    def __init__(self, enquiry: Enquiry, text: ShopText, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Request"), parent)
        look = theme()
        self.take_size(*_SIZE)
        self.heading = Label(f"{KIND_WORDS[enquiry.kind]} · {STATUS_WORDS[enquiry.status]}", "heading")
        self.detail = Label(detail_of(enquiry, text), "muted").wrap()
        asked_on, by = text.day(text.local_day(enquiry.made_at)), enquiry.made_by
        self.made = Label(self.tr("Asked on {0}, written down by {1}").format(asked_on, by), "small")
        self.words = Label(enquiry.text).wrap()
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        paper = QFrame()
        set_role(paper, "page")
        column = QVBoxLayout(paper)
        column.setContentsMargins(look.px(26), look.px(22), look.px(26), look.px(16))
        column.setSpacing(look.px(8))
        for label in (self.heading, self.detail, self.made):
            column.addWidget(label)
        column.addSpacing(look.px(8))
        column.addWidget(self.words, 1)
        self.scroll_over(paper)
        close = Button(self.tr("Close"), key=self.tr("Esc"))
        close.set_tall(44)
        close.clicked.connect(self.reject)
        self.add_right(close)
