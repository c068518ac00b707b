"""The open connection of a unit of work, as the layers above name it."""

from sqlalchemy import Connection as Session

__all__ = ["Session"]
