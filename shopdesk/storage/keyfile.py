"""The key file of a shop, kept twice: making it, opening it with a secret, and changing its secrets."""

import dataclasses
import secrets
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from shopdesk.errors import AlreadyExists, Damaged, DiskFull, InvalidValue, NotAShop, NotFound, WrongSecret
from shopdesk.storage import recovery_key
from shopdesk.storage.folder import ShopFolder, replace_file
from shopdesk.storage.kdf import KdfProfile, calibrate
from shopdesk.storage.key_document import LARGEST, MOST_TILLS, OWNER, RECOVERY, Coming, KeyDocument
from shopdesk.storage.key_slot import KeySlot
from shopdesk.storage.keys import KEY_BYTES, SALT_BYTES, RootKeys, root_keys, wrap_retired
from shopdesk.storage.passphrase import check_passphrase, passphrase_bytes

__all__ = [
    "Opened",
    "add_till",
    "begin_rekey",
    "change_passphrase",
    "check_passphrase",
    "create_keys",
    "end_rekey",
    "new_recovery_key",
    "open_keys",
    "remove_till",
    "tills",
    "unlock",
]

Roots = Mapping[int, bytes]
Secret = str | Callable[[KeyDocument], Roots]
"""The passphrase or the recovery key as typed, or what finds the root keys in another way."""


class Opened(NamedTuple):
    """What a secret opens: the keys, and those that a rekey which is not finished leads to."""

    keys: RootKeys
    coming: RootKeys | None


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
    roots, recovery = {1: secrets.token_bytes(KEY_BYTES)}, recovery_key.generate()
    document = KeyDocument(
        shop_id=uuid.uuid4().hex,
        generation=0,
        key_id=1,
        database_salt=secrets.token_bytes(SALT_BYTES),
        slots={},
    )
    document = _with_slot(document, OWNER, roots, passphrase_bytes(passphrase), profile or calibrate())
    document = _with_slot(document, RECOVERY, roots, recovery, None)
    _write(folder, dataclasses.replace(document, generation=1))
    return _opened(document, roots).keys, recovery_key.as_text(recovery)


def unlock(folder: ShopFolder, secret: Secret) -> RootKeys:
    """Return the keys that a secret opens; see `open_keys`."""
    return open_keys(folder, secret).keys


def open_keys(folder: ShopFolder, secret: Secret) -> Opened:
    """Open the key file with the passphrase or the recovery key.

    A damaged, missing or older copy is mended from the other one. Raises WrongSecret, Damaged
    (what: keys, when neither copy can be read), NotAShop, NewerFormat.
    """
    document = _read(folder)
    opened = _opened(document, _roots(document, secret))
    # A shop on a read-only disk opens all the same; the copy is mended another day.
    with suppress(OSError, DiskFull):
        _mend(folder)
    return opened


def change_passphrase(
    folder: ShopFolder, secret: Secret, new_passphrase: str, profile: KdfProfile | None = None
) -> None:
    """Give the shop a new passphrase, as costly to guess as the last; every other slot stays.

    Raises as ``unlock`` and ``create_keys`` do.
    """
    check_passphrase(new_passphrase)
    document = _read(folder)
    roots, profile = _roots(document, secret), profile or document.owner.profile
    _write(folder, _with_slot(document, OWNER, roots, passphrase_bytes(new_passphrase), profile))


def new_recovery_key(folder: ShopFolder, secret: Secret) -> str:
    """Give the shop a new recovery key and return it as text; the old one opens nothing from then on."""
    document, recovery = _read(folder), recovery_key.generate()
    _write(folder, _with_slot(document, RECOVERY, _roots(document, secret), recovery, None))
    return recovery_key.as_text(recovery)


