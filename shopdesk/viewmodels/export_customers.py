"""Taking customers out as a list: which ones, which fields, what kind of file, and writing it."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from shopdesk.domain.account import CustomerId
from shopdesk.domain.customer_export import ExportOrder, SheetKind
from shopdesk.errors import AlreadyExists, ShopDeskError
from shopdesk.formatting import format_count
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.exporting import Export, ExportResult, announce_export, count_export, write_export
from shopdesk.viewmodels.customer_list import Filters
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.paper_file import check_writable, new_file
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.wording import in_a_row, tr, tr_count

_NAMED = 20


class Which(StrEnum):
    """Which customers leave the book."""

    ALL = "all"
    FILTER = "filter"
    CHOSEN = "chosen"


class ExportCustomersViewModel:
    """Counts the customers of each choice, and writes the file whole or not at all.

    ``orders`` knows the choices there are: a filter only where the list is narrowed, chosen ones only where
    there are some.
    """

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        filters: Filters | None = None,
        search: str = "",
        chosen: tuple[CustomerId, ...] = (),
    ) -> None:
        self._desk = desk
        self._runner = runner
        self.orders = {Which.ALL: ExportOrder()}
        if filters is not None and (filters.narrow or search.strip()):
            self.orders[Which.FILTER] = ExportOrder(query=filters.query(limit=0, search=search))
        if chosen:
            self.orders[Which.CHOSEN] = ExportOrder(chosen=chosen)
        self.which: Observable[Which] = Observable(list(self.orders)[-1])
        self.kind: Observable[SheetKind] = Observable(SheetKind.CSV)
        self.every_field: Observable[bool] = Observable(value=False)
        self.counts: Observable[dict[Which, str]] = Observable({})
        self.work = LongWork()
        self.busy = self.work.busy
        self.error: Observable[str] = Observable("")
        self.result: Observable[str] = Observable("")

    def count(self) -> None:
        """Count the customers of each choice."""

        def work() -> dict[Which, str]:
            return {
                which: format_count(count_export(self._desk, order), self._desk.settings.locale)
                for which, order in self.orders.items()
            }

        def done(counts: dict[Which, str]) -> None:
            self.counts.value = counts

        self._runner.run(work, done, self._tell)

    def choose(self, which: str) -> None:
        """Take these customers."""
        self.which.value = Which(which)

    def choose_fields(self, *, every: bool) -> None:
        """Take every field, or the usual columns."""
        self.every_field.value = every

    def choose_kind(self, kind: str) -> None:
        """Write this kind of file."""
        self.kind.value = SheetKind(kind)

    @property
    def suggestion(self) -> str:
        """Return what the file may be called."""
        return tr("customers {today}.{value}", today=self._desk.today(), value=self.kind.value)

    def write(self, path: str) -> None:
        """Announce the export in the journal, then write it; the file is there when it is whole."""
        if self.busy.value:
            return
        kind = self.kind.value
        target = path if Path(path).suffix.lower() == f".{kind}" else f"{path}.{kind}"
        order = replace(self.orders[self.which.value], kind=kind, every_field=self.every_field.value)
        self.error.value = self.result.value = ""
        self.work.begin(tr("Exporting"), tr("Stopped: no file was left. Export again to begin anew."))

        def announce() -> Export:
            check_writable(target)
            # Nobody was asked whether the file whose ending we added may be written over.
            if target != path and Path(target).exists():
                raise AlreadyExists(what="file")
            return announce_export(self._desk, order)

        def go_on(export: Export) -> None:
            self._runner.run(lambda: self._written(export, target), done, self._tell, Lane.LONG)

        def done(result: ExportResult) -> None:
            self.work.end()
            self.result.value = self._told(result, Path(target).name)

        self._runner.run(announce, go_on, self._tell, Lane.WRITE)

    def stop(self) -> None:
        """Stop writing; no file is left."""
        self.work.stop()

    def _written(self, export: Export, target: str) -> ExportResult:
        locale = self._desk.settings.locale

        def say(done: int, total: int) -> None:
            self.work.say(
                tr(
                    "Exporting: {done} of {total}",
                    done=format_count(done, locale),
                    total=format_count(total, locale),
                )
            )

        with new_file(target) as file:
            return write_export(self._desk, export, file, Path(target).resolve().parent, say)

    def _told(self, result: ExportResult, name: str) -> str:
        written = tr_count(
            "{count} customer written to {name}.",
            "{count} customers written to {name}.",
            result.written,
            count=format_count(result.written, self._desk.settings.locale),
            name=name,
        )
        if not result.unreadable:
            return tr("{written} Delete it once it has served.", written=written)
        named = in_a_row(result.unreadable[:_NAMED])
        more = tr(" and others") if len(result.unreadable) > _NAMED else ""
        return tr(
            "{written} Something sealed could not be opened for {named}{more}: their cells say so.",
            written=written,
            named=named,
            more=more,
        )

    def _tell(self, error: ShopDeskError) -> None:
        if not self.work.end_for(error):
            self.error.value = sentence(error)
