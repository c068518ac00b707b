"""A new root key for a shop: the file is encrypted anew, the customers' data keys are sealed anew under it.

Both root keys stand in the key file before anything else is done and until everything is, so that an opening after
an interruption finds the file under one of them, and finishes or goes back.
"""

from datetime import datetime

from shopdesk.domain.staff import Deed
from shopdesk.errors import Damaged
from shopdesk.storage import cipher, journal, keyfile, tables
from shopdesk.storage.anchor import Anchor
from shopdesk.storage.database import Database
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.keyfile import Opened, Secret
from shopdesk.storage.keys import RootKeys
from shopdesk.storage.session import Session
from shopdesk.storage.vault import Vault

_SEALED = tuple(name for name, table in tables.metadata.tables.items() if "data_key" in table.columns)
"""The tables whose rows have data keys."""


def rekey(folder: ShopFolder, database: Database, secret: Secret, *, at: datetime, staff_id: int) -> RootKeys:
    """Give an open shop a new root key and return its keys; the caller is alone with file and database.

    Raises WrongSecret, Damaged, DiskFull; the shop then has its old root key, or its database is closed and the
    next opening finishes.
    """
    opened = keyfile.begin_rekey(folder, secret)
    coming = _coming(opened)
    try:
        database.rekey(coming)
    except BaseException:
        if not cipher.opens(folder.database, coming):
            keyfile.end_rekey(folder, opened.keys.key_id)
        raise
    try:
        _finish(folder, database, opened, at, staff_id)
    except BaseException:
        database.close()  # file and keys in memory no longer fit
        raise
    return coming


def settle(folder: ShopFolder, opened: Opened, at: datetime) -> RootKeys:
    """Finish or take back a rekey that was interrupted, and return the keys; the caller is alone with the shop.

    Raises Damaged (what: database) when the file is under neither root key.
    """
    coming = _coming(opened)
    if cipher.opens(folder.database, coming):
        database = Database.open(folder, coming)
        try:
            _finish(folder, database, opened, at, None)
        finally:
            database.close()
        return coming
    if not cipher.opens(folder.database, opened.keys):
        raise Damaged(what="database")
    keyfile.end_rekey(folder, opened.keys.key_id)
    return opened.keys


def _finish(
    folder: ShopFolder, database: Database, opened: Opened, at: datetime, staff_id: int | None
) -> None:
    """Seal the data keys anew, begin a new anchor, and drop the old root key; what was done already is passed over."""
    coming = _coming(opened)
    second = None if database.anchor is None else database.anchor.second
    if database.anchor is not None:
        database.anchor.close()
    database.anchor = Anchor(folder, coming, second)
    with database.anchored() as (_, session):
        if journal.newest_key_id(session) != coming.key_id:
            _seal_anew(session, Vault(opened.keys), Vault(coming))
            session.exec_driver_sql("UPDATE anchor SET record = NULL")  # the old key had sealed it
            head = journal.read_head(session)
            journal.append(
                session,
                coming.journal_key,
                coming.key_id,
                head,
                at=max(at, head.at or at),
                staff_id=staff_id,
                entries=[(Deed.CHANGE_SECRETS.value, "rekey", {})],
            )
    with database.anchored() as (anchor, session):
        anchor.rotate(session, at)
    keyfile.end_rekey(folder, coming.key_id)


def _seal_anew(session: Session, old: Vault, new: Vault) -> None:
    for table in _SEALED:
        rows = session.exec_driver_sql(f"SELECT id, uuid, data_key FROM {table} WHERE data_key IS NOT NULL")
        fresh = [(old.reseal(uuid, sealed, into=new), row) for row, uuid, sealed in rows]
        if fresh:
            session.exec_driver_sql(f"UPDATE {table} SET data_key = ? WHERE id = ?", fresh)


def _coming(opened: Opened) -> RootKeys:
    if opened.coming is None:
        raise RuntimeError("no rekey was begun")
    return opened.coming
