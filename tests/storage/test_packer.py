"""What is packed opens as zlib opens it, and what was sealed before stands in it as it is."""

import os
import zlib

import pytest

from shopdesk.storage.packer import Packer


@pytest.mark.parametrize("length", [0, 1, 65_535, 65_536, 200_000])
def test_what_was_packed_and_laid_in_opens_in_its_order(length: int) -> None:
    sealed, packer = os.urandom(length), Packer()
    said = b"said before and after " * 50
    packed = packer.pack(said) + packer.lay(sealed) + packer.pack(said) + packer.lay(sealed) + packer.finish()
    assert zlib.decompress(packed) == 2 * (said + sealed)
    assert sealed in packed or length > 65_535


def test_words_become_smaller() -> None:
    packer = Packer()
    assert len(packer.pack(b"INSERT INTO sale " * 1_000) + packer.finish()) < 500


def test_nothing_at_all_opens_too() -> None:
    assert zlib.decompress(Packer().finish()) == b""
