"""The sealed bundles of customers' records, opened one after the other."""

import json
from collections.abc import Iterator
from typing import Any

from shopdesk.domain.account import CustomerId
from shopdesk.errors import Damaged
from shopdesk.storage.session import Session
from shopdesk.storage.vault import Vault

BUNDLE = "bundle.1"
"""What the bundle is sealed as."""


def every_bundle(session: Session, vault: Vault) -> Iterator[tuple[CustomerId, dict[str, Any] | None]]:
    """Open every bundle there is; None stands for one that does not open."""
    for identity, uuid, data_key, sealed in session.exec_driver_sql(
        "SELECT id, uuid, data_key, pii_enc FROM customer WHERE pii_enc IS NOT NULL"
    ):
        try:
            yield CustomerId(identity), json.loads(vault.open_data_key(uuid, data_key).unseal(sealed, BUNDLE))
        except Damaged:
            yield CustomerId(identity), None
