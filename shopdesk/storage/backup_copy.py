"""A backup taken apart in a place of its own, still encrypted, to be looked into and thrown away."""

import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from shopdesk.errors import Damaged
from shopdesk.storage import keyfile, schema
from shopdesk.storage.backup import keys_inside
from shopdesk.storage.backup_file import BackupLabel, read_label, take_apart
from shopdesk.storage.database import Database
from shopdesk.storage.folder import ShopFolder, telling_full
from shopdesk.storage.keys import RootKeys

_PREFIX = "shopdesk-copy-"


class BackupCopy(NamedTuple):
    """A backup that lies open; `close` leaves nothing of it."""

    place: ShopFolder
    database: Database
    keys: RootKeys
    label: BackupLabel

    def close(self) -> None:
        """Close the file and remove it."""
        self.database.close()
        shutil.rmtree(self.place.path, ignore_errors=True)


def open_backup(backup: Path, secret: str) -> BackupCopy:
    """Take a backup apart and open it so that nothing can be written.

    The backup stays as it is, and what is made of it is as encrypted as it is. Raises WrongSecret, NotFound,
    NotAShop, Damaged, NewerFormat, DiskFull.
    """
    read_label(backup)
    with telling_full():
        place = ShopFolder(Path(tempfile.mkdtemp(prefix=_PREFIX)))
    try:
        copy = _opened(place, backup, secret)
    except BaseException:
        shutil.rmtree(place.path, ignore_errors=True)
        raise
    try:
        schema.bring_up_to_date(copy.database)
        copy.database.freeze()
    except BaseException:
        copy.close()
        raise
    return copy


def _opened(place: ShopFolder, backup: Path, secret: str) -> BackupCopy:
    label = take_apart(backup, place.keys, place.database)
    keys = keyfile.unlock(place, secret)
    if keys.shop_id != label.shop_id:
        raise Damaged(what="backup")
    inside = keys_inside(keys, label)
    try:
        return BackupCopy(place, Database.open(place, inside), inside, label)
    except Damaged as error:
        raise Damaged(what="backup") from error
