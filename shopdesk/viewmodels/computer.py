"""What the computer that the program runs on says of itself."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from shopdesk.domain.days import local_day
from shopdesk.domain.settings import THEMES
from shopdesk.formatting import format_date, format_time
from shopdesk.wording import language_of_days


@dataclass(frozen=True, slots=True)
class Computer:
    """What the computer knows of where it stands, ``en_AU``, ``Australia/Melbourne``, and the theme it asks for."""

    locale: str
    zone: str
    theme: str = THEMES[0]

    @property
    def time_zone(self) -> ZoneInfo:
        """Return its time zone; UTC where it does not know where it stands."""
        try:
            return ZoneInfo(self.zone)
        except (KeyError, ValueError):
            return ZoneInfo("UTC")

    def moment(self, instant: datetime) -> str:
        """Write an instant as its people do, where no shop is open yet: ``21 Nov 2026, 08:02``."""
        day = format_date(local_day(instant, self.time_zone), self.locale, language_of_days())
        return f"{day}, {format_time(instant, self.time_zone, self.locale)}"
