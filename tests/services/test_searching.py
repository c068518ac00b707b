"""Finding anybody in the whole book, however their name or phone is typed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shopdesk.domain.customer_list import CustomerPage, CustomerQuery, Segment
from shopdesk.services.customers import (
    RecordChange,
    add_customer,
    archive_customer,
    edit_customer,
    list_customers,
)
from shopdesk.services.desk import Desk
from shopdesk.services.verifying import verify

PEOPLE = {
    "Marai Haddad": {"mobile": "0412 345 004", "email": "marai.h@example.com"},
    "Julia Maraidis": {"mobile": "0491 570 156"},
    "Ana María Ruiz": {"email": "anamaria@example.es"},
    "Sinéad O'Brien": {"phone": "03 9000 1234"},
    "Anne Smith-Jones": {},
    "王伟": {},
    "娜 李": {},
    "Thi Ng": {},
    "Jürgen Groß": {},
    "سمير حداد": {},
}


@pytest.fixture
def people(desk: Desk) -> Desk:
    for name, contact in PEOPLE.items():
        first, _, last = name.rpartition(" ")
        add_customer(desk, RecordChange({"first_name": first, "last_name": last, **contact}))
    return desk


def _search(desk: Desk, text: str, **filters: object) -> CustomerPage:
    return list_customers(desk, CustomerQuery(search=text, **filters))  # type: ignore[arg-type]  # tables of filters


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("m", "Marai Haddad"),
        ("ng", "Thi Ng"),
        ("王", "王伟"),
        ("李娜", "娜 李"),
        ("娜李", "娜 李"),
        ("伟", "王伟"),
        ("حداد", "سمير حداد"),
        ("maria", "Ana María Ruiz"),
        ("obrien", "Sinéad O'Brien"),
        ("o'brien", "Sinéad O'Brien"),
        ("o’brien sinead", "Sinéad O'Brien"),
        ("o brien", "Sinéad O'Brien"),
        ("jones-smith", "Anne Smith-Jones"),
        ("smith jones", "Anne Smith-Jones"),
        ("smith-jo", "Anne Smith-Jones"),
        ("jones", "Anne Smith-Jones"),
        ("GROSS", "Jürgen Groß"),
        ("0412 345", "Marai Haddad"),
        ("+61412", "Marai Haddad"),
        ("61-412", "Marai Haddad"),
        ("0061 412 345", "Marai Haddad"),
        ("(03) 9000", "Sinéad O'Brien"),
        ("345004", "Marai Haddad"),
        ("marai.h@ex", "Marai Haddad"),
        ("C-000001", "Marai Haddad"),
        ("c000001", "Marai Haddad"),
        ("haddad marai", "Marai Haddad"),
        ("raidis", "Julia Maraidis"),
    ],
)
def test_what_was_typed_finds_the_person_exactly(people: Desk, typed: str, name: str) -> None:
    page = _search(people, typed)
    assert name in [row.full_name for row in page.rows if row.id not in page.misspelt]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("marrai", "Marai Haddad"),
        ("maria haddad", "Marai Haddad"),
        ("hadad", "Marai Haddad"),
        ("hadadd marai", "Marai Haddad"),
        ("maraihaddad", "Marai Haddad"),
        ("maraihadad", "Marai Haddad"),
        ("hadddad mari", "Marai Haddad"),
        ("smithjons", "Anne Smith-Jones"),
        ("julai", "Julia Maraidis"),
        ("jurgan gros", "Jürgen Groß"),
        ("sinaed obrein", "Sinéad O'Brien"),
    ],
)
def test_a_misspelt_name_is_found_all_the_same(people: Desk, typed: str, name: str) -> None:
    page = _search(people, typed)
    assert name in [row.full_name for row in page.rows]
    assert next(row.id for row in page.rows if row.full_name == name) in page.misspelt


@pytest.mark.parametrize(
    ("name", "typed"),
    [("فاطمة", "فاطمه"), ("طه", "طة"), ("هدى", "هدي"), ("علي", "على"), ("فاطمة يحيى", "يحيي فاطمه")],
)
def test_an_arabic_name_is_found_whichever_way_its_end_is_written(desk: Desk, name: str, typed: str) -> None:
    add_customer(desk, RecordChange({"first_name": name}))
    for text in (name, typed):
        page = _search(desk, text)
        assert [(row.full_name, row.id in page.misspelt) for row in page.rows] == [(name, False)]


def test_who_came_after_a_search_is_found_by_the_next(people: Desk) -> None:
    asked = ("zephyrine quist", "zephirine quits")
    assert [_search(people, text).rows for text in asked] == [(), ()]
    add_customer(people, RecordChange({"first_name": "Zephyrine", "last_name": "Quist"}))
    assert [len(_search(people, text).rows) for text in asked] == [1, 1]


def test_whole_words_come_before_beginnings_and_beginnings_before_parts(desk: Desk) -> None:
    for name in ("Annamar", "Mary", "Mar", "Samara"):
        add_customer(desk, RecordChange({"first_name": name}))
    assert [row.full_name for row in _search(desk, "mar").rows] == ["Mar", "Mary", "Samara", "Annamar"]


def test_a_search_respects_tag_segment_and_archive(people: Desk) -> None:
    tagged = add_customer(people, RecordChange({"first_name": "Marai"}, tags=("Bridal",)))
    assert [row.id for row in _search(people, "marai", tag="bridal").rows] == [tagged.id]
    assert _search(people, "marai", segment=Segment.DEBTORS).rows == ()
    archive_customer(people, tagged.id)
    assert tagged.id not in [row.id for row in _search(people, "marai").rows]
    assert [row.id for row in _search(people, "marai", archived=True).rows] == [tagged.id]


def test_an_old_name_no_longer_finds_anybody(people: Desk) -> None:
    customer = _search(people, "Julia").rows[0].id
    edit_customer(people, customer, RecordChange({"first_name": "Bettina"}))
    assert _search(people, "julia").rows == ()
    assert [row.id for row in _search(people, "bettina").rows] == [customer]


def test_a_word_is_known_for_as_long_as_anybody_has_it_in_their_name(desk: Desk) -> None:
    one = add_customer(desk, RecordChange({"first_name": "Anne", "last_name": "O'Brien"})).id
    other = add_customer(desk, RecordChange({"first_name": "Anne", "last_name": "Ruiz"})).id
    assert _words(desk) == {"anne", "o", "brien", "obrien", "ruiz"}
    edit_customer(desk, one, RecordChange({"first_name": "Bettina", "last_name": "Ruiz"}))
    assert _words(desk) == {"anne", "bettina", "ruiz"}
    edit_customer(desk, other, RecordChange({"first_name": "Bettina"}))
    assert _words(desk) == {"bettina", "ruiz"}


def _words(desk: Desk) -> set[str]:
    with desk.read() as session:
        return set(session.exec_driver_sql("SELECT word FROM name_word").scalars())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60))
def test_any_string_at_all_is_safe_to_type(people: Desk, text: str) -> None:
    assert _search(people, text).total <= len(PEOPLE)


def test_verify_finds_an_index_that_forgot_somebody(people: Desk) -> None:
    with people.book.database.maintenance() as connection:
        connection.exec_driver_sql(
            "INSERT INTO customer_search (customer_search, rowid, search_text) "
            "SELECT 'delete', id, search_text FROM customer WHERE id = 1"
        )
        connection.commit()
    assert [check.name for check in verify(people).checks if not check.ok] == ["search"]


def test_verify_raises_no_false_alarm_when_the_index_was_merged_since_the_last_look(desk: Desk) -> None:
    alarms = []
    for number in range(40):
        add_customer(desk, RecordChange({"first_name": f"Any{number}"}))
        alarms += [check for check in verify(desk).checks if not check.ok]
    assert alarms == []
