"""The back office: shop details, backups, look, staff, secrets and proof, as cards on one page that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from shopdesk.viewmodels.back_office import BackOfficeViewModel
from shopdesk.viewmodels.backups import BackupsViewModel
from shopdesk.viewmodels.message_settings import MessageSettingsViewModel
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.paper_check import PaperCheckViewModel
from shopdesk.viewmodels.proof import ProofViewModel
from shopdesk.viewmodels.secrets import SecretsViewModel
from shopdesk.viewmodels.staff_list import StaffListViewModel
from shopdesk.viewmodels.till_hardware import TillHardware
from ui.back_office.backup_card import BackupCard
from ui.back_office.door_card import DoorCard
from ui.back_office.field_grid import FieldGrid
from ui.back_office.file_card import FileCard
from ui.back_office.look_card import LookCard
from ui.back_office.loyalty_card import LoyaltyCard
from ui.back_office.messages_card import MessagesCard
from ui.back_office.paper_card import PaperCard
from ui.back_office.proof_card import ProofCard
from ui.back_office.secrets_card import SecretsCard
from ui.back_office.settings_card import SettingsCard
from ui.back_office.staff_card import StaffCard
from ui.back_office.till_card import TillCard
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.cards import Title

_TWO_COLUMNS = 960
_BESIDE = 16
"""What a column has beside it: the gap, or the bar that scrolls."""
_TWO_FIELDS = 680
"""Narrower than this, fields stand one under the other."""


class BackOfficePage(QWidget):
    """Shows the view-models of the back office, each in its card."""

    help_topic = "settings"

    def __init__(
        self,
        settings: BackOfficeViewModel,
        staff: StaffListViewModel,
        proof: ProofViewModel,
        backups: BackupsViewModel,
        secrets: SecretsViewModel,
        papers: PaperCheckViewModel,
        messages: MessageSettingsViewModel,
        hardware: TillHardware,
        folder: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.banner = Banner()
        self.settings = SettingsCard(settings)
        self.look = LookCard(settings)
        self.loyalty = LoyaltyCard(settings)
        self.till = TillCard(settings, hardware)
        self.staff = StaffCard(staff)
        self.proof = ProofCard(proof)
        self.backups = BackupCard(backups)
        self.secrets = SecretsCard(secrets)
        self.papers = PaperCard(papers)
        self.messages = MessagesCard(messages)
        self.days = DoorCard(
            self.tr("The close of the day"),
            self.tr(
                "Count the drawer, and see whether what is owed adds up. Cashiers close today; the owner also closes "
                "earlier days, and looks at every day that was closed."
            ),
            "wallet",
        )
        self.journal = DoorCard(
            self.tr("Journal"),
            self.tr(
                "Who did what to whom and when, from what to what. Nobody can change or drop a row of it."
            ),
            "history",
        )
        self.journal.open.set_allowed(not settings.why_not, settings.why_not)
        self.file = FileCard(folder, backups.second_journal)
        self._lay_out()
        self._unbind = tuple(
            model.notice.listen(self._tell) for model in (settings, staff, backups, secrets, messages)
        )
        if settings.why_not:
            self.banner.tell(settings.why_not, "info")
        staff.load()

    def unbind(self) -> None:
        """Let the view-models go."""
        for stop in self._unbind:
            stop()
        for card in (
            self.settings,
            self.look,
            self.loyalty,
            self.till,
            self.staff,
            self.proof,
            self.backups,
            self.secrets,
            self.papers,
            self.messages,
        ):
            card.unbind()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the columns one under the other where there is no room for two."""
        items = (self.columns.itemAt(place) for place in range(self.columns.count()))
        needed = sum(item.minimumSize().width() + theme().px(_BESIDE) for item in items if item is not None)
        wide = event.size().width() >= max(theme().px(_TWO_COLUMNS), needed)  # some languages are longer
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if way != self.columns.direction():
            self.columns.setDirection(way)
            self.columns.update()  # turning alone does not tell the scrolling area that its content grew
        for grid in self.findChildren(FieldGrid):
            grid.fold(narrow=event.size().width() < theme().px(_TWO_FIELDS))
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        look = theme()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(12))
        whole.addWidget(Title(self.tr("Back office")))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        inner = QWidget()
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self.columns = columns
        columns.setContentsMargins(0, 0, look.px(4), look.px(12))
        columns.setSpacing(look.px(14))
        for cards, share in (
            ((self.settings, self.till, self.messages, self.loyalty, self.backups, self.papers), 3),
            ((self.look, self.staff, self.days, self.secrets, self.proof, self.file), 2),
        ):
            column = QVBoxLayout()
            column.setSpacing(look.px(14))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, share)
        area.setWidget(inner)
        whole.addWidget(area, 1)
        # Below: above, it would push the page down under the hand that is about to press something.
        whole.addWidget(self.banner)

    def _tell(self, notice: Notice | None) -> None:
        if notice is not None:
            self.banner.tell(notice.text, notice.role)
