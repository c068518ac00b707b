"""Of a damaged shop whatever can be read is saved, and what is lost is named."""

import csv
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from shopdesk.domain.account import CustomerId
from shopdesk.domain.payment import PaymentOrder
from shopdesk.domain.sale import SaleOrder
from shopdesk.errors import Damaged, InvalidValue, NotAShop, WrongSecret
from shopdesk.services.accounts import account_state
from shopdesk.services.backups import leave_out, make_backup
from shopdesk.services.customers import RecordChange, add_customer, archive_customer
from shopdesk.services.erasing import erase
from shopdesk.services.importing import carry_out, plan_import
from shopdesk.services.notes import add_note
from shopdesk.services.payments import take_payment
from shopdesk.services.salvaging import CUSTOMERS, ENTRIES, LOST, Saved, save_what_is_left
from shopdesk.services.selling import sell
from shopdesk.services.tagging import retag
from shopdesk.shop import create_shop, open_shop
from shopdesk.storage.cipher import PAGE_BYTES
from shopdesk.storage.cipher_pages import CipherPages
from shopdesk.storage.folder import ShopFolder
from shopdesk.storage.keyfile import unlock
from tests.conftest import NEW_SHOP, PASSPHRASE, StandingClock
from tests.fast_kdf import FAST

TODAY = date(2026, 11, 21)
PEOPLE = 40
LONG_NOTE = "pearls and " * 400


