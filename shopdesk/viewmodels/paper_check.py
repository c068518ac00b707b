"""Checking a receipt or a statement by the code on it: genuine or altered, and what it must say."""

from dataclasses import dataclass

from shopdesk.domain.staff import Deed
from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.papers import PaperChecked, check_paper
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text
from shopdesk.wording import Worded, in_a_row, tr

_KINDS = Worded(
    {
        Deed.SELL.value: "the receipt of sale",
        Deed.TAKE_PAYMENT.value: "the receipt of payment",
        Deed.ISSUE_STATEMENT.value: "statement",
    }
)


@dataclass(frozen=True, slots=True)
class PaperVerdict:
    """What a code came to, in words."""

    genuine: bool
    text: str


class PaperCheckViewModel:
    """``verdict`` is None until a code was checked."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self._asked = 0
        self.verdict: Observable[PaperVerdict | None] = Observable(None)

    def check(self, code: str) -> None:
        """Check a code as somebody typed it; an empty one asks nothing, a late answer is dropped."""
        self._asked += 1
        asked, desk = self._asked, self._desk
        if not code.strip():
            self.verdict.value = None
            return

        def done(found: PaperChecked) -> None:
            if asked == self._asked:
                self.verdict.value = PaperVerdict(found.genuine, verdict_words(found, shop_text(desk)))

        def failed(error: ShopDeskError) -> None:
            self.verdict.value = PaperVerdict(genuine=False, text=shop_text(desk).say(error))

        self._runner.run(lambda: check_paper(desk, code), done, failed)


def verdict_words(found: PaperChecked, text: ShopText) -> str:
    """Say whether a paper is genuine, what it must say then, and what was entered about it since."""
    if not found.genuine:
        return tr("Altered: no paper of this shop has this code.")
    kind = _KINDS.get(found.deed, found.deed.replace("_", " "))
    says = [" ".join(filter(None, (kind, found.reference)))]
    if found.amount is not None:
        says.append(text.money(found.amount))
    if found.at is not None:
        says.append(f"{text.day(text.local_day(found.at))} {text.time(found.at)}")
    says.append(tr("customer {subject}", subject=found.subject) if found.subject else tr("no customer"))
    since = (
        tr("Entered about it since: {changed_since}.", changed_since=in_a_row(found.changed_since))
        if found.changed_since
        else tr("Nothing about it has changed since.")
    )
    return tr("Genuine, if the paper says the same: {says}. {since}", says=in_a_row(says), since=since)
