"""The detail dialog of one customer: who it is, how the account stands, what happened, the record.

It is made for nobody and shows one customer's `CustomerPages`, which it follows until it is closed.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.message import MessageKind
from shopdesk.viewmodels.account import AccountPicture
from shopdesk.viewmodels.account_righting import AdjustAccount, TransferDebt
from shopdesk.viewmodels.customer_pages import CustomerPages
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.parting import EraseCustomer, UndoMerge
from shopdesk.viewmodels.ports import Prompter
from shopdesk.viewmodels.promise_to_pay import PromiseToPay
from shopdesk.viewmodels.putting_right import Righting
from ui.customers.hero import HeroHead
from ui.customers.paged_dialog import PagedDialog
from ui.dialogs import Dialogs
from ui.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, fold_to_fit

_SIZE = (1120, 840)
_LOW = 560
"""Lower than this, as large text makes it soon, the head and the foot give way to the page."""
_FOOT, _LOW_FOOT = 14, 6
_GAP, _TIGHT_GAP = 10, 3
_TIGHT = 560
"""So wide the dialog has room for the folded buttons with their gaps and the key of the first."""


class DetailDialog(PagedDialog):
    """Opens the other dialogs through ``dialogs``."""

    help_topic = "customer"

    def __init__(self, dialogs: Dialogs, prompter: Prompter, parent: QWidget | None = None) -> None:
        super().__init__(dialogs, prompter, parent)
        look = theme()
        self.take_size(*_SIZE)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._hero = HeroHead(self)
        self._banner_room = QWidget(self)
        self._banner = Banner(self._banner_room)
        self._banner.closed.connect(self._dismiss_notice)
        room = QVBoxLayout(self._banner_room)
        room.setContentsMargins(look.px(24), look.px(12), look.px(24), 0)
        room.addWidget(self._banner)
        self.body.addWidget(self._hero)
        self.body.addWidget(self.strip)
        self.body.addWidget(self._banner_room)
        self.body.addWidget(self.stack, 1)
        self._add_buttons()
        self._add_keys()

    def show_customer(self, pages: CustomerPages, print_receipt: Callable[..., None]) -> None:
        """Show a customer; ``print_receipt`` prints what a notice offers, or ``elsewhere``."""
        self._print_receipt = print_receipt
        self.take_size(*_SIZE)  # the window below may have grown since it was made
        self.show_pages(pages)
        model = self.model
        self.follow(
            model.picture.bind(self._show_picture),
            model.notice.bind(self._show_notice),
            pages.notes.picture.bind(lambda notes: self._hero.show_notes(notes.at_till if notes else ())),
            model.busy.bind(lambda _busy: self._allow()),
            pages.close,
        )
        self._fold()
        self.timeline.table.setFocus()

    def is_dirty(self) -> bool:
        """Tell whether a note was typed and not added."""
        return self.pages.notes.is_dirty()

    def tell(self, notice: Notice) -> None:
        """Say what was done to this customer's account."""
        self.model.notice.value = notice

    def banner_text(self) -> str:
        """Return what the banner says; nothing while it is hidden."""
        return "" if self._banner.isHidden() else self._banner.text()

    def _add_buttons(self) -> None:
        self.payment = Button(self.tr("Take payment"), kind="primary", key="F4").entering()
        self.sale = Button(self.tr("Put on account"), key="F5", folds_to="plus").entering()
        self.statement = Button(self.tr("Statement…"), key="Ctrl P", folds_to="file-text")
        self.write = Button(self.tr("Message…"), folds_to="mail").entering()
        self.edit = Button(self.tr("Edit"), folds_to="pencil").entering()
        self.archive = Button(self.tr("Archive"), folds_to="archive").entering()
        self.adjust = Button(self.tr("Adjust"), folds_to="scale").entering()
        menu = QMenu(self.adjust)
        for text, deed in (
            (self.tr("Adjust the account…"), AdjustAccount),
            (self.tr("Transfer debt…"), TransferDebt),
        ):
            menu.addAction(text).triggered.connect(partial(self._put_account_right, deed))
        self.adjust.setMenu(menu)
        self.more = Button(self.tr("More"), icon="ellipsis")
        more = QMenu(self.more)
        more.setToolTipsVisible(True)
        self.why = more.addAction(self.tr("Why this balance?"))
        self.promise = more.addAction(self.tr("Promise to pay…"))
        self.label = more.addAction(self.tr("Card label…"))
        self.merge = more.addAction(self.tr("Merge with…"))
        self.unmerge = more.addAction(self.tr("Undo a merging…"))
        self.erase = more.addAction(self.tr("Erase…"))
        self.more.setMenu(more)
        self.more.entries_enter(self.promise, self.merge, self.unmerge, self.erase)
        for button in (self.payment, self.sale, self.statement, self.write, self.adjust):
            button.set_tall(44)
            self.add_left(button)
        for button in (self.edit, self.archive, self.more):
            button.set_tall(44)
            self.add_right(button)
        self.payment.clicked.connect(lambda: self._dialogs.take_payment(self.model.customer))
        self.sale.clicked.connect(lambda: self._dialogs.put_on_account(self.model.customer))
        self.statement.clicked.connect(lambda: self._dialogs.statement(self.model.customer))
        self.write.clicked.connect(self._write)
        self.edit.clicked.connect(lambda: self._dialogs.edit_customer(self.model.customer))
        self.archive.clicked.connect(self._archive_or_restore)
        self.label.triggered.connect(lambda: self._dialogs.card_labels((self.model.customer,)))
        self.why.triggered.connect(lambda *_: self._dialogs.why_balance(self.model.customer))
        self.promise.triggered.connect(partial(self._put_account_right, PromiseToPay))
        self.merge.triggered.connect(lambda: self._dialogs.merge(self.model.customer))
        self.unmerge.triggered.connect(partial(self._put_account_right, UndoMerge))
        self.erase.triggered.connect(partial(self._put_account_right, EraseCustomer))

    def _put_account_right(self, deed: Callable[[CustomerId], Righting], _checked: bool = False) -> None:
        self.put_right(deed(self.model.customer))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the buttons where there is no room for all their words, and the head where the page needs its."""
        super().resizeEvent(event)
        self._fold()
        low = self.height() < theme().px(_LOW)
        self._hero.set_low(low)
        sides, above = self.footer.contentsMargins(), theme().px(_LOW_FOOT if low else _FOOT)
        self.footer.setContentsMargins(sides.left(), above, sides.right(), above)

    def has_wide_footer(self) -> bool:
        """Tell no: its buttons fold instead."""
        return False

    def _fold(self) -> None:
        groups = (
            (self.adjust, self.edit, self.archive, self.more),
            (self.write,),
            (self.statement,),
            (self.sale,),
        )
        room = min(self.width(), self._room().width())
        tight = room < theme().px(_TIGHT)
        self.footer.setSpacing(theme().px(_TIGHT_GAP if tight else _GAP))
        self.payment.show_key(not tight)
        sides = self.footer.contentsMargins()
        gaps = self.footer.spacing() * self.footer.count()
        taken = sides.left() + sides.right() + gaps + self.payment.sizeHint().width()
        fold_to_fit(groups, room - taken)

    def _write(self) -> None:
        """Write a message: whoever owes is reminded of it."""
        picture = self.model.picture.value
        owes = picture is not None and picture.hero.stands == "owed"
        self._dialogs.message(self.model.customer, MessageKind.DEBT if owes else MessageKind.FREE)

    def _add_keys(self) -> None:
        for key, button in (
            ("F4", self.payment),
            ("F5", self.sale),
            ("Ctrl+P", self.statement),
            ("Ctrl+E", self.edit),
        ):
            QShortcut(QKeySequence(key), self, button.click)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self._undo)

    def _dismiss_notice(self) -> None:
        self.model.dismiss_notice()

    def _undo(self) -> None:
        self.model.undo()

    def _archive_or_restore(self) -> None:
        picture = self.model.picture.value
        if picture is not None and picture.hero.archived:
            self.model.restore()
        else:
            self.model.archive()

    def _show_picture(self, picture: AccountPicture | None) -> None:
        self._allow()
        if picture is None:
            return
        hero = picture.hero
        self.setWindowTitle(self.tr("{0} — customer {1}").format(hero.name, hero.number))
        self._hero.show_hero(hero)
        self.write.set_text(self.tr("Send reminder…") if hero.stands == "owed" else self.tr("Message…"))
        self.archive.set_text(self.tr("Restore", "customer") if hero.archived else self.tr("Archive"))
        self._fold()

    def _allow(self) -> None:
        """Allow what can be done now; the rest says why not."""
        picture = self.model.picture.value
        loading = self.tr("The account is being read.")
        if picture is None:
            for button in (
                self.payment,
                self.sale,
                self.statement,
                self.write,
                self.adjust,
                self.edit,
                self.archive,
                self.more,
            ):
                button.set_allowed(allowed=False, why_not=loading)
            return
        archived = picture.hero.archived
        why = self.tr("Archived: restore the customer first.")
        self.payment.set_allowed(not archived, why)
        self.sale.set_allowed(not archived, why)
        self.adjust.set_allowed(not archived, why)
        self.statement.set_allowed(allowed=True)
        self.write.set_allowed(not archived, why)
        self.edit.set_allowed(allowed=True)
        refusal = "" if archived else picture.why_not_archive
        self.archive.set_allowed(not refusal and not self.model.busy.value, refusal)
        self.more.set_allowed(allowed=True)
        self.promise.setEnabled(not archived)
        self.merge.setEnabled(not archived)
        self.unmerge.setEnabled(picture.can_unmerge)
        self.erase.setEnabled(picture.can_erase)

    def _show_notice(self, notice: Notice | None) -> None:
        self._banner_room.setVisible(notice is not None)
        if notice is None:
            if not self._banner.isHidden():
                self._banner.dismiss()
            return
        actions: list[tuple[str, Callable[[], None]]] = []
        receipt = notice.receipt
        if receipt is not None:
            actions.append((self.tr("Print receipt"), lambda: self._print_receipt(receipt)))
        other = notice.other_receipt
        if other is not None:
            name = self.tr("For {0}").format(other.customer_name)
            actions.append((name, lambda: self._print_receipt(other)))
        if notice.can_undo:
            actions.append((self.tr("Undo"), self.model.undo))
        if notice.undo is not None:
            actions.append((self.tr("Undo"), partial(self._dialogs.undo_event, *notice.undo)))
        unprinted = notice.unprinted
        if unprinted is not None:
            actions.append((self.tr("Print again"), lambda: self._print_receipt(unprinted)))
            another = partial(self._print_receipt, unprinted, elsewhere=True)
            actions.append((self.tr("Another printer…"), another))
        self._banner.tell(notice.text, notice.role, actions)