@pytest.fixture(scope="module")
def template(shop_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Let forty people owe $1.00, $2.00 and so on, after each paid $0.50."""
    folder = shutil.copytree(shop_template, tmp_path_factory.mktemp("traded") / "shop")
    with open_shop(folder, PASSPHRASE, clock=StandingClock()) as shop:
        for number in range(1, PEOPLE + 1):
            fields = {"first_name": f"Customer {number}", "street": f"{number} Long Lane"}
            change = RecordChange(fields, tags=("VIP", "Pearls"), note=LONG_NOTE)
            customer = add_customer(shop.desk, change).id
            amount = 100 * number + 50
            sell(shop.desk, SaleOrder(customer, total=amount, on_account=amount), f"sale {number}")
            take_payment(shop.desk, PaymentOrder(customer, 50), f"payment {number}")
    return folder


@pytest.fixture
def traded(template: Path, tmp_path: Path) -> Path:
    return shutil.copytree(template, tmp_path / "shop")


def spoil(folder: Path, *pages: int) -> None:
    with (folder / "shop.db").open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE_BYTES + 1_000)
            file.write(b"\xff" * 8)


def save(folder: Path, into: Path) -> Saved:
    return save_what_is_left(folder, PASSPHRASE, into, TODAY, lambda _done, _all: None)


def rows_of(saved: Saved, name: str) -> list[dict[str, str]]:
    with (saved.folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def pages_with(folder: Path, words: bytes) -> list[int]:
    """Return the pages on which something stands in clear, once opened."""
    place = ShopFolder(folder)
    pages = CipherPages(place.database, unlock(place, PASSPHRASE))
    return [number for number in range(1, pages.total + 1) if words in (pages.page(number) or b"")]


def test_a_sound_file_is_read_to_the_last_row(traded: Path, tmp_path: Path) -> None:
    saved = save(traded, tmp_path)
    assert (saved.customers, saved.entries, saved.nameless, saved.lost.is_whole) == (
        PEOPLE,
        2 * PEOPLE,
        0,
        True,
    )
    first = rows_of(saved, CUSTOMERS)[0]
    assert (first["number"], first["first name"], first["street"]) == (
        "C-000001",
        "Customer 1",
        "1 Long Lane",
    )
    assert (first["tags"], first["notes"]) == ("VIP, Pearls", LONG_NOTE.strip())
    assert first["opening balance minor"] == "100"
    entry = rows_of(saved, ENTRIES)[1]
    assert (entry["entry"], entry["customer"], entry["moved minor"]) == ("P-00001", "C-000001", "-50")


def test_the_first_page_and_the_schema_are_not_needed(traded: Path, tmp_path: Path) -> None:
    schema = pages_with(traded, b"CREATE TABLE")
    spoil(traded, 1, *schema)
    saved = save(traded, tmp_path)
    assert (saved.customers, saved.entries, saved.lost.damaged) == (PEOPLE, 2 * PEOPLE, len({1, *schema}))
    assert not any(saved.lost[2:])


def lose_journals(folder: Path) -> None:
    for path in (folder / "shop.journal", *(folder / "backups").glob("*.journal")):
        path.unlink(missing_ok=True)


def test_balances_outlive_the_pages_of_the_entries(traded: Path, tmp_path: Path) -> None:
    lose_journals(traded)
    records = set(pages_with(traded, b"Customer "))
    spoil(traded, *set(range(1, (traded / "shop.db").stat().st_size // PAGE_BYTES + 1)) - records)
    saved = save(traded, tmp_path)
    assert saved.entries == 0
    balances = [int(row["opening balance minor"]) for row in rows_of(saved, CUSTOMERS)]
    assert balances == [100 * number for number in range(1, PEOPLE + 1)]


def test_who_lost_the_record_keeps_the_debt_and_is_named(traded: Path, tmp_path: Path) -> None:
    spoil(traded, *pages_with(traded, b"Customer 7"))
    lose_journals(traded)
    saved = save(traded, tmp_path)
    lost = {f"C-{number:06d}" for number in saved.lost.customers}
    assert "C-000007" in lost
    assert saved.customers + saved.nameless == PEOPLE
    assert lost <= {row["number"] for row in rows_of(saved, CUSTOMERS) if "record lost" in row["last name"]}
    assert sum(int(row["opening balance minor"]) for row in rows_of(saved, CUSTOMERS)) == sum(
        100 * number for number in range(1, PEOPLE + 1)
    )
    assert f"Customers that could not be read: {len(lost)}" in (saved.folder / LOST).read_text("utf-8")


def told_of(row: dict[str, str]) -> list[str]:
    names = ("number", "first name", "street", "tags", "notes", "opening balance minor")
    return [row[name] for name in names]


def test_what_the_pages_lost_is_read_from_the_journal_beside_them(traded: Path, tmp_path: Path) -> None:
    whole = save(traded, tmp_path)
    spoil(traded, *range(2, whole.lost.pages + 1))
    saved = save(traded, tmp_path)
    assert (saved.customers, saved.entries, saved.nameless) == (PEOPLE, 2 * PEOPLE, 0)
    assert saved.from_journals == 3 * PEOPLE
    assert rows_of(saved, ENTRIES) == rows_of(whole, ENTRIES)
    assert [told_of(row) for row in rows_of(saved, CUSTOMERS)] == [
        told_of(row) for row in rows_of(whole, CUSTOMERS)
    ]
    assert "120 were read from the journals alone" in (saved.folder / LOST).read_text("utf-8")


def test_tags_and_notes_without_their_pages_come_as_they_were_last(traded: Path, tmp_path: Path) -> None:
    with open_shop(traded, PASSPHRASE, clock=StandingClock()) as shop:
        add_note(shop.desk, CustomerId(1), "wants it engraved")
        retag(shop.desk, [CustomerId(1)], add=("Gold",), remove=("Pearls",))
        retag(shop.desk, [CustomerId(2)], remove=("VIP", "Pearls"))
    whole = rows_of(save(traded, tmp_path), CUSTOMERS)
    records = {*pages_with(traded, b"Customer "), *pages_with(traded, b"Long Lane")}
    everything = range(1, (traded / "shop.db").stat().st_size // PAGE_BYTES + 1)
    spoil(traded, *set(everything) - records)
    found = rows_of(save(traded, tmp_path), CUSTOMERS)
    assert [told_of(row) for row in found] == [told_of(row) for row in whole]
    assert (whole[0]["tags"], whole[1]["tags"]) == ("VIP, Gold", "")
    assert whole[0]["notes"].endswith("wants it engraved")


def test_whoever_was_erased_does_not_come_back_out_of_a_journal(traded: Path, tmp_path: Path) -> None:
    with open_shop(traded, PASSPHRASE, clock=StandingClock()) as shop:
        gone = add_customer(shop.desk, RecordChange({"first_name": "Zelda"}, note="wants it engraved")).id
        make_backup(shop.desk.book)  # whose journals are kept
        archive_customer(shop.desk, gone)
        erase(shop.desk, gone)
    spoil(traded, *range(2, (traded / "shop.db").stat().st_size // PAGE_BYTES + 1))
    saved = save(traded, tmp_path)
    written = "".join(path.read_text("utf-8-sig") for path in saved.folder.iterdir())
    assert saved.customers >= PEOPLE
    assert "Zelda" not in written
    assert "wants it engraved" not in written


def test_what_was_left_out_of_the_shop_stays_out(traded: Path, tmp_path: Path, clock: StandingClock) -> None:
    older = (traded / "shop.db").read_bytes()
    with open_shop(traded, PASSPHRASE, clock=clock) as shop:
        add_customer(shop.desk, RecordChange({"first_name": "Zelda"}))
    (traded / "shop.db").write_bytes(older)
    with open_shop(traded, PASSPHRASE, clock=clock) as shop:
        leave_out(shop.desk)
        add_customer(shop.desk, RecordChange({"first_name": "Yan"}))
    spoil(traded, *pages_with(traded, b"Yan"))
    saved = save(traded, tmp_path)
    assert {row["first name"] for row in rows_of(saved, CUSTOMERS)} >= {"Yan"}
    assert "Zelda" not in (saved.folder / CUSTOMERS).read_text("utf-8-sig")


def test_of_an_entry_without_its_page_the_shops_own_journal_tells_the_figures(
    traded: Path, tmp_path: Path
) -> None:
    lose_journals(traded)
    whole = rows_of(save(traded, tmp_path), ENTRIES)
    told = set(pages_with(traded, b"take_payment"))
    payments = set(pages_with(traded, b"cash")) - told
    spoil(traded, *payments)
    saved = save(traded, tmp_path)
    assert saved.from_journals >= PEOPLE
    assert saved.lost.payments == ()
    figures = ("entry", "customer", "at", "total minor", "moved minor")
    assert [[row[name] for name in figures] for row in rows_of(saved, ENTRIES)] == [
        [row[name] for name in figures] for row in whole
    ]


def test_a_new_shop_takes_the_customers_over_with_their_debts(traded: Path, tmp_path: Path) -> None:
    spoil(traded, 1)
    saved = save(traded, tmp_path)
    shop, _ = create_shop(tmp_path / "new", NEW_SHOP, profile=FAST, clock=StandingClock())
    with shop:
        plan = plan_import(shop.desk, (saved.folder / CUSTOMERS).read_bytes())
        assert (plan.created, plan.rejected) == (PEOPLE, ())
        carry_out(shop.desk, plan)
        assert account_state(shop.desk, CustomerId(9)).balance == 900


def test_what_waits_in_the_log_is_read_too(traded: Path, tmp_path: Path, clock: StandingClock) -> None:
    with open_shop(traded, PASSPHRASE, clock=clock) as shop:
        add_customer(shop.desk, RecordChange({"first_name": "Zelda"}))
        assert (traded / "shop.db-wal").stat().st_size
        saved = save(traded, tmp_path)
    assert "Zelda" in {row["first name"] for row in rows_of(saved, CUSTOMERS)}


@pytest.mark.parametrize("seed", range(6))
def test_no_damage_makes_up_a_balance_or_stops_the_reading(traded: Path, tmp_path: Path, seed: int) -> None:
    content = bytearray((traded / "shop.db").read_bytes())
    chance = Random(seed)  # noqa: S311  where the damage is
    for _ in range(30):
        content[chance.randrange(len(content))] ^= 0xFF
    (traded / "shop.db").write_bytes(content[: -chance.randrange(3) * PAGE_BYTES - 77])
    saved = save(traded, tmp_path)
    assert 0 < saved.lost.damaged <= 34
    assert saved.customers + len(saved.lost.customers) <= PEOPLE
    for row in rows_of(saved, CUSTOMERS):
        if "lost" not in row["last name"]:
            assert int(row["opening balance minor"]) == 100 * int(row["number"][2:])


def lose_database(folder: Path) -> None:
    (folder / "shop.db").unlink()


def spoil_all(folder: Path) -> None:
    (folder / "shop.db").write_bytes(bytes(9 * PAGE_BYTES))


def lose_keys(folder: Path) -> None:
    for name in ("shop.keys", "shop.keys.2"):
        (folder / name).unlink()


@pytest.mark.parametrize(
    ("harm", "told"),
    [(lose_database, NotAShop), (spoil_all, Damaged), (lose_keys, NotAShop)],
    ids=lambda each: each.__name__,
)
def test_where_nothing_is_left_it_says_so_and_leaves_nothing(
    traded: Path, tmp_path: Path, harm: Callable[[Path], None], told: type[Exception]
) -> None:
    harm(traded)
    (tmp_path / "into").mkdir()
    with pytest.raises(told):
        save(traded, tmp_path / "into")
    assert not list((tmp_path / "into").iterdir())


def test_the_shop_stays_as_it_is(traded: Path, tmp_path: Path) -> None:
    (traded / "shop.keys").write_bytes(b"spoilt")
    before = {path: path.read_bytes() for path in traded.rglob("*") if path.is_file()}
    save(traded, tmp_path)
    assert {path: path.read_bytes() for path in traded.rglob("*") if path.is_file()} == before
    with pytest.raises(WrongSecret):
        save_what_is_left(traded, "not this one at all", tmp_path, TODAY, lambda _done, _all: None)
    with pytest.raises(InvalidValue):
        save(traded, tmp_path / "nowhere")
