"""The password of the shop's mail server, sealed under a key of its own; it stands in no setting and no journal."""

from uuid import uuid4

from shopdesk.storage.session import Session
from shopdesk.storage.vault import Vault

_CONTEXT = "mail password"


def read_password(session: Session, vault: Vault) -> str:
    """Return the password, empty where there is none."""
    row = session.exec_driver_sql("SELECT uuid, data_key, password_enc FROM mail_password").fetchone()
    return "" if row is None else vault.open_data_key(row[0], row[1]).unseal_text(row[2], _CONTEXT)


def has_password(session: Session) -> bool:
    """Tell whether there is one."""
    return session.exec_driver_sql("SELECT 1 FROM mail_password").fetchone() is not None


def write_password(session: Session, vault: Vault, password: str) -> None:
    """Keep another password, or none for an empty one."""
    session.exec_driver_sql("DELETE FROM mail_password")
    if password:
        uuid = uuid4().hex
        data_key, key = vault.make_data_key(uuid)
        session.exec_driver_sql(
            "INSERT INTO mail_password (id, uuid, data_key, password_enc) VALUES (1, ?, ?, ?)",
            (uuid, data_key, key.seal_text(password, _CONTEXT)),
        )
