"""Opens the dialogs that are about many customers at once, some with an owner's PIN."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from shopdesk.domain.account import CustomerId
from shopdesk.domain.enquiry import Enquiry
from shopdesk.domain.segment import OwnSegment
from shopdesk.domain.staff import Deed
from shopdesk.viewmodels.account_models import AccountModels, Follow
from shopdesk.viewmodels.asking_owner import AskingOwner
from shopdesk.viewmodels.customer_list import Filters
from shopdesk.viewmodels.message_batch import BatchStart
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.open_shop import Desk
from ui.account.owner_pin_dialog import OwnerPinDialog
from ui.customers.detail_dialog import DetailDialog
from ui.customers.labels_dialog import LabelsDialog
from ui.customers.merge_dialog import MergeDialog
from ui.customers.note_search_dialog import NoteSearchDialog
from ui.customers.twins_dialog import TwinsDialog
from ui.dialogs import Dialogs
from ui.exporting.export_dialog import ExportDialog
from ui.importing.opening import open_request_import
from ui.labels import filters_words
from ui.messages.batch_dialog import MessageBatchDialog
from ui.segments.list_dialog import SegmentsDialog
from ui.segments.segment_dialog import SegmentDialog
from ui.statements.batch_dialog import StatementBatchDialog
from ui.widgets.working_dialog import WorkingDialog
from ui.work_aside import open_beside


class BookDialogs(QObject):
    """What `DialogOpener` opens about the whole book; ``follow`` subscribes on the thread that paints."""

    def __init__(
        self, window: QWidget, models: AccountModels, follow: Follow, import_customers: Callable[[Desk], None]
    ) -> None:
        super().__init__(window)
        self.models = models
        self._window = window
        self._follow = follow
        self._import = import_customers
        self._details: dict[CustomerId, DetailDialog] = {}

    def statements(self, customers: tuple[CustomerId, ...] = ()) -> None:
        """Open the statements for many."""

        def go(models: AccountModels) -> None:
            model = models.statement_batch(customers)
            self._open_beside(StatementBatchDialog(model, self._top()), model.stop)

        self._with_owner(Deed.ISSUE_STATEMENTS, go)

    def message_many(self, start: BatchStart) -> None:
        """Open the messages to many."""

        def go(models: AccountModels) -> None:
            model = models.message_batch(start)
            unfollow = self._follow(model.on_changes)

            def stop() -> None:
                unfollow()
                model.stop()

            self._open(MessageBatchDialog(model, self.whole(), models.prompter, self._top()), stop)

        self._with_owner(Deed.MESSAGES, go)

    def merge(self, customer: CustomerId, other: CustomerId | None = None) -> None:
        """Open the dialog that merges two customers."""

        def go(models: AccountModels) -> None:
            dialog = MergeDialog(models.merge(customer, other), models.prompter, self._top())
            dialog.merged.connect(lambda notice: self._tell_about(customer, notice))
            self._open(dialog, lambda: None)

        self._with_owner(Deed.MERGE, go)

    def twins(self) -> None:
        """Open the list of records that may be one person."""

        def go(models: AccountModels) -> None:
            model = models.twins()
            self._open(TwinsDialog(model, self.whole(), self._top()), self._follow(model.on_changes))

        self._with_owner(Deed.MERGE, go)

    def search_notes(self) -> None:
        """Open the search in all notes."""
        model = self.models.note_search()
        self._open(NoteSearchDialog(model, self.whole(), self._top()), model.stop)

    def segments(self) -> None:
        """Open the owner's segments."""

        def go(models: AccountModels) -> None:
            model = models.segments()
            dialog = SegmentsDialog(model, partial(edit, models), self._write_to, self._top())
            self._open(dialog, self._follow(model.on_changes))

        def edit(models: AccountModels, segment: OwnSegment | None) -> None:
            dialog = SegmentDialog(models.segment(segment), models.prompter, self._top())
            dialog.saved.connect(self.tell)
            self._open(dialog, lambda: None)

        self._with_owner(Deed.CHANGE_SEGMENTS, go)

    def forget_request(self, enquiry: Enquiry) -> None:
        """Ask, and destroy what a request of nobody says."""

        def go(models: AccountModels) -> None:
            said = self.tr(
                "The words, name and contact of this request will be destroyed for ever. That there was one stays "
                "in the journal."
            )
            if models.prompter.confirm(said, self.tr("Forget it")):
                models.forget_request(enquiry.id, self.tell)

        self._with_owner(Deed.ERASE, go)

    def _write_to(self, segment: OwnSegment) -> None:
        self.message_many(BatchStart(segment=segment))

    def import_customers(self) -> None:
        """Open the import."""
        self._with_owner(Deed.IMPORT, lambda models: self._import(models.desk))

    def import_requests(self) -> None:
        """Open the import of a form's file."""

        def go(models: AccountModels) -> None:
            open_request_import(models.desk, models.runner, models.prompter, self._top())

        self._with_owner(Deed.IMPORT, go)

    def export_customers(self, filters: Filters, search: str, chosen: tuple[CustomerId, ...]) -> None:
        """Open the export."""

        def go(models: AccountModels) -> None:
            model = models.export(filters, search, chosen)
            dialog = ExportDialog(model, models.prompter, filters_words(filters), self._top())
            self._open_beside(dialog, model.stop)

        self._with_owner(Deed.EXPORT, go)

    def card_labels(self, customers: tuple[CustomerId, ...]) -> None:
        """Open the card labels: of one customer for anybody, of more with an owner's PIN."""

        def go(models: AccountModels) -> None:
            model = models.card_labels(customers)
            dialog = LabelsDialog(model, self.print_pdf, models.prompter, self._top())
            self._open_beside(dialog, model.work.stop)

        if len(customers) == 1:
            go(self.models)
        else:
            self._with_owner(Deed.EXPORT, go)

    def print_pdf(self, pdf: bytes, title: str) -> None:
        """Print a paper."""
        raise NotImplementedError

    def whole(self) -> Dialogs:
        """Return the opener of all dialogs, for those that open others."""
        raise NotImplementedError

    def tell(self, notice: Notice) -> None:
        """Say in the window's banner what was done."""
        raise NotImplementedError

    def _tell_about(self, customer: CustomerId | None, notice: Notice) -> None:
        raise NotImplementedError

    def _with_owner(self, deed: Deed, go: Callable[[AccountModels], None]) -> None:
        """Go on at once, or with an owner's approval for what is opened now and nothing else."""
        asking = AskingOwner(self.models.desk, self.models.runner)
        if asking.need(deed):
            go(self.models)
            return
        dialog = OwnerPinDialog(asking.approval(), self.models.prompter, self._top())
        dialog.approved.connect(lambda desk, _why: go(replace(self.models, desk=desk)))
        self._open(dialog, lambda: None)

    def _open(self, dialog: QDialog, stop: Callable[[], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: stop())
        dialog.open()

    def _open_beside(self, dialog: WorkingDialog, stop: Callable[[], None]) -> None:
        dialog.finished.connect(lambda _result: stop())
        open_beside(dialog, self._window)

    def _top(self) -> QWidget:
        """Return what a new dialog stands over: the last of the detail dialogs, else the window."""
        return next(reversed(self._details.values()), None) or self._window
