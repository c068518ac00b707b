"""The set-up of a new shop: four pages with one footer."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shopdesk.messages import sentence
from shopdesk.viewmodels.first_run import FirstRunViewModel, Step
from shopdesk.viewmodels.paper_file import write_paper
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from ui.start.centred import Centred
from ui.start.wizard_pages import BeginPage, KeyPage, OwnerPage, ShopPage, WizardPage
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.busy_bar import BusyBar
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, Muted, Title
from ui.widgets.fields import show_errors


class Wizard(Centred):
    """Shows a `FirstRunViewModel`; ``cancelled`` is told when the person gives up.

    ``backup_asked_for`` when the shop is to come from a backup instead, ``language_chosen`` with the code of
    the language that the set-up is to go on in.
    """

    help_topic = "begin"
    cancelled = Signal()
    backup_asked_for = Signal()
    language_chosen = Signal(str)

    def __init__(
        self, model: FirstRunViewModel, runner: Runner, prompter: Prompter, parent: QWidget | None = None
    ) -> None:
        super().__init__(640, parent)
        self.model = model
        self._runner = runner
        self._prompter = prompter
        self.key_page = KeyPage(model)
        self.pages: dict[Step, WizardPage] = {
            Step.SHOP: ShopPage(model),
            Step.OWNER: OwnerPage(model),
            Step.KEY: self.key_page,
            Step.BEGIN: BeginPage(model),
        }
        self.stack = QStackedWidget()
        self.where = Muted()
        self.banner = Banner()
        self.back = Button(self.tr("Back"))
        self.demo = Button(self.tr("Look round the demo shop first"), kind="quiet")
        self.bring = Button(
            self.tr("Moving from another computer, or have a backup? Bring your shop here…"), kind="link"
        )
        self.next = Button(self.tr("Continue"), kind="primary", key=self.tr("Enter"))
        self.waiting = Muted().wrap()
        self.progress = BusyBar(self.tr("Working"))
        self._lay_out()
        self.back.clicked.connect(self._go_back)
        self.demo.clicked.connect(model.look_round)
        self.pages[Step.SHOP].fields["language"].edited.connect(self.language_chosen)
        self.bring.clicked.connect(self.backup_asked_for)
        self.next.clicked.connect(model.go_on)
        self.key_page.save_asked_for.connect(self._save_sheet)
        model.values.bind(self._show_values)
        model.errors.bind(self._show_errors)
        model.step.bind(self._show_step)
        model.busy.bind(self._show_busy)
        model.trouble.bind(self._show_trouble)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where typing begins."""
        super().showEvent(event)
        self._page().focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, back with Escape."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.model.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _page(self) -> WizardPage:
        return self.pages[self.model.step.value]

    def _lay_out(self) -> None:
        look = theme()
        self.body.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(Title(self.tr("Welcome to ShopDesk")))
        head.addStretch(1)
        head.addWidget(self.where)
        self.body.addLayout(head)
        self.body.addWidget(self.banner)
        card = Card(padding=26)
        for page in self.pages.values():
            self.stack.addWidget(page)
        card.body.addWidget(self.stack)
        self._busy_place = QWidget()
        busy = QVBoxLayout(self._busy_place)
        busy.setContentsMargins(0, 0, 0, look.px(8))
        busy.setSpacing(look.px(6))
        busy.addWidget(self.waiting)
        busy.addWidget(self.progress)
        keeps = self._busy_place.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._busy_place.setSizePolicy(keeps)
        card.body.addWidget(self._busy_place)
        row = QHBoxLayout()
        row.setSpacing(look.px(10))
        row.addWidget(self.back)
        row.addWidget(self.demo)
        row.addStretch(1)
        row.addWidget(self.next)
        card.body.addLayout(row)
        self.body.addWidget(card)
        keeps = self.bring.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.bring.setSizePolicy(keeps)
        self.body.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addStretch(2)

    def _go_back(self) -> None:
        if self.model.step.value is Step.SHOP:
            self.cancelled.emit()
        else:
            self.model.go_back()

    def _show_values(self, values: Mapping[str, str]) -> None:
        for page in self.pages.values():
            page.show_values(values)

    def _show_errors(self, errors: Mapping[str, str]) -> None:
        show_errors(self._page().fields, errors)

    def _show_step(self, step: Step) -> None:
        place = list(Step).index(step)
        self.stack.setCurrentIndex(place)
        self.where.setText(self.tr("Step {0} of {1}").format(place + 1, len(Step)))
        self.back.set_text(self.tr("Cancel") if step is Step.SHOP else self.tr("Back"))
        self.next.set_text(self.tr("Open my shop") if step is Step.BEGIN else self.tr("Continue"))
        self.demo.setVisible(step is Step.SHOP)
        self.bring.setVisible(step is Step.SHOP)
        self.pages[step].focus_first()

    def _show_busy(self, text: str) -> None:
        if text:
            self.waiting.setText(text)
        self._busy_place.setVisible(bool(text))
        self.stack.setEnabled(not text)
        for button in (self.back, self.demo, self.next):
            button.set_allowed(not text, text)

    def _show_trouble(self, text: str) -> None:
        if text:
            self.banner.tell(text, "danger")
        else:
            self.banner.dismiss()

    def _save_sheet(self) -> None:
        title = self.tr("Save the sheet with the recovery key")
        path = self._prompter.save_path(title, self.tr("ShopDesk recovery key.pdf"))
        if path is not None:
            self._runner.run(
                lambda: write_paper(path, self.model.sheet()),
                lambda _: self._tell_saved(path),
                lambda error: self._show_trouble(sentence(error)),
                Lane.LONG,
            )

    def _tell_saved(self, path: str) -> None:
        self.banner.tell(self.tr("Saved as {0}. Print it, then delete the file.").format(path), "success")
        self.key_page.typed.setFocus()
