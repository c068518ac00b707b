"""The content of the key file: nothing altered passes."""

import dataclasses
import hashlib
import json
from typing import Any

import pytest

from shopdesk.errors import Damaged, NewerFormat
from shopdesk.storage.key_document import KeyDocument
from shopdesk.storage.key_slot import KeySlot
from tests.storage.conftest import KeyedFolder


@pytest.fixture
def written(fast_keys_made_once: KeyedFolder) -> bytes:
    return fast_keys_made_once.folder.keys.read_bytes()


def forged(written: bytes, place: str, value: Any) -> bytes:
    """Return the file with one value changed and its checksum set right."""
    body: dict[str, Any] = json.loads(written)
    del body["checksum"]
    *parents, name = place.split(".")
    inner = body
    for parent in parents:
        inner = inner[parent]
    inner[name] = value
    body["checksum"] = hashlib.sha256(spelled(body)).hexdigest()
    return spelled(body)


def spelled(body: dict[str, Any]) -> bytes:
    return json.dumps(body, indent=1, sort_keys=True).encode() + b"\n"


def test_what_is_written_is_read_back(written: bytes) -> None:
    assert KeyDocument.decode(written).encode() == written


def test_every_flipped_bit_is_noticed(written: bytes) -> None:
    for place in range(len(written)):
        for bit in range(8):
            flipped = bytearray(written)
            flipped[place] ^= 1 << bit
            with pytest.raises(Damaged):
                KeyDocument.decode(bytes(flipped))


def test_every_torn_file_is_noticed(written: bytes) -> None:
    for length in range(len(written)):
        with pytest.raises(Damaged):
            KeyDocument.decode(written[:length])


@pytest.mark.parametrize(
    "junk",
    [b"", b"\0" * 800, b"[]\n", b"{}\n", b"null\n", b"[" * 60_000, b" " * (64 * 1024 + 1), b"\xff\xfe"],
)
def test_junk_is_damage_and_nothing_worse(junk: bytes) -> None:
    with pytest.raises(Damaged) as damaged:
        KeyDocument.decode(junk)
    assert damaged.value.parameters == {"what": "keys"}


def test_the_forger_of_these_tests_leaves_a_valid_file(written: bytes) -> None:
    assert KeyDocument.decode(forged(written, "generation", 9)).generation == 9


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("slots.owner.kdf.memory_kib", 19 * 1024 - 1),
        ("slots.owner.kdf.memory_kib", 1024 * 1024 + 1),
        ("slots.owner.kdf.time_cost", 11),
        ("slots.owner.kdf.time_cost", 0),
        ("slots.owner.kdf.parallelism", 5),
        ("slots.owner.kdf.parallelism", "1"),
        ("slots.owner.kdf.name", "scrypt"),
        ("slots.owner.kdf.salt", "00"),
        ("slots.owner.roots.1.nonce", "00" * 11),
        ("slots.owner.roots.1.wrapped", "zz"),
        ("slots.owner.generation", 0),
        ("slots.recovery.generation", True),
        ("slots.owner.public", "00"),
        ("slots.owner.roots", {}),
        ("slots.owner.computer", "x" * 201),
        ("slots.recovery", None),
        ("slots.till", {}),
        ("retired", {"01": "00"}),
        ("coming", {"key_id": 2, "retired": {}}),
        ("slots", {}),
        ("database_salt", "00" * 15),
        ("shop_id", 7),
        ("key_id", -1),
        ("format", 0),
    ],
)
def test_a_forged_value_out_of_bounds_is_damage_even_with_a_right_checksum(
    written: bytes, place: str, value: Any
) -> None:
    with pytest.raises(Damaged):
        KeyDocument.decode(forged(written, place, value))


def test_a_newer_format_says_so(written: bytes) -> None:
    with pytest.raises(NewerFormat) as newer:
        KeyDocument.decode(forged(written, "format", 2))
    assert newer.value.parameters == {"found": 2, "known": 1}


@pytest.mark.parametrize(
    "change",
    [{"shop_id": "0" * 32}, {"database_salt": bytes(16)}],
    ids=["shop", "salt"],
)
def test_a_slot_opens_only_in_its_own_file(
    fast_keys_made_once: KeyedFolder, written: bytes, change: dict[str, Any]
) -> None:
    document = KeyDocument.decode(written)
    secret = fast_keys_made_once.passphrase.encode()
    other = dataclasses.replace(document, **change)
    assert document.owner.unwrap(secret, bound_to=document.bound_to("owner")) is not None
    assert document.owner.unwrap(secret, bound_to=other.bound_to("owner")) is None
    assert document.owner.unwrap(secret, bound_to=document.bound_to("recovery")) is None


def test_the_generation_of_a_slot_cannot_be_altered_unseen(
    fast_keys_made_once: KeyedFolder, written: bytes
) -> None:
    document = KeyDocument.decode(forged(written, "slots.owner.generation", 5))
    secret = fast_keys_made_once.passphrase.encode()
    assert document.owner.unwrap(secret, bound_to=document.bound_to("owner")) is None


def test_a_slot_of_somebody_else_is_not_given_a_new_root_key(
    fast_keys_made_once: KeyedFolder, written: bytes
) -> None:
    document = KeyDocument.decode(written)
    secret, bound = fast_keys_made_once.passphrase.encode(), document.bound_to("owner")
    roots = document.owner.unwrap(secret, bound_to=bound) or {}
    theirs = KeySlot.make({1: bytes(32)}, b"theirs", bound_to=bound, generation=1, profile=None)
    assert document.owner.was_made_by(roots[1], 1, bound_to=bound)
    assert not theirs.was_made_by(roots[1], 1, bound_to=bound)
