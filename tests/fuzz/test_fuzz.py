"""The short set of nonsense; ``make fuzz`` runs the long one."""

from shopdesk.services.customers import RecordChange, add_customer
from shopdesk.services.desk import Desk
from shopdesk.services.verifying import verify
from tests.fuzz.fuzzing import fuzz_files, fuzz_phones, fuzz_rows, fuzz_searches


def test_every_row_of_a_list_is_answered_for_and_the_book_stays_sound(desk: Desk) -> None:
    counts = fuzz_rows(desk, 2_000)
    assert counts["new"] > 200
    assert counts["invalid_value"] > 200
    assert verify(desk).ok


def test_any_search_has_an_answer(desk: Desk) -> None:
    for first, last in (("Ann", "Lee"), ("Zoë", "Müller"), ("王伟", "")):
        add_customer(desk, RecordChange({"first_name": first, "last_name": last}))
    assert fuzz_searches(desk, 400)["found"] > 10


def test_any_telephone_is_a_number_or_refused_with_a_sentence() -> None:
    counts = fuzz_phones(1_000)
    assert counts["accepted"] > 5
    assert len(counts) > 4


def test_any_file_is_read_or_refused() -> None:
    counts = fuzz_files(200)
    assert counts["read"] > 20
    assert len(counts) > 1
