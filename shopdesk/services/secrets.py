"""Changing the shop's secrets: the owner's passphrase and the recovery key."""

from shopdesk.domain.staff import Deed
from shopdesk.services.desk import Desk
from shopdesk.storage import keyfile


def change_passphrase(desk: Desk, secret: str, new_passphrase: str) -> None:
    """Give the shop a new passphrase; ``secret`` is the present one or the recovery key.

    Backups made before keep the passphrase of their day. Takes a second or two. Raises Forbidden, WrongSecret,
    InvalidValue (field: passphrase), DiskFull.
    """
    keyfile.check_passphrase(new_passphrase)
    with desk.work(Deed.CHANGE_SECRETS) as work:
        work.enter(Deed.CHANGE_SECRETS, "passphrase", {})
        keyfile.change_passphrase(desk.book.folder, secret, new_passphrase)


def new_recovery_key(desk: Desk, secret: str) -> str:
    """Give the shop a new recovery key and return it; the old one opens only the backups made before.

    Raises Forbidden, WrongSecret, DiskFull.
    """
    with desk.work(Deed.CHANGE_SECRETS) as work:
        work.enter(Deed.CHANGE_SECRETS, "recovery key", {})
        return keyfile.new_recovery_key(desk.book.folder, secret)
