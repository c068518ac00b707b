from pathlib import Path

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.services.backups import make_backup
from shopdesk.services.desk import Desk
from shopdesk.services.payments import take_payment
from shopdesk.shop import shop_exists
from shopdesk.viewmodels.restoring import RestoringViewModel
from tests.conftest import PASSPHRASE
from tests.ports import InlineRunner


@pytest.fixture
def model(desk: Desk, marai: CustomerId) -> RestoringViewModel:
    made = make_backup(desk.book)
    take_payment(desk, PaymentOrder(marai, 100), "after the backup")
    return RestoringViewModel(desk, InlineRunner(), made.path)


def test_a_new_folder_beside_the_shop_is_suggested(model: RestoringViewModel, shop_folder: Path) -> None:
    assert model.suggested == str(shop_folder.with_name("shop restored"))


@pytest.mark.parametrize(("replay", "said"), [(True, "was brought over"), (False, "is not in it")])
def test_what_was_restored_and_what_it_lacks_is_said(
    model: RestoringViewModel, replay: bool, said: str
) -> None:
    model.restore(PASSPHRASE, model.suggested, replay=replay)
    assert shop_exists(Path(model.suggested))
    assert f"1 entry made since {said}." in model.done.value
    assert not model.busy.value


@pytest.mark.parametrize(
    ("secret", "folder", "field"),
    [
        ("", "x", "secret"),
        (PASSPHRASE, " ", "folder"),
        ("not the passphrase", "new", "secret"),
        (PASSPHRASE, "taken", "folder"),
    ],
)
def test_a_mistake_stands_at_its_field(
    model: RestoringViewModel, tmp_path: Path, secret: str, folder: str, field: str
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").touch()
    model.restore(secret, str(tmp_path / folder) if folder.strip() else folder, replay=False)
    assert list(model.errors.value) == [field]
    assert (model.done.value, model.trouble.value) == ("", "")


def test_a_damaged_backup_is_said(model: RestoringViewModel) -> None:
    model.backup.write_bytes(b"noise")
    model.restore(PASSPHRASE, model.suggested, replay=False)
    assert model.trouble.value.startswith("That is not a backup of ShopDesk")
    assert not Path(model.suggested).exists()


def test_stopping_leaves_no_folder_and_says_so(model: RestoringViewModel) -> None:
    model.work.text.listen(lambda text: model.work.stop() if text else None)
    model.restore(PASSPHRASE, model.suggested, replay=False)
    assert model.work.stopped.value.startswith("Stopped: nothing was restored, and no folder was left.")
    assert (model.done.value, model.trouble.value, Path(model.suggested).exists()) == ("", "", False)
