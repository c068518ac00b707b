"""Where the computer believes it stands."""

from zoneinfo import available_timezones

from babel.localtime import LOCALTZ

_UNIVERSAL = frozenset({"Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "UCT", "Universal", "Zulu"})


def computer_zone() -> str:
    """Return the name of the computer's time zone; UTC where it has none or keeps universal time."""
    name = str(getattr(LOCALTZ, "key", ""))
    return name if name in available_timezones() - _UNIVERSAL else "UTC"
