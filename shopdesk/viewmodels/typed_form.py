"""A form whose fields are typed and then saved once: what is wrong stands at its field, what was typed stays."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from uuid import uuid4

from shopdesk.errors import ShopDeskError
from shopdesk.services.desk import Desk
from shopdesk.viewmodels.notice import Notice
from shopdesk.viewmodels.observable import Observable
from shopdesk.viewmodels.ports import Lane, Runner
from shopdesk.viewmodels.shop_text import ShopText, shop_text


class TypedForm(ABC):
    """``errors`` are those of its fields, ``problem`` any other; ``saved`` is said once it is written."""

    def __init__(self, desk: Desk, runner: Runner, start: dict[str, str]) -> None:
        self._desk = desk
        self._runner = runner
        self._request_id = uuid4().hex
        self._start = start
        self._typed = dict(start)
        self.text: ShopText = shop_text(desk)
        self.errors: Observable[dict[str, str]] = Observable({})
        self.problem: Observable[str] = Observable("")
        self.busy: Observable[bool] = Observable(value=False)
        self.saved: Observable[Notice | None] = Observable(None)

    @abstractmethod
    def _writing(self) -> Callable[[], Notice]:
        """Return what writes down what is typed, blocking, and says so; raises what is wrong with a field."""

    def typed(self, field: str) -> str:
        """Return what stands in a field."""
        return self._typed[field]

    def type(self, field: str, typed: str) -> None:
        """Take what was typed or chosen; what was wrong with it is forgiven."""
        self._typed = {**self._typed, field: typed}
        self.errors.value = {name: said for name, said in self.errors.value.items() if name != field}

    def is_dirty(self) -> bool:
        """Tell whether something typed would be lost."""
        return self._typed != self._start and self.saved.value is None

    def save(self) -> None:
        """Write it down, once, however often it is asked."""
        if self.busy.value or self.saved.value is not None:
            return
        try:
            write = self._writing()
        except ShopDeskError as error:
            self._refuse(error)
            return
        self.busy.value = True

        def done(said: Notice) -> None:
            self.busy.value = False
            self.saved.value = said

        self._runner.run(write, done, self._refuse, Lane.WRITE)

    def _refuse(self, error: ShopDeskError) -> None:
        self.busy.value = False
        said = self.text.say(error)
        if error.field in self._typed:
            self.errors.value = {str(error.field): said}
        else:
            self.problem.value = said
