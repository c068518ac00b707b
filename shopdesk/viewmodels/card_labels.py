"""Card labels as a dialog asks for them: whose, on which sheet, with which code, and the paper they become."""

from collections.abc import Callable

from shopdesk.domain.account import CustomerId
from shopdesk.domain.card_label import SHEETS, CardLabel, CodeKind
from shopdesk.errors import ShopDeskError
from shopdesk.formatting import format_count
from shopdesk.messages import sentence
from shopdesk.services.card_labels import card_label, card_labels, count_cards
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.paper_file import write_paper
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.wording import tr, tr_count

CHOSEN, ALL = "chosen", "all"
_LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "CL", "CO", "PH", "VE"})
Take = Callable[[bytes, str], None]


class CardLabelsViewModel:
    """``who`` may be changed where ``choices`` has more than one; ``first_error`` stands at the first label's number.

    Labels of one customer are anybody's to print; more of them leave the book as a list does.
    """

    def __init__(
        self, desk: Desk, runner: Runner, customers: tuple[CustomerId, ...] = (), *, offer_all: bool = False
    ) -> None:
        self._desk = desk
        self._runner = runner
        self._customers = customers
        self._total = 0
        self.choices = [who for who, can in ((CHOSEN, customers), (ALL, offer_all or not customers)) if can]
        letter = desk.settings.country in _LETTER_COUNTRIES
        self.who: Observable[str] = Observable(self.choices[0])
        self.sheet: Observable[str] = Observable("letter-30" if letter else "a4-21")
        self.kind: Observable[CodeKind] = Observable(CodeKind.BARS)
        self.first: Observable[str] = Observable("1")
        self.first_error: Observable[str] = Observable("")
        self.says: Observable[str] = Observable("")
        self.work = LongWork()
        self.error: Observable[str] = Observable("")
        self.result: Observable[str] = Observable("")

    @property
    def sheets(self) -> list[tuple[str, str]]:
        """Return the sheets there are, with their key."""
        return [
            (
                key,
                tr(
                    "{paper}: {count} labels of {wide} × {high} mm",
                    paper=sheet.paper,
                    count=sheet.count,
                    wide=f"{sheet.size[0]:g}",
                    high=f"{sheet.size[1]:g}",
                ),
            )
            for key, sheet in SHEETS.items()
        ]

    def load(self) -> None:
        """Count everybody's labels, where they are offered."""
        if ALL in self.choices:
            self._runner.run(lambda: count_cards(self._desk), self._counted, self._tell)
        self._look()

    def choose_who(self, who: str) -> None:
        """Print the labels of these."""
        self.who.value = who
        self._look()

    def choose_sheet(self, sheet: str) -> None:
        """Print on this sheet, one of `SHEETS`."""
        self.sheet.value = sheet
        self._look()

    def choose_kind(self, kind: str) -> None:
        """Print bars or squares."""
        self.kind.value = CodeKind(kind)

    def type_first(self, typed: str) -> None:
        """Take the number of the first label that is still on the sheet."""
        self.first.value = typed
        self._look()

    @property
    def title(self) -> str:
        """Return what the paper is called."""
        return tr("Card labels")

    def draw(self, take: Take) -> None:
        """Draw the labels and hand the paper on, once; says what is wrong instead."""
        first = self._first()
        if self.work.busy.value or first is None:
            return
        self.error.value = self.result.value = ""
        self.work.begin(
            tr("Reading the customers"),
            tr("Stopped: there is no paper. Print or save again to begin anew."),
        )
        desk, everybody = self._desk, self.who.value == ALL
        customers = () if everybody else self._customers
        sheet, kind, shop = SHEETS[self.sheet.value], self.kind.value, desk.settings.shop_name

        def read() -> tuple[CardLabel, ...]:
            if len(customers) == 1:
                return (card_label(desk, customers[0]),)
            return card_labels(desk, customers)

        def drawn(labels: tuple[CardLabel, ...]) -> bytes:
            from shopdesk.documents.card_labels_pdf import render_card_labels  # noqa: PLC0415 -- late on purpose

            return render_card_labels(labels, sheet, kind, shop, first, self._progress).pdf

        def go_on(labels: tuple[CardLabel, ...]) -> None:
            self._runner.run(lambda: drawn(labels), done, self._tell, Lane.LONG)

        def done(pdf: bytes) -> None:
            self.work.end()
            take(pdf, self.title)

        self._runner.run(read, go_on, self._tell, Lane.READ if len(customers) == 1 else Lane.WRITE)

    def save(self, path: str) -> None:
        """Draw the labels and write them to a file."""

        def take(pdf: bytes, _title: str) -> None:
            self._runner.run(lambda: write_paper(path, pdf), lambda _none: saved(), self._tell, Lane.LONG)

        def saved() -> None:
            self.result.value = tr(
                "The labels are saved as {path}: print them in their real size.", path=path
            )

        self.draw(take)

    def _first(self) -> int | None:
        typed, most = self.first.value.strip(), SHEETS[self.sheet.value].count
        if typed.isdecimal() and 0 < int(typed[:6]) <= most:
            return int(typed)
        return None

    def _look(self) -> None:
        first, sheet = self._first(), SHEETS[self.sheet.value]
        self.first_error.value = "" if first else tr("From 1 to {most}.", most=sheet.count)
        count = len(self._customers) if self.who.value == CHOSEN else self._total
        sheets = -(-(count + (first or 1) - 1) // sheet.count)
        locale = self._desk.settings.locale
        labels = tr_count("{count} label", "{count} labels", count, count=format_count(count, locale))
        self.says.value = tr_count(
            "{labels} on {count} sheet",
            "{labels} on {count} sheets",
            sheets,
            labels=labels,
            count=format_count(sheets, locale),
        )

    def _counted(self, total: int) -> None:
        self._total = total
        self._look()

    def _progress(self, done: int, total: int) -> None:
        locale = self._desk.settings.locale
        self.work.say(
            tr(
                "Drawing labels: {done} of {total}",
                done=format_count(done, locale),
                total=format_count(total, locale),
            )
        )

    def _tell(self, error: ShopDeskError) -> None:
        if not self.work.end_for(error):
            self.error.value = sentence(error)
