"""A payment as bare sqlcipher3 writes it: the same rows, the same fsyncs, the same checkpoint, and no rule at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from shopdesk.storage import cipher, keyfile
from shopdesk.storage.folder import ShopFolder
from tests.conftest import PASSPHRASE

_AT = 1_795_000_000_000_000
_CONTENT = '{"amount":100,"at":1795000000000000,"event":15001,"method":"cash","note":null,"ref":"P-05601"}'
_RECORD = bytes(967)
"""As long as the sealed frame of a payment, which the database keeps as well as the anchor beside it."""
_ROOM = 1 << 20
_RESULT = (
    '{"reference": "P-05601", "settlements": [["S-00001", 1795000000000000, 100, 900]], '
    '"unallocated": 0, "balance": 100}'
)


@contextmanager
def connection(folder: Path) -> Iterator[Any]:
    """Open a shop's file with the settings that the program has."""
    place = ShopFolder(folder)
    key = cipher.key_text(keyfile.unlock(place, PASSPHRASE))
    opened = cipher.connect(place.database, key)
    try:
        yield opened
    finally:
        opened.close()


class BarePayments:
    """Writes the rows of one payment after the other on one account."""

    def __init__(self, opened: Any, customer: int, witness: Path) -> None:
        self._connection = opened
        self._witness = os.open(witness, os.O_RDWR | os.O_CREAT, 0o600)
        os.write(self._witness, bytes(_ROOM))
        os.fsync(self._witness)
        os.lseek(self._witness, 0, os.SEEK_SET)
        self._customer = customer
        self._charge = opened.execute(
            "SELECT event_id FROM charge WHERE customer_id = ? AND outstanding > 0 ORDER BY due_on, at, event_id",
            (customer,),
        ).fetchone()[0]
        self._event, self._number, self._sequence = opened.execute(
            "SELECT (SELECT value FROM counter WHERE name = 'event'), "
            "(SELECT value FROM counter WHERE name = 'payment'), (SELECT max(sequence) FROM journal)"
        ).fetchone()

    def pay(self) -> None:
        """Write the rows of one payment, commit, append to the witness, and carry the rows into the file."""
        run = self._connection.execute
        self._event, self._number, self._sequence = self._event + 1, self._number + 1, self._sequence + 1
        run("BEGIN IMMEDIATE")
        run("UPDATE counter SET value = ? WHERE name = 'event'", (self._event,))
        run("UPDATE counter SET value = ? WHERE name = 'payment'", (self._number,))
        run(
            "INSERT INTO debt_payment (id, number, customer_id, amount, method, at, entered_at, staff_id) "
            "VALUES (?, ?, ?, 100, 'cash', ?, ?, 1)",
            (self._event, self._number, self._customer, _AT, _AT),
        )
        run(
            "INSERT INTO credit (event_id, customer_id, kind, number, at, amount, unallocated) "
            "VALUES (?, ?, 'payment', ?, ?, 100, 100)",
            (self._event, self._customer, self._number, _AT),
        )
        run(
            "INSERT INTO allocation (credit_id, charge_id, amount, made_at) VALUES (?, ?, 100, ?)",
            (self._event, self._charge, _AT),
        )
        run("UPDATE credit SET unallocated = 0 WHERE event_id = ?", (self._event,))
        run("UPDATE charge SET outstanding = max(1, outstanding - 100) WHERE event_id = ?", (self._charge,))
        run("UPDATE customer SET debt_balance = debt_balance - 100 WHERE id = ?", (self._customer,))
        run(
            "INSERT INTO journal (sequence, at, staff_id, deed, subject, content, key_id, mac) "
            "VALUES (?, ?, 1, 'take_payment', 'C-000002', ?, 1, ?)",
            (self._sequence, _AT, _CONTENT, bytes(32)),
        )
        run(
            "INSERT INTO request (id, deed, digest, result, at) VALUES (?, 'take_payment', ?, ?, ?)",
            (f"bare {self._event}", bytes(32), _RESULT, _AT),
        )
        run("UPDATE anchor SET position = position + 1, record = ?", (_RECORD,))
        run("COMMIT")
        os.write(self._witness, _RECORD)
        os.fdatasync(self._witness)
        run("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def close(self) -> None:
        """Let the witness go."""
        os.close(self._witness)