def begin_rekey(folder: ShopFolder, secret: Secret) -> Opened:
    """Put a new root key beside the present one, for every slot; return the keys of both.

    Raises as ``unlock`` does, and Damaged (what: keys) when somebody slipped in a slot of their own.
    """
    document = _read(folder)
    roots = _roots(document, secret)
    root, key_id = roots[document.key_id], document.key_id + 1
    bound = {name: document.bound_to(name) for name in document.slots}
    if not all(
        slot.was_made_by(root, document.key_id, bound_to=bound[name]) for name, slot in document.slots.items()
    ):
        raise Damaged(what="keys")
    fresh = secrets.token_bytes(KEY_BYTES)
    chain_keys = _opened(document, roots).keys.chain_keys
    document = dataclasses.replace(
        document,
        generation=document.generation + 1,
        slots={
            name: slot.with_only(document.key_id).with_root(key_id, fresh, bound_to=bound[name])
            for name, slot in document.slots.items()
        },
        coming=Coming(key_id, wrap_retired(fresh, document.shop_id, chain_keys)),
    )
    _write(folder, document)
    return _opened(document, {document.key_id: root, key_id: fresh})


def end_rekey(folder: ShopFolder, key_id: int) -> None:
    """Keep one of the two root keys and drop the other; no secret is needed."""
    document = _read(folder)
    if document.coming is None:
        return
    came = key_id == document.coming.key_id
    document = dataclasses.replace(
        document,
        generation=document.generation + 1,
        key_id=key_id,
        slots={name: slot.with_only(key_id) for name, slot in document.slots.items()},
        retired=document.coming.retired if came else document.retired,
        coming=None,
    )
    _write(folder, document)


def tills(folder: ShopFolder) -> dict[str, KeySlot]:
    """Return the slots of computers by id; raises Damaged (what: keys), NotAShop."""
    return _read(folder).tills


def add_till(
    folder: ShopFolder, secret: Secret, till: str, *, pin: bytes, device_secret: bytes, computer: str
) -> None:
    """Make a computer's slot, as costly to guess as the passphrase; raises as ``unlock`` does, InvalidValue."""
    document = _read(folder)
    if len(document.tills) >= MOST_TILLS:
        raise InvalidValue(field="pin", reason="too_many_tills")
    roots, profile = _roots(document, secret), document.owner.profile
    document = _with_slot(document, till, roots, pin, profile, device_secret=device_secret, computer=computer)
    _write(folder, document)


def remove_till(folder: ShopFolder, till: str) -> None:
    """Remove a computer's slot; raises NotFound (kind: till)."""
    document = _read(folder)
    if till not in document.tills:
        raise NotFound(kind="till", reference=till)
    slots = {name: slot for name, slot in document.slots.items() if name != till}
    _write(folder, dataclasses.replace(document, generation=document.generation + 1, slots=slots))


def _opened(document: KeyDocument, roots: Roots) -> Opened:
    def keys(key_id: int, retired: Mapping[int, bytes]) -> RootKeys:
        return root_keys(
            roots[key_id],
            shop_id=document.shop_id,
            key_id=key_id,
            database_salt=document.database_salt,
            retired=retired,
        )

    coming = document.coming
    return Opened(keys(document.key_id, document.retired), coming and keys(coming.key_id, coming.retired))


def _roots(document: KeyDocument, secret: Secret) -> Roots:
    if not isinstance(secret, str):
        return secret(document)
    # The recovery slot first: it costs nothing, and a passphrase hardly ever passes as a recovery key.
    with suppress(InvalidValue):
        key = recovery_key.parse(secret)
        roots = document.slots[RECOVERY].unwrap(key, bound_to=document.bound_to(RECOVERY))
        if roots is not None:
            return roots
    roots = document.owner.unwrap(passphrase_bytes(secret), bound_to=document.bound_to(OWNER))
    if roots is None:
        raise WrongSecret
    return roots


def _with_slot(
    document: KeyDocument,
    name: str,
    roots: Roots,
    secret: bytes,
    profile: KdfProfile | None,
    *,
    device_secret: bytes = b"",
    computer: str = "",
) -> KeyDocument:
    before = document.slots.get(name)
    slot = KeySlot.make(
        roots,
        secret,
        bound_to=document.bound_to(name),
        generation=1 if before is None else before.generation + 1,
        profile=profile,
        device_secret=device_secret,
        computer=computer,
    )
    return dataclasses.replace(
        document, generation=document.generation + 1, slots={**document.slots, name: slot}
    )


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
