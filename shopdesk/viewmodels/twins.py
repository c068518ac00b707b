"""Possible twins for the owner: pairs of records to merge, or to dismiss as two people."""

from shopdesk.domain.account import CustomerId, customer_number
from shopdesk.domain.twins import Ground, Twins
from shopdesk.errors import ShopDeskError
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.services.twins import dismiss_twins, possible_twins
from shopdesk.viewmodels.long_work import LongWork
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import listed, said, shop_text
from shopdesk.wording import Worded, tr

_GROUND_WORDS = Worded({Ground.PHONE: "phone", Ground.EMAIL: "email", Ground.ADDRESS: "address"})


class TwinsViewModel:
    """``pairs`` is None until they were looked for; ``work`` says how far that is and can be stopped."""

    def __init__(self, desk: Desk, runner: Runner) -> None:
        self._desk = desk
        self._runner = runner
        self._text = shop_text(desk)
        self.work = LongWork()
        self.pairs: Observable[tuple[Twins, ...] | None] = Observable(None)
        self.error: Observable[str] = Observable("")

    def load(self) -> None:
        """Look through the whole book."""
        desk, text, work = self._desk, self._text, self.work
        work.begin(tr("Looking through the book"))

        def progress(done: int, total: int) -> None:
            work.say(
                tr("Comparing addresses: {done} of {total}", done=text.count(done), total=text.count(total))
            )

        self._runner.run(lambda: possible_twins(desk, progress), self._show, self._tell, Lane.LONG)

    def stop(self) -> None:
        """Look no further."""
        self.work.stop()

    def dismiss(self, twins: Twins) -> None:
        """Say that these are two people."""
        desk, one, other = self._desk, twins.one.id, twins.other.id

        def done(_answer: None) -> None:
            self.pairs.value = tuple(pair for pair in self.pairs.value or () if pair != twins)

        self._runner.run(lambda: dismiss_twins(desk, one, other), done, self._tell, Lane.WRITE)

    def on_changes(self, changes: Changes) -> None:
        """Let pairs go whose one side was changed or merged: they are looked for anew the next time."""
        if changes.everything:
            self.load()
        elif self.pairs.value is not None:
            self.pairs.value = tuple(
                pair
                for pair in self.pairs.value
                if not (changes.concern(pair.one.id) or changes.concern(pair.other.id))
            )

    def side_words(self, twins: Twins) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return name and a line of facts for each side."""
        text = self._text
        pairs = tuple(
            (
                text.name(side.full_name),
                " · ".join(
                    filter(
                        None,
                        (
                            customer_number(side.id),
                            text.phone(side.phone),
                            "archived" if side.archived else said(side.debt_balance, text),
                        ),
                    )
                ),
            )
            for side in (twins.one, twins.other)
        )
        return pairs[0], pairs[1]

    def grounds(self, twins: Twins) -> str:
        """Say what they share: *Same phone and address*."""
        return tr("Same {join}", join=listed([_GROUND_WORDS[ground] for ground in twins.grounds]))

    def ends(self, twins: Twins) -> tuple[CustomerId, CustomerId]:
        """Return who would stay at first, and the other: nobody is merged into an archived one."""
        one, other = twins.one, twins.other
        return (other.id, one.id) if one.archived else (one.id, other.id)

    def _show(self, found: tuple[Twins, ...]) -> None:
        self.work.end()
        self.pairs.value = found

    def _tell(self, error: ShopDeskError) -> None:
        if not self.work.end_for(error):
            self.error.value = ""
            self.error.value = self._text.say(error)
