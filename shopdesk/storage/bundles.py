"""The sealed bundles of customers' records, opened one after the other."""

import json
from collections.abc import Iterator
from typing import Any

from shopdesk.domain.account import CustomerId
from shopdesk.storage.session import Session, read_on
from shopdesk.storage.vault import Vault

BUNDLE = "bundle.1"
"""What the bundle is sealed as."""


def every_bundle(session: Session, vault: Vault) -> Iterator[tuple[CustomerId, dict[str, Any] | None]]:
    """Open every bundle there is; None stands for one that does not open."""
    open_bundle = vault.opener(BUNDLE)
    rows = read_on(session, "SELECT id, uuid, data_key, pii_enc FROM customer WHERE pii_enc IS NOT NULL")
    for identity, uuid, data_key, sealed in rows:
        opened = open_bundle(uuid, data_key, sealed)
        yield CustomerId(identity), None if opened is None else json.loads(opened)
