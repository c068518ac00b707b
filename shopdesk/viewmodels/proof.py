"""Proving every balance on request: what is being looked at, and what was found."""

from dataclasses import dataclass

from shopdesk.domain.staff import Deed
from shopdesk.errors import Forbidden, ShopDeskError
from shopdesk.formatting import format_count
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.verifying import Check, Report, repair, verify
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.wording import Worded, mark, tr

NAMES = Worded(
    {
        "pages": "Every page of the file is as it was written",
        "structure": "The database is whole",
        "tables": "Every table of the file is the program’s own",
        "guards": "What keeps entries from being changed is in its place",
        "foreign_keys": "Nothing points at something that is not there",
        "balances": "Every balance is the sum of its entries",
        "merges": "Every entry stands on the account of its person, twins and all",
        "charges": "What is open on every sale is what was not paid",
        "credits": "What is left of every payment is what it did not settle",
        "allocations": "No payment settles more than it brought",
        "ageing": "What is open, less what waits, is the balance",
        "settled": "Every sale became paid when its last payment came",
        "figures": "The figures on the cards are what the customers and their sales make",
        "spending": "What customers spent and when they came is what their sales make",
        "lines": "Every sale is the sum of its lines, less its discount",
        "corrections": "What a correction put on an account left the drawer, and the other way round",
        "refunds": "No sale gave back more than it brought",
        "transfers": "Both legs of every transfer are the same",
        "disputes": "Every disputed sale has its open dispute",
        "day_closes": "Every closed day adds up, one after the other",
        "points": "Every customer’s points are what the ledger adds up to",
        "vip": "Every VIP has the tag, and nobody else",
        "numbers": "No number is missing or given twice",
        "search": "The search index holds every customer as written",
        "events": "Every entry stands in the journal as it stands in the book",
        "journal": "The journal has no gap and no altered row",
        "bundles": "Every sealed record opens",
        "notes": "Every note opens, and is its customer’s own",
        "messages": "Every message that was kept opens, and went somewhere",
        "requests": "Every request and follow-up opens, and is whose it should be",
        "suburbs": "The suburbs that are offered are those of the records",
        "anchor": "The journal beside the file ends where the file does",
    }
)
"""What each check proves, in words."""


_REPAIRING = mark("Putting it right")


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One check's outcome in words."""

    ok: bool
    text: str
    counted: str
    problems: tuple[str, ...] = ()
    repair: str = ""
    """The check whose findings can be mended; empty where there are none, or no safe way."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The outcome of all checks in words."""

    ok: bool
    text: str
    lines: tuple[ProofLine, ...]


class ProofViewModel:
    """Runs every check off the painting thread; ``work`` says how far it is and can be stopped."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self.why_not = "" if desk.staff.may(Deed.VERIFY) else sentence(Forbidden())
        self.work = LongWork()
        self.busy = self.work.busy
        self._report: Report | None = None
        self.proof: Observable[Proof | None] = Observable(None)
        self.trouble: Observable[str] = Observable("")

    def prove(self) -> None:
        """Run every check."""
        if self.busy.value or self.why_not:
            return
        self.proof.value = None
        self.trouble.value = ""
        self.work.begin(
            NAMES["pages"],
            tr("Stopped before everything was proven; nothing was changed. Prove it when there is time."),
        )

        def done(report: Report) -> None:
            self.work.end()
            self._report = report
            self.proof.value = in_words(report, self._desk.settings.locale)

        self._runner.run(
            lambda: verify(
                self._desk,
                lambda name: self.work.step(NAMES.get(name, name), len(NAMES)),
                self.work.is_stopping,
            ),
            done,
            self._failed,
            Lane.LONG,
        )

    def repair(self, name: str) -> None:
        """Mend what a check found wrong, and prove everything once more."""
        report = self._report
        if self.busy.value or self.why_not or report is None:
            return
        self.trouble.value = ""
        self.work.begin(tr(_REPAIRING))

        def done(_: None) -> None:
            self.work.end()
            self.prove()

        self._runner.run(lambda: repair(self._desk, name, report), done, self._failed, Lane.WRITE)

    def _failed(self, error: ShopDeskError) -> None:
        if not self.work.end_for(error):
            self.trouble.value = sentence(error)


def in_words(report: Report, locale: str) -> Proof:
    """Say what a report says."""
    lines = tuple(_line(check, locale) for check in report.checks)
    wrong = sum(not line.ok for line in lines)
    if report.ok:
        text = tr("Everything is proven: every balance ties to its entries.")
    elif all(line.ok or line.repair for line in lines):
        text = tr(
            "{wrong} of {lines} checks found something that can be put right below; no entry is changed by it.",
            wrong=wrong,
            lines=len(lines),
        )
    else:
        text = tr(
            "{wrong} of {lines} checks found something. Change nothing, keep a copy of the "
            "folder as it is, and restore the latest good backup.",
            wrong=wrong,
            lines=len(lines),
        )
    return Proof(report.ok, text, lines)


def _line(check: Check, locale: str) -> ProofLine:
    counted = format_count(check.checked, locale)
    repair = check.name if check.repairable and not check.ok else ""
    return ProofLine(check.ok, NAMES.get(check.name, check.name), counted, check.problems, repair)
