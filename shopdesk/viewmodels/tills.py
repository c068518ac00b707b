"""Which computers open the shop with a PIN, in the window: making this one a till, and taking any back."""

from collections.abc import Callable
from dataclasses import dataclass

from shopdesk.errors import ShopDeskError, WrongSecret
from shopdesk.messages import sentence
from shopdesk.services.desk import Desk
from shopdesk.services.tills import Tills, list_tills, make_till, remove_till
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Prompter, Runner
from shopdesk.wording import mark, tr

_WRONG = mark("Neither the passphrase nor the recovery key.")
_DIFFERENT = mark("The two are not the same.")
NO_KEYRING = mark(
    "This computer has no keyring that would keep the other half of the key, so it opens with the passphrase."
)
NO_ANSWER = mark("The keyring of this computer has not answered yet. Everything else goes on meanwhile.")


@dataclass(frozen=True, slots=True)
class TillLine:
    """One till in the list."""

    id: str
    text: str


class TillsViewModel:
    """``lines`` are the tills; ``why_not`` says why this computer can be none.

    ``errors`` by field: secret, pin, again.
    """

    def __init__(
        self, desk: Desk, runner: Runner, prompter: Prompter, say: Callable[[str], None], why_not: str
    ) -> None:
        self._desk = desk
        self._runner = runner
        self._prompter = prompter
        self._say = say
        self._is_allowed = not why_not
        self._is_answered = False
        self.why_not: Observable[str] = Observable(why_not)
        self.lines: Observable[tuple[TillLine, ...]] = Observable(())
        self.busy: Observable[bool] = Observable(value=False)
        self.errors: Observable[dict[str, str]] = Observable({})
        self.saved: Observable[int] = Observable(0)

    def load(self) -> None:
        """Read which there are; the keyring may be slow to answer."""
        if self._is_allowed:
            if not self._is_answered:
                self.why_not.value = tr(NO_ANSWER)
            self._runner.run(lambda: list_tills(self._desk), self._show, self._not_listed, Lane.KEYRING)

    def make(self, secret: str, pin: str, again: str) -> None:
        """Let this computer open the shop with a PIN."""
        if pin != again:
            self.errors.value = {"again": tr(_DIFFERENT)}
            return

        def done(_: object) -> None:
            self.busy.value = False
            self._say(tr("This computer opens the shop with the till PIN from now on."))
            self.saved.value += 1
            self.load()

        if self.busy.value or self.why_not.value:
            return
        self.errors.value = {}
        self.busy.value = True
        self._runner.run(lambda: make_till(self._desk, secret, pin), done, self._tell, Lane.KEYRING)

    def remove(self, line: TillLine) -> None:
        """Ask, then let a computer open the shop with its PIN no more."""
        if not self._prompter.confirm(
            tr("{what}: open the shop with the passphrase only?", what=line.text), tr("Remove")
        ):
            return

        def done(_: object) -> None:
            self._say(tr("That computer opens the shop with the passphrase only."))
            self.load()

        self._runner.run(lambda: remove_till(self._desk, line.id), done, self._tell, Lane.KEYRING)

    def forgive(self) -> None:
        """Forget the last errors: something else is being typed."""
        self.errors.value = {}

    def _not_listed(self, error: ShopDeskError) -> None:
        self.why_not.value = ""
        self._tell(error)

    def _show(self, found: Tills) -> None:
        self._is_answered = True
        self.why_not.value = "" if found.has_keyring else tr(NO_KEYRING)
        self.lines.value = tuple(
            TillLine(
                each.id,
                tr("{computer} (this computer)", computer=each.computer) if each.is_here else each.computer,
            )
            for each in found.tills
        )

    def _tell(self, error: ShopDeskError) -> None:
        self.busy.value = False
        if isinstance(error, WrongSecret):
            self.errors.value = {"secret": tr(_WRONG)}
        else:
            self.errors.value = {error.field or "secret": sentence(error)}
