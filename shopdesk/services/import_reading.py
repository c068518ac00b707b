"""Reading the rows of somebody else's file by themselves, some hundred at a time: what each says, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from shopdesk.domain.customer import judge_cleaned
from shopdesk.domain.settings import Settings
from shopdesk.errors import InvalidValue, ShopDeskError
from shopdesk.services.import_dates import DayReader
from shopdesk.services.import_judging import FieldJudge, RowContent, judge_row
from shopdesk.services.import_parsing import ParsedRow

RowRead = tuple[RowContent, str] | ShopDeskError
"""What a row says with the digest of it, or why it is refused for itself."""


@dataclass(frozen=True)
class RowReader:
    """Reads rows whose columns are taken for ``fields``, without the book: any process may do it."""

    fields: tuple[str | None, ...]
    days: DayReader
    settings: Settings
    today: date

    def __call__(self, rows: Sequence[ParsedRow]) -> list[RowRead]:
        """Return what each of the rows says, or why it is refused."""
        return [self._read(row) for row in rows]

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}

    def _read(self, row: ParsedRow) -> RowRead:
        try:
            if row.fault:
                raise InvalidValue(field="row", reason=row.fault)
            by_field = {name: cell for name, cell in zip(self.fields, row.cells, strict=True) if name}
            for name in self.days.orders:
                by_field[name] = self._in_iso(by_field[name], name)
            content = judge_row(by_field, self.settings, self.today, self._repeated)
        except ShopDeskError as error:
            return error
        return content, content.digest

    # Both go with the reader, because they remember what is personal.
    @cached_property
    def _repeated(self) -> FieldJudge:
        return lru_cache(maxsize=1 << 12)(judge_cleaned)

    @cached_property
    def _in_iso(self) -> Any:
        return lru_cache(maxsize=1 << 12)(self.days.in_iso)
