"""What the form of a record offers while suburb, source or location is typed, from what the shop already uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shopdesk.domain.folding import fold
from shopdesk.domain.suburb import Suburb
from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.services.locations import list_locations
from shopdesk.services.suggesting import list_sources, suggest_suburbs
from shopdesk.viewmodels.latest_answer import LatestAnswer
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Runner

SUGGESTED = ("suburb", "source", "location")
"""The fields that offer something."""
_MOST_OFFERED = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What can be taken over: what is read, and what it fills in by field, the offering one first."""

    shown: str
    fills: Mapping[str, str]


class RecordSuggestions:
    """``offered`` holds the field and what it offers now; nothing for an empty tuple."""

    def __init__(self, desk: Desk, runner: Runner, refuse: Callable[[ShopDeskError], None]) -> None:
        self._desk = desk
        self._runner = runner
        self._refuse = refuse
        self._typed = ""
        self._known: dict[str, tuple[str, ...]] = {"source": (), "location": ()}
        self.offered: Observable[tuple[str, tuple[Suggestion, ...]]] = Observable(("", ()))
        self._suburbs = LatestAnswer(runner, self._question, self._offer_suburbs, refuse)

    def load(self) -> None:
        """Read the sources and the locations in use."""
        desk = self._desk

        def read() -> dict[str, tuple[str, ...]]:
            places = tuple(location.name for location in list_locations(desk))
            return {"source": list_sources(desk), "location": places}

        self._runner.run(read, self._take_known, self._refuse)

    def ask(self, name: str, typed: str) -> None:
        """Offer what begins as typed; every source or location for nothing typed."""
        if name == "suburb":
            self._typed = typed
            self._suburbs.ask()
        elif name in self._known:
            begins = fold(typed.strip())
            found = [known for known in self._known[name] if fold(known).startswith(begins)]
            others = [known for known in found if known != typed]
            self._offer(name, tuple(Suggestion(known, {name: known}) for known in others[:_MOST_OFFERED]))

    def _question(self) -> Callable[[], tuple[Suburb, ...]]:
        desk, typed = self._desk, self._typed
        return lambda: suggest_suburbs(desk, typed)

    def _take_known(self, known: dict[str, tuple[str, ...]]) -> None:
        self._known = known

    def _offer_suburbs(self, suburbs: tuple[Suburb, ...]) -> None:
        self._offer("suburb", tuple(_of(suburb) for suburb in suburbs))

    def _offer(self, name: str, suggestions: tuple[Suggestion, ...]) -> None:
        self.offered.value = (name, ())
        self.offered.value = (name, suggestions)


def _of(suburb: Suburb) -> Suggestion:
    beside = " ".join(filter(None, (suburb.state, suburb.postcode)))
    shown = f"{suburb.name} · {beside}" if beside else suburb.name
    return Suggestion(shown, {"suburb": suburb.name, "state": suburb.state, "postcode": suburb.postcode})
