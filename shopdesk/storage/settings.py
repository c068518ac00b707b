"""The shop's settings as rows of text."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import text

from shopdesk.domain.settings import Settings
from shopdesk.storage.session import Session

_WRITE = text(
    "INSERT INTO setting (key, value) VALUES (:key, :value) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)


def read_settings(session: Session) -> Settings:
    """Return the settings; what was never set has its default."""
    rows = dict(tuple(row) for row in session.exec_driver_sql("SELECT key, value FROM setting"))
    stored: dict[str, Any] = {
        field.name: _typed(field.default, rows[field.name])
        for field in fields(Settings)
        if field.name in rows
    }
    return Settings(**stored)


def write_settings(session: Session, values: Mapping[str, str | int | bool]) -> None:
    """Store values under their keys."""
    for key, value in values.items():
        plain = str(int(value)) if isinstance(value, bool) else str(value)
        session.execute(_WRITE, {"key": key, "value": plain})


def _typed(default: object, value: str) -> str | int | bool:
    if isinstance(default, bool):
        return value == "1"
    return int(value) if isinstance(default, int) else value
