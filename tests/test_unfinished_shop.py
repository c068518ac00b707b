"""A shop that is not finished leaves nothing, whenever it is given up."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from shopdesk import unfinished_shop
from shopdesk.demo import make_demo
from shopdesk.errors import AlreadyExists, Cancelled
from shopdesk.shop import NewShop, Shop, create_shop
from shopdesk.storage.kdf import KdfProfile
from shopdesk.unfinished_shop import UnfinishedShop, is_outdated_demo, replace_demo
from shopdesk.viewmodels.first_run import ShopPlan
from tests.fast_kdf import FAST

PLAN = ShopPlan("Rossi", "AU", "AUD", "en_AU", "UTC", "Rosa", "seven silver spoons", "1234")


@pytest.fixture
def unfinished(tmp_path: Path) -> UnfinishedShop:
    return UnfinishedShop(tmp_path / "shop", profile=FAST)


def test_making_it_again_leaves_one(unfinished: UnfinishedShop, tmp_path: Path) -> None:
    unfinished.make(PLAN)
    unfinished.make(replace(PLAN, name="Bianchi"))
    with unfinished.finish() as shop:
        assert shop.desk.settings.shop_name == "Bianchi"
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]


def test_a_shop_discarded_while_it_is_made_goes_when_it_is_made(
    unfinished: UnfinishedShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def interrupted(
        folder: Path, new: NewShop, *, profile: KdfProfile | None, clock: None
    ) -> tuple[Shop, str]:
        unfinished.discard()
        return create_shop(folder, new, profile=profile, clock=clock)

    monkeypatch.setattr(unfinished_shop, "create_shop", interrupted)
    with pytest.raises(Cancelled):
        unfinished.make(PLAN)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_is_left_alone(unfinished: UnfinishedShop, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "letter.txt").write_text("Dear Rosa")
    with pytest.raises(AlreadyExists):
        unfinished.make(PLAN)
    assert [path.name for path in tmp_path.iterdir()] == ["shop"]


def test_an_empty_folder_is_taken(unfinished: UnfinishedShop, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    unfinished.make(PLAN)
    unfinished.finish().close()
    assert (tmp_path / "shop" / "shop.db").exists()


@pytest.mark.parametrize(("hours", "stays"), [(1, True), (48, False)])
def test_what_a_crash_left_is_removed_after_a_day(
    unfinished: UnfinishedShop, tmp_path: Path, hours: int, stays: bool
) -> None:
    leftover = tmp_path / ".shop.0badcafe.unfinished"
    leftover.mkdir()
    then = leftover.stat().st_mtime - hours * 3600
    os.utime(leftover, (then, then))
    unfinished.make(PLAN)
    assert leftover.exists() is stays
    unfinished.discard()


@pytest.fixture
def quick_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a demo be made at once, of one customer."""
    monkeypatch.setattr(
        unfinished_shop,
        "make_demo",
        lambda folder, _customers, progress: make_demo(folder, 1, progress=progress, profile=FAST),
    )


@pytest.mark.usefixtures("quick_demo")
def test_a_demo_of_other_tables_is_outdated_and_replaced(tmp_path: Path) -> None:
    demo = tmp_path / "demo"
    replace_demo(demo)
    assert not is_outdated_demo(demo)
    (demo / "demo").write_text("made for other tables")
    (demo / "shop.db").write_bytes(b"not a database any more")
    assert is_outdated_demo(demo)
    replace_demo(demo)
    assert not is_outdated_demo(demo)
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]


def test_a_shop_that_says_nothing_of_a_demo_is_never_outdated(shop_folder: Path) -> None:
    assert not is_outdated_demo(shop_folder)


def test_what_lies_at_the_demos_own_place_without_a_word_is_of_an_older_program(
    shop_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unfinished_shop, "demo_shop_folder", lambda: shop_folder)
    assert is_outdated_demo(shop_folder)
