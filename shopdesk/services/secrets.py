"""Changing the shop's secrets: the owner's passphrase, the recovery key, and the root key behind them."""

from shopdesk.domain.staff import Deed
from shopdesk.errors import Damaged, Forbidden
from shopdesk.services.backups import make_backup
from shopdesk.services.changes import Changes
from shopdesk.services.desk import Desk
from shopdesk.storage import journal, keyfile, rekeying
from shopdesk.storage.backup import Progress
from shopdesk.storage.stopping import IsStopped, never

REKEY_STEPS = 6
"""How many steps `rekey` tells of."""


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


def rekey(desk: Desk, secret: str, progress: Progress | None = None, is_stopped: IsStopped = never) -> None:
    """Encrypt the shop anew under a new root key; every secret stays, and papers from before can still be checked.

    ``progress`` is told the steps of the backup that is made first, then ``encrypt``; it may stop the backup by
    raising, and ``is_stopped`` within a step. Raises Forbidden, WrongSecret, InUse while another window has the shop
    open, DiskFull, Damaged. Whatever interrupts it, the next opening finishes it or takes it back.
    """
    desk.require(Deed.CHANGE_SECRETS)
    book = desk.book
    if book.copied_at is not None:
        raise Forbidden(reason="copy")
    if book.missing is not None:
        raise Damaged(what="database", reason="rolled_back", count=book.missing.entries)
    keyfile.unlock(book.folder, secret)  # a wrong one is told before anything is done
    with book.lock.alone():
        make_backup(book, progress, is_stopped)
        if progress is not None:
            progress("encrypt")
        with book.database.alone():
            keys = rekeying.rekey(
                book.folder, book.database, secret, at=book.clock.now(), staff_id=desk.staff.id
            )
            book.take_keys(keys)
        with book.database.read() as session:
            book.sequence = journal.read_head(session).sequence
    desk.feed.publish(Changes(everything=True))
