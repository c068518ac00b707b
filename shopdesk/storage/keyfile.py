"""The key file of a shop, kept twice: making it, opening it with a secret, and changing its secrets."""

import dataclasses
import secrets
import uuid
from contextlib import suppress
from pathlib import Path

from shopdesk.errors import AlreadyExists, Damaged, DiskFull, InvalidValue, NotAShop, WrongSecret
from shopdesk.storage import recovery_key
from shopdesk.storage.folder import ShopFolder, replace_file
from shopdesk.storage.kdf import KdfProfile, calibrate
from shopdesk.storage.key_document import LARGEST, KeyDocument
from shopdesk.storage.key_slot import KeySlot
from shopdesk.storage.keys import KEY_BYTES, SALT_BYTES, RootKeys, root_keys
from shopdesk.storage.passphrase import check_passphrase, passphrase_bytes

__all__ = ["change_passphrase", "check_passphrase", "create_keys", "new_recovery_key", "unlock"]


def create_keys(
    folder: ShopFolder, passphrase: str, profile: KdfProfile | None = None
) -> tuple[RootKeys, str]:
    """Make the key file of a new shop; return its keys and the recovery key as text.

    Without a profile one is calibrated, which takes some seconds. Raises InvalidValue for a poor
    passphrase, AlreadyExists (what: keys), DiskFull.
    """
    check_passphrase(passphrase)
    if folder.keys.exists() or folder.keys_copy.exists():
        raise AlreadyExists(what="keys")
    root, recovery = secrets.token_bytes(KEY_BYTES), recovery_key.generate()
    blank = KeySlot(generation=0, profile=None, salt=b"", nonce=b"", wrapped=b"")
    document = KeyDocument(
        shop_id=uuid.uuid4().hex,
        generation=0,
        key_id=1,
        database_salt=secrets.token_bytes(SALT_BYTES),
        owner=blank,
        recovery=blank,
    )
    document = _with_passphrase(document, root, passphrase, profile)
    document = _with_recovery_key(document, root, recovery)
    _write(folder, dataclasses.replace(document, generation=1))
    return _keys(document, root), recovery_key.as_text(recovery)


def unlock(folder: ShopFolder, secret: str) -> RootKeys:
    """Open the key file with the passphrase or the recovery key.

    A damaged, missing or older copy is mended from the other one. Raises WrongSecret, Damaged
    (what: keys, when neither copy can be read), NotAShop, NewerFormat.
    """
    document = _read(folder)
    keys = _keys(document, _root(document, secret))
    # A shop on a read-only disk opens all the same; the copy is mended another day.
    with suppress(OSError, DiskFull):
        _mend(folder)
    return keys


def change_passphrase(
    folder: ShopFolder, secret: str, new_passphrase: str, profile: KdfProfile | None = None
) -> None:
    """Give the shop a new passphrase, as costly to guess as the last; the recovery key stays.

    Raises as ``unlock`` and ``create_keys`` do.
    """
    check_passphrase(new_passphrase)
    document = _read(folder)
    root, profile = _root(document, secret), profile or document.owner.profile
    _write(folder, _with_passphrase(document, root, new_passphrase, profile))


def new_recovery_key(folder: ShopFolder, secret: str) -> str:
    """Give the shop a new recovery key and return it as text; the old one opens nothing from then on."""
    document, recovery = _read(folder), recovery_key.generate()
    _write(folder, _with_recovery_key(document, _root(document, secret), recovery))
    return recovery_key.as_text(recovery)


def _keys(document: KeyDocument, root: bytes) -> RootKeys:
    return root_keys(
        root, shop_id=document.shop_id, key_id=document.key_id, database_salt=document.database_salt
    )


def _root(document: KeyDocument, secret: str) -> bytes:
    # The recovery slot first: it costs nothing, and a passphrase hardly ever passes as a recovery key.
    with suppress(InvalidValue):
        root = document.recovery.unwrap(recovery_key.parse(secret), bound_to=document.bound_to("recovery"))
        if root is not None:
            return root
    root = document.owner.unwrap(passphrase_bytes(secret), bound_to=document.bound_to("owner"))
    if root is None:
        raise WrongSecret
    return root


def _with_passphrase(
    document: KeyDocument, root: bytes, passphrase: str, profile: KdfProfile | None
) -> KeyDocument:
    slot = KeySlot.wrap(
        root,
        passphrase_bytes(passphrase),
        bound_to=document.bound_to("owner"),
        generation=document.owner.generation + 1,
        profile=profile or calibrate(),
    )
    return dataclasses.replace(document, generation=document.generation + 1, owner=slot)


def _with_recovery_key(document: KeyDocument, root: bytes, recovery: bytes) -> KeyDocument:
    slot = KeySlot.wrap(
        root,
        recovery,
        bound_to=document.bound_to("recovery"),
        generation=document.recovery.generation + 1,
        profile=None,
    )
    return dataclasses.replace(document, generation=document.generation + 1, recovery=slot)


def _read(folder: ShopFolder) -> KeyDocument:
    paths = (folder.keys, folder.keys_copy)
    if not any(path.exists() for path in paths):
        raise NotAShop(path=str(folder.path))
    documents = [document for document in map(_read_copy, paths) if document is not None]
    if len({document.shop_id for document in documents}) != 1:
        raise Damaged(what="keys")  # neither can be read, or two shops were mixed: no guessing
    # A power cut between the two writings leaves the copy one generation behind.
    return max(documents, key=lambda document: document.generation)


def _read_copy(path: Path) -> KeyDocument | None:
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
        return None
    with suppress(Damaged):
        return KeyDocument.decode(path.read_bytes())
    return None


def _write(folder: ShopFolder, document: KeyDocument) -> None:
    for path in (folder.keys, folder.keys_copy):
        replace_file(path, document.encode())


def _mend(folder: ShopFolder) -> None:
    # Read again: while this process was at Argon2id, another one may have changed the passphrase.
    data = _read(folder).encode()
    for path in (folder.keys, folder.keys_copy):
        if not path.is_file() or path.read_bytes() != data:
            replace_file(path, data)
