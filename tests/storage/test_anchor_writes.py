"""What a unit of work writes goes into its frame in its order, packed beside the writer where there is much of it."""

import errno
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from shopdesk.errors import DiskFull
from shopdesk.storage.anchor_file import Frame, Header, Seal, Writes

SEAL, HEADER = Seal(bytes(32)), Header("shop", "lineage")
MUCH = tuple(range(5_000))


@pytest.fixture
def writes(tmp_path: Path) -> Iterator[Writes]:
    with closing(Writes(SEAL, HEADER, 1, tmp_path)) as writes:
        yield writes


@pytest.mark.parametrize("first", [(), MUCH], ids=["few", "many"])
def test_statements_stand_in_their_order_whatever_their_length(
    writes: Writes, first: tuple[int, ...]
) -> None:
    long = [(f"INSERT {number}", (*MUCH, number)) for number in range(20)]
    short = [(f"UPDATE {number}", (number,)) for number in range(3_000)]
    given = [("one", first), *long, *short, *long, ("last", (7,))]
    for statement, values in given:
        writes.add(statement, values)
    writes.finish(3, b"\x01")
    content = SEAL.open(HEADER, Frame(1, writes.whole()))
    assert content["writes"] == [[statement, list(values)] for statement, values in given]


def test_a_disk_that_is_full_beside_the_writer_is_told_at_the_end_at_the_latest(
    writes: Writes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writes.sealed, "write", full)
    writes.add("INSERT", tuple("as random as text can be" + str(hash(number)) for number in MUCH))
    with pytest.raises(DiskFull):
        writes.finish(3, b"\x01")
