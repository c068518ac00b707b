"""The net finds what stands in clear in whatever way, also in files that are gone, and lets lists and papers pass."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.planted import Net, planted_in

NAME, SECRET = "Ottokar Wrangel", "a stitch in time"  # of no shop: the run's own net looks in here too


def net_below(folder: Path) -> Net:
    return Net(folder, (NAME,), (SECRET,))


@pytest.mark.parametrize(
    "written",
    [
        NAME.encode(),
        NAME.upper().encode(),
        NAME.encode("utf-16-le"),
        NAME.encode("utf-16-be"),
        *(base64.b64encode(b"x" * before + NAME.encode() + b" owes") for before in range(3)),
    ],
)
def test_a_name_is_found_however_it_is_written(written: bytes) -> None:
    assert planted_in(bytes(5000) + written + bytes(5000), (NAME, SECRET)) == [NAME]


@pytest.mark.parametrize("at", [0, 4090, 4096, 9_999])
def test_what_was_seen_before_hides_nothing(tmp_path: Path, at: int) -> None:
    net = net_below(tmp_path)
    (tmp_path / "one").write_bytes(bytes(10_000))
    net.look_through()
    (tmp_path / "two").write_bytes(bytes(at) + NAME.encode() + bytes(10_000 - at))
    net.look_through()
    assert net.caught == [f"two: {NAME}"]


@pytest.mark.parametrize(
    "make_away",
    [
        Path.unlink,
        lambda path: path.write_text("nothing"),
        lambda path: path.with_name("other").replace(path),
        lambda path: path.open("wb").close(),
    ],
)
def test_a_file_that_goes_is_looked_into_before(tmp_path: Path, make_away: Callable[[Path], object]) -> None:
    net = net_below(tmp_path)
    (tmp_path / "other").write_text("nothing")
    (tmp_path / "log").write_text(NAME)
    with net.out():
        make_away(tmp_path / "log")
    assert net.caught == [f"log: {NAME}"]


@pytest.mark.parametrize(
    ("place", "words", "passes"),
    [
        ("customers.csv", NAME, True),
        ("customers.csv", SECRET, False),
        (".shopdesk-1.part", NAME, True),
        (".shopdesk-1.part", SECRET, False),
        ("owner.passphrase", SECRET, True),
        ("owner.passphrase", NAME, False),
        ("shop/customers.csv", NAME, False),
        ("customers.csv.partial", NAME, False),
    ],
)
def test_lists_and_papers_pass_but_not_in_a_shops_folder(
    tmp_path: Path, place: str, words: str, *, passes: bool
) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "shop.keys").touch()
    (tmp_path / place).write_text(words)
    net = net_below(tmp_path)
    net.look_through()
    assert net.caught == ([] if passes else [f"{place}: {words}"])
