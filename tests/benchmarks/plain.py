"""The same shop in a plain SQLite file: the same schema, rows, indexes and queries, and nothing encrypted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from shopdesk.services.desk import Desk
from shopdesk.storage import cipher
from shopdesk.storage.database import Database
from shopdesk.storage.folder import ShopFolder
from tests.benchmarks import bare


class PlainDatabase(Database):
    """Reads a file without a key, with every other setting of the program."""

    def _connect(
        self, *, read_only: bool = False, foreign_keys: bool = True, cache_kib: int = cipher.CACHE_KIB
    ) -> Any:
        del foreign_keys
        opened = dbapi2.connect(
            str(self._folder.database), isolation_level=None, check_same_thread=False, cached_statements=512
        )
        opened.execute(f"PRAGMA cache_size=-{cache_kib}")
        opened.execute("PRAGMA temp_store=MEMORY")
        opened.execute(f"PRAGMA query_only={int(read_only)}")
        return opened


@contextmanager
def read_plainly(folder: Path, desk: Desk) -> Iterator[Desk]:
    """Return a desk that reads the plain copy of a built shop, which is made at the first call and kept beside it."""
    place = ShopFolder(folder.with_name(f"{folder.name}-plain"))
    if not place.path.exists():
        unfinished = ShopFolder(folder.with_name(f"{folder.name}-plain.partial"))
        unfinished.path.mkdir(exist_ok=True)
        unfinished.database.unlink(missing_ok=True)
        with bare.connection(folder) as source:
            source.execute("ATTACH ? AS plain KEY ''", (str(unfinished.database),))
            source.execute("SELECT sqlcipher_export('plain')").fetchone()
            source.execute("DETACH plain")
        unfinished.path.rename(place.path)
    database = PlainDatabase(place, desk.book.keys)
    try:
        yield Desk(replace(desk.book, database=database), desk.staff)
    finally:
        database.close()
