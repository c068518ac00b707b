"""Pages of the way in that come after the first one, each with its view-model."""

from collections.abc import Callable

from shopdesk.viewmodels.computer import Computer
from shopdesk.viewmodels.missing_entries import MissingEntriesViewModel
from shopdesk.viewmodels.moving_in import MovingInViewModel
from shopdesk.viewmodels.open_shop import Desk
from shopdesk.viewmodels.ports import Prompter, Runner
from shopdesk.viewmodels.sign_in import SignInViewModel
from ui.start.missing_page import MissingPage
from ui.start.moving_page import MovingPage
from ui.start.place import Place
from ui.start.sign_in_page import SignInPage


def sign_in_page(
    desk: Desk, runner: Runner, prove: Callable[[str], None], signed_in: Callable[[Desk | None], None]
) -> SignInPage:
    """Return the page that asks who is at the till; ``signed_in`` hears who is."""
    model = SignInViewModel(desk, runner, prove)
    model.signed_in.listen(signed_in)
    return SignInPage(model)


def moving_page(place: Place, runner: Runner, prompter: Prompter, computer: Computer) -> MovingPage:
    """Return the page that brings a shop here from a backup."""
    return MovingPage(MovingInViewModel(place.folder, runner, prompter, computer))


def missing_page(
    desk: Desk, runner: Runner, prompter: Prompter, go_on: Callable[[], None]
) -> MissingPage | None:
    """Return the page that asks about entries an older file lacks, None where it lacks none; it goes on once asked."""
    model = MissingEntriesViewModel(desk, runner, prompter)
    if not model.text.value:
        return None
    model.settled.listen(lambda _settled: go_on())
    return MissingPage(model)
